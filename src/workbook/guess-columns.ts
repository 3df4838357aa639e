import { type Field, type FieldId, fieldOf, onForm } from '../catalogue/catalogue.ts';
import type { Direction } from '../catalogue/row.ts';
import { kindOf } from '../kinds/index.ts';
import { absolute, add, compare, isNumber, multiply } from '../kinds/number.ts';
import { splitUnit } from './cell-value.ts';
import { readCode } from './code-cell.ts';
import {
  type Column,
  GOODS_COLUMNS,
  HEADING_WORDS,
  IGNORED_HEADINGS,
  NAME_COLUMN,
  OTHER_HEADINGS,
  PRODUCT,
  SHOWN_BY_VALUES,
} from './columns.ts';
import { headingOf } from './headings.ts';
import { NOTES_SHEET } from './layout.ts';
import { isTotal } from './left-lines.ts';
import { beginsOther } from './other-tables.ts';
import type { CodeSource } from './reading.ts';
import { type ColumnChoice, type Layout, tablesOf } from './scan.ts';
import type { Sheet } from './sheet.ts';

/** A column of a sheet with the values that are looked at. */
interface Looked {
  readonly at: number;
  /** The heading as it is compared; '' where there is none. */
  readonly key: string;
  readonly values: readonly string[];
  /** By line, for what stands beside each other. */
  readonly cells: readonly string[];
}

interface Guessing extends CodeSource {
  readonly direction: Direction;
}

/** So many lines show what a column holds. */
const LINES = 60;
/** So much of what stands in a column must be what it is taken for. */
const MOST = 0.8;

/**
 * What the columns of somebody's own goods workbook mean, by their headings and values: those of a table whose headings nobody knows, and
 * those left over in one whose headings are known. None where there is too little to go by.
 */
export function guessColumns(sheet: Sheet, layout: Layout, guessing: Guessing): readonly ColumnChoice[] {
  if (headingOf(sheet.name).key === NOTES_SHEET || sheet.rows[0]?.[0] === NOTES_SHEET) return [];
  const tables = tablesOf(sheet, 'goods', layout);
  if (tables.length > 0) {
    return tables.flatMap(({ block }) => {
      const known = new Map(block.columns.map(({ at, id }) => [at, id]));
      if (known.size === 0 || block.rows.length === 0) return [];
      const columns = lookedAt(sheet, block.headAt, block.rows);
      return choicesOf(sheet, block.headAt, guessed(columns, known, guessing));
    });
  }
  const head = headIn(sheet);
  // Containers may stand below the goods; where they come first, the sheet is theirs.
  const [containers] = tablesOf(sheet, 'containers', layout);
  const end = containers?.block.headAt ?? sheet.rows.length;
  if (head === undefined || head >= end) return [];
  const below = [...sheet.rows.keys()].filter(
    line => line > head && line < end && (sheet.rows[line]?.filter(Boolean).length ?? 0) > 1,
  );
  const other = below.findIndex((line, index) => index > 0 && beginsOther(sheet, line));
  const lines = below.slice(0, other < 0 ? below.length : other);
  const columns = lookedAt(sheet, head, lines);
  const found = withName(columns, guessed(columns, new Map(), guessing));
  const isGoods = [...found.values()].some(id => GOODS_COLUMNS[id]?.key) && found.size > 1;
  return isGoods ? choicesOf(sheet, head, found) : [];
}

const choicesOf = (sheet: Sheet, headAt: number, found: ReadonlyMap<number, string>): ColumnChoice[] =>
  [...found].map(([at, id]) => ({ sheet: sheet.name, headAt, at, ids: [id], by: 'guess' }));

/** The row of the headings: the first of several words with another below it; -1 where numbers stand in it already. */
function headIn({ rows }: Sheet): number | undefined {
  const filled = rows.map(row => row.filter(cell => cell !== ''));
  const at = filled.findIndex(
    (cells, line) => cells.length > 1 && filled.slice(line + 1).some(({ length }) => length > 1),
  );
  if (at < 0) return undefined;
  return filled[at]?.some(cell => /^[\d.,\s]+$/u.test(cell)) ? at - 1 : at;
}

const NUMBERING = new Set(IGNORED_HEADINGS);

