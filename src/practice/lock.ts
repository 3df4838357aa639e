import { closeSync, openSync } from 'node:fs';
import { tryLock } from 'fs-native-extensions';
import { UserError } from '../errors.ts';

export const LOCK_FILE = 'lock';

/** Takes a folder for one server by a file in it; the system lets go of it when the process dies. Gives the way to let go earlier. */
export function lockFolder(file: string): () => void {
  const fd = openSync(file, 'a', 0o600);
  if (!tryLock(fd)) {
    closeSync(fd);
    throw new UserError('practice.running', '练习局已经在运行：同一个文件夹只能有一个', {
      exit: 'usage',
      next: ['用 practice status 查看，用 practice stop 停止'],
    });
  }
  return () => closeSync(fd);
}

/** Whether a server has taken the folder. */
export function isLocked(file: string): boolean {
  const fd = openSync(file, 'a', 0o600);
  try {
    return !tryLock(fd);
  } finally {
    closeSync(fd);
  }
}
