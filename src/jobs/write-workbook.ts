import type { Direction } from '../catalogue/row.ts';
import type { TemplateName } from '../workbook/recognise.ts';
import { formatOf, writeNewFile } from './new-file.ts';
import type { Office } from './office.ts';

/** Writes an empty workbook to be filled in (I1-I3); a file that is there stays as it is. The ending says the format: .xlsx, .xls or .csv. */
export async function writeWorkbook(
  file: string,
  template: TemplateName,
  direction?: Direction,
  book?: Office['book'],
): Promise<void> {
  const ending = formatOf(file);
  const { templateSheets } = await import('../workbook/template.ts');
  const { writeCsv, writeXls, writeXlsx } = await import('../workbook/write-sheets.ts');
  const sheets = templateSheets(template, { ...(book && { book }), ...(direction && { direction }) });
  const bytes =
    ending === 'csv' ? writeCsv(sheets[0]?.rows ?? []) : await (ending === 'xls' ? writeXls : writeXlsx)(sheets);
  await writeNewFile(file, bytes);
}
