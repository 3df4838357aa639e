import { fieldOf } from '../catalogue/catalogue.ts';
import { kindOf } from '../kinds/index.ts';
import { add, compare, isNumber } from '../kinds/number.ts';
import { IGNORED_HEADINGS, REMARK_WORDS, TOTAL_WORDS } from './columns.ts';
import { headingOf } from './headings.ts';
import { LABELLED } from './other-tables.ts';
import type { Draft } from './place.ts';
import type { CellFault, CellRef, Reading } from './reading.ts';
import type { TableBlock } from './scan.ts';
import { cellName, type Sheet } from './sheet.ts';

/** Why a line of a table is left out unless people want it: hidden, alone or with its sheet · of another table · only sums · a remark · nothing came of it. */
export type LeftWhy = 'hidden' | 'hidden-sheet' | 'other-table' | 'sum' | 'remark' | 'unread';

/** A line that is left out, at its first cell, and the row that it would become, whose faults have paths into row 0. */
export interface LeftLine extends CellRef {
  readonly why: LeftWhy;
  /** What stands in it. */
  readonly text: string;
  readonly row: Draft;
  readonly faults: readonly CellFault[];
  readonly cellOf: Reading['cellOf'];
}

const TOTALS = new Set(TOTAL_WORDS);
/** `合计(USD)`, `共计:3箱`. */
const TOTAL_WITH = new RegExp(`^(${TOTAL_WORDS.join('|')})[^\\p{L}]`, 'u');
const NUMBERED = new Set(IGNORED_HEADINGS);
const REMARK = new RegExp(`^(${REMARK_WORDS.join('|')})([\\s:：.。、]|$)`, 'iu');
/** Longer, the only cell of a line is a sentence and no name. */
const NAME = 40;

/** Lines that a table has beside its rows. */
interface Aside {
  readonly hidden: ReadonlySet<number>;
  readonly others: ReadonlySet<number>;
}

export const asideOf = ({ hidden, others }: TableBlock): Aside => ({
  hidden: new Set(hidden),
  others: new Set(others),
});

/** All lines of a table that hold anything, in their order. */
export function linesOf({ rows, hidden, others }: TableBlock): readonly number[] {
  return hidden.length + others.length > 0 ? [...rows, ...hidden, ...others].sort((a, b) => a - b) : rows;
}

/** Why a line is no row of its table, as its cells tell. */
export function leftWhy(sheet: Sheet, block: TableBlock, line: number, { hidden, others }: Aside): LeftWhy | undefined {
  if (hidden.has(line)) return isHiddenSheet(sheet) ? 'hidden-sheet' : 'hidden';
  if (others.has(line)) return 'other-table';
  if (isTotal(sheet, line) || isSum(sheet, block, line)) return 'sum';
  return isRemark(sheet, block, line) ? 'remark' : undefined;
}

/** The first filled cell of a line, and what stands in all of them. */
export function placeOf(sheet: Sheet, line: number): CellRef & { readonly text: string } {
  const cells = sheet.rows[line] ?? [];
  const at = Math.max(
    0,
    cells.findIndex(cell => cell !== ''),
  );
  return { sheet: sheet.name, cell: cellName(line, at), text: cells.filter(cell => cell !== '').join(' ') };
}

const hiddenSheets = new WeakMap<Sheet, boolean>();

/** Of a sheet that is hidden itself each line counts as hidden. */
function isHiddenSheet(sheet: Sheet): boolean {
  const known = hiddenSheets.get(sheet);
  if (known !== undefined) return known;
  const hidden = new Set(sheet.hidden);
  const all = sheet.rows.every((row, line) => row.length === 0 || hidden.has(line));
  hiddenSheets.set(sheet, all);
  return all;
}

/** A line that begins with a word for sums. */
export function isTotal(sheet: Sheet, line: number): boolean {
  const label = (sheet.rows[line] ?? []).find(cell => cell !== '') ?? '';
  const { key } = headingOf(label);
  return TOTALS.has(key) || TOTAL_WITH.test(key);
}

/** A last line without a word, each of whose numbers is what stands above it together. */
function isSum(sheet: Sheet, { columns, rows }: TableBlock, line: number): boolean {
  if (line !== rows.at(-1) || rows.length < 2) return false;
  const cells = [...(sheet.rows[line] ?? []).entries()].filter(([, text]) => text !== '');
  const keys = columns.filter(({ column }) => column.key).map(({ at }) => at);
  return cells.every(([at, text]) => {
    if (keys.includes(at) || !isNumber(plainNumber(text))) return false;
    const above = rows.slice(0, -1).map(row => plainNumber(sheet.rows[row]?.[at] || '0'));
    return above.every(isNumber) && compare(above.reduce(add), plainNumber(text)) === 0;
  });
}

const ANY_NUMBER = { max: 60, scale: 20 };

const plainNumber = (text: string) => String(kindOf('decimal').parse(text, ANY_NUMBER).value ?? text);

/** `备注：…`, or the only cell of its line where it is a sentence, or stands where numbers stand. */
function isRemark(sheet: Sheet, { columns, headAt }: TableBlock, line: number): boolean {
  if (isFuller(sheet.rows[line] ?? [], REMARK_CELLS)) return false;
  const cells = [...(sheet.rows[line] ?? []).entries()].filter(([, text]) => text !== '');
  const [at = 0, text = ''] = cells[0] ?? [];
  if (REMARK.test(text.normalize('NFKC'))) return true;
  if (cells.length !== 1) return false;
  if (LABELLED.test(text)) return true;
  if ([...text].length > NAME || /[。；！]$/u.test(text)) return true;
  const numbered = NUMBERED.has(headingOf(sheet.rows[headAt]?.[at] ?? '').key);
  const coded = columns.some(column => column.at === at && fieldOf(column.column.field).kind === 'code');
  return /\D/u.test(text) && (numbered || (coded && !/\d{4}/u.test(text)));
}

/** A remark may have its cells beside it, but no more than these. */
const REMARK_CELLS = 3;

function isFuller(cells: readonly string[], count: number): boolean {
  let filled = 0;
  for (const text of cells) if (text !== '' && ++filled > count) return true;
  return false;
}
