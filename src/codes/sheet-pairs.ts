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
  const byName = new Map<string, CodeRow | undefined>();
  for (const row of before) byName.set(fold(row.name), byName.has(fold(row.name)) ? undefined : row);
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
  const byName = new Map<string, string | undefined>();
  for (const { code, name } of eciq) byName.set(fold(name), byName.has(fold(name)) ? undefined : code);
  return rows.map(row => {
    const code = row.extra.eciq || row.extra.proposed ? undefined : byName.get(fold(row.name));
    return code === undefined ? row : { ...row, extra: { ...row.extra, proposed: code } };
  });
}
