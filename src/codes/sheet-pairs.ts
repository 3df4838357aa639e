import { fold } from './fold.ts';
import type { CodeRow } from './row.ts';
import type { ColumnId } from './tables.ts';

/** Rows of codes of today alone, laid into a table that keeps them in a column: by the code that is there, else by the one row of the name. */
export function takeTodays(
  today: readonly CodeRow[],
  before: readonly CodeRow[],
  column: ColumnId,
): { readonly rows: readonly CodeRow[]; readonly unknown: readonly CodeRow[] } {
  const byCode = new Map(before.flatMap(row => (row.extra[column] ? [[row.extra[column], row] as const] : [])));
  const byName = soleByName(before);
  const written = new Map<string, string>();
  const unknown = today.filter(row => {
    const known = byCode.get(row.code) ?? byName.get(fold(row.name));
    if (known !== undefined) written.set(known.code, row.code);
    return known === undefined;
  });
  const rows = before.map(row => {
    const code = written.get(row.code);
    return code === undefined ? row : { ...row, extra: { ...row.extra, [column]: code } };
  });
  return { rows, unknown };
}

/** New codes of today, for which nobody says what e-CIQ writes: the row of e-CIQ with just their name is proposed. */
export function propose(rows: readonly CodeRow[], eciq: readonly CodeRow[]): readonly CodeRow[] {
  const byName = soleByName(eciq);
  return rows.map(row => {
    const code = row.extra.eciq || row.extra.proposed ? undefined : byName.get(fold(row.name))?.code;
    return code === undefined ? row : { ...row, extra: { ...row.extra, proposed: code } };
  });
}

/** The rows by their names; nothing under a name that several have. */
function soleByName(rows: readonly CodeRow[]): ReadonlyMap<string, CodeRow | undefined> {
  const byName = new Map<string, CodeRow | undefined>();
  for (const row of rows) byName.set(fold(row.name), byName.has(fold(row.name)) ? undefined : row);
  return byName;
}
