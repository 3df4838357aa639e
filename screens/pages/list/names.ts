import { fieldOf } from '../../../src/catalogue/catalogue.ts';
import type { Direction } from '../../../src/catalogue/row.ts';
import { SUMMARY, type SummaryColumn } from '../../../src/catalogue/summary.ts';
import type { CodeTable } from '../../../src/codes/code-table.ts';
import type { Codes } from '../../../src/codes/open-codes.ts';
import type { CodeColumns, NamedCodes } from '../../../src/declaration/query.ts';
import type { Summary } from '../../../src/declaration/summary.ts';
import { type ColumnName, columnOf } from './columns.ts';

/** The code table of a column in the list of a direction; undefined for a column that holds no codes. */
export function tableOfColumn(name: string, direction: Direction, codes: Codes): CodeTable | undefined {
  const id = name in SUMMARY ? SUMMARY[name as SummaryColumn][direction] : undefined;
  const table = id && fieldOf(id).codes?.[direction];
  return table !== undefined && codes.has(table) ? codes.table(table) : undefined;
}

/** What a cell shows: of a code its name, or the code itself where the table does not know it. */
export function cellOf(name: ColumnName, row: Summary, codes: Codes): string {
  const text = columnOf(name).text(row);
  return (text && tableOfColumn(name, row.direction, codes)?.get(text)?.name) || text;
}

/** How the columns that hold codes are found by name; each word is looked up once, however many rows there are. */
export function codeColumns(direction: Direction, codes: Codes): CodeColumns {
  return Object.fromEntries(
    (Object.keys(SUMMARY) as SummaryColumn[]).flatMap(column => {
      const table = tableOfColumn(column, direction, codes);
      return table ? [[column, finderIn(table)]] : [];
    }),
  );
}

function finderIn(table: CodeTable): (word: string) => NamedCodes {
  const known = new Map<string, NamedCodes>();
  return word => {
    const held = known.get(word);
    if (held) return held;
    const found = { named: new Set<string>(), initials: new Set<string>() };
    for (const { code, name, initials } of table.rows) {
      if (name.toLowerCase().includes(word)) found.named.add(code);
      if (initials.includes(word)) found.initials.add(code);
    }
    known.set(word, found);
    return found;
  };
}
