import { Turns } from '../../disk/turns.ts';
import type { ImageFacts, RowImage } from '../../local/row-image.ts';
import type { TableRows } from '../rows/rows.ts';
import { encodeTable } from '../rows/table.ts';
import type { StoredRow } from '../store.ts';
import { CHANGED, changedSince } from './changes.ts';
import { type Change, HeldRows } from './held-rows.ts';
import type { Answer, Line } from './line.ts';
import { MARK } from './row-marks.ts';
import { CHANNEL, Watch } from './watch.ts';

const FIELDS = `entry_no, row, save_id::text as save_id, gone, ${CHANGED} as at`;
const READ = `select ${FIELDS} from declarations`;
const READ_ALL = `select ${FIELDS}, ${MARK} as mark from declarations where not gone order by digits desc, entry_no`;
/** An image that was not found right for so long is compared before it is used. */
const TRUSTED = 86_400_000;
/** With more changes than this it is written anew: fetching them would take long. */
const MOST_CHANGES = 2_000;

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
  #store = '';
  readonly #held = new HeldRows<Row>();
  readonly #options: FeedOptions;
  readonly #turns = new Turns();
  readonly #listeners = new Set<() => void>();
  readonly #watch: Watch;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#watch = new Watch({
      line: options.line,
      look: hinted => this.refresh(hinted),
      check: () => this.check(),
    });
  }

  get rows(): TableRows<Row> {
    return this.#held.rows;
  }

  /** The rows of the image of this machine with what was changed since, or all of them. */
  async open(): Promise<void> {
    const { image, now } = this.#options;
    const { id, newest } = await newestOf(this.#options.line);
    this.#store = id;
    const kept = await image.read();
    // A database that was put back to an earlier time lacks what the image was made of.
    if (kept === undefined || !isOf(kept, id, this.#options.version) || kept.since > newest)
      return await this.#readAll();
    this.#held.hold(
      kept,
      Object.entries(kept.recent).map(([entryNo, saveId]) => ({ entryNo, saveId, at: kept.since })),
    );
    if (now() - (await image.checked()) > TRUSTED) await this.check();
    else await this.refresh();
  }

  /** Takes in what was changed since, and compares all rows with those of the server at one moment; if they differ reads all. True when they were the same. */
  check(): Promise<boolean> {
    return this.#turns.run(async () => {
      const { changed, sum } = await momentOf(this.#options.line, this.#held.since);
      this.#take(changed.map(changeOf<Row>));
      const right = Number(sum?.count) === this.rows.length && Number(sum?.marks) === this.#held.sum;
      await this.#options.image.found({ right, now: this.#options.now() });
      if (right) return true;
      await this.#readAll();
      for (const listener of this.#listeners) listener();
      return false;
    });
  }

  async #readAll(): Promise<void> {
    const { rows } = await this.#options.line.ask(READ_ALL);
    const since = rows.reduce((newest, { at }) => Math.max(newest, Number(at)), 0);
    const marks = Uint32Array.from(rows, ({ mark }) => Number(mark));
    const table = tableOf<Row>(rows.map(({ row }) => String(row)));
    this.#held.hold({ since, marks, table }, rows.map(changeOf<Row>));
    await this.#keep(table);
  }

  /** Keeps the rows on this machine. */
  async #keep(table: Buffer): Promise<void> {
    const { image, version } = this.#options;
    await image.write({ store: this.#store, rows: version, ...this.#held.facts(), table });
  }

  /** Takes in what was changed since; true when there was something. */
  refresh(hinted: readonly string[] = []): Promise<boolean> {
    return this.#turns.run(async () => {
      const { rows } = await this.#options.line.ask(
        `${READ}
         where ${changedSince('$1')} or entry_no = any($2) order by changed_at`,
        [this.#held.since, hinted],
      );
      return this.#take(rows.map(changeOf<Row>));
    });
  }

  /** Takes in a change of our own and tells others of it. */
  async changed(entryNo: string, saveId: string, row: Row | null): Promise<void> {
    await this.#turns.run(async () => this.#take([{ entryNo, saveId, at: 0, row: () => row }]));
    // A statement of its own: notifying inside the transaction would make all commits wait for each other.
    this.#options.line.ask('select pg_notify($1, $2)', [CHANNEL, entryNo], { again: false }).catch(() => {});
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    this.#watch.start();
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#watch.stop();
    await this.#turns.idle();
    if (this.#held.changes <= MOST_CHANGES) return;
    const { rows } = this;
    await this.#keep(encodeTable(rows.length, rows.names, name => rows.column(name as keyof Row & string)));
  }

  #take(changes: readonly Change<Row>[]): boolean {
    const news = this.#held.take(changes);
    if (news) for (const listener of this.#listeners) listener();
    return news;
  }
}

function changeOf<Row>({ entry_no, row, save_id, gone, at }: Answer['rows'][number]): Change<Row> {
  return {
    entryNo: String(entry_no),
    saveId: String(save_id),
    at: Number(at),
    row: () => (gone === true ? null : (JSON.parse(String(row)) as Row)),
  };
}

const isOf = ({ store, rows }: ImageFacts, id: string, version: number): boolean => store === id && rows === version;

/** The id of the database, and when a row of it was changed last. */
async function newestOf(line: Line): Promise<{ readonly id: string; readonly newest: number }> {
  const { rows } = await line.ask(
    `select id::text as id, (select ${CHANGED} from (select max(changed_at) as changed_at from declarations) as last) as newest from store`,
  );
  return { id: String(rows[0]?.id), newest: Number(rows[0]?.newest ?? 0) };
}

/** What was changed since, and the sum of all rows, as of one moment. */
function momentOf(line: Line, since: number) {
  return line.transact(async ask => {
    await ask('set transaction isolation level repeatable read, read only');
    const found = await ask(`${READ} where ${changedSince('$1')} order by changed_at`, [since]);
    const sums = await ask(
      `select count(*) as count, coalesce(sum(${MARK}), 0)::bigint as marks from declarations where not gone`,
    );
    return { changed: found.rows, sum: sums.rows[0] };
  });
}

/** By columns in one piece of memory: as objects 200,000 rows take half a gigabyte. */
function tableOf<Row>(texts: readonly string[]): Buffer {
  const found = texts.map(text => JSON.parse(text) as Row & object);
  const names = [...new Set(found.flatMap(row => Object.keys(row)))];
  return found.length === 0
    ? Buffer.alloc(0)
    : encodeTable(found.length, names, name => found.map(row => row[name as keyof Row]));
}
