import { constants } from 'node:os';

/** The part of `process` that ends the program. */
export interface ProcessLike {
  readonly pid: number;
  on(event: string, listener: (argument: unknown) => void): unknown;
  off(event: string, listener: (argument: unknown) => void): unknown;
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

const DEADLY = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** What shells report for a program that died of this signal. */
export function exitCodeOfSignal(signal: keyof typeof constants.signals): number {
  return 128 + (constants.signals[signal] ?? 0);
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
