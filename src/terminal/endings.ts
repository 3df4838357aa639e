import { constants } from 'node:os';

/** The part of `process` that ends the program. */
export interface ProcessLike {
  readonly pid: number;
  on(event: string, listener: (argument: unknown) => void): unknown;
  off(event: string, listener: (argument: unknown) => void): unknown;
  removeAllListeners(event: string): unknown;
  exit(code: number): unknown;
  kill(pid: number, signal: string): unknown;
}

/** What is to be done when the program ends, breaks, or is stopped for a while. */
export interface EndingActions {
  closeNow(): void;
  crash(error: unknown): void;
  suspend(): void;
  resume(): void;
}

/** Those that end a program which does not listen to them; a system that lacks one never sends it. */
// biome-ignore format: table
const DEADLY = [
  'SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGABRT', 'SIGALRM', 'SIGVTALRM', 'SIGPROF', 'SIGUSR2', 'SIGXCPU', 'SIGXFSZ', 'SIGIO', 'SIGPWR', 'SIGSTKFLT',
] as const;

/** What shells report for a program that died of this signal. */
function exitCodeOfSignal(signal: keyof typeof constants.signals): number {
  return 128 + (constants.signals[signal] ?? 0);
}

/**
 * Ends the program when the terminal is gone, by the signal that says so. An exit would set the modes of the terminal back once more,
 * and Node aborts when it cannot.
 */
export function dieOfHangUp(process: ProcessLike): void {
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
  // Where that signal ends nobody.
  process.exit(exitCodeOfSignal('SIGHUP'));
}

/** Hears of every way in which the program ends or is stopped. Returns what ends the hearing. */
export function hearEndings(process: ProcessLike, { closeNow, crash, suspend, resume }: EndingActions): () => void {
  const endings: readonly (readonly [event: string, listener: (argument: unknown) => void])[] = [
    ['exit', closeNow],
    ['uncaughtException', crash],
    [
      'SIGTSTP',
      () => {
        suspend();
        process.kill(process.pid, 'SIGSTOP');
      },
    ],
    ['SIGCONT', resume],
    [
      'SIGHUP',
      () => {
        closeNow();
        dieOfHangUp(process);
      },
    ],
    ...DEADLY.map(signal => {
      const die = (): void => {
        closeNow();
        process.exit(exitCodeOfSignal(signal));
      };
      return [signal, die] as const;
    }),
  ];
  for (const [event, listener] of endings) process.on(event, listener);
  return () => {
    for (const [event, listener] of endings) process.off(event, listener);
  };
}
