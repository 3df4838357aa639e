import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fdatasync,
  fstatSync,
  fsync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, sep } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { checkFolder, OPEN, openFile, readPlain, statOf, wrongKind } from '../open-file.ts';
import { explain } from './failure.ts';

const flushData = promisify(fdatasync);
const flushAll = promisify(fsync);

const LINE_FEED = 10;

interface FileFacts {
  size: number;
  /** Permission bits with setuid, setgid and sticky, as in `0o2770`. */
  mode: number;
  folder: boolean;
  /** A plain file: neither a folder nor a link, a pipe or a device. */
  plain: boolean;
  link: boolean;
  /** Milliseconds since 1970. */
  modified: number;
  /** The id of the user whose file it is; 0 on Windows. */
  owner: number;
}

/**
 * What the store asks of a file system, one durable step a method, so that a test can write down the order of the steps
 * or let one of them fail. A missing file is an `ENOENT` error, all else that a user can act on a `UserError`.
 */
export interface Disk {
  read(file: string): Promise<Buffer>;
  /** At most `length` bytes from `start`; fewer at the end of the file. */
  readRange(file: string, start: number, length: number): Promise<Buffer>;
  facts(file: string): Promise<FileFacts | undefined>;
  /** Writes a file that must not exist yet and waits until its bytes are on the disk. */
  create(file: string, bytes: Uint8Array, mode: number): Promise<void>;
  /** Adds to a file that must exist; a failed append takes back what it had written. */
  append(file: string, bytes: Uint8Array): Promise<void>;
  /** Adds lines to a file that must exist, on a line of their own also where a crash cut the last one off; does not wait for the disk. */
  extend(file: string, lines: Uint8Array): Promise<void>;
  /** Writes at the beginning of a file, making it when it is not there; does not wait for the disk. */
  overwrite(file: string, bytes: Uint8Array, mode: number): Promise<void>;
  truncate(file: string, size: number): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(file: string): Promise<void>;
  /** Where a path leads when all links in it are followed; undefined when nothing is there. */
  resolve(path: string): Promise<string | undefined>;
  /** Names in a folder, sorted; none when the folder does not exist. */
  list(folder: string): Promise<string[]>;
  /** True when the folder was made, false when it was there. Parents get the same mode. */
  makeFolder(folder: string, mode: number): Promise<boolean>;
  setMode(file: string, mode: number): Promise<void>;
  /** Waits until the names in a folder are on the disk; without it a rename can be lost with the power. */
  syncFolder(folder: string): Promise<void>;
}

