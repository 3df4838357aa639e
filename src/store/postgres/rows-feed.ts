import { Turns } from '../../disk/turns.ts';
import { type RowChange, TableRows } from '../rows/rows.ts';
import { encodeTable, Table } from '../rows/table.ts';
import type { StoredRow } from '../store.ts';
import { CHANGED, changedSince } from './changes.ts';
import type { Line } from './line.ts';

/** The name under which programs tell each other of changes. */
export const CHANNEL = 'baojian_changed';

const READ = `select entry_no, row, save_id::text as save_id, gone, ${CHANGED} as at from declarations`;
/** Milliseconds between looks while somebody wants to know of changes; told ones come at once. */
const POLL = 5_000;
const AGAIN = 1_000;

/** The rows of all declarations in memory, kept up with what this and other programs change. */
export class RowsFeed<Row extends StoredRow> {
  #rows: TableRows<Row> = TableRows.of<Row>(new Table(Buffer.alloc(0)));
  /** By entry number, the save that its row is of. */
  readonly #saves = new Map<string, string>();
  /** Microseconds since 1970. */
  #since = 0;
  readonly #line: Line;
  readonly #turns = new Turns();
  readonly #listeners = new Set<() => void>();
  #poll: NodeJS.Timeout | undefined;
  #again: NodeJS.Timeout | undefined;
  #stop: (() => void) | undefined;
  #closed = false;

  constructor(line: Line) {
    this.#line = line;
  }

  get rows(): TableRows<Row> {
    return this.#rows;
  }

  /** Reads all rows. */
  async open(): Promise<void> {
    const { rows } = await this.#line.ask(`${READ} order by digits desc, entry_no`);
    const found: Row[] = [];
    for (const { entry_no, row, save_id, gone, at } of rows) {
      this.#saw(String(entry_no), String(save_id), Number(at));
      if (gone !== true) found.push(JSON.parse(String(row)) as Row);
    }
    // By columns in one piece of memory: as objects 200,000 rows take half a gigabyte.
    const names = [...new Set(found.flatMap(row => Object.keys(row)))] as (keyof Row & string)[];
    const table = encodeTable(found.length, names, name => found.map(row => row[name as keyof Row]));
    this.#rows = TableRows.of<Row>(new Table(found.length === 0 ? Buffer.alloc(0) : table));
  }

  /** Takes in what was changed since; true when there was something. */
  refresh(hinted: readonly string[] = []): Promise<boolean> {
    return this.#turns.run(async () => {
      const { rows } = await this.#line.ask(
        `${READ}
         where ${changedSince('$1')} or entry_no = any($2) order by changed_at`,
        [this.#since, hinted],
      );
      return this.#take(
        rows.map(({ entry_no, row, save_id, gone, at }) => ({
          entryNo: String(entry_no),
          saveId: String(save_id),
          at: Number(at),
          row: () => (gone === true ? null : (JSON.parse(String(row)) as Row)),
        })),
      );
    });
  }

  /** Takes in a change of our own and tells others of it. */
  async changed(entryNo: string, saveId: string, row: Row | null): Promise<void> {
    await this.#turns.run(async () => this.#take([{ entryNo, saveId, at: 0, row: () => row }]));
    // A statement of its own: notifying inside the transaction would make all commits wait for each other.
    this.#line.ask('select pg_notify($1, $2)', [CHANNEL, entryNo], { again: false }).catch(() => {});
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    if (this.#poll === undefined) {
      this.#poll = setInterval(() => this.#look([]), POLL).unref();
      void this.#listen();
    }
    return () => void this.#listeners.delete(listener);
  }

  close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#poll);
    clearTimeout(this.#again);
    this.#stop?.();
    return this.#turns.idle();
  }

  #look(hinted: readonly string[]): void {
    // What cannot be asked now is asked at the next look.
    this.refresh(hinted).catch(() => {});
  }

  async #listen(): Promise<void> {
    const again = () => {
      this.#stop = undefined;
      clearTimeout(this.#again);
      if (!this.#closed) this.#again = setTimeout(() => void this.#listen(), AGAIN).unref();
    };
    try {
      this.#stop = await this.#line.listen(CHANNEL, entryNo => this.#look([entryNo]), again);
      this.#look([]);
    } catch {
      again();
    }
  }

  #saw(entryNo: string, saveId: string, at: number): boolean {
    if (at > this.#since) this.#since = at;
    if (this.#saves.get(entryNo) === saveId) return false;
    this.#saves.set(entryNo, saveId);
    return true;
  }

  #take(found: readonly { entryNo: string; saveId: string; at: number; row: () => Row | null }[]): boolean {
    const changes: RowChange<Row>[] = found
      .filter(({ entryNo, saveId, at }) => this.#saw(entryNo, saveId, at))
      .map(({ entryNo, row }) => ({ entryNo, row: row() }));
    if (changes.length === 0) return false;
    this.#rows = this.#rows.with(changes);
    for (const listener of this.#listeners) listener();
    return true;
  }
}
