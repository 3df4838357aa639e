import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import type { Agent } from 'node:https';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { UserError } from '../errors.ts';
import { cleanText } from '../text.ts';
import type { PracticeState } from './app.ts';
import { askPractice } from './ask.ts';
import { DOCKET_FILE } from './docket.ts';
import type { Faults } from './faults.ts';
import { folderError } from './folder-error.ts';
import { isLocked, LOCK_FILE, lockFolder } from './lock.ts';
import { callingSide } from './secret-line.ts';
import { readServerFile, type ServerFile } from './server-file.ts';

/** The file descriptor on which the child of `startDaemon` says that it is ready; it passes it to `servePractice`. */
export const READY_FD = 3;

export interface RunningPractice {
  readonly url: string;
  readonly pid: number;
  readonly taken: number;
  readonly faults: Faults;
}

const LOG_FILE = 'practice.log';

/** The practice bureau of a folder, if one runs: recognised by the key that only it can have, never by a port or a process number. */
export async function practiceStatus(folder: string): Promise<RunningPractice | undefined> {
  const found = await findServer(folder);
  return found && { url: found.file.url, ...found.state };
}

/** The line to the practice bureau of a folder, if one runs: nobody else can take what is sent over it. */
export async function practiceLine(
  folder: string,
): Promise<{ readonly url: string; readonly agent: Agent } | undefined> {
  const found = await findServer(folder);
  return found && { url: found.file.url.replace(/^http:/u, 'https:'), agent: lineTo(found.file) };
}

/**
 * Starts a process of its own that outlives this one, or finds the one that runs. `command` is a program and its arguments
 * which end in `servePractice({ folder, readyFd: READY_FD, … })`. Its output goes to `practice.log` in the folder.
 *
 * @throws UserError `practice.start` when the process ended instead of getting ready, `practice.folder` when the folder cannot be used
 */
export async function startDaemon({
  folder,
  command,
}: {
  folder: string;
  command: readonly string[];
}): Promise<RunningPractice & { readonly started: boolean }> {
  const before = await practiceStatus(folder);
  if (before) return { ...before, started: false };
  const log = await openLog(folder);
  const [program = '', ...args] = command;
  const child = spawn(program, args, { detached: true, stdio: ['ignore', log.fd, log.fd, 'pipe'] });
  try {
    const failed = once(child, 'error').then(([error]) => Promise.reject(error));
    const pipe = child.stdio[READY_FD] as Readable;
    // Either the line, or the end of the pipe because the process is gone.
    const ready = await Promise.race([firstChunk(pipe), failed]).catch(() => false);
    failed.catch(() => {});
    pipe.destroy();
    // Somebody else may have been quicker: then ours has ended, and theirs runs or will in a moment.
    const running = (await practiceStatus(folder)) ?? (await otherStarting(folder));
    if (!running) throw await startError(folder);
    return { ...running, started: ready };
  } finally {
    child.unref();
    await log.close();
  }
}

async function openLog(folder: string) {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await open(join(folder, LOG_FILE), 'w', 0o600);
  } catch (error) {
    throw folderError(error, folder);
  }
}

/** The server that another process is starting, once it is ready; undefined when there is none. */
async function otherStarting(folder: string): Promise<RunningPractice | undefined> {
  while (isLocked(join(folder, LOCK_FILE))) {
    await pause(50);
    const running = await practiceStatus(folder);
    if (running) return running;
  }
  return undefined;
}

async function firstChunk(pipe: Readable): Promise<boolean> {
  for await (const _ of pipe) return true;
  return false;
}

async function startError(folder: string): Promise<UserError> {
  const said = cleanText(await readFile(join(folder, LOG_FILE), 'utf8').catch(() => ''));
  return new UserError('practice.start', `练习局没有启动：${said.slice(-400) || '进程没有留下说明'}`, {
    exit: 'transport',
    next: ['确认文件夹可以写，端口没有被占用'],
  });
}

/** Ends the server of a folder; false when none runs. When it resolves, the folder is free for another. */
export async function stopDaemon(folder: string): Promise<boolean> {
  const found = await findServer(folder);
  if (!found) return false;
  await order(found.file, 'stop');
  return true;
}

/** Empties the practice bureau of a folder, whether it runs or not: no case, no receipt, no fault is left. */
export async function resetPractice(folder: string): Promise<void> {
  const found = await findServer(folder);
  if (found) {
    await order(found.file, 'reset');
    return;
  }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const unlock = await lockFolder(join(folder, LOCK_FILE));
    try {
      await rm(join(folder, DOCKET_FILE), { force: true });
    } finally {
      unlock();
    }
  } catch (error) {
    throw folderError(error, folder);
  }
}

/**
 * Changes the faults of a running practice bureau.
 *
 * @throws UserError `practice.stopped` when none runs
 */
export async function orderFaults(folder: string, changes: Partial<Faults>): Promise<void> {
  const found = await findServer(folder);
  if (!found) throw stopped();
  await order(found.file, 'faults', changes);
}

async function findServer(folder: string): Promise<{ file: ServerFile; state: PracticeState } | undefined> {
  const file = await readServerFile(folder);
  // Whoever has its port while it does not run is not asked anything.
  if (!file || !isLocked(join(folder, LOCK_FILE))) return undefined;
  try {
    const answer = await askPractice(file, 'practice');
    return answer?.status === 200 ? { file, state: JSON.parse(answer.text) } : undefined;
  } catch (error) {
    if ((error as Error).name !== 'TimeoutError') throw error;
    throw new UserError('practice.silent', `练习局没有回应（进程 ${file.pid}）`, {
      exit: 'transport',
      next: [`确认后结束进程 ${file.pid}，再启动练习局`],
    });
  }
}

let line: { readonly key: string; readonly agent: Agent } | undefined;
/** Connections are kept from one call to the next. */
function lineTo({ key }: ServerFile): Agent {
  if (line?.key !== key) line = { key, agent: callingSide(key) };
  return line.agent;
}

async function order(file: ServerFile, what: 'stop' | 'reset' | 'faults', body: unknown = {}): Promise<void> {
  const answer = await askPractice(file, `practice/${what}`, body);
  if (!answer) throw stopped();
  if (answer.status === 200) return;
  throw new UserError(
    'practice.order',
    `练习局没有照办（HTTP ${answer.status}）：${cleanText(answer.text).slice(0, 200)}`,
    {
      exit: 'transport',
      next: ['用 practice stop 停止后再启动'],
    },
  );
}

function stopped(): UserError {
  return new UserError('practice.stopped', '练习局没有运行', { exit: 'transport', next: ['用 practice start 启动'] });
}