// Small steps are made at once: a hop to the thread pool costs more than they do. Only waiting for the disk is handed over.
export const nodeDisk: Disk = {
  async read(file) {
    return readPlain(file);
  },

  async readRange(file, start, length) {
    const fd = openFile(file, OPEN.read);
    try {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, fstatSync(fd).size - start)));
      let filled = 0;
      while (filled < bytes.length) {
        const count = readSync(fd, bytes, filled, bytes.length - filled, start + filled);
        if (count === 0) break;
        filled += count;
      }
      return bytes.subarray(0, filled);
    } finally {
      closeSync(fd);
    }
  },

  async facts(file) {
    const stat = statOf(file);
    return (
      stat && {
        size: stat.size,
        mode: stat.mode & 0o7777,
        folder: stat.isDirectory(),
        plain: stat.isFile(),
        link: stat.isSymbolicLink(),
        modified: stat.mtimeMs,
        owner: stat.uid,
      }
    );
  },

  async create(file, bytes, mode) {
    const fd = openSync(file, 'wx', mode);
    try {
      // The umask has had its say at opening; what an office shares must be writable for the group all the same.
      if ((fstatSync(fd).mode & 0o7777) !== mode) fchmodSync(fd, mode);
      writeFully(fd, bytes);
      await flushData(fd);
    } catch (error) {
      unlinkSync(file);
      throw error;
    } finally {
      closeSync(fd);
    }
  },

  async append(file, bytes) {
    const fd = openFile(file, OPEN.change);
    try {
      writeAtEnd(fd, bytes, fstatSync(fd).size);
      await flushData(fd);
    } finally {
      closeSync(fd);
    }
  },

  async extend(file, lines) {
    const fd = openFile(file, OPEN.change);
    try {
      const { size } = fstatSync(fd);
      const last = Buffer.alloc(1);
      if (size > 0) readSync(fd, last, 0, 1, size - 1);
      const isWhole = size === 0 || last[0] === LINE_FEED;
      writeAtEnd(fd, isWhole ? lines : Buffer.concat([Buffer.of(LINE_FEED), lines]), size);
    } finally {
      closeSync(fd);
    }
  },

  async overwrite(file, bytes, mode) {
    const fd = openFile(file, OPEN.change | constants.O_CREAT, mode);
    try {
      const stat = fstatSync(fd);
      if ((stat.mode & 0o7777) !== mode && stat.size === 0) fchmodSync(fd, mode);
      writeFully(fd, bytes);
    } finally {
      closeSync(fd);
    }
  },

  async truncate(file, size) {
    const fd = openFile(file, OPEN.change);
    try {
      ftruncateSync(fd, size);
    } finally {
      closeSync(fd);
    }
  },

  async rename(from, to) {
    for (let tries = 0; ; tries += 1) {
      try {
        renameSync(from, to);
        return;
      } catch (error) {
        // Windows refuses for a moment while another program, often a virus scanner, has the target open.
        if (process.platform !== 'win32' || tries > 100 || !isBusy(error)) throw error;
        await pause(20);
      }
    }
  },

  async remove(file) {
    unlinkSync(file);
  },

  async list(folder) {
    checkFolder(folder);
    try {
      return readdirSync(folder).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },

  async makeFolder(folder, mode) {
    checkFolder(folder);
    if (statOf(folder) !== undefined) return false;
    const first = mkdirSync(folder, { recursive: true, mode });
    if (first === undefined) return false;
    if (process.platform !== 'win32') {
      for (let made = folder; made.length >= first.length; made = dirname(made)) chmodSync(made, mode);
    }
    return true;
  },

  async setMode(file, mode) {
    const stat = statOf(file);
    if (stat?.isSymbolicLink()) throw wrongKind('link', file);
    if (stat && !stat.isFile() && !stat.isDirectory()) throw wrongKind('device', file);
    chmodSync(file, mode);
  },

  async resolve(path) {
    try {
      return realpathSync(path);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  },

  async syncFolder(folder) {
    // Windows has no such call and writes names through by itself.
    if (process.platform === 'win32') return;
    const fd = openSync(folder, 'r');
    try {
      await flushAll(fd);
    } finally {
      closeSync(fd);
    }
  },
};

/** The same disk, in which no path below `home` leads through a folder that is a link. */
export function guarded(disk: Disk, home: string): Disk {
  const checkBelow = (path: unknown): void => {
    if (typeof path !== 'string' || !path.startsWith(home + sep)) return;
    for (let folder = dirname(path); folder.length > home.length; folder = dirname(folder)) checkFolder(folder);
  };
  return new Proxy(disk, {
    get(target, name) {
      const step = target[name as keyof Disk] as (...all: unknown[]) => Promise<unknown>;
      return async (file: string, ...rest: unknown[]) => {
        checkBelow(file);
        if (name === 'rename') checkBelow(rest[0]);
        return await step(file, ...rest);
      };
    },
  });
}

/** The same disk, its errors told in the user's language with the file they are about. */
export function explained(disk: Disk): Disk {
  return new Proxy(disk, {
    get(target, name) {
      const step = target[name as keyof Disk] as (file: string, ...rest: unknown[]) => Promise<unknown>;
      return async (file: string, ...rest: unknown[]) => {
        try {
          return await step(file, ...rest);
        } catch (error) {
          throw explain(error, file);
        }
      };
    },
  });
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['EPERM', 'EACCES', 'EBUSY'].includes(String(error.code));
}

/** Adds all of the bytes or none. */
function writeAtEnd(fd: number, bytes: Uint8Array, size: number): void {
  try {
    writeFully(fd, bytes, size);
  } catch (error) {
    ftruncateSync(fd, size);
    throw error;
  }
}

// A disk that fills up accepts a part without an error; only the next write says so.
function writeFully(fd: number, bytes: Uint8Array, position = 0): void {
  let written = 0;
  while (written < bytes.length) {
    written += writeSync(fd, bytes, written, bytes.length - written, position + written);
  }
}
