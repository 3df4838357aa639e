import { link, mkdtemp, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
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

/** Throws `export.write` for a file that is there already: who is to write one at the end should know at the beginning. */
export async function demandNewFile(file: string): Promise<void> {
  if (await stat(file).catch(() => undefined)) throw existing(file);
}

const existing = (file: string, cause?: unknown): UserError =>
  new UserError('export.write', `文件已经存在，没有覆盖：${file}`, { exit: 'faults', next: ['换一个文件名'], cause });

/** Writes a file that people asked for, whole or not at all; one that is there stays as it is. Throws `export.write`. */
export async function writeNewFile(file: string, bytes: Uint8Array): Promise<void> {
  let folder: string | undefined;
  try {
    await demandNewFile(file);
    // A folder of its own, whose name nobody else has.
    folder = await mkdtemp(join(dirname(file), `.${basename(file)}.`));
    const temporary = join(folder, basename(file));
    await writeFile(temporary, bytes, { flag: 'wx' });
    await settleFile(temporary, file);
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    if (isTaken(cause)) throw existing(file, cause);
    throw new UserError('export.write', `写不了文件：${file}`, {
      exit: 'faults',
      next: ['检查文件夹是否存在、是否有写权限、磁盘是否已满'],
      cause,
    });
  } finally {
    // What is left then is hidden and harmless.
    if (folder !== undefined) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Gives a file that was written its name, when it is on the disk; with `again` in the place of one that is there. Else `EEXIST`. */
export async function settleFile(temporary: string, file: string, again = false): Promise<void> {
  const handle = await open(temporary, 'r+');
  await handle.sync().finally(() => handle.close());
  // A link is refused when somebody else has made the file meanwhile; where there are no links, it was looked for before.
  if (again) await rename(temporary, file);
  else await link(temporary, file).catch(error => (isTaken(error) ? Promise.reject(error) : rename(temporary, file)));
}

/** Whether there was a file of the name already. */
export const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EEXIST';
