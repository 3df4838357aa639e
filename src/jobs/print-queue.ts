import { UserError } from '../errors.ts';
import { refusalIn } from './printer-words.ts';
import { askCups, type Failure, NO_CUPS, type ProgramEnvironment, statesIn } from './printers.ts';

export const SIDES = ['one-sided', 'two-sided-long-edge', 'two-sided-short-edge'] as const;
export type Sides = (typeof SIDES)[number];

/** A queue of CUPS and what it is asked for. */
export interface Queue {
  readonly name: string;
  readonly copies: number;
  readonly sides: Sides;
  readonly env: ProgramEnvironment;
}

/** A job that a queue has taken. */
export interface PrintJob {
  /** `office-12` */
  readonly id: string;
  /** Whether it still waits in the queue, and why the queue does not print, if it says so. */
  readonly waiting: boolean;
  readonly stopped?: string;
}

/** Gives a PDF to a queue. Throws `print.no-lp` where there is no printing system and `print.refused` when the queue does not take it. */
export async function sendToQueue(file: string, title: string, { name, copies, sides, env }: Queue): Promise<PrintJob> {
  // Copies by -n alone: with repeated pages as well they would be squared. The paper is named because a queue's own may be Letter.
  const options = ['media=A4', `sides=${sides}`, 'print-scaling=none'].flatMap(option => ['-o', option]);
  const words = ['-d', name, '-n', String(copies), ...options, '-t', title, '--', file];
  const said = await askCups('lp', words, env, 0).catch(async (error: Failure) => {
    throw await refusal(name, error, env);
  });
  const id = /request id is (\S+)/u.exec(said)?.[1] ?? '';
  return { id, ...(await stateOf(name, id, env)) };
}

async function stateOf(queue: string, id: string, env: ProgramEnvironment): Promise<Omit<PrintJob, 'id'>> {
  // The job is taken, whatever the queue then says of itself.
  const tell = (words: readonly string[]) => askCups('lpstat', words, env).catch(() => '');
  const [jobs, printer] = await Promise.all([tell(['-o', queue]), tell(['-p', queue, '-l'])]);
  const waiting = id !== '' && jobs.split('\n').some(line => line.split(/\s/u)[0] === id);
  const state = statesIn(printer).get(queue);
  return { waiting, ...(state?.state === 'stopped' && { stopped: state.reason ?? '已停用' }) };
}

async function refusal(queue: string, error: Failure, env: ProgramEnvironment): Promise<UserError> {
  if (error.code === 'ENOENT') {
    return new UserError('print.no-lp', NO_CUPS, {
      exit: 'faults',
      next: ['请管理员安装 cups-client（Debian：apt install cups-client）', '或写成文件再打印：--file 报检单.pdf'],
      cause: error,
    });
  }
  // Without its server `lp` says that there is no such queue.
  const server = await askCups('lpstat', ['-r'], env).catch((failed: Failure) => failed.stderr ?? '');
  const why = refusalIn(/not running/iu.test(server) ? server : error.stderr || error.message);
  return new UserError('print.refused', `打印队列 ${queue} 没有接受：${why}`, {
    exit: 'faults',
    next: ['print --printers 列出打印队列', '或写成文件再打印：--file 报检单.pdf'],
    cause: error,
  });
}
