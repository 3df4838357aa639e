import type { Direction } from '../../../src/catalogue/row.ts';
import type { CodeTable } from '../../../src/codes/code-table.ts';
import type { Status } from '../../../src/declaration/life-cycle.ts';
import { type CodeColumns, matcherOf, QUEUES, type Query, type Queue } from '../../../src/declaration/query.ts';
import { rowReader } from '../../../src/declaration/row-reader.ts';
import type { Summary } from '../../../src/declaration/summary.ts';
import type { World } from '../../contract/world.ts';
import { type ColumnName, columnOf } from './columns.ts';

export type Rows = ReturnType<World['rows']>;

/** The search fields of the list (L3). */
export type FieldName = 'party' | 'goods' | 'contract' | 'bill' | 'destination' | 'containers' | 'declarationNo';

/** What of the list is wanted. Days are `yyyy-MM-dd`. */
export interface Wanted {
  readonly direction: Direction;
  readonly queue: Queue;
  readonly status?: Status;
  readonly task?: NonNullable<Query['task']>;
  readonly review?: NonNullable<Query['review']>;
  readonly from?: string;
  readonly until?: string;
  readonly words: string;
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
  readonly withdrawn: boolean;
  /** Where columns hold codes, the codes that a name stands for. */
  readonly named?: CodeColumns;
}

export interface Sort {
  readonly column: ColumnName;
  readonly descending: boolean;
}

/** The order in which the index itself is: newest entry number first. */
export const NEWEST_FIRST: Sort = { column: 'entryNo', descending: true };
export const isNewestFirst = ({ column, descending }: Sort): boolean => column === 'entryNo' && descending;

export type Counts = Readonly<Record<Queue, number>>;

/** What was found: places in `rows`, which never change, so both stay right together until a later finding takes their place. */
export interface Found {
  readonly rows: Rows;
  readonly order: readonly number[];
  readonly counts: Counts;
  /** All rows have been looked at. */
  readonly complete: boolean;
}

export const NO_COUNTS = Object.fromEntries(Object.keys(QUEUES).map(queue => [queue, 0])) as Counts;

/** A look through the rows, newest first, that can be taken up again where it stopped. */
export interface Scan {
  readonly rows: Rows;
  /** Rows looked at. */
  readonly seen: number;
  readonly order: readonly number[];
  readonly counts: Counts;
  readonly wanted: Wanted;
}

export function beginScan(rows: Rows, wanted: Wanted): Scan {
  return { rows, seen: 0, order: [], counts: NO_COUNTS, wanted };
}

export const isWhole = ({ seen, rows }: Scan): boolean => seen >= rows.length;

/** Rows that are looked through in a few milliseconds: many when only short columns decide, fewer when words are looked for. */
export function batchSize({ words, fields }: Wanted): number {
  return words.trim() === '' && Object.keys(fields).length === 0 ? 40_000 : 6_000;
}

/** The scan after so many more rows. */
export function advanceScan(scan: Scan, steps: number): Scan {
  const { rows, wanted } = scan;
  const end = Math.min(rows.length, scan.seen + steps);
  const reader = rowReader(rows);
  const matches = testOf(wanted);
  const queues = (Object.keys(QUEUES) as Queue[]).map(queue => ({
    queue,
    holds: matcherOf({ queue, withdrawn: true }),
    count: scan.counts[queue],
  }));
  const chosen = queues.find(({ queue }) => queue === wanted.queue);
  const order = [...scan.order];
  for (let index = scan.seen; index < end; index += 1) {
    const row = reader(index);
    if (!matches(row)) continue;
    for (const each of queues) if (each.holds(row)) each.count += 1;
    if (chosen?.holds(row)) order.push(index);
  }
  const counts = Object.fromEntries(queues.map(({ queue, count }) => [queue, count])) as Counts;
  return { ...scan, seen: end, order, counts };
}

/** Whether a row is wanted, whatever its queue. */
function testOf({ queue: _any, fields, ...more }: Wanted): (row: Summary) => boolean {
  return matcherOf({ ...more, columns: fields });
}

const collator = new Intl.Collator('zh', { numeric: false });
const PLAIN = /^[\x20-\x7e]*$/u;

/** Chinese by its pinyin; numbers and codes by their characters, which is a hundred times as fast. */
function compare(a: string, b: string): number {
  if (PLAIN.test(a) && PLAIN.test(b)) return a < b ? -1 : a > b ? 1 : 0;
  return collator.compare(a, b);
}

/** Which values of a column come before which, by the place of a row: those of equal rank are equal. */
interface Ranks {
  readonly of: Int32Array;
  readonly count: number;
  /** Rows that have nothing there, if there are any. */
  readonly empty: number;
}

/** Comparing 200,000 texts takes half a second: done once for the rows and column that are sorted by, not at each character of a search. */
const known = new WeakMap<
  Rows,
  { readonly column: ColumnName; readonly table: CodeTable | undefined; readonly ranks: Ranks }
>();

function ranksOf(rows: Rows, column: ColumnName, table: CodeTable | undefined): Ranks {
  const held = known.get(rows);
  if (held?.column === column && held.table === table) return held.ranks;
  const read = rows.reader(columnOf(column).by);
  const found = new Map<unknown, number>();
  const of = new Int32Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    const value = read(index);
    let number = found.get(value);
    if (number === undefined) {
      number = found.size;
      found.set(value, number);
    }
    of[index] = number;
  }
  const values = [...found.keys()];
  if (table) {
    // Codes by the names that are shown for them.
    const names = new Map(values.map(value => [value, table.get(String(value))?.name ?? String(value)]));
    values.sort((a, b) => compare(names.get(a) ?? '', names.get(b) ?? ''));
  }
  // Numbers and codes by their characters, the way that sorting does by itself.
  else if (values.every(value => typeof value === 'string' && PLAIN.test(value))) values.sort();
  else values.sort((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b))));
  const rank = new Int32Array(values.length);
  values.forEach((value, place) => {
    rank[found.get(value) ?? 0] = place;
  });
  for (let index = 0; index < of.length; index += 1) of[index] = rank[of[index] ?? 0] ?? 0;
  const ranks = { of, count: values.length, empty: values.indexOf('') };
  known.set(rows, { column, table, ranks });
  return ranks;
}

/** The places in the order of a column, newest first among equals; rows that have nothing there come last. With a code table by the names of its codes. */
export function sorted(
  rows: Rows,
  order: readonly number[],
  { column, descending }: Sort,
  table?: CodeTable,
): readonly number[] {
  const { of, count, empty } = ranksOf(rows, column, table);
  const bucketOf = (index: number): number => {
    const rank = of[index] ?? 0;
    if (rank === empty) return count;
    return descending ? count - 1 - rank : rank;
  };
  // How many come before each rank, and then each row to its place: no comparison is left.
  const next = new Int32Array(count + 2);
  for (const index of order) {
    const bucket = bucketOf(index) + 1;
    next[bucket] = (next[bucket] ?? 0) + 1;
  }
  for (let bucket = 1; bucket < next.length; bucket += 1) next[bucket] = (next[bucket] ?? 0) + (next[bucket - 1] ?? 0);
  const places = new Array<number>(order.length);
  for (const index of order) {
    const bucket = bucketOf(index);
    const place = next[bucket] ?? 0;
    places[place] = index;
    next[bucket] = place + 1;
  }
  return places;
}
