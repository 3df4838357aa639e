import { writeFile } from 'node:fs/promises';
import { UserError } from '../errors.ts';

/** The formats that lists and empty workbooks are written in. */
export type SheetFormat = 'xlsx' | 'xls' | 'csv';

/** The format that the ending of a file's name asks for. Throws `export.ending` for any other. */
export function formatOf(file: string): SheetFormat {
  const ending = /\.(xlsx|xls|csv)$/iu.exec(file)?.[1]?.toLowerCase();
  if (ending === 'xlsx' || ending === 'xls' || ending === 'csv') return ending;
  throw new UserError('export.ending', `文件名要以 .xlsx、.xls 或 .csv 结尾：${file}`, {
    exit: 'usage',
    next: ['改写文件名的结尾'],
  });
}

/** Writes a file that people asked for; one that is there stays as it is. Throws `export.write`. */
export async function writeNewFile(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: 'wx' });
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new UserError('export.write', exists ? `文件已经存在，没有覆盖：${file}` : `写不了文件：${file}`, {
      exit: 'faults',
      next: [exists ? '换一个文件名' : '检查文件夹是否存在、是否有写权限'],
      cause,
    });
  }
}
