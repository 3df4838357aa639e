import { stringify } from 'csv-stringify/sync';
import type { CellObject, WorkSheet } from 'xlsx';
import { UserError } from '../errors.ts';
import { cleanLine, cleanText } from '../text.ts';
import { cellName } from './sheet.ts';

/** A number with what it is counted in: a number that can be added up in a workbook, and shows its unit; text in csv. */
export interface OutAmount {
  readonly value: number;
  readonly unit: string;
  readonly text: string;
}

/** A number becomes a number in the workbook, everything else text that never runs as a formula. */
export type OutCell = string | number | OutAmount;

export interface OutSheet {
  readonly name: string;
  readonly rows: readonly (readonly OutCell[])[];
  /** Widths in characters, by column. */
  readonly widths?: readonly number[];
  /** Cells kept as text though they are empty, so that codes typed there keep their zeros. */
  readonly textCells?: Iterable<readonly [row: number, column: number]>;
}

/** Excel's own limit. */
const CELL_MAX = 32_767;

/** An .xlsx file; the same sheets give the same bytes. */
export async function writeXlsx(sheets: readonly OutSheet[]): Promise<Uint8Array> {
  return write(sheets, 'xlsx');
}

/** The .xls of Excel 97-2003, for those who still ask for it. */
export async function writeXls(sheets: readonly OutSheet[]): Promise<Uint8Array> {
  return write(sheets, 'biff8');
}

async function write(sheets: readonly OutSheet[], bookType: 'xlsx' | 'biff8'): Promise<Uint8Array> {
  const { utils, write: writeBook } = await import('xlsx');
  const book = utils.book_new();
  for (const sheet of sheets) utils.book_append_sheet(book, workSheet(sheet), sheetName(sheet.name), true);
  return new Uint8Array(writeBook(book, { type: 'array', bookType, bookSST: true, compression: true }) as ArrayBuffer);
}

/** CSV in UTF-8 with a mark, as Excel needs it; text that would run as a formula is made harmless with an apostrophe. */
export function writeCsv(rows: readonly (readonly OutCell[])[]): Uint8Array {
  const cells = rows.map(row => row.map(cell => (typeof cell === 'number' ? cell : kept(cleanText(textOf(cell))))));
  const options = { bom: true, escape_formulas: true, record_delimiter: '\r\n', quoted_match: /[\r\n]/u };
  return new TextEncoder().encode(stringify(cells, options));
}

const textOf = (cell: string | OutAmount): string => (typeof cell === 'string' ? cell : cell.text);

// An apostrophe before a number is taken for a mark where it is read.
const kept = (text: string) => (/^'+\d[^'\s]*(?:\s[\d:.]+)*$/u.test(text) ? `'${text}` : text);

function workSheet({ rows, widths, textCells }: OutSheet): WorkSheet {
  const sheet: WorkSheet = {};
  let [lastRow, lastColumn] = [0, 0];
  const put = (row: number, column: number, cell: CellObject) => {
    sheet[cellName(row, column)] ??= cell;
    [lastRow, lastColumn] = [Math.max(lastRow, row), Math.max(lastColumn, column)];
  };
  for (const [row, cells] of rows.entries()) {
    for (const [column, cell] of cells.entries()) if (cell !== '') put(row, column, cellOf(cell));
  }
  for (const [row, column] of textCells ?? []) put(row, column, { t: 's', v: '', z: '@' });
  sheet['!ref'] = `A1:${cellName(lastRow, lastColumn)}`;
  if (widths) sheet['!cols'] = widths.map(wch => ({ wch }));
  return sheet;
}

function cellOf(value: OutCell): CellObject {
  if (typeof value === 'number') return { t: 'n', v: value };
  if (typeof value !== 'string') return { t: 'n', v: value.value, z: formatOf(value) };
  const text = cleanText(value);
  if (text.length > CELL_MAX) {
    throw new UserError('workbook.cell-too-long', `有一格内容 ${text.length} 个字，工作簿一格最多 ${CELL_MAX} 个字`, {
      exit: 'faults',
      next: ['改用 csv 导出'],
    });
  }
  return { t: 's', v: text, z: '@' };
}

/** Groups of three, the decimals that the amount has, and its unit as it is. */
function formatOf({ value, unit }: OutAmount): string {
  const decimals = String(value).split('.')[1]?.length ?? 0;
  return `#,##0${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}" ${cleanLine(unit).replaceAll('"', '')}"`;
}

/** Excel refuses some characters in the name of a sheet, and more than 31 of any. */
function sheetName(name: string): string {
  const allowed = cleanLine(name)
    .replace(/[[\]:*?/\\']/gu, ' ')
    .trim();
  return [...allowed].slice(0, 31).join('') || 'Sheet';
}
