import { Turns } from '../../disk/turns.ts';
import type { ImageFacts, RowImage } from '../../local/row-image.ts';
import { TableRows } from '../rows/rows.ts';
import { encodeTable, Table } from '../rows/table.ts';
import type { StoredRow } from '../store.ts';
import { CHANGED, changedSince } from './changes.ts';
import type { Answer, Line } from './line.ts';
import { MARK, markOf, RowMarks } from './row-marks.ts';

/** The name under which programs tell each other of changes. */
export const CHANNEL = 'baojian_changed';

const FIELDS = `entry_no, row, save_id::text as save_id, gone, ${CHANGED} as at`;
const READ = `select ${FIELDS} from declarations`;
const READ_ALL = `select ${FIELDS}, ${MARK} as mark from declarations where not gone order by digits desc, entry_no`;
/** Milliseconds between looks while somebody wants to know of changes; told ones come at once. */
const POLL = 5_000;
const AGAIN = 1_000;
/** Milliseconds after which all rows are compared with the server, while somebody wants to know of changes: the first time, and again and again. */
const FIRST_CHECK = 60_000;
const CHECK = 3_600_000;
/** An image that was not found right for so long is compared before it is used. */
const TRUSTED = 24 * CHECK;
/** With more changes than this it is written anew: fetching them would take long. */
const MOST_CHANGES = 2_000;
/** Microseconds before the newest change in which the next look brings rows again. */
const WINDOW = 60_000_000;

export interface FeedOptions {
  readonly line: Line;
  /** What was kept of the rows on this machine. */
  readonly image: RowImage;
  /** Version of the rows. */
  readonly version: number;
  readonly now: () => number;
}

