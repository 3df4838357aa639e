import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { LIMITS } from './limits.ts';
import { importedFile, metaOf, type Origin, openCodes, previousFile, readTable, tableInForce } from './open-codes.ts';
import { copyFile, replaceFile } from './replace-file.ts';
import { type CodeRow, compareCodes } from './row.ts';
import { type ColumnWord, gridOf } from './sheet-grid.ts';
import { propose, takeTodays } from './sheet-pairs.ts';
import { planSheet, type SheetPlan } from './sheet-plan.ts';
import { keyOf, type LeftOut, type RowFault, readSheetRows } from './sheet-rows.ts';
import { formatTable } from './table-file.ts';
import { type ColumnId, eciqTableOf, isTableName, TABLE_NAMES, TABLES, type TableName, TODAYS } from './tables.ts';

export interface ImportOrder {
  /** Folder of the shipped tables. */
  readonly shipped: string;
  /** Folder of the imported tables; made when it is not there. */
  readonly folder: string;
  readonly table: string;
  /** Headings and rows as they were published; titles may stand above the headings. */
  readonly rows: readonly (readonly string[])[];
  /** Where it came from, usually the name of the file. */
  readonly source: string;
  /** Takes the file even where much of the table is missing in it. */
  readonly replace?: boolean;
  /** What columns are, where their headings do not tell. */
  readonly columns?: readonly ColumnWord[];
  /** Rows that the file does not have stay. */
  readonly merge?: boolean;
  /** Leaves out rows that cannot be read, instead of refusing the file. */
  readonly skipFaults?: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface ImportResult {
  /** The table that was asked for, or the one that keeps today's codes for it. */
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
  /** Headings of codes of which it cannot be told what they are. */
  readonly unclear: readonly string[];
  readonly leftOut: readonly LeftOut[];
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
  const { plan, before, leftOut, rows: read } = readRows(order, knownTable(order.table));
  const { table } = plan;
  const force = tableInForce({ shipped, imported: folder }, table);
  const merged = order.merge === true ? mergeRows(table, before, read) : read;
  const rows = [...merged].sort((a, b) => compareCodes(a.code, b.code));
  const counts = difference(table, before, rows);
  if (!order.replace) refuseManyRemoved(table, before.length, counts.removed, leftOut);

  const meta = { source: cleanLine(source).slice(0, 200), date: new Date(now()).toISOString(), rows: rows.length };
  const current = importedFile(folder, table);
  if (force.origin === 'imported') copyFile(current, previousFile(folder, table));
  replaceFile(current, formatTable(table, rows, meta));

  const previous = {
    origin: force.origin,
    rows: before.length,
    source: force.origin === 'imported' ? (metaOf(previousFile(folder, table))?.source ?? '') : '',
  };
  const kept = TABLES[table].columns.filter(column => !plan.columns.has(column) && column !== plan.byToday);
  const { ignored, unclear } = plan;
  return { table, rows: rows.length, ...counts, previous, kept, ignored, unclear, leftOut };
}

function mergeRows(table: TableName, before: readonly CodeRow[], read: readonly CodeRow[]): readonly CodeRow[] {
  const keys = new Set(read.map(row => keyOf(table, row)));
  return [...before.filter(row => !keys.has(keyOf(table, row))), ...read];
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

/** What would come into the table. Throws what `importRows` throws of the sheet itself. */
export function readRows(
  order: Pick<ImportOrder, 'shipped' | 'folder' | 'rows' | 'columns' | 'skipFaults'>,
  requested: TableName,
) {
  const { shipped, folder, rows: cells, columns = [], skipFaults = false } = order;
  checkSize(cells);
  const { grid, said } = gridOf(cells, requested, columns);
  const held = new Map<TableName, readonly CodeRow[]>();
  const rowsOf = (table: TableName): readonly CodeRow[] => {
    const rows = held.get(table) ?? rowsInForce(table, tableInForce({ shipped, imported: folder }, table));
    held.set(table, rows);
    return rows;
  };
  const indexed = new Map<TableName, ReadonlyMap<string, CodeRow>>();
  const known = (table: TableName): ReadonlyMap<string, CodeRow> => {
    const index = indexed.get(table) ?? new Map(rowsOf(table).map(row => [row.code, row]));
    indexed.set(table, index);
    return index;
  };
  const plan = planSheet({ table: requested, grid, said, known });
  const before = rowsOf(plan.table);
  const units = openCodes({ shipped, imported: folder }).table('units');
  const read = readSheetRows({ plan, grid, cells, before, units, skipFaults });
  if (read.faults.length > 0) throw badRows(read.faults);
  if (read.rows.length === 0) {
    throw new UserError('codes.empty', '表头之下没有数据', { exit: 'faults', next: ['检查是否选错了文件或工作表'] });
  }
  const eciq = eciqTableOf(plan.table);
  const made = withDialect(plan, read.rows, before, eciq && rowsOf(eciq));
  return { plan, before, leftOut: [...read.leftOut, ...made.leftOut], rows: made.rows };
}

/** What codes of today mean beside those of e-CIQ. */
function withDialect(
  plan: SheetPlan,
  rows: readonly CodeRow[],
  before: readonly CodeRow[],
  eciq: readonly CodeRow[] | undefined,
): { readonly rows: readonly CodeRow[]; readonly leftOut: readonly LeftOut[] } {
  if (plan.byToday === undefined) return { rows: eciq ? propose(rows, eciq) : rows, leftOut: [] };
  const { rows: made, unknown } = takeTodays(rows, before, plan.byToday);
  const examples = unknown.slice(0, 3).map(({ code, name }) => `${code} ${name}`);
  const why = '没有对应的 e-CIQ 代码';
  return { rows: made, leftOut: unknown.length > 0 ? [{ why, rows: unknown.length, examples }] : [] };
}

function refuseManyRemoved(table: TableName, rows: number, removed: number, leftOut: readonly LeftOut[]): void {
  if (removed < MANY_REMOVED.rows || removed <= rows * MANY_REMOVED.part) return;
  const todays = TODAYS[table];
  throw new UserError(
    'codes.many-removed',
    `“${TABLES[table].title}”表现有 ${rows} 行，文件里没有其中的 ${removed} 行，导入会把它们去掉；没有导入`,
    {
      exit: 'faults',
      next: [
        '导入的文件应是整张表：把缺少的行补上再导入；原来的表没有改动',
        '只增加和修改、不去掉别的行：加 --merge；确实要去掉这些行：加 --replace',
        ...leftOut.map(({ why, rows: out, examples }) => `文件里没有算进去的：${why} ${out} 行，如 ${examples[0]}`),
        ...(todays && 'table' in todays ? [`文件里是 2018 年起的代码：--table ${todays.table}`] : []),
      ],
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

function badRows(faults: readonly RowFault[]): UserError {
  const listed = faults.slice(0, FAULTS_SHOWN).map(({ row, column, what }) => `第 ${row} 行“${column}”：${what}`);
  const more = faults.length > FAULTS_SHOWN ? `；共 ${faults.length} 处，先列 ${FAULTS_SHOWN} 处` : '';
  return new UserError('codes.bad-rows', `${listed.join('；')}${more}`, {
    exit: 'faults',
    next: [
      '改正后重新导入；原来的表没有改动',
      '编码前面的 0 丢失时，先把该列设为文本格式再填写',
      '编码或名称认错了列：--column code=列名 --column name=列名；不要这些行：--skip-faults',
    ],
  });
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
