import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UserError } from '../errors.ts';

/** A list as people see it: headings, rows of texts in their order, and how wide each column is, in characters. */
export interface ListTable {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly widths: readonly number[];
}

/** What a worksheet of Excel 97 and of today holds, the headings counted. */
const MOST_ROWS = { xls: 65_536, xlsx: 1_048_576 } as const;

/**
 * Writes a list as a workbook (L7); the ending says the format: .xlsx, .xls or .csv. A file that is there stays as it is.
 * Returns the whole path.
 */
export async function exportList(file: string, { name, headings, rows, widths }: ListTable): Promise<string> {
  const path = resolve(file);
  const ending = /\.(xlsx|xls|csv)$/iu.exec(path)?.[1]?.toLowerCase();
  if (ending !== 'xlsx' && ending !== 'xls' && ending !== 'csv') {
    throw new UserError('export.ending', `文件名要以 .xlsx、.xls 或 .csv 结尾：${file}`, {
      exit: 'usage',
      next: ['改写文件名的结尾'],
    });
  }
  if (ending !== 'csv' && rows.length + 1 > MOST_ROWS[ending]) {
    throw new UserError('export.too-long', `${rows.length} 行放不进一个 .${ending} 工作表`, {
      exit: 'faults',
      next: ['改用 .csv，或先缩小列表的范围'],
    });
  }
  const { writeCsv, writeXls, writeXlsx } = await import('../workbook/write-sheets.ts');
  const table = [headings, ...rows];
  const bytes =
    ending === 'csv'
      ? writeCsv(table)
      : await (ending === 'xls' ? writeXls : writeXlsx)([{ name, rows: table, widths }]);
  try {
    await writeFile(path, bytes, { flag: 'wx' });
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new UserError('export.write', exists ? `文件已经存在，没有覆盖：${path}` : `写不了文件：${path}`, {
      exit: 'faults',
      next: [exists ? '换一个文件名' : '检查文件夹是否存在、是否有写权限'],
      cause,
    });
  }
  return path;
}
