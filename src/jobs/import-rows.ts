import type { Container, Declaration, Goods } from '../catalogue/document.ts';
import type { Edit } from '../declaration/edit.ts';
import { UserError } from '../errors.ts';
import { faultAt, warningNote } from '../workbook/reading.ts';
import { editDeclaration } from './keep-declarations.ts';
import type { Office } from './office.ts';
import { type ImportFault, type ImportFile, nameOf, ROWS_NAMES, type RowsOf, sheetsOf } from './read-workbooks.ts';
import { checkedReview, type RowsReview, reviewFound } from './review-rows.ts';
import { inList } from './reviewed-rows.ts';

/** Rows for a declaration that is there already: goods lines or containers of a workbook, added at the end or in place of all. */
export interface RowsImport {
  readonly entryNo: string;
  readonly replace: boolean;
}

export interface ImportedRows {
  readonly name: string;
  readonly entryNo: string;
  readonly list: RowsOf;
  /** Whether they went into the declaration. */
  readonly taken: boolean;
  readonly rows: number;
  /** What was wrong while reading, and what the check finds in the rows. */
  readonly faults: readonly ImportFault[];
  /** All lines of the workbook, as the review on the screen has them. */
  readonly review: RowsReview;
}

/**
 * Takes goods or containers of a workbook into a declaration (I1, I3). With an unreadable cell nothing is taken.
 * Throws `import.no-rows` for a workbook without any: in the place of those that are there it would leave none.
 */
export async function importRows(
  office: Office,
  file: ImportFile,
  { entryNo, replace }: RowsImport,
): Promise<ImportedRows> {
  const { document } = await office.store.get(entryNo);
  const read = { ...file, sheets: await sheetsOf(file) };
  const review = await checkedReview(office, await reviewFound(office, read, document), file);
  const { list } = review;
  const lines = review.rows.filter(({ taken }) => taken);
  const unread = review.rows.flatMap(({ why, at }) =>
    why === 'unread' && at ? [faultAt(at, '', warningNote('sheet.line-unread'))] : [],
  );
  const told: readonly ImportFault[] = [...review.told, ...unread];
  const known = new Set(review.told.map(keyOf));
  const checked = lines.flatMap((line, index) =>
    line.faults.filter(fault => !known.has(keyOf(fault))).map(fault => ({ ...fault, path: inList(fault.path, index) })),
  );
  const rows = lines.map(({ read }) => read.row);
  const blocked = told.some(({ level }) => level === 'error');
  const done = { name: nameOf(file), entryNo, list, faults: [...told, ...checked], review };
  if (blocked) return { ...done, taken: false, rows: 0 };
  if (rows.length === 0) {
    throw new UserError('import.no-rows', `${nameOf(file)} 里只有表头，没有${ROWS_NAMES[list]}，单证没有改动`, {
      exit: 'faults',
      next: ['填写后再导入；要删去已有的，用 edit --remove'],
    });
  }
  await editDeclaration(office, entryNo, held => rowEdits(held, list, rows, replace));
  return { ...done, taken: true, rows: rows.length };
}

const keyOf = ({ code, sheet, cell }: ImportFault): string => `${code} ${sheet}!${cell}`;

function rowEdits(
  document: Declaration,
  list: RowsOf,
  rows: readonly (Goods | Container)[],
  replace: boolean,
): readonly Edit[] {
  const held = document[list].length;
  const removals = replace ? document[list].map((): Edit => ({ op: 'remove', path: `${list}[0]` })) : [];
  const from = replace ? 0 : held;
  return [...removals, ...rows.map((row, index): Edit => ({ op: 'insert', path: `${list}[${from + index}]`, row }))];
}