/** The rows of all declarations in memory, kept up with what this and other programs change. */
export class RowsFeed<Row extends StoredRow> {
  #rows: TableRows<Row> = TableRows.of<Row>(new Table(Buffer.alloc(0)));
  #marks = new RowMarks<Row>(this.#rows, new Uint32Array());
  /** By entry number, the save that its row is of; of rows that were not changed for long none stands here. */
  #saves = new Map<string, { readonly saveId: string; readonly at: number }>();
  /** Microseconds since 1970. */
  #since = 0;
  #store = '';
  readonly #options: FeedOptions;
  readonly #line: Line;
  readonly #turns = new Turns();
  readonly #listeners = new Set<() => void>();
  #poll: NodeJS.Timeout | undefined;
  #again: NodeJS.Timeout | undefined;
  #check: NodeJS.Timeout | undefined;
  #stop: (() => void) | undefined;
  #closed = false;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#line = options.line;
  }

  get rows(): TableRows<Row> {
    return this.#rows;
  }

  /** The rows of the image of this machine with what was changed since, or all of them. */
  async open(): Promise<void> {
    const { image, now } = this.#options;
    const { rows } = await this.#line.ask(
      `select id::text as id, (select ${CHANGED} from (select max(changed_at) as changed_at from declarations) as last) as newest from store`,
    );
    this.#store = String(rows[0]?.id);
    const kept = await image.read();
    // A database that was put back to an earlier time lacks what the image was made of.
    if (kept === undefined || !this.#isOurs(kept) || kept.since > Number(rows[0]?.newest ?? 0))
      return await this.#readAll();
    this.#begin(new Table(kept.table), kept.marks);
    this.#since = kept.since;
    this.#saves = new Map(
      Object.entries(kept.recent).map(([entryNo, saveId]) => [entryNo, { saveId, at: kept.since }]),
    );
    if (now() - (await image.checked()) > TRUSTED) await this.check();
    else await this.refresh();
  }

  /** Takes in what was changed since, and compares all rows with those of the server at one moment; if they differ reads all. True when they were the same. */
  check(): Promise<boolean> {
    return this.#turns.run(async () => {
      const { changed, sum } = await this.#line.transact(async ask => {
        await ask('set transaction isolation level repeatable read, read only');
        const found = await ask(`${READ} where ${changedSince('$1')} order by changed_at`, [this.#since]);
        const sums = await ask(
          `select count(*) as count, coalesce(sum(${MARK}), 0)::bigint as marks from declarations where not gone`,
        );
        return { changed: found.rows, sum: sums.rows[0] };
      });
      this.#take(changed.map(changeOf<Row>));
      const right = Number(sum?.count) === this.#rows.length && Number(sum?.marks) === this.#marks.sum;
      await this.#options.image.found({ right, now: this.#options.now() });
      if (right) return true;
      await this.#readAll();
      for (const listener of this.#listeners) listener();
      return false;
    });
  }

  #isOurs({ store, rows }: ImageFacts): boolean {
    return store === this.#store && rows === this.#options.version;
  }

  #begin(table: Table, marks: Uint32Array): void {
    this.#rows = TableRows.of<Row>(table);
    this.#marks = new RowMarks(this.#rows, marks);
  }

  async #readAll(): Promise<void> {
    const { rows } = await this.#line.ask(READ_ALL);
    this.#since = rows.reduce((newest, { at }) => Math.max(newest, Number(at)), 0);
    this.#saves = new Map();
    for (const { entry_no, save_id, at } of rows) {
      if (Number(at) > this.#since - WINDOW)
        this.#saves.set(String(entry_no), { saveId: String(save_id), at: Number(at) });
    }
    const found = rows.map(({ row }) => JSON.parse(String(row)) as Row);
    // By columns in one piece of memory: as objects 200,000 rows take half a gigabyte.
    const names = [...new Set(found.flatMap(row => Object.keys(row)))] as (keyof Row & string)[];
    const bytes =
      found.length === 0
        ? Buffer.alloc(0)
        : encodeTable(found.length, names, name => found.map(row => row[name as keyof Row]));
    this.#begin(
      new Table(bytes),
      Uint32Array.from(rows, ({ mark }) => Number(mark)),
    );
    await this.#keep(bytes, this.#rows);
  }

  /** Keeps the rows on this machine. */
  async #keep(table: Buffer, rows: TableRows<Row>): Promise<void> {
    const near = [...this.#saves].filter(([, { at }]) => at > this.#since - WINDOW);
    const recent = Object.fromEntries(near.map(([entryNo, { saveId }]) => [entryNo, saveId]));
    const entryNos = rows.reader('entryNo');
    const marks = Uint32Array.from({ length: rows.length }, (_, at) => this.#marks.of(String(entryNos(at))) ?? 0);
    const { image, version } = this.#options;
    await image.write({ store: this.#store, rows: version, since: this.#since, recent, marks, table });
  }

  /** Takes in what was changed since; true when there was something. */
  refresh(hinted: readonly string[] = []): Promise<boolean> {
    return this.#turns.run(async () => {
      const { rows } = await this.#line.ask(
        `${READ}
         where ${changedSince('$1')} or entry_no = any($2) order by changed_at`,
        [this.#since, hinted],
      );
      return this.#take(rows.map(changeOf<Row>));
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
      this.#checkIn(FIRST_CHECK);
      void this.#listen();
    }
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#poll);
    clearTimeout(this.#again);
    clearTimeout(this.#check);
    this.#stop?.();
    await this.#turns.idle();
    if (this.#marks.changes <= MOST_CHANGES) return;
    const rows = this.#rows;
    await this.#keep(
      encodeTable(rows.length, rows.names, name => rows.column(name as keyof Row & string)),
      rows,
    );
  }

  #checkIn(milliseconds: number): void {
    this.#check = setTimeout(() => {
      // What cannot be asked now is asked the next time.
      void this.check()
        .catch(() => {})
        .finally(() => this.#closed || this.#checkIn(CHECK));
    }, milliseconds).unref();
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

  #saw({ entryNo, saveId, at }: Change<Row>): boolean {
    if (at > this.#since) this.#since = at;
    if (this.#saves.get(entryNo)?.saveId === saveId) return false;
    this.#saves.set(entryNo, { saveId, at: at || this.#since });
    return true;
  }

  #take(found: readonly Change<Row>[]): boolean {
    const changes = found.filter(change => this.#saw(change));
    if (changes.length === 0) return false;
    const rows = changes.map(({ entryNo, row }) => ({ entryNo, row: row() }));
    for (const [at, { entryNo, saveId }] of changes.entries())
      this.#marks.put(entryNo, rows[at]?.row === null ? undefined : markOf(entryNo, saveId));
    this.#rows = this.#rows.with(rows);
    for (const listener of this.#listeners) listener();
    return true;
  }
}

interface Change<Row> {
  readonly entryNo: string;
  readonly saveId: string;
  readonly at: number;
  readonly row: () => Row | null;
}

function changeOf<Row>({ entry_no, row, save_id, gone, at }: Answer['rows'][number]): Change<Row> {
  return {
    entryNo: String(entry_no),
    saveId: String(save_id),
    at: Number(at),
    row: () => (gone === true ? null : (JSON.parse(String(row)) as Row)),
  };
}
