import type { CodeRow } from '../codes/row.ts';
import { COLUMNS, eciqTableOf, TABLE_NAMES, TABLES, type TableName } from '../codes/tables.ts';
import type { Office } from './office.ts';

type Codes = Office['codes'];

export interface FoundCode {
  readonly table: TableName;
  readonly row: CodeRow;
}

/** The tables that have codes to find, the large ones last; those of today's codes are found by the rows that they belong to. */
export function findableTables(codes: Codes): readonly TableName[] {
  const loaded = TABLE_NAMES.filter(name => codes.table(name).loaded && !eciqTableOf(name));
  return [...loaded].sort((a, b) => Number(LARGE.has(a)) - Number(LARGE.has(b)));
}

const LARGE: ReadonlySet<TableName> = new Set(['hs', 'ciq', 'world-ports', 'admin-divisions']);

/** What the words find in a table, best first. */
export function codesIn(codes: Codes, table: TableName, words: string, limit: number): readonly FoundCode[] {
  return codes
    .table(table)
    .search(words, { limit })
    .map(row => ({ table, row }));
}

/** Codes of several tables, best first: what is exactly the words, then what begins so; else in the order of the tables. */
export function bestCodes(found: readonly FoundCode[], words: string, limit: number): readonly FoundCode[] {
  const text = words.normalize('NFKC').trim().toLowerCase();
  const rank = ({ row: { code, name, initials } }: FoundCode): number => {
    if (code.toLowerCase() === text) return 0;
    if (name.toLowerCase() === text) return 1;
    if (code.toLowerCase().startsWith(text)) return 2;
    if (initials === text) return 3;
    return name.toLowerCase().startsWith(text) ? 4 : 5;
  };
  return found
    .map(each => ({ each, rank: rank(each) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ each }) => each);
}

/** All that a table says of a code, a line each, what it is called before a tab. */
export function codeLines({ table, row }: FoundCode): readonly string[] {
  const more = TABLES[table].columns.flatMap(column => {
    const text = row.extra[column];
    return text ? [`\t${COLUMNS[column].headings[0] ?? column}\t${text}`] : [];
  });
  return [`\t代码\t${row.code}`, `\t名称\t${row.name}`, `\t代码表\t${TABLES[table].title}`, ...more];
}
