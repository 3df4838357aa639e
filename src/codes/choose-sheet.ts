import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { type ImportOrder, knownTable, readRows } from './import-rows.ts';
import { sameName } from './sheet-columns.ts';
import { TABLES } from './tables.ts';

interface NamedSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

type ChoiceOrder = Pick<ImportOrder, 'shipped' | 'folder' | 'table' | 'columns' | 'skipFaults'>;

/**
 * The sheet of a workbook that is the table: the one that was named; the only one; the one that is called as the table; else the one that
 * knows most of the rows in force. Throws `codes.sheet`.
 */
export function chooseSheet(order: ChoiceOrder, all: readonly NamedSheet[], asked: string | undefined): NamedSheet {
  const table = knownTable(order.table);
  const sheets = all.filter(({ rows }) => rows.length > 0);
  if (asked !== undefined) {
    const named = all.find(({ name }) => sameName(name, asked)) ?? all[/^\d+$/u.test(asked) ? Number(asked) - 1 : -1];
    if (named) return named;
    throw fault(`没有名为“${cleanLine(asked)}”的工作表`, all);
  }
  const [first, second] = sheets;
  if (first === undefined) throw fault('没有一张工作表有内容', all);
  if (second === undefined) return first;
  const title = TABLES[table].title.replace(/（.*/u, '');
  const called = sheets.filter(({ name }) => name.includes(title));
  if (called[0] && called.length === 1) return called[0];
  const ranked = (called.length > 0 ? called : sheets)
    .map(sheet => ({ sheet, known: knownShare({ ...order, rows: sheet.rows }) }))
    .sort((a, b) => b.known - a.known);
  const [best, next] = ranked;
  if (best && best.known > 0.2 && best.known > (next?.known ?? 0) + 0.1) return best.sheet;
  throw fault('说不清是哪一张工作表', sheets);
}

/** How much of the table in force a sheet has under the same names; 0 when it is none at all. */
function knownShare(order: ChoiceOrder & { readonly rows: ImportOrder['rows'] }): number {
  try {
    const { rows, before } = readRows({ ...order, skipFaults: true }, knownTable(order.table));
    const names = new Map(rows.map(({ code, name }) => [code, name]));
    const known = before.filter(({ code, name }) => sameName(names.get(code) ?? '', name));
    return before.length === 0 ? 0 : known.length / before.length;
  } catch (error) {
    if (error instanceof UserError) return 0;
    throw error;
  }
}

function fault(what: string, sheets: readonly NamedSheet[]): UserError {
  return new UserError('codes.sheet', `工作簿：${what}`, {
    exit: 'faults',
    next: [`指明工作表：--sheet 名称；有：${sheets.map(({ name }) => cleanLine(name)).join('、')}`],
  });
}
