import { UserError } from '../errors.ts';

// biome-ignore format: table
const CAUSES: Readonly<Record<string, string>> = {
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已用完',
  EROFS:  '数据目录只能读',
  EACCES: '没有权限',
  EPERM:  '没有权限',
};

/** What the system has against the folder of a practice bureau, in words; undefined when the error is about something else. */
export function causeOf(error: unknown): string | undefined {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return undefined;
  return CAUSES[code] ?? code;
}

/** The error to throw when the folder of a practice bureau cannot be used; errors of any other kind stay as they are. */
export function folderError(error: unknown, folder: string): unknown {
  const cause = causeOf(error);
  if (cause === undefined) return error;
  return unusable(folder, cause);
}

export function unusable(folder: string, cause: string): UserError {
  return new UserError('practice.folder', `练习局的文件夹不能使用：${cause}（${folder}）`, {
    exit: 'store',
    next: ['确认数据目录可以写、磁盘有空间；不练习也可以照常录入和查看'],
  });
}
