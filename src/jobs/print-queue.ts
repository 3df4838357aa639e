import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';

const run = promisify(execFile);

/** A queue of CUPS and what it is asked for. */
export interface Queue {
  readonly name: string;
  readonly copies: number;
  readonly sides: 'one-sided' | 'two-sided-long-edge' | 'two-sided-short-edge';
  /** The environment of the program: where `lp` is, and which server it asks. */
  readonly env: Readonly<Record<string, string | undefined>>;
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
  const said = await ask('lp', ['-d', name, '-n', String(copies), ...options, '-t', title, '--', file], env).catch(
    error => {
      throw refusal(name, error);
    },
  );
  const id = /request id is (\S+)/u.exec(said)?.[1] ?? '';
  return { id, ...(await stateOf(name, id, env)) };
}

async function stateOf(queue: string, id: string, env: Queue['env']): Promise<Omit<PrintJob, 'id'>> {
  // The job is taken, whatever the queue then says of itself.
  const tell = (words: readonly string[]) => ask('lpstat', words, env).catch(() => '');
  const [jobs, printer] = await Promise.all([tell(['-o', queue]), tell(['-p', queue])]);
  const waiting = id !== '' && jobs.split('\n').some(line => line.split(/\s/u)[0] === id);
  const [first = '', ...reasons] = printer.split('\n');
  const stopped = /\bdisabled\b/u.test(first) ? cleanLine(reasons.join(' ')) || 'disabled' : undefined;
  return { waiting, ...(stopped !== undefined && { stopped }) };
}

async function ask(program: string, words: readonly string[], env: Queue['env']): Promise<string> {
  // What is read from its answer is read in English.
  return (await run(program, [...words], { env: { ...env, LC_ALL: 'C' } })).stdout;
}

function refusal(queue: string, error: NodeJS.ErrnoException & { readonly stderr?: string }): UserError {
  if (error.code === 'ENOENT') {
    return new UserError('print.no-lp', '这台机器上没有打印命令 lp', {
      exit: 'faults',
      next: ['请管理员安装 cups-client（Debian：apt install cups-client）', '或写成文件再打印：--file 报检单.pdf'],
      cause: error,
    });
  }
  return new UserError('print.refused', `打印队列 ${queue} 没有接受：${cleanLine(error.stderr || error.message)}`, {
    exit: 'faults',
    next: ['lpstat -e 列出打印队列', '或写成文件再打印：--file 报检单.pdf'],
    cause: error,
  });
}
