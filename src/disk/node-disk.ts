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
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { checkFolder, OPEN, openFile, readPlain, statOf, wrongKind } from '../open-file.ts';
import { type Disk, isMissing } from './disk.ts';

const flushData = promisify(fdatasync);
const flushAll = promisify(fsync);

const LINE_FEED = 10;

/** The file system of this machine. Small steps are made at once: a hop to the thread pool costs more than they do; only waiting for the disk is handed over. */
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

  async stage(file, bytes, mode) {
    // One that a crash has left may be another user's, whose permissions cannot be set.
    if (statOf(file) !== undefined) unlinkSync(file);
    const fd = openSync(file, 'wx', mode);
    try {
      if ((fstatSync(fd).mode & 0o7777) !== mode) fchmodSync(fd, mode);
      writeFully(fd, bytes);
    } catch (error) {
      unlinkSync(file);
      throw error;
    } finally {
      closeSync(fd);
    }
  },

  async endWith(file, at, bytes) {
    const fd = openFile(file, OPEN.change);
    try {
      writeFully(fd, bytes, at);
      ftruncateSync(fd, at + bytes.length);
    } finally {
      closeSync(fd);
    }
  },

  async sync(file) {
    const fd = openFile(file, OPEN.read);
    try {
      await flushAll(fd);
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
