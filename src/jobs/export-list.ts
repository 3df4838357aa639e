import { resolve } from 'node:path';
import { UserError } from '../errors.ts';
import type { OutCell } from '../workbook/write-sheets.ts';
import { formatOf, writeNewFile } from './new-file.ts';

/** A list as people see it: headings, rows of texts and amounts in their order, and how wide each column is, in characters. */
export interface ListTable {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly OutCell[])[];
  readonly widths: readonly number[];
}

/** What a worksheet of Excel 97 and of today holds, the headings counted. */
const MAX_ROWS = { xls: 65_536, xlsx: 1_048_576 } as const;

/**
 * Writes a list as a workbook (L7); the ending says the format: .xlsx, .xls or .csv. A file that is there stays as it is.
 * Returns the whole path.
 */
export async function exportList(file: string, { name, headings, rows, widths }: ListTable): Promise<string> {
  const path = resolve(file);
  const ending = formatOf(path);
  if (ending !== 'csv' && rows.length + 1 > MAX_ROWS[ending]) {
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
  await writeNewFile(path, bytes);
  return path;
}
