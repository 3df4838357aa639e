import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import type { CodeTable } from './code-table.ts';
import { planHeadings } from './headings.ts';
import { initialsOf } from './initials.ts';
import { LIMITS } from './limits.ts';
import { importedFile, metaOf, type Origin, openCodes, previousFile, readTable, tableInForce } from './open-codes.ts';
import { copyFile, replaceFile } from './replace-file.ts';
import { type CodeRow, compareCodes } from './row.ts';
import { formatTable } from './table-file.ts';
import { COLUMNS, type ColumnId, isTableName, TABLE_NAMES, TABLES, type TableName } from './tables.ts';

export interface ImportOrder {
  /** Folder of the shipped tables. */
  readonly shipped: string;
  /** Folder of the imported tables; made when it is not there. */
  readonly folder: string;
  readonly table: string;
  /** The first row is the headings. */
  readonly rows: readonly (readonly string[])[];
  /** Where it came from, usually the name of the file. */
  readonly source: string;
  /** Takes the file even where much of the table is missing in it. */
  readonly replace?: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface ImportResult {
  readonly table: TableName;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** The table that was in force before. */
  readonly previous: { readonly origin: Origin; readonly rows: number; readonly source: string };
  /** Columns that the file does not have and whose known values were kept for the same codes. */
  readonly kept: readonly ColumnId[];
  /** Headings that mean nothing to this table. */
  readonly ignored: readonly string[];
}

interface Fault {
  /** As in a table program: the headings are row 1. */
  readonly row: number;
  readonly column: string;
  readonly what: string;
}

const FAULTS_SHOWN = 5;

/** A newer table drops a code here and there; one that drops so many rows, and so large a part of them, is rather a piece of one. */
const MANY_REMOVED = { rows: 5, part: 0.1 } as const;

/**
 * Puts a newer table in force, whole or not at all; the imported one before it is kept for `revertTable`.
 * Throws `codes.no-such-table`, `codes.headings`, `codes.too-big`, `codes.empty`, `codes.bad-rows`, `codes.many-removed`, `codes.write`.
 */
export function importRows(order: ImportOrder): ImportResult {
  const { shipped, folder, source, now } = order;
  const table = knownTable(order.table);
  const force = tableInForce({ shipped, imported: folder }, table);
  const before = rowsInForce(table, force);
  const units = openCodes({ shipped, imported: folder }).table('units');
  const { rows, kept, ignored } = readRows(table, order.rows, before, units);
  const counts = difference(table, before, rows);
  if (!order.replace) refuseManyRemoved(table, before.length, counts.removed);

  const meta = { source: cleanLine(source).slice(0, 200), date: new Date(now()).toISOString(), rows: rows.length };
  const current = importedFile(folder, table);
  if (force.origin === 'imported') copyFile(current, previousFile(folder, table));
  replaceFile(current, formatTable(table, rows, meta));

  const previous = {
    origin: force.origin,
    rows: before.length,
    source: force.origin === 'imported' ? (metaOf(previousFile(folder, table))?.source ?? '') : '',
  };
  return { table, rows: rows.length, ...counts, previous, kept, ignored };
}

/** Throws `codes.no-such-table`. */
export function knownTable(name: string): TableName {
  if (isTableName(name)) return name;
  throw new UserError('codes.no-such-table', `没有名为“${cleanLine(name).slice(0, 60)}”的代码表`, {
    exit: 'usage',
    next: [`可用的表：${TABLE_NAMES.join(' ')}`],
  });
}

/** A broken table must not stand in the way of the import that would mend it. */
function rowsInForce(table: TableName, { file, origin }: ReturnType<typeof tableInForce>): readonly CodeRow[] {
  if (file === undefined) return [];
  try {
    return readTable(table, file, origin);
  } catch (error) {
    if (error instanceof UserError && error.code === 'codes.broken-table') return [];
    throw error;
  }
}

function readRows(
  table: TableName,
  cells: readonly (readonly string[])[],
  before: readonly CodeRow[],
  units: CodeTable,
): { rows: CodeRow[]; kept: ColumnId[]; ignored: readonly string[] } {
  checkSize(cells);
  const headings = (cells[0] ?? []).map(cleanLine);
  const plan = planHeadings(table, headings);
  const kept = TABLES[table].columns.filter(column => !plan.columns.has(column));
  const known = new Map(before.map(row => [keyOf(table, row), row]));
  const faults: Fault[] = [];
  const seen = new Map<string, number>();
  const rows: CodeRow[] = [];

  for (let at = 1; at < cells.length; at++) {
    const values = (cells[at] ?? []).map(cleanCell);
    if (values.every(value => value === '')) continue;
    const report = (place: number, what: string) => faults.push({ row: at + 1, column: headings[place] ?? '', what });
    const code = (values[plan.code] ?? '').normalize('NFKC');
    const name = values[plan.name] ?? '';
    const surplus = values.findIndex((value, place) => place >= headings.length && value !== '');
    if (surplus >= 0) faults.push({ row: at + 1, column: `第 ${surplus + 1} 列`, what: '表头之外还有内容' });
    if (!TABLES[table].codeForm.test(code)) report(plan.code, `“${shown(code)}”应为 ${TABLES[table].codeHint}`);
    if (name === '') report(plan.name, '名称不能为空');
    (cells[at] ?? []).forEach((cell, place) => {
      if (cell.length > LIMITS.cellLength) report(place, `超过 ${LIMITS.cellLength} 个字符`);
    });

    const key = keyOf(table, { code, name });
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, at + 1);
    else report(plan.code, `“${shown(code)}”与第 ${earlier} 行重复`);

    const old = known.get(key);
    const extra: Record<string, string> = {};
    for (const column of TABLES[table].columns) {
      const place = plan.columns.get(column);
      extra[column] =
        place === undefined
          ? (old?.extra[column] ?? '')
          : readColumn(column, values[place] ?? '', units, what => report(place, what));
    }
    // The initials of a name are its own, so a name that has not changed need not be read again.
    rows.push({ code, name, initials: old?.name === name ? old.initials : initialsOf(name), extra });
  }
  if (faults.length > 0) throw badRows(faults);
  if (rows.length === 0) {
    throw new UserError('codes.empty', '表头之下没有数据', { exit: 'faults', next: ['检查是否选错了文件或工作表'] });
  }
  return { rows: rows.sort((a, b) => compareCodes(a.code, b.code)), kept, ignored: plan.ignored };
}

