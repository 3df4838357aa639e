import { type CodeRow, compareCodes } from './row.ts';
import type { TableName } from './tables.ts';

/** What an office has of its own in a table: a row that is new or reads otherwise, or one that is switched off. */
export interface OwnRow {
  readonly table: TableName;
  readonly code: string;
  /** Empty where the name stays that of the table. */
  readonly name: string;
  readonly initials: string;
  /** Only the columns that read otherwise. */
  readonly extra: Readonly<Record<string, string>>;
  readonly stopped: boolean;
}

/** The rows of a table with those of the office laid over them, in the order of their codes. */
export function withOwnRows(
  rows: readonly CodeRow[],
  own: readonly OwnRow[],
  columns: readonly string[],
): readonly CodeRow[] {
  if (own.length === 0) return rows;
  const byCode = new Map(own.map(row => [row.code, row]));
  const made = rows.map(row => {
    const mine = byCode.get(row.code);
    byCode.delete(row.code);
    return mine ? laidOver(row, mine) : row;
  });
  const empty = Object.fromEntries(columns.map(column => [column, '']));
  // A row that was only switched off, and that a newer table no longer has, has no name to show.
  const added = [...byCode.values()].filter(({ name }) => name !== '');
  return [
    ...made,
    ...added.map(mine => laidOver({ code: mine.code, name: mine.name, initials: mine.initials, extra: empty }, mine)),
  ].sort((a, b) => compareCodes(a.code, b.code));
}

function laidOver(row: CodeRow, { name, initials, extra, stopped }: OwnRow): CodeRow {
  return {
    ...row,
    ...(name !== '' && { name, initials }),
    extra: { ...row.extra, ...extra },
    own: true,
    ...(stopped && { stopped }),
  };
}
