import type { CellObject, WorkBook, WorkSheet } from 'xlsx';
import { cleanLine } from '../text.ts';
import { RESULT_HEADING } from './columns.ts';
import { formatOf } from './file-format.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { parseCsv } from './parse-csv.ts';
import { cellName } from './sheet.ts';

/** What is to be said of a line of a workbook, and of its cells. */
export interface LineMark {
  readonly sheet: string;
  /** Counted from 0. */
  readonly line: number;
  readonly text: string;
  /** Cells that are wrong, each with what is wrong there. */
  readonly cells: readonly { readonly cell: string; readonly text: string }[];
}

const AUTHOR = 'baojian';

/**
 * The workbook as it is, with a column behind the last one that says what is wrong with each line, and a note at each cell that is wrong.
 * `heads` are the rows of headings by sheet. A csv becomes a workbook, so that its codes keep their zeros.
 */
export async function markWorkbook(
  bytes: Uint8Array,
  marks: readonly LineMark[],
  heads: ReadonlyMap<string, number>,
  bookType: 'xlsx' | 'xls',
): Promise<Uint8Array> {
  const { read, utils, write, set_cptable } = await import('xlsx');
  set_cptable(await import('xlsx/dist/cpexcel.full.mjs'));
  const book: WorkBook =
    formatOf(bytes) === 'csv' ? utils.book_new() : read(bytes, { type: 'array', cellNF: true, cellStyles: true });
  if (book.SheetNames.length === 0) {
    const [sheet] = parseCsv(bytes, DEFAULT_LIMITS);
    const rows = (sheet?.rows ?? []).map(row => row.map((text): CellObject => ({ t: 's', v: text, z: '@' })));
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), sheet?.name ?? 'CSV');
  }
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name];
    const known = cleanLine(name);
    const own = marks.filter(mark => mark.sheet === known);
    if (sheet && own.length > 0)
      markSheet(sheet, own, heads.get(known) ?? -1, utils.decode_range(sheet['!ref'] ?? 'A1').e);
  }
  const type = bookType === 'xls' ? 'biff8' : 'xlsx';
  return new Uint8Array(
    write(book, { type: 'array', bookType: type, cellStyles: true, compression: true }) as ArrayBuffer,
  );
}

function markSheet(sheet: WorkSheet, marks: readonly LineMark[], head: number, last: { c: number; r: number }): void {
  const at = columnFor(sheet, head, last.c);
  const put = (line: number, text: string): void => {
    sheet[cellName(line, at)] = { t: 's', v: text } satisfies CellObject;
  };
  for (let line = head + 1; line <= last.r; line += 1) delete sheet[cellName(line, at)];
  if (head >= 0) put(head, RESULT_HEADING);
  for (const { line, text, cells } of marks) {
    put(line, text);
    for (const { cell, text: said } of cells) {
      const held: CellObject = sheet[cell] ?? { t: 's', v: '' };
      sheet[cell] = held;
      const notes = (held.c ?? []).filter(({ a }) => a !== AUTHOR);
      held.c = Object.assign([...notes, { a: AUTHOR, t: said }], { hidden: true });
    }
  }
  const lines = Math.max(last.r, ...marks.map(({ line }) => line));
  sheet['!ref'] = `A1:${cellName(lines, Math.max(at, last.c))}`;
}

/** A workbook that was marked before has its column already. */
function columnFor(sheet: WorkSheet, head: number, last: number): number {
  for (let at = 0; head >= 0 && at <= last; at += 1) {
    if ((sheet[cellName(head, at)] as CellObject | undefined)?.v === RESULT_HEADING) return at;
  }
  return last + 1;
}