function refuseManyRemoved(table: TableName, rows: number, removed: number): void {
  if (removed < MANY_REMOVED.rows || removed <= rows * MANY_REMOVED.part) return;
  throw new UserError(
    'codes.many-removed',
    `“${TABLES[table].title}”表现有 ${rows} 行，文件里没有其中的 ${removed} 行，导入会把它们去掉；没有导入`,
    {
      exit: 'faults',
      next: ['导入的文件应是整张表：把缺少的行补上再导入；原来的表没有改动', '确实要去掉这些行：加 --replace'],
    },
  );
}

function checkSize(cells: readonly (readonly string[])[]): void {
  const tooBig = (what: string) =>
    new UserError('codes.too-big', what, { exit: 'faults', next: ['只保留编码、名称等所需的行和列后再导入'] });
  if (cells.length > LIMITS.rows + 1) throw tooBig(`共 ${cells.length - 1} 行，最多 ${LIMITS.rows} 行`);
  const wide = cells.findIndex(row => row.length > LIMITS.columns);
  if (wide >= 0) throw tooBig(`第 ${wide + 1} 行有 ${cells[wide]?.length} 列，最多 ${LIMITS.columns} 列`);
}

/** Cut before it is cleaned, so that a hostile cell costs no more than a long one; its length is a fault all the same. */
function cleanCell(cell: string): string {
  return cleanLine(cell.slice(0, LIMITS.cellLength));
}

function readColumn(column: ColumnId, text: string, units: CodeTable, report: (what: string) => void): string {
  const { form, hint, needed, synonyms, tidy, codes } = COLUMNS[column];
  if (text === '') {
    if (needed) report('不能为空');
    return '';
  }
  if (form === undefined) return text;
  const plain = (synonyms?.[text] ?? text).normalize('NFKC');
  const value = tidy?.(plain) ?? plain;
  if (form.test(value)) return value;
  const unit = codes === 'units' ? units.named(text) : undefined;
  if (unit !== undefined) return unit.code;
  report(`“${shown(text)}”应为 ${hint}`);
  return value;
}

function shown(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}

function badRows(faults: readonly Fault[]): UserError {
  const listed = faults.slice(0, FAULTS_SHOWN).map(({ row, column, what }) => `第 ${row} 行“${column}”：${what}`);
  const more = faults.length > FAULTS_SHOWN ? `；共 ${faults.length} 处，先列 ${FAULTS_SHOWN} 处` : '';
  return new UserError('codes.bad-rows', `${listed.join('；')}${more}`, {
    exit: 'faults',
    next: ['改正后重新导入；原来的表没有改动', '编码前面的 0 丢失时，先把该列设为文本格式再填写'],
  });
}

/** What makes two rows the same row: the code, or code and name where codes repeat. */
function keyOf(table: TableName, row: { readonly code: string; readonly name: string }): string {
  return TABLES[table].repeats ? `${row.code}\t${row.name}` : row.code;
}

function difference(
  table: TableName,
  before: readonly CodeRow[],
  after: readonly CodeRow[],
): { added: number; changed: number; removed: number } {
  const old = new Map(before.map(row => [keyOf(table, row), row]));
  const columns = TABLES[table].columns;
  let added = 0;
  let changed = 0;
  for (const row of after) {
    const was = old.get(keyOf(table, row));
    if (was === undefined) added++;
    else if (was.name !== row.name || columns.some(column => was.extra[column] !== row.extra[column])) changed++;
  }
  return { added, changed, removed: before.length - (after.length - added) };
}
