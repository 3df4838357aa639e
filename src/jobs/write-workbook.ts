import { writeFile } from 'node:fs/promises';
import type { Direction } from '../catalogue/row.ts';
import { UserError } from '../errors.ts';
import type { TemplateName } from '../workbook/recognise.ts';

/** Writes an empty workbook to be filled in (I1-I3); a file that is there stays as it is. The ending says the format: .xlsx, .xls or .csv. */
export async function writeWorkbook(file: string, template: TemplateName, direction?: Direction): Promise<void> {
  const { templateSheets } = await import('../workbook/template.ts');
  const { writeCsv, writeXls, writeXlsx } = await import('../workbook/write-sheets.ts');
  const sheets = templateSheets(template, direction ? { direction } : {});
  const bytes = /\.csv$/iu.test(file)
    ? writeCsv(sheets[0]?.rows ?? [])
    : await (/\.xls$/iu.test(file) ? writeXls(sheets) : writeXlsx(sheets));
  try {
    await writeFile(file, bytes, { flag: 'wx' });
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new UserError('workbook.write', exists ? `文件已经存在，没有覆盖：${file}` : `写不了文件：${file}`, {
      exit: 'faults',
      next: [exists ? '换一个文件名' : '检查目录是否存在、是否有写权限'],
      cause,
    });
  }
}
