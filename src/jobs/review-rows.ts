import type { Container, Declaration, Goods } from '../catalogue/document.ts';
import type { CheckContext } from '../declaration/check.ts';
import { UserError } from '../errors.ts';
import type { CellRef } from '../workbook/reading.ts';
import type { ColumnChoice } from '../workbook/scan.ts';
import type { Sheet } from '../workbook/sheet.ts';
import type { SourceColumn } from '../workbook/source-columns.ts';
import { checkContextFor } from './former-prices.ts';
import type { Office } from './office.ts';
import {
  type FoundDeclaration,
  type FoundRows,
  type ImportFault,
  type ImportFile,
  nameOf,
  type ReadFile,
  ROWS_NAMES,
  type RowsOf,
  readRows,
  rowOf,
  sheetsOf,
} from './read-workbooks.ts';
import { inFirst, inList, type Judging, judgedSome, pendingIn, type ReviewedRow } from './reviewed-rows.ts';

/** The rows of a workbook before anything is taken (I1, I3). */
export interface RowsReview {
  readonly name: string;
  readonly list: RowsOf;
  /** All lines in the order of the workbook, those that are left out among them. */
  readonly rows: readonly ReviewedRow[];
  /** Faults that belong to no line. */
  readonly faults: readonly ImportFault[];
  /** All that was wrong while reading, of the rows and of what is left out, in the order of the workbook. */
  readonly told: readonly ImportFault[];
  readonly unknown: FoundDeclaration['unknown'];
  readonly columns: readonly SourceColumn[];
  /** What its columns mean beside what their headings say. */
  readonly choices: readonly ColumnChoice[];
  /** The kept mapping that says so. */
  readonly mapping?: string | undefined;
  /** To be understood in another way; none where the rows come from elsewhere. */
  readonly sheets: readonly Sheet[];
  /** The declaration that it is for. */
  readonly document: Declaration;
  readonly context: CheckContext;
}

/** After so many rows others get a turn. */
const BATCH = 200;
/** As many rows as any screen shows, and some ahead. */
const FIRST = 100;

/**
 * Reads goods or containers of a workbook for a declaration, and judges each row by itself; what is still to be filled in is no fault yet.
 * Nothing is stored or changed. Throws `workbook.*`, `import.not-rows`, and `import.other-rows` for a workbook of the other list.
 */
export async function reviewRows(
  office: Office,
  file: ImportFile,
  list: RowsOf,
  document: Declaration,
): Promise<RowsReview> {
  return await reviewSheets(office, { ...file, sheets: await sheetsOf(file) }, list, document);
}

/** The same for sheets that are read already, their columns understood as `choices` say. */
export async function reviewSheets(
  office: Office,
  file: ReadFile,
  list: RowsOf,
  document: Declaration,
): Promise<RowsReview> {
  return await reviewFound(office, file, document, list);
}

/** The same for whatever list the sheets hold, where none is `wanted`. */
export async function reviewFound(
  office: Office,
  file: ReadFile,
  document: Declaration,
  wanted?: RowsOf,
): Promise<RowsReview> {
  const found = await readRows(office, file, document.direction, wanted);
  const { list } = found;
  if (wanted !== undefined && list !== wanted) {
    throw new UserError('import.other-rows', `${nameOf(file)} 里是${ROWS_NAMES[list]}，不是${ROWS_NAMES[wanted]}`, {
      exit: 'faults',
      next: [`改用导入${ROWS_NAMES[list]}，或换一个文件`],
    });
  }
  return reviewOf(file, found, document, await checkContextFor(office, document));
}

/** What rows of this review are judged by. */
export const judgingOf = ({ list, document, context }: RowsReview): Judging => ({
  list,
  direction: document.direction,
  context,
});

/** Rows that were read already. The first screens are checked, the rest wait for their turn (`judgedSome`). */
export function reviewOf(file: ReadFile, found: FoundRows, document: Declaration, context: CheckContext): RowsReview {
  const { list } = found;
  const judging = { list, direction: document.direction, context };
  const lines = linesOf(found, file.sheets);
  const rows = judgedSome(lines, 0, FIRST, judging);
  const left = new Set(found.left.map(lineOf));
  return {
    name: nameOf(file),
    list,
    rows,
    // What is wrong with a line that is left out is told there, or not at all.
    faults: found.faults.filter(
      fault => rowOf(fault.path) < 0 && fault.code !== 'sheet.hidden' && !left.has(lineOf(fault)),
    ),
    told: found.faults,
    unknown: found.unknown,
    columns: found.columns,
    choices: found.choices,
    mapping: found.mapping,
    sheets: file.sheets,
    document,
    context,
  };
}

/** Sheet and line of a cell: `货物!5`. */
export const lineOf = ({ sheet = '', cell = '' }: Partial<CellRef>): string =>
  `${sheet}!${cell.replace(/^[A-Z]+/u, '')}`;

/** All lines of a reading in the order of the workbook. */
function linesOf(found: FoundRows, sheets: readonly Sheet[]): readonly ReviewedRow[] {
  const { list, left } = found;
  const told = new Map<number, ImportFault[]>();
  for (const fault of found.faults) {
    const index = rowOf(fault.path);
    const own = { ...fault, path: inFirst(fault.path) };
    const held = told.get(index);
    if (held) held.push(own);
    else told.set(index, [own]);
  }
  const blank = { changed: new Map() };
  const rows = found.rows.map((row, index): ReviewedRow => {
    const at = found.cellOf({ path: `${list}[${index}]` });
    const cellOf: ReviewedRow['read']['cellOf'] = fault => found.cellOf({ ...fault, path: inList(fault.path, index) });
    const elementOf = found.elementOf && ((path: string) => found.elementOf?.(inList(path, index)));
    const read = { row, faults: told.get(index) ?? [], cellOf, elementOf };
    const { faults } = read;
    return {
      key: at ? lineOf(at) : String(index),
      at,
      row,
      taken: true,
      text: '',
      faults,
      pending: true,
      read,
      ...blank,
    };
  });
  if (left.length === 0) return rows;
  const others = left.map(({ sheet, cell, why, text, row, faults, cellOf }): ReviewedRow => {
    const at = { sheet, cell };
    const held = row as Goods | Container;
    const read = { row: held, faults: faults.map(fault => ({ ...fault, path: inFirst(fault.path) })), cellOf };
    return { key: lineOf(at), at, row: held, taken: false, why, text, faults: [], read, ...blank };
  });
  const names = [...sheets.map(({ name }) => name), ...[...rows, ...others].map(({ at }) => at?.sheet ?? '')];
  const order = new Map([...new Set(names)].map((name, index) => [name, index]));
  const place = ({ at }: ReviewedRow): number =>
    (order.get(at?.sheet ?? '') ?? 0) * 1e7 + Number(at?.cell.replace(/^[A-Z]+/u, '') ?? 0);
  return [...rows, ...others].sort((a, b) => place(a) - place(b));
}

/** Checks what is left some at a time, so that the screen paints and the user may cancel. Throws `workbook.cancelled`. */
export async function checkedReview(
  office: Office,
  review: RowsReview,
  { signal, onProgress }: Pick<ReadFile, 'signal' | 'onProgress'>,
): Promise<RowsReview> {
  let { rows } = review;
  const total = rows.length;
  for (;;) {
    const left = pendingIn(rows);
    if (left === 0) return { ...review, rows };
    rows = judgedSome(rows, 0, BATCH, judgingOf(review));
    onProgress?.(total - left, total);
    await office.wait(0);
    if (signal?.aborted) throw new UserError('workbook.cancelled', '导入已取消，没有采用任何内容');
  }
}
