import { closeSync, openSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { tryLock } from 'fs-native-extensions';
import { UserError } from '../errors.ts';

export const LOCK_FILE = 'lock';

// Whoever looks whether a server runs holds the lock for a moment.
const TRIES = 10;
const BETWEEN = 20;

/** Takes a folder for one server by a file in it; the system lets go of it when the process dies. Gives the way to let go earlier. */
export async function lockFolder(file: string): Promise<() => void> {
  const fd = openSync(file, 'a', 0o600);
  for (let tries = 1; !tryLock(fd); tries += 1) {
    if (tries < TRIES) await pause(BETWEEN);
    else {
      closeSync(fd);
      throw new UserError('practice.running', '练习局已经在运行：同一个文件夹只能有一个', {
        exit: 'usage',
        next: ['用 practice status 查看，用 practice stop 停止'],
      });
    }
  }
  return () => closeSync(fd);
}

/** Whether a server has taken the folder. */
export function isLocked(file: string): boolean {
  let fd: number;
  try {
    fd = openSync(file, 'r+');
  } catch {
    return false;
  }
  try {
    return !tryLock(fd);
  } finally {
    closeSync(fd);
  }
}
