import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { UserError } from '../errors.ts';
import { OPEN, openFile, statOf } from '../open-file.ts';

/** A file of codes, and whether it lies in a home, where links and pipes are not followed; what comes with the program may be a link. */
export interface CodesFile {
  readonly file: string;
  readonly imported: boolean;
}

/** At most so many bytes from the beginning of a file, all of it unless told. Throws `codes.unreadable`. */
export function readText({ file, imported }: CodesFile, length?: number): string {
  let bytes: Buffer;
  try {
    const handle = imported ? openFile(file, OPEN.read) : openSync(file, 'r');
    try {
      bytes = length === undefined ? readFileSync(handle) : Buffer.alloc(length);
      if (length !== undefined) bytes = bytes.subarray(0, readSync(handle, bytes));
    } finally {
      closeSync(handle);
    }
  } catch (cause) {
    throw unreadable(file, '检查该文件是否存在、是否有读权限；随程序的代码表缺失时请重新安装', cause);
  }
  if (length === undefined && !isUtf8(bytes)) {
    throw unreadable(file, '它不是 UTF-8 文字，可能已损坏：重新导入该表，或用 codes revert 退回上一份');
  }
  return bytes.toString('utf8');
}

/** Whether something stands at a path, be it a link that leads nowhere. */
export function isThere(file: string): boolean {
  try {
    return statOf(file) !== undefined;
  } catch {
    // Where its folder is none, nothing is in it.
    return false;
  }
}

/** The one refusal of a file of codes that cannot be read. */
export function unreadable(file: string, next: string, cause?: unknown): UserError {
  return new UserError('codes.unreadable', `读不到代码表文件 ${file}`, { exit: 'store', next: [next], cause });
}
