import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { cleanLine } from '../text.ts';
import { reasonIn } from './printer-words.ts';

const run = promisify(execFile);

/** The environment in which programs are started: where `lp` is, and which server it asks. */
export type ProgramEnvironment = Readonly<Record<string, string | undefined>>;

/** A queue of CUPS as it is at this moment. */
export interface Printer {
  readonly name: string;
  /** The one that CUPS takes when none is named. */
  readonly usual: boolean;
  readonly state: 'idle' | 'printing' | 'stopped' | 'unknown';
  readonly accepting: boolean;
  /** Why it does not print, or what it complains of. */
  readonly reason?: string;
  /** Jobs that it has taken and not printed yet. */
  readonly waiting: number;
}

/** The queues, and why there are none if there are none. */
export interface Printers {
  readonly queues: readonly Printer[];
  readonly none?: string;
}

// A server that is named in the environment and does not answer must not hold people up.
const PATIENCE = 5000;

/** Asks a program of CUPS. What is read from its answer is read in English. A program that hands something over is not hurried: `timeout` 0. */
export async function askCups(
  program: string,
  words: readonly string[],
  env: ProgramEnvironment,
  timeout = PATIENCE,
): Promise<string> {
  return (await run(program, [...words], { env: { ...env, LC_ALL: 'C' }, timeout })).stdout;
}

export type Failure = NodeJS.ErrnoException & { readonly stderr?: string };

export const NO_CUPS = '这台机器上没有打印系统 CUPS';
const NOT_RUNNING = '打印服务 CUPS 没有运行';

/** The queues of this machine in the order of their names. */
export async function printersOf(env: ProgramEnvironment): Promise<Printers> {
  let missing: string | undefined;
  const tell = (...words: readonly string[]) =>
    askCups('lpstat', words, env).catch((error: Failure) => {
      if (error.code === 'ENOENT') missing = NO_CUPS;
      else if (/not running|unable to connect/iu.test(error.stderr ?? '')) missing ??= NOT_RUNNING;
      return '';
    });
  const [names, usual, printers, accepting, jobs] = await Promise.all([
    tell('-e'),
    tell('-d'),
    tell('-p', '-l'),
    tell('-a'),
    tell('-o'),
  ]);
  const preferred = /destination: (\S+)/u.exec(usual)?.[1];
  const states = statesIn(printers);
  const waiting = linesOf(jobs).map(each => (each.split(/\s/u)[0] ?? '').replace(/-\d+$/u, ''));
  const queues = linesOf(names)
    .map((name): Printer => {
      const refused = linesOf(accepting).some(each => each.startsWith(`${name} not accepting`));
      return {
        name,
        usual: name === preferred,
        accepting: !refused,
        waiting: waiting.filter(each => each === name).length,
        ...(states.get(name) ?? { state: 'unknown' }),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (queues.length > 0) return { queues };
  return { queues, none: missing ?? '这台机器上没有打印队列' };
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map(each => cleanLine(each))
    .filter(Boolean);

/** What `lpstat -p -l` says of each printer: a line with its state, and lines below it that are moved in. */
export function statesIn(text: string): ReadonlyMap<string, Pick<Printer, 'state' | 'reason'>> {
  const states = new Map<string, Pick<Printer, 'state' | 'reason'>>();
  for (const block of text.split(/^(?=printer )/mu)) {
    const [first = '', ...below] = block.split('\n');
    const name = /^printer (\S+)/u.exec(first)?.[1];
    if (name === undefined) continue;
    const state = / disabled /u.test(first) ? 'stopped' : / now printing /u.test(first) ? 'printing' : 'idle';
    const reason = reasonIn(below.filter(each => each.trim() !== ''));
    states.set(name, { state, ...(reason !== undefined && { reason }) });
  }
  return states;
}

const STATES = { idle: '空闲', printing: '正在打印', stopped: '停着', unknown: '状态不明' } as const;

/** How a queue is, in a few words: 空闲；停着：没有纸，3 份在等. */
export function printerState({ state, accepting, reason, waiting }: Printer): string {
  const words = [accepting ? '' : '不接收任务', STATES[state] + (reason === undefined ? '' : `：${reason}`)];
  return [...words, waiting > 0 ? `${waiting} 份在等` : ''].filter(Boolean).join('，');
}
