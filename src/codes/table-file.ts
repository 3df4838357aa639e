import { UserError } from '../errors.ts';
import type { CodeRow } from './row.ts';
import { type ColumnId, TABLES, type TableName } from './tables.ts';

/**
 * Our own form of a table: tab-separated UTF-8, one heading line `code name initials …`, sorted by code, no quoting.
 * An imported table has a line of metadata before it, in the same file so that both change in one rename.
 */
export interface TableMeta {
  readonly source: string;
  /** ISO date and time of the import. */
  readonly date: string;
  readonly rows: number;
}

const META_MARK = '#';
const NOTHING: Readonly<Record<string, string>> = Object.freeze({});

export function formatTable(table: TableName, rows: readonly CodeRow[], meta?: TableMeta): string {
  const columns = TABLES[table].columns;
  const lines = rows.map(row =>
    [row.code, row.name, row.initials, ...columns.map(column => row.extra[column] ?? '')].join('\t'),
  );
  const head = meta === undefined ? [] : [META_MARK + JSON.stringify(meta)];
  return `${[...head, headingOf(columns), ...lines].join('\n')}\n`;
}

/** The rows of a file in our form. Throws `codes.broken-table` when it is cut short, was edited into disorder or is another table's. */
export function parseTable(table: TableName, text: string, file: string): CodeRow[] {
  const broken = (line: number, what: string) =>
    new UserError('codes.broken-table', `代码表文件 ${file} 第 ${line} 行：${what}`, {
      exit: 'store',
      next: [`重新导入该表：codes import 文件 --table ${table}`, `或退回上一份：codes revert ${table}`],
    });
  const { repeats, columns } = TABLES[table];
  const meta = readMeta(text);
  const lines = text.split('\n');
  const first = meta === undefined ? 0 : 1;
  if (lines[first] !== headingOf(columns)) throw broken(first + 1, '表头不符');
  if (lines.pop() !== '') throw broken(lines.length + 1, '文件不完整');
  const width = columns.length + 3;
  const rows: CodeRow[] = [];
  let before = '';
  for (let at = first + 1; at < lines.length; at++) {
    const cells = (lines[at] as string).split('\t');
    if (cells.length !== width) throw broken(at + 1, '列数不符');
    const code = cells[0] as string;
    if (repeats ? code < before : code <= before) throw broken(at + 1, '编码未按顺序排列或重复');
    before = code;
    rows.push({ code, name: cells[1] as string, initials: cells[2] as string, extra: extraOf(columns, cells) });
  }
  if (meta !== undefined && meta.rows !== rows.length) throw broken(lines.length, `应有 ${meta.rows} 行数据`);
  return rows;
}

/** The metadata of an imported table; only the beginning of its text is needed. */
export function readMeta(text: string): TableMeta | undefined {
  if (!text.startsWith(META_MARK)) return undefined;
  const end = text.indexOf('\n');
  try {
    const value: unknown = JSON.parse(text.slice(META_MARK.length, end < 0 ? undefined : end));
    return isMeta(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMeta(value: unknown): value is TableMeta {
  if (typeof value !== 'object' || value === null) return false;
  const { source, date, rows } = value as Record<string, unknown>;
  return typeof source === 'string' && typeof date === 'string' && Number.isSafeInteger(rows);
}

function headingOf(columns: readonly ColumnId[]): string {
  return ['code', 'name', 'initials', ...columns].join('\t');
}

function extraOf(columns: readonly ColumnId[], cells: readonly string[]): Readonly<Record<string, string>> {
  if (columns.length === 0) return NOTHING;
  const extra: Record<string, string> = {};
  for (let at = 0; at < columns.length; at++) extra[columns[at] as string] = cells[at + 3] as string;
  return extra;
}
