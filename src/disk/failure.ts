import { UserError } from '../errors.ts';

// biome-ignore format: table
const CAUSES: Record<string, { code: string; text: string; next: string }> = {
  ENOSPC:       { code: 'store.full',          text: '磁盘已满，写不进去',           next: '腾出磁盘空间后再试；已经保存的内容没有受影响' },
  EDQUOT:       { code: 'store.full',          text: '磁盘配额已用完，写不进去',     next: '请管理员放宽配额，或腾出空间后再试；已经保存的内容没有受影响' },
  EFBIG:        { code: 'store.full',          text: '文件超过了系统允许的大小',     next: '请管理员检查系统对文件大小的限制' },
  EROFS:        { code: 'store.read-only',     text: '文件系统是只读的，写不进去',   next: '换一个可写的数据目录（--home），或请管理员重新挂载' },
  EACCES:       { code: 'store.denied',        text: '没有读写的权限',               next: '用当初建立数据目录的用户运行，或请他用 --shared 建立办公室共用的数据目录' },
  EPERM:        { code: 'store.denied',        text: '系统不允许这个操作',           next: '用当初建立数据目录的用户运行，或请他用 --shared 建立办公室共用的数据目录' },
  ENOTDIR:      { code: 'store.not-a-folder',  text: '路径中有一段是文件，不是目录', next: '检查 --home 或 BAOJIAN_HOME 指向的位置' },
  EISDIR:       { code: 'store.not-a-file',    text: '这里应当是文件，却是目录',     next: '把这个目录移到别处，再运行 store check --repair' },
  ELOOP:        { code: 'store.link',          text: '是链接，没有跟随它',           next: '把链接移到别处，再运行 store check；设置文件有意用链接时，先运行 settings --follow-links' },
  ENXIO:        { code: 'store.not-a-file',    text: '不是普通文件（管道或设备）',   next: '把它移到别处，再运行 store check --repair' },
  EIO:          { code: 'store.io',            text: '磁盘读写出错',                 next: '尽快备份并检查磁盘，然后运行 store check' },
  ESTALE:       { code: 'store.io',            text: '网络磁盘的连接失效了',         next: '检查网络磁盘后再试' },
  EMFILE:       { code: 'store.too-many-open', text: '打开的文件太多',               next: '关掉一些程序后再试，或请管理员放宽限制（ulimit -n）' },
  ENFILE:       { code: 'store.too-many-open', text: '系统打开的文件太多',           next: '关掉一些程序后再试' },
  ENAMETOOLONG: { code: 'store.name-too-long', text: '路径太长',                     next: '换一个较短的数据目录（--home）' },
};

/** Whether a file could not be read for a reason outside of it: nothing is known about what it holds. */
export function isOutside(code: string): boolean {
  return Object.values(CAUSES).some(cause => cause.code === code);
}

/** Codes of errors that are about one file alone, so that others beside it can be read all the same. */
const OF_ONE_FILE: readonly string[] = [
  'store.broken',
  'store.newer',
  'store.link',
  'store.not-a-file',
  'store.denied',
];

/** Undefined where a file cannot be read for a reason of its own, which is handed to `told`: among many it must not stop the rest. */
export async function unlessUnreadable<T>(
  work: Promise<T>,
  told: (error: UserError) => void = () => {},
): Promise<T | undefined> {
  return await work.catch((error: unknown) => {
    if (!(error instanceof UserError && OF_ONE_FILE.includes(error.code))) throw error;
    told(error);
    return undefined;
  });
}

/** A system error about `file` as something the user can act on; any other error as it is. */
export function explain(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof UserError || !('code' in error)) return error;
  const cause = CAUSES[String(error.code)];
  return cause === undefined ? error : storeError(cause.code, `${cause.text}：${file}`, [cause.next], error);
}

/** An error of the store: exit code 4. */
export function storeError(code: string, message: string, next: readonly string[], cause?: unknown): UserError {
  return new UserError(code, message, { exit: 'store', next, cause });
}

/** What every error about a file that cannot be understood advises. */
export const REPAIR = '运行 store check --repair 修复；读不懂的文件会移到 damaged 目录，内容不丢';
