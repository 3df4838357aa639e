import type { Image } from '../../local/row-image.ts';
import { TableRows } from '../rows/rows.ts';
import { Table } from '../rows/table.ts';
import { markOf, RowMarks } from './row-marks.ts';

/** A row as somebody has changed it; null when its declaration is gone. */
export interface Change<Row> extends Seen {
  readonly row: () => Row | null;
}

interface Seen {
  readonly entryNo: string;
  readonly saveId: string;
  /** Microseconds since 1970; 0 of a change of our own. */
  readonly at: number;
}

/** Microseconds before the newest change in which the next look brings rows again. */
const WINDOW = 60_000_000;

/** The rows in memory, and of which save each of them is. */
export class HeldRows<Row extends { entryNo: string }> {
  #rows: TableRows<Row> = TableRows.of<Row>(new Table(Buffer.alloc(0)));
  #marks = new RowMarks<Row>(this.#rows, new Uint32Array());
  /** By entry number, the save that its row is of; of rows that were not changed for long none stands here. */
  #saves = new Map<string, Seen>();
  /** Microseconds since 1970. */
  #since = 0;

  get rows(): TableRows<Row> {
    return this.#rows;
  }

  get since(): number {
    return this.#since;
  }

  /** Of all rows; the same rows have the same. */
  get sum(): number {
    return this.#marks.sum;
  }

  /** How many rows are others than those that were held first. */
  get changes(): number {
    return this.#marks.changes;
  }

  hold({ since, marks, table }: Pick<Image, 'since' | 'marks' | 'table'>, seen: readonly Seen[]): void {
    this.#rows = TableRows.of<Row>(new Table(table));
    this.#marks = new RowMarks(this.#rows, marks);
    this.#since = since;
    this.#saves = new Map(seen.filter(({ at }) => at > since - WINDOW).map(each => [each.entryNo, each]));
  }

  /** What an image says of the rows beside them. */
  facts(): Pick<Image, 'since' | 'recent' | 'marks'> {
    const near = [...this.#saves.values()].filter(({ at }) => at > this.#since - WINDOW);
    const entryNos = this.#rows.reader('entryNo');
    return {
      since: this.#since,
      recent: Object.fromEntries(near.map(({ entryNo, saveId }) => [entryNo, saveId])),
      marks: Uint32Array.from({ length: this.#rows.length }, (_, at) => this.#marks.of(String(entryNos(at))) ?? 0),
    };
  }

  /** Takes in those that are news; true when there were some. */
  take(found: readonly Change<Row>[]): boolean {
    const changes = found.filter(change => this.#saw(change));
    if (changes.length === 0) return false;
    const rows = changes.map(({ entryNo, row }) => ({ entryNo, row: row() }));
    for (const [at, { entryNo, saveId }] of changes.entries())
      this.#marks.put(entryNo, rows[at]?.row === null ? undefined : markOf(entryNo, saveId));
    this.#rows = this.#rows.with(rows);
    return true;
  }

  #saw({ entryNo, saveId, at }: Seen): boolean {
    if (at > this.#since) this.#since = at;
    if (this.#saves.get(entryNo)?.saveId === saveId) return false;
    this.#saves.set(entryNo, { entryNo, saveId, at: at || this.#since });
    return true;
  }
}
