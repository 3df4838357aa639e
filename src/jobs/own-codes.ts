import { readColumn } from '../codes/column-value.ts';
import type { OwnRow } from '../codes/own-rows.ts';
import { COLUMNS, type ColumnId, type TableName } from '../codes/tables.ts';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { tableNamed } from './codes.ts';
import type { Office } from './office.ts';
import { CODE_ROWS, keptRows, rowFaults } from './settings/code-rows.ts';

/** A row that the office has of its own, as people see it. */
export interface ShownOwnRow {
  readonly table: TableName;
  readonly code: string;
  readonly name: string;
  /** What it is beside the table in force: new, reading otherwise, or switched off. */
  readonly state: 'added' | 'changed' | 'stopped';
}

/** What the office has of its own in a table. */
export async function ownRowsOf(office: Office, table: TableName): Promise<readonly ShownOwnRow[]> {
  const own = await office.store.settings.read(CODE_ROWS);
  return own.filter(row => row.table === table).map(row => shownRow(office, row));
}

/** A row as people see it. */
export function shownRow({ codes }: Office, { table, code, name, stopped }: OwnRow): ShownOwnRow {
  const state = stopped ? 'stopped' : codes.table(table).isShared(code) ? 'changed' : 'added';
  return { table, code, name: name || (codes.table(table).get(code)?.name ?? ''), state };
}

export interface RowChange {
  readonly table: string;
  readonly code: string;
  /** Empty: the name stays. */
  readonly name: string;
  /** Columns that read otherwise from now on. */
  readonly extra: Readonly<Record<string, string>>;
}

/** Puts a row into a table, or has one read otherwise; one that was switched off counts again. Throws `codes.no-such-table`, `codes.row`. */
export async function addRow(office: Office, change: RowChange): Promise<ShownOwnRow> {
  const { initialsOf } = await import('../codes/initials.ts');
  return await changeRow(office, change.table, change.code, held => {
    const name = cleanLine(change.name) || (held?.name ?? '');
    const extra = { ...held?.extra, ...spelled(office, change.extra) };
    return { name, initials: name === '' ? '' : initialsOf(name), extra, stopped: false };
  });
}

/** Switches a row off. Throws `codes.no-such-table`, `codes.no-such-code`. */
export async function dropRow(office: Office, table: string, code: string): Promise<ShownOwnRow> {
  return await changeRow(office, table, code, held => ({
    name: held?.name ?? '',
    initials: held?.initials ?? '',
    extra: held?.extra ?? {},
    stopped: true,
  }));
}

/**
 * Takes back what the office has of its own: a row that was switched off counts again as the office had it; else it reads as the table in
 * force has it, or is not there. Throws `codes.no-such-table`, `codes.not-own`.
 */
export async function undoRow(office: Office, table: string, code: string, what: 'add' | 'drop'): Promise<void> {
  const name = tableNamed(office, table);
  await office.store.settings.update(CODE_ROWS, held => {
    const code_ = spelledCode(office, name, code);
    const mine = rowAt(held, name, code_);
    if (mine === undefined || (what === 'drop' && !mine.stopped)) throw notOwn(name, code_, what);
    const others = held.filter(row => row !== mine);
    const isEmpty = mine.name === '' && Object.keys(mine.extra).length === 0;
    return what === 'add' || isEmpty ? others : [...others, { ...mine, stopped: false }];
  });
  await office.readOwnCodes();
}

async function changeRow(
  office: Office,
  table: string,
  code: string,
  change: (held: OwnRow | undefined) => Omit<OwnRow, 'table' | 'code'>,
): Promise<ShownOwnRow> {
  const name = tableNamed(office, table);
  const at = { table: name, code: spelledCode(office, name, code) };
  const kept = await office.store.settings.update(CODE_ROWS, held => {
    const made = { ...at, ...change(rowAt(held, at.table, at.code)) };
    const [fault] = rowFaults([made], office);
    if (fault) throw fault;
    return keptRows([...held, made]);
  });
  await office.readOwnCodes();
  return shownRow(office, rowAt(kept, at.table, at.code) as OwnRow);
}

const rowAt = (rows: readonly OwnRow[], table: TableName, code: string): OwnRow | undefined =>
  rows.find(row => row.table === table && row.code === code);

/** A code as people type it: full-width, and in small letters where the table has none. */
export function spelledCode({ codes }: Office, table: TableName, code: string): string {
  const text = cleanLine(code).normalize('NFKC');
  const { codeForm } = codes.table(table);
  return codeForm.test(text) || !codeForm.test(text.toUpperCase()) ? text : text.toUpperCase();
}

/** Values as tables hold them, such as the code of a unit for its name; what is wrong is found when the row is looked at. */
export function spelled({ codes }: Office, extra: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const units = codes.table('units');
  return Object.fromEntries(
    Object.entries(extra).map(([column, value]) => [
      column,
      column in COLUMNS ? readColumn(column as ColumnId, value, units, () => {}) : value,
    ]),
  );
}

function notOwn(table: TableName, code: string, what: 'add' | 'drop'): UserError {
  const said = what === 'add' ? `本单位没有增改过 ${table} 的 ${code}` : `${table} 的 ${code} 没有停用`;
  return new UserError('codes.not-own', said, { exit: 'usage', next: [`codes list ${table} 列出本单位增改和停用的`] });
}
