import { compareEntryNo } from '../../local/entry-number.ts';
import type { AuditLine } from '../audit-line.ts';
import { hasPiece } from './pieces.ts';
import { Table } from './table.ts';

/**
 * The rows of the index, newest entry number first. A value that never changes: a later state is another `Rows`.
 * It is a table, not an array, because 200,000 rows as objects cost two seconds and half a gigabyte: ask for what is shown,
 * or for one column.
 */
export interface Rows<Row> extends Iterable<Row> {
  readonly length: number;
  at(index: number): Row | undefined;
  /** The rows from `start` up to before `end`. */
  slice(start: number, end: number): Row[];
  /** For a look through one column: the value at a place that is there, without an array of all of them in memory. */
  reader<Name extends keyof Row & string>(name: Name): (index: number) => Row[Name] | undefined;
  /** One value a row, in order; decoded at the first call and kept. */
  column<Name extends keyof Row & string>(name: Name): readonly Row[Name][];
  /** Places of the rows whose text in a column, pieces of one length after each other, has one of these pieces. */
  holding<Name extends keyof Row & string>(name: Name, pieces: ReadonlySet<string>): readonly number[];
  /** Place of an entry number, or -1. */
  indexOf(entryNo: string): number;
}

/** One line of the journal: a new state of a row, or null when the declaration is gone. */
export interface RowChange<Row> {
  entryNo: string;
  row: Row | null;
  /** The line of the audit about it, which is on the disk with this one. */
  audit?: AuditLine;
}

/** A table from the snapshot with the changes since. */
export class TableRows<Row extends { entryNo: string }> implements Rows<Row> {
  readonly #table: Table;
  // Rows that came after the table; places in `order` below zero point here: -1 is the first.
  readonly #later: readonly Row[];
  readonly #order: Int32Array;
  readonly #columns = new Map<string, readonly unknown[]>();

  private constructor(table: Table, later: readonly Row[], order: Int32Array) {
    this.#table = table;
    this.#later = later;
    this.#order = order;
  }

  /** The rows of a table that is in order already. */
  static of<Row extends { entryNo: string }>(table: Table): TableRows<Row> {
    return new TableRows<Row>(
      table,
      [],
      Int32Array.from({ length: table.length }, (_, row) => row),
    );
  }

  get length(): number {
    return this.#order.length;
  }

