import { UserError } from '../errors.ts';
import type { LineMark } from '../workbook/mark-workbook.ts';
import { LEFT_WORDS } from '../workbook/wording.ts';
import { textOfFault } from './fault-text.ts';
import { demandNewFile, formatOf, writeNewFile } from './new-file.ts';
import type { ImportFault, ImportFile } from './read-workbooks.ts';

/** What is known of a workbook that was read, to be written back into it. */
export interface Marked {
  readonly faults: readonly ImportFault[];
  readonly left: readonly { readonly sheet: string; readonly cell: string; readonly why: keyof typeof LEFT_WORDS }[];
  /** Rows of headings, counted from 0, by sheet. */
  readonly heads: ReadonlyMap<string, number>;
}

/** The row of a cell, counted from 0. */
const rowOf = (cell: string): number => Number(cell.replace(/^[A-Z]+/u, '')) - 1;

/**
 * Whether a marked workbook can be written there: before anything is imported, since what was imported stays. Throws `mark.format` for an
 * ending that is none of .xlsx and .xls, `export.write` for a file that is there, the workbook itself above all.
 */
export async function demandMarkable(path: string): Promise<void> {
  endingOf(path);
  await demandNewFile(path);
}

function endingOf(path: string): 'xlsx' | 'xls' {
  const ending = formatOf(path);
  if (ending !== 'csv') return ending;
  throw new UserError('mark.format', `标注的工作簿要写成 .xlsx 或 .xls：${path}`, {
    exit: 'usage',
    next: ['csv 没有批注，代码前面的 0 也会在 Excel 里丢失'],
  });
}

/** Writes the workbook with what is wrong in it to a new file. */
export async function writeMarked(path: string, { bytes }: Pick<ImportFile, 'bytes'>, marked: Marked): Promise<void> {
  const { markWorkbook } = await import('../workbook/mark-workbook.ts');
  await writeNewFile(path, await markWorkbook(bytes, marksOf(marked), marked.heads, endingOf(path)));
}

function marksOf({ faults, left }: Marked): readonly LineMark[] {
  const lines = new Map<
    string,
    { sheet: string; line: number; texts: string[]; cells: { cell: string; text: string }[] }
  >();
  const at = (sheet: string, cell: string) => {
    const line = rowOf(cell);
    const key = `${sheet}!${line}`;
    const known = lines.get(key) ?? { sheet, line, texts: [], cells: [] };
    lines.set(key, known);
    return known;
  };
  for (const { sheet, cell, why } of left) {
    if (why !== 'unread') at(sheet, cell).texts.push(`没有采用：${LEFT_WORDS[why]}`);
  }
  for (const fault of faults) {
    if (fault.cell === undefined || fault.code === 'sheet.hidden') continue;
    // Each line says by itself that it is of another table, unless that is one of the other list.
    if (fault.code === 'sheet.other-table' && lines.has(`${fault.sheet ?? ''}!${rowOf(fault.cell)}`)) continue;
    const sheet = fault.sheet ?? '';
    const whole = textOfFault(fault);
    const text = whole.startsWith(`${sheet}!`) ? whole.slice(sheet.length + 1) : whole;
    const line = at(sheet, fault.cell);
    line.texts.push(`${fault.level === 'error' ? '差错' : '提醒'} ${text}`);
    line.cells.push({ cell: fault.cell, text: text.replace(/^[A-Z]+\d+ ?/u, '') });
  }
  return [...lines.values()].map(({ texts, ...line }) => ({ ...line, text: texts.join('；') }));
}
