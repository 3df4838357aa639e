import { closeSync, writeSync } from 'node:fs';
import { type PracticeOptions, startPractice } from './server.ts';

interface ServeOptions extends PracticeOptions {
  /** An open file descriptor on which somebody waits for one line, such as READY_FD of `startDaemon`. */
  readonly readyFd?: number | undefined;
}

/** Runs the practice bureau until it is told to stop: the whole life of a process. */
export async function servePractice({ readyFd, ...options }: ServeOptions): Promise<void> {
  const { ended } = await startPractice(options);
  if (readyFd !== undefined) {
    writeSync(readyFd, 'ready\n');
    closeSync(readyFd);
  }
  await ended;
}