function lookedAt(sheet: Sheet, headAt: number, lines: readonly number[]): readonly Looked[] {
  const { rows } = sheet;
  const some = lines
    .slice(0, LINES)
    .filter(line => !isTotal(sheet, line))
    .map(line => rows[line] ?? []);
  const head = rows[headAt] ?? [];
  const width = Math.max(head.length, ...some.map(({ length }) => length));
  return Array.from({ length: width }, (_, at) => {
    const cells = some.map(row => row[at] ?? '');
    return { at, key: headingOf(head[at] ?? '').key, cells, values: cells.filter(cell => cell !== '') };
  }).filter(({ at, key }) => !NUMBERING.has(key) && !sheet.hiddenColumns?.includes(at));
}

/** Place of a column → its meaning, for those that are not known. */
function guessed(
  columns: readonly Looked[],
  known: ReadonlyMap<number, string>,
  guessing: Guessing,
): ReadonlyMap<number, string> {
  const found = new Map(known);
  const isOpen = ({ at, values }: Looked) => !found.has(at) && values.length > 0;
  const taken = () => new Set(found.values());
  for (const [at, id] of productOf(columns, found)) if (!taken().has(id)) found.set(at, id);
  const scores = columns
    .filter(isOpen)
    .flatMap(column =>
      candidates(guessing).map(([id, meant]) => ({ column, id, score: scoreOf(column, id, meant, guessing) })),
    );
  for (const { column, id, score } of scores.sort((a, b) => b.score - a.score)) {
    if (score > 0 && isOpen(column) && !taken().has(id)) found.set(column.at, id);
  }
  for (const column of columns.filter(isOpen)) {
    const id = unitOf(column, columns, found, guessing);
    if (id !== undefined && !taken().has(id)) found.set(column.at, id);
  }
  return new Map([...found].filter(([at]) => !known.has(at)));
}

const fieldIn = ({ field }: Column): Field => fieldOf(field);

/** Columns that are known by themselves; units go with the numbers beside them. */
const candidates = ({ direction }: Guessing) =>
  Object.entries(GOODS_COLUMNS).filter(([id, column]) => onForm(fieldIn(column), direction) && HEADING_WORDS[id]);

/** How sure it is: by its values and its heading, by its values alone, by its heading with values that agree; 0 for no. */
function scoreOf({ key, values }: Looked, id: string, column: Column, guessing: Guessing): number {
  const field = fieldIn(column);
  const named = !OTHER_HEADINGS.test(key) && HEADING_WORDS[id]?.test(key) === true;
  if (field.kind === 'code') {
    const isCode = shareOf(values, value => isCodeOf(value, field, guessing)) >= MOST;
    // Three digits are a code of many tables.
    const isPlain = values.every(value => /^\d{1,4}$/u.test(value));
    const onlyNamed = field.codes?.[guessing.direction] === undefined || isPlain;
    return !isCode || (onlyNamed && !named) || OTHER_HEADINGS.test(key)
      ? 0
      : named
        ? 5
        : SHOWN_BY_VALUES.includes(id) && !areUnits(values, guessing)
          ? 3
          : 0;
  }
  if (!named) return 0;
  if (field.kind === 'decimal' || field.kind === 'integer') return shareOf(values, isAmount) >= MOST ? 4 : 0;
  if (field.kind === 'date') return shareOf(values, value => isDate(value)) >= MOST ? 4 : 0;
  return shareOf(values, isAmount) < MOST ? 2 : 0;
}

/** KG is a country, too. */
function areUnits(values: readonly string[], guessing: Guessing): boolean {
  const unit: Field = fieldOf(GOODS_COLUMNS.quantity.unit as FieldId);
  return shareOf(values, value => /\D/u.test(value) && isCodeOf(value, unit, guessing)) >= MOST;
}

const shareOf = (values: readonly string[], test: (value: string) => boolean): number =>
  values.length === 0 ? 0 : values.filter(test).length / values.length;

function isCodeOf(text: string, field: Field, guessing: Guessing): boolean {
  if (/^[\d.-]{8,13}$/u.test(text)) {
    const digits = text.replace(/[.-]/gu, '');
    return digits.length === field.size.max;
  }
  return readCode(text, field, guessing.direction, guessing).entry !== undefined;
}

