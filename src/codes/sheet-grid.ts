import { UserError } from '../errors.ts';
import { cleanCell, plainHeading, type SaidColumn, type SheetGrid, saysCode, saysName } from './sheet-columns.ts';
import { COLUMNS, TABLES, type TableName } from './tables.ts';

/** Titles and notes may stand above the headings, so many rows at most. */
const ABOVE = 15;

/** `code=代码`: what a column is, and its heading, number or letter. */
export interface ColumnWord {
  readonly column: string;
  readonly at: string;
}

/** The headings of a sheet and the rows below them, and where the user says that columns stand. Throws `codes.headings`. */
export function gridOf(
  cells: readonly (readonly string[])[],
  table: TableName,
  words: readonly ColumnWord[],
): { readonly grid: SheetGrid; readonly said: ReadonlyMap<SaidColumn, number> } {
  const top = cells.slice(0, ABOVE).map(row => row.map(cell => plainHeading(cleanCell(cell))));
  const named = words.filter(({ at }) => top.some(row => row.includes(plainHeading(at))));
  const hasAll = (row: readonly string[]) => named.every(({ at }) => row.includes(plainHeading(at)));
  const head =
    named.length > 0
      ? top.findIndex(hasAll)
      : isHeadless(cells, table, words)
        ? -1
        : Math.max(
            0,
            top.findIndex(row => row.some(saysCode) && row.some(saysName)),
          );
  const width = Math.max(0, ...cells.slice(0, ABOVE).map(row => row.length));
  const headings =
    head < 0 ? Array.from({ length: width }, (_, at) => `第 ${at + 1} 列`) : (cells[head] ?? []).map(cleanCell);
  const rows = cells.slice(head + 1).map((row, at) => ({ number: head + at + 2, cells: row.map(cleanCell) }));
  const plain = headings.map(plainHeading);
  return {
    grid: { headings, plain, rows: rows.filter(({ cells: each }) => each.some(cell => cell !== '')) },
    said: new Map(words.map(word => [columnNamed(word, table), placeOf(word, plain)])),
  };
}

/** Columns that are told by number, and the first row has a code already. */
function isHeadless(cells: readonly (readonly string[])[], table: TableName, words: readonly ColumnWord[]): boolean {
  const code = words.find(({ column }) => column === 'code');
  const at = code && numberOf(code.at);
  return at !== undefined && TABLES[table].codeForm.test(cleanCell(cells[0]?.[at] ?? '').normalize('NFKC'));
}

function columnNamed({ column }: ColumnWord, table: TableName): SaidColumn {
  const known: readonly string[] = ['code', 'suffix', 'name', ...Object.keys(COLUMNS)];
  if (known.includes(column)) return column as SaidColumn;
  throw new UserError('codes.headings', `--column ${column}：“${TABLES[table].title}”表没有这样的列`, {
    exit: 'usage',
    next: [`可以指明的列：${['code', 'name', ...TABLES[table].columns].join(' ')}`],
  });
}

function placeOf({ column, at }: ColumnWord, plain: readonly string[]): number {
  const place = plain.indexOf(plainHeading(at));
  const number = numberOf(at);
  if (place >= 0) return place;
  if (number !== undefined && number < plain.length) return number;
  throw new UserError('codes.headings', `--column ${column}=${at}：表里没有这一列`, {
    exit: 'usage',
    next: [`表里的列：${plain.filter(text => text !== '').join(' ')}`],
  });
}

/** `3` or `C`, counted from 0. */
function numberOf(at: string): number | undefined {
  if (/^[1-9]\d?$/u.test(at)) return Number(at) - 1;
  return /^[A-Z]$/iu.test(at) ? at.toUpperCase().charCodeAt(0) - 65 : undefined;
}
