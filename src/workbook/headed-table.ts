import { headingOf } from './headings.ts';
import type { Unknown } from './reading.ts';
import { cellName, type Sheet } from './sheet.ts';

/** A table of a sheet whose columns are known by their headings. */
export interface HeadedTable<Id extends string> {
  readonly sheet: Sheet;
  readonly headAt: number;
  /** Column of the sheet by id. */
  readonly places: ReadonlyMap<Id, number>;
  readonly unknown: readonly Unknown[];
}

const IGNORED = new Set(['序号', 'NO', 'NO.']);

/** The ids of columns by the keys of their headings. */
export const headingsOf = <Id extends string>(
  columns: readonly { readonly id: Id; readonly title: string; readonly headings: readonly string[] }[],
): ReadonlyMap<string, Id> =>
  new Map(
    columns.flatMap(({ id, title, headings }) =>
      [title, ...headings].map(heading => [headingOf(heading).key, id] as const),
    ),
  );

/** The table that begins with the first row that has all required headings; undefined where no row has. */
export function headedTable<Id extends string>(
  sheet: Sheet,
  headings: ReadonlyMap<string, Id>,
  required: readonly Id[],
): HeadedTable<Id> | undefined {
  for (const [headAt, row] of sheet.rows.entries()) {
    const places = new Map<Id, number>();
    const unknown: Unknown[] = [];
    for (const [at, label] of row.entries()) {
      const { key } = headingOf(label);
      const id = headings.get(key);
      if (id && !places.has(id)) places.set(id, at);
      else if (label !== '' && !IGNORED.has(key))
        unknown.push({ sheet: sheet.name, cell: cellName(headAt, at), label });
    }
    if (required.every(id => places.has(id))) return { sheet, headAt, places, unknown };
  }
  return undefined;
}
