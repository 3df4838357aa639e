import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { tryLock, unlock } from 'fs-native-extensions';
import { UserError } from '../errors.ts';
import { OPEN, openFile } from '../open-file.ts';
import { cleanLine } from '../text.ts';
import { isMissing } from './disk.ts';
import { explain, storeError } from './failure.ts';
import { Turns } from './turns.ts';

// Windows keeps others from reading a locked range, so there the lock lies far behind the text; macOS locks whole files only.
const RANGE: readonly [offset: number, length: number] = process.platform === 'win32' ? [2 ** 40, 1] : [0, 0];

/** Takes the OS lock of an open file at once or not at all, alone or with others who share it. The system frees it when the file is closed or the process dies. */
export function tryLockFile(fd: number, { shared = false }: { shared?: boolean } = {}): boolean {
  return tryLock(fd, ...RANGE, { shared });
}

const MAX_HOLDER = 400;

export interface LockOptions {
  file: string;
  /** Permission bits of the lock file. */
  mode: number;
  /** Who we are, for the message that others see while they wait. */
  holder: string;
  /** Milliseconds that `run` waits before it gives up. */
  wait: number;
  random: () => number;
  /** The file can only be read: work, which changes nothing, runs beside that of others who read. */
  readOnly?: boolean;
}

/**
 * The one lock of a store: an OS lock between processes and a queue inside this one.
 *
 * The holder's name stands in the lock file while it works and is wiped when the work went well. So a name that is found there
 * by the next holder says that work broke off, and `recover` runs before anything else.
 */
export class StoreLock {
  readonly #options: LockOptions;
  readonly #recover: (() => Promise<void>)[] = [];
  readonly #turns = new Turns();
  #fd: number | undefined;

  constructor(options: LockOptions) {
    this.#options = options;
  }

  /** Adds what the next holder does after work that broke off, in this order. It runs inside the lock. */
  onBrokenOff(recover: () => Promise<void>): void {
    this.#recover.push(recover);
  }

  /** Runs `work` alone among all processes; not reentrant. `store.locked` when the wait is over. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.run(() => (this.#options.readOnly ? this.#readNow(work) : this.#runNow(work)));
  }

  /** Waits for work under way and lets go of the file. */
  async close(): Promise<void> {
    await this.#turns.idle();
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  async #runNow<T>(work: () => Promise<T>): Promise<T> {
    const fd = await this.#acquire();
    try {
      const brokenOff = fstatSync(fd).size > 0;
      this.#sign(fd);
      if (brokenOff) for (const recover of this.#recover) await recover();
      const value = await work();
      signOff(fd);
      return value;
    } finally {
      unlock(fd, ...RANGE);
    }
  }

  /** Nobody changes anything meanwhile, where there is a lock that can be taken. */
  async #readNow<T>(work: () => Promise<T>): Promise<T> {
    if (!isReadable(this.#options.file)) return await work();
    const fd = await this.#acquire();
    try {
      return await work();
    } finally {
      unlock(fd, ...RANGE);
    }
  }

  async #acquire(): Promise<number> {
    const { file, wait, random, readOnly: shared = false } = this.#options;
    const limit = performance.now() + wait;
    try {
      for (let longest = 2; ; longest = Math.min(longest * 1.1, 20)) {
        this.#fd ??= this.#open();
        if (tryLockFile(this.#fd, { shared })) {
          if (isSameFile(this.#fd, file)) return this.#fd;
          // Somebody has put another folder in this place; a lock on the old file would lock nobody out.
          closeSync(this.#fd);
          this.#fd = undefined;
          continue;
        }
        if (performance.now() > limit) throw this.#taken();
        await pause(random() * longest);
      }
    } catch (error) {
      throw explain(error, file);
    }
  }

  #open(): number {
    const { file, mode, readOnly } = this.#options;
    if (readOnly) return openFile(file, OPEN.read);
    try {
      return openFile(file, OPEN.change);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    const again = openFile(file, OPEN.change | constants.O_CREAT, mode);
    const stat = fstatSync(again);
    if (process.platform !== 'win32' && (stat.mode & 0o777) !== mode && stat.uid === process.getuid?.()) {
      fchmodSync(again, mode);
    }
    return again;
  }

  #sign(fd: number): void {
    const text = Buffer.from(this.#options.holder);
    try {
      ftruncateSync(fd, 0);
      writeSync(fd, text, 0, text.length, 0);
    } catch (error) {
      const told = explain(error, this.#options.file);
      // What needs no room, such as a backup to another disk, goes on; what needs it fails by itself and changes nothing.
      if (!(told instanceof UserError) || told.code !== 'store.full') throw told;
    }
  }

  #taken(): Error {
    const { file, wait } = this.#options;
    const text = Buffer.alloc(MAX_HOLDER);
    const length = this.#fd === undefined ? 0 : readSync(this.#fd, text, 0, MAX_HOLDER, 0);
    const holder = cleanLine(text.toString('utf8', 0, length));
    return storeError(
      'store.locked',
      `数据目录正被占用${holder === '' ? '' : `（${holder}）`}，等了 ${Math.round(wait / 1000)} 秒：${file}`,
      ['稍后再试', '若那个程序已经停住不动，结束它即可，锁会自动解开'],
    );
  }
}

function signOff(fd: number): void {
  try {
    ftruncateSync(fd, 0);
  } catch {
    // The work is done, whatever becomes of the signature: the next holder looks in vain for what broke off.
  }
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether an open file is still the one that its name stands for. */
export function isSameFile(fd: number, file: string): boolean {
  const named = statSync(file, { throwIfNoEntry: false });
  const open = fstatSync(fd);
  return named !== undefined && named.ino === open.ino && named.dev === open.dev;
}
