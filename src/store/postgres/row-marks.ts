import { createHash } from 'node:crypto';
import type { TableRows } from '../rows/rows.ts';

/** A number that tells of which save a row is, as the server works it out. */
export const MARK = `('x' || left(md5(entry_no || save_id::text), 8))::bit(32)::bigint`;

/** The same here. */
export function markOf(entryNo: string, saveId: string): number {
  return createHash('md5').update(`${entryNo}${saveId}`).digest().readUInt32BE(0);
}

/** The marks of all rows: those of a table as it was read, and what came later. */
export class RowMarks<Row extends { entryNo: string }> {
  readonly #base: TableRows<Row>;
  readonly #marks: Uint32Array;
  readonly #later = new Map<string, number | undefined>();
  #sum: number;

  constructor(base: TableRows<Row>, marks: Uint32Array) {
    this.#base = base;
    this.#marks = marks;
    this.#sum = marks.reduce((sum, mark) => sum + mark, 0);
  }

  /** How many rows are others than in the table. */
  get changes(): number {
    return this.#later.size;
  }

  /** Of all rows; the same rows have the same. */
  get sum(): number {
    return this.#sum;
  }

  of(entryNo: string): number | undefined {
    if (this.#later.has(entryNo)) return this.#later.get(entryNo);
    const place = this.#base.indexOf(entryNo);
    return place < 0 ? undefined : this.#marks[place];
  }

  /** The row of an entry number is that of another save; undefined: it is gone. */
  put(entryNo: string, mark: number | undefined): void {
    this.#sum += (mark ?? 0) - (this.of(entryNo) ?? 0);
    this.#later.set(entryNo, mark);
  }
}