  /** Names of all columns, those of the table first. */
  get names(): readonly string[] {
    return [...new Set([...this.#table.names, ...this.#later.flatMap(row => Object.keys(row))])];
  }

  at(index: number): Row | undefined {
    const place = this.#order[index];
    if (place === undefined) return undefined;
    return place >= 0 ? (this.#table.row(place) as unknown as Row) : this.#later[-1 - place];
  }

  slice(start: number, end: number): Row[] {
    const from = Math.max(0, start);
    const length = Math.max(0, Math.min(end, this.length) - from);
    return Array.from({ length }, (_, at) => this.at(from + at) as Row);
  }

  reader<Name extends keyof Row & string>(name: Name): (index: number) => Row[Name] | undefined {
    const kept = this.#table.reader(name) as (row: number) => Row[Name] | undefined;
    if (this.#isTable) return kept;
    return index => {
      const place = this.#order[index];
      if (place === undefined) return undefined;
      return place >= 0 ? kept(place) : this.#later[-1 - place]?.[name];
    };
  }

  column<Name extends keyof Row & string>(name: Name): readonly Row[Name][] {
    const kept = this.#table.column(name) as readonly Row[Name][];
    if (this.#isTable) return kept;
    let column = this.#columns.get(name) as Row[Name][] | undefined;
    if (column === undefined) {
      column = new Array<Row[Name]>(this.length);
      for (let index = 0; index < this.length; index += 1) {
        const place = this.#order[index] ?? 0;
        column[index] = (place >= 0 ? kept[place] : this.#later[-1 - place]?.[name]) as Row[Name];
      }
      this.#columns.set(name, column);
    }
    return column;
  }

  holding<Name extends keyof Row & string>(name: Name, pieces: ReadonlySet<string>): readonly number[] {
    if (this.#isTable) return this.#table.holding(name, pieces);
    return standing(heldIn(this.#table, this.#later, name, pieces), this.#order, entryNo => this.indexOf(entryNo));
  }

  // New and changed rows stand in `later`, and a row that is gone makes the order shorter: with neither, this is just the table.
  get #isTable(): boolean {
    return this.#later.length === 0 && this.length === this.#table.length;
  }

  indexOf(entryNo: string): number {
    const index = this.#firstNotBefore(entryNo);
    return this.#entryNoAt(index) === entryNo ? index : -1;
  }

  *[Symbol.iterator](): Iterator<Row> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index) as Row;
  }

  /** The rows after `changes`; the last change of an entry number counts. */
  with(changes: readonly RowChange<Row>[]): TableRows<Row> {
    if (changes.length === 0) return this;
    const later = [...this.#later];
    const order = Int32Array.from(this.#order);
    const gone = new Set<number>();
    const added: [entryNo: string, place: number][] = [];
    for (const { entryNo, row } of new Map(changes.map(change => [change.entryNo, change])).values()) {
      const index = this.indexOf(entryNo);
      if (row === null) {
        if (index >= 0) gone.add(index);
        continue;
      }
      later.push(row);
      if (index >= 0) order[index] = -later.length;
      else added.push([entryNo, -later.length]);
    }
    const inserts = added
      .sort(([a], [b]) => compareEntryNo(a, b))
      .map(([entryNo, place]) => ({ place, before: this.#firstNotBefore(entryNo) }));
    return new TableRows(this.#table, later, merged(order, gone, inserts));
  }

  #entryNoAt(index: number): string | undefined {
    const place = this.#order[index];
    if (place === undefined) return undefined;
    return place >= 0 ? (this.#table.cell('entryNo', place) as string) : this.#later[-1 - place]?.entryNo;
  }

  #firstNotBefore(entryNo: string): number {
    return firstNot(this.length, index => compareEntryNo(this.#entryNoAt(index) ?? '', entryNo) < 0);
  }
}

/** An entry number, and the place in `order` of a row of it. */
type Held = readonly [entryNo: string, place: number];

/** The places in order of those that still stand there: a row that was changed or is gone no longer does. */
function standing(held: readonly Held[], order: Int32Array, indexOf: (entryNo: string) => number): readonly number[] {
  const places = held.flatMap(([entryNo, place]) => {
    const index = indexOf(entryNo);
    return order[index] === place ? [index] : [];
  });
  return places.sort((a, b) => a - b);
}

/** The rows of a table, and those that came later, that have one of the pieces. */
function heldIn<Row extends { entryNo: string }>(
  table: Table,
  later: readonly Row[],
  name: keyof Row & string,
  pieces: ReadonlySet<string>,
): readonly Held[] {
  const stored = table.holding(name, pieces).map((row): Held => [table.cell('entryNo', row) as string, row]);
  const came = later.flatMap((row, index): Held[] => {
    const text = row[name];
    return typeof text === 'string' && hasPiece(text, pieces) ? [[row.entryNo, -1 - index]] : [];
  });
  return [...stored, ...came];
}

/** The first of `length` places where `isBefore` is no longer true. */
function firstNot(length: number, isBefore: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An order without the places that are `gone`, and with others put in before places of their own. */
function merged(
  order: Int32Array,
  gone: ReadonlySet<number>,
  inserts: readonly { readonly place: number; readonly before: number }[],
): Int32Array {
  if (gone.size === 0 && inserts.length === 0) return order;
  const result = new Int32Array(order.length - gone.size + inserts.length);
  let from = 0;
  let to = 0;
  const copyUntil = (end: number): void => {
    if (gone.size === 0) {
      result.set(order.subarray(from, end), to);
      to += end - from;
    } else {
      for (let index = from; index < end; index += 1) if (!gone.has(index)) result[to++] = order[index] ?? 0;
    }
    from = end;
  };
  for (const { place, before } of inserts) {
    copyUntil(before);
    result[to++] = place;
  }
  copyUntil(order.length);
  return result;
}

/** Rows that share nothing with a file, such as those of an empty store. */
export function noRows<Row extends { entryNo: string }>(): TableRows<Row> {
  return TableRows.of<Row>(new Table(Buffer.alloc(0)));
}
