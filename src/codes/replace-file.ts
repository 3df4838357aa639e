import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../errors.ts';
import { checkFolder, readPlain } from '../open-file.ts';
import { unreadable } from './read-file.ts';

/** Writes a file so that at any moment, also after power loss, it is the old or the new one. Throws `codes.write`. */
export function replaceFile(file: string, content: string | Uint8Array): void {
  const folder = dirname(file);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(folder, { recursive: true });
    checkFolder(folder);
    rmSync(temporary, { force: true });
    const handle = openSync(temporary, 'wx');
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
    syncFolder(folder);
  } catch (cause) {
    discard(temporary);
    const isFull = cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT');
    throw new UserError('codes.write', `${isFull ? '磁盘已满，' : ''}写不进代码表文件 ${file}`, {
      exit: 'store',
      next: ['检查磁盘空间和该文件夹的写权限；原来的表没有改动'],
      cause,
    });
  }
}

export function copyFile(from: string, to: string): void {
  replaceFile(to, bytesOf(from));
}

/** The bytes of a plain file. Throws `codes.unreadable`. */
export function bytesOf(file: string): Buffer {
  try {
    return readPlain(file);
  } catch (cause) {
    throw unreadable(file, '检查该文件是否有读权限；是链接或管道时把它移走', cause);
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What made the write fail may also keep the temporary file from going; that failure is the one to tell.
  }
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder to sync it, and needs no such thing.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
