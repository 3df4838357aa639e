import { accessSync, constants } from 'node:fs';
import type { UserError } from '../errors.ts';
import type { Disk } from './disk.ts';
import { storeError } from './failure.ts';

/** Whether the system lets us write nothing at one of these places; what is not there says nothing. */
export function isReadOnly(places: readonly string[]): boolean {
  // On Windows the bit of a folder says nothing of what may be written in it.
  return process.platform !== 'win32' && places.some(place => !canWrite(place));
}

function canWrite(place: string): boolean {
  try {
    accessSync(place, constants.W_OK);
    return true;
  } catch (error) {
    return !['EACCES', 'EPERM', 'EROFS'].includes(String((error as NodeJS.ErrnoException).code));
  }
}

/** What everything that would have to write says in a home that can only be read. */
export function readOnlyError(home: string): UserError {
  return storeError('store.read-only', `数据目录只能读，不能保存：${home}`, [
    '换有写权限的用户运行，或请管理员放开写权限',
    '要在别处继续：store backup 备份，再用 store restore 恢复到可写的目录',
  ]);
}

const CHANGES: readonly (keyof Disk)[] = [
  'create',
  'append',
  'extend',
  'overwrite',
  'truncate',
  'stage',
  'endWith',
  'rename',
  'remove',
  'makeFolder',
  'setMode',
];

/** The same disk, on which nothing changes. */
export function readOnlyDisk(disk: Disk, home: string): Disk {
  return new Proxy(disk, {
    get(target, name) {
      if (!CHANGES.includes(name as keyof Disk)) return target[name as keyof Disk];
      return async () => {
        throw readOnlyError(home);
      };
    },
  });
}
