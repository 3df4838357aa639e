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
import { OPEN, openFile, statOf } from '../open-file.ts';
import { cleanLine } from '../text.ts';
import { isMissing } from './disk.ts';
import { explain, storeError } from './failure.ts';

// Windows keeps others from reading a locked range, so there the lock lies far behind the text; macOS locks whole files only.
const RANGE: readonly [offset: number, length: number] = process.platform === 'win32' ? [2 ** 40, 1] : [0, 0];

/** Takes the OS lock of an open file at once or not at all, alone or with others who share it. The system frees it when the file is closed or the process dies. */
export function tryLockFile(fd: number, { shared = false }: { shared?: boolean } = {}): boolean {
  return tryLock(fd, ...RANGE, { shared });
}

const MAX_HOLDER = 400;

export interface LockFileOptions {
  file: string;
  /** Permission bits of the lock file. */
  mode: number;
  /** Who we are, for the message that others see while they wait. */
  holder: string;
  /** Milliseconds that are waited for it before it is given up. */
  wait: number;
  random: () => number;
  /** The file can only be read: it is shared with others who read. */
  readOnly?: boolean;
}

/**
 * The OS lock of one file, with the name of its holder in it. The name is wiped when the work went well: one that is found there says that
 * work broke off.
 */
export class LockFile {
  readonly #options: LockFileOptions;
  #fd: number | undefined;

  constructor(options: LockFileOptions) {
    this.#options = options;
  }

  /** Takes the lock; `store.locked` when the wait is over. */
  async take(): Promise<void> {
    const { file, wait, random } = this.#options;
    const limit = performance.now() + wait;
    try {
      for (let longest = 2; ; longest = Math.min(longest * 1.1, 20)) {
        if (this.takeNow()) return;
        if (performance.now() > limit) throw this.#taken();
        await pause(random() * longest);
      }
    } catch (error) {
      throw explain(error, file);
    }
  }

  /** Takes the lock if nobody has it. */
  takeNow(): boolean {
    const { file, readOnly: shared = false } = this.#options;
    for (;;) {
      this.#fd ??= this.#open();
      if (!tryLockFile(this.#fd, { shared })) return false;
      if (isSameFile(this.#fd, file)) return true;
      // Somebody has put another folder in this place; a lock on the old file would lock nobody out.
      this.close();
    }
  }

  free(): void {
    if (this.#fd !== undefined) unlock(this.#fd, ...RANGE);
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  /** Where nobody has the lock, whether work broke off; where somebody has it, that they are at work. */
  get isSigned(): boolean {
    const stat = statOf(this.#options.file);
    return stat?.isFile() === true && stat.size > 0;
  }

  /** Nobody changes anything while `work` runs, where there is a lock that can be taken. */
  async reading<T>(work: () => Promise<T>): Promise<T> {
    if (!isReadable(this.#options.file)) return await work();
    await this.take();
    try {
      return await work();
    } finally {
      this.free();
    }
  }

  /** Holding the lock: puts our name into the file. */
  sign(): void {
    const fd = this.#fd as number;
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

  /** Holding the lock: the work went well. */
  signOff(): void {
    try {
      ftruncateSync(this.#fd as number, 0);
    } catch {
      // The work is done, whatever becomes of the signature: the next holder looks in vain for what broke off.
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