const plain = (text: string): string => String(kindOf('decimal').parse(text, { max: 60, scale: 20 }).value ?? text);

const isAmount = (text: string): boolean => isNumber(plain(splitUnit(text)?.number ?? text));

const isDate = (text: string): boolean =>
  kindOf('date').parse(text, { max: 10 }).fault === undefined || /^\d{1,2}([-/.])\d{1,2}\1\d{4}$/u.test(text);

/** The columns of count, price and total: in each line the first two multiplied are the third, but for what was rounded. */
function productOf(
  columns: readonly Looked[],
  known: ReadonlyMap<number, string>,
): readonly (readonly [number, string])[] {
  const role = (at: number, id: string) => (known.get(at) ?? id) === id;
  const numbers = columns
    .filter(({ key, values }) => !OTHER_HEADINGS.test(key) && shareOf(values, isAmount) >= MOST && values.length > 0)
    .slice(0, 12);
  for (const total of numbers) {
    for (const [index, one] of numbers.entries()) {
      for (const other of numbers.slice(index + 1)) {
        if (one === total || other === total || !isProduct(one, other, total)) continue;
        const isPrice = (column: Looked) =>
          known.get(column.at) === PRODUCT.price || HEADING_WORDS[PRODUCT.price]?.test(column.key) === true;
        const [count, price] = isPrice(one) ? [other, one] : [one, other];
        const roles = [
          [count.at, PRODUCT.count],
          [price.at, PRODUCT.price],
          [total.at, PRODUCT.total],
        ] as const;
        if (roles.every(([at, id]) => role(at, id))) return roles;
      }
    }
  }
  return [];
}

/** A hundredth of the total, or half a cent a piece, may be lost by rounding. */
function isProduct(one: Looked, other: Looked, total: Looked): boolean {
  let lines = 0;
  let differing = 0;
  for (const [line, text] of total.cells.entries()) {
    const [a, b, c] = [one.cells[line] ?? '', other.cells[line] ?? '', text].map(cell =>
      plain(splitUnit(cell)?.number ?? cell),
    ) as [string, string, string];
    if (![a, b, c].every(isNumber)) continue;
    lines += 1;
    differing += Number(a !== '1' && b !== '1');
    const off = absolute(add(multiply(a, b), `-${c}`.replace('--', '')));
    if (compare(multiply(off, '100'), absolute(c)) > 0) return false;
  }
  // Of lines with one piece each the price is the total.
  return lines > 1 && differing > 0;
}

/** A column of units goes with the nearest number at its left, else at its right, that has none yet. */
function unitOf(
  column: Looked,
  columns: readonly Looked[],
  found: ReadonlyMap<number, string>,
  guessing: Guessing,
): string | undefined {
  const near = [...columns].sort((a, b) => distance(a, column) - distance(b, column));
  const free = new Set(found.values());
  for (const other of near) {
    const unit = GOODS_COLUMNS[found.get(other.at) ?? '']?.unit;
    const id = unit && Object.keys(GOODS_COLUMNS).find(each => GOODS_COLUMNS[each]?.field === unit);
    if (!unit || !id || free.has(id)) continue;
    const field: Field = fieldOf(unit);
    if (shareOf(column.values, value => !/^\d+$/u.test(value) && isCodeOf(value, field, guessing)) >= MOST) return id;
  }
  return undefined;
}

/** What stands at the left is nearer. */
const distance = (other: Looked, { at }: Looked): number => (other.at < at ? at - other.at : (other.at - at) * 100);

/** Where no heading names it, the name is what has the longest texts. */
function withName(columns: readonly Looked[], found: ReadonlyMap<number, string>): ReadonlyMap<number, string> {
  if ([...found.values()].includes(NAME_COLUMN)) return found;
  const texts = columns
    .filter(({ at, values }) => !found.has(at) && shareOf(values, value => /\p{Script=Han}{2}/u.test(value)) >= MOST)
    .map(column => ({
      column,
      length: column.values.reduce((sum, value) => sum + value.length, 0) / column.values.length,
    }))
    .sort((a, b) => b.length - a.length);
  const [longest] = texts;
  return longest ? new Map([...found, [longest.column.at, NAME_COLUMN]]) : found;
}
