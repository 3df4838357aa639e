import { Turns } from '../../disk/turns.ts';
import { UserError } from '../../errors.ts';
import { countIn, type Recall, type RecallEntry, type Recalled, type RecallSource } from '../recall.ts';
import { CHANGED, changedSince } from './changes.ts';
import type { Ask, Line } from './line.ts';

export interface PgRecallOptions<R> {
  readonly line: Line;
  readonly name: string;
  readonly source: RecallSource<R>;
  /** All records, to make it from. */
  readonly all: () => AsyncGenerator<R>;
}

/** What the records have said, a row a key; made from the records when somebody asks for the first time. */
export class PgRecall<R> implements Recall {
  readonly #options: PgRecallOptions<R>;
  readonly #held = new Map<string, Recalled>();
  readonly #turns = new Turns();
  #since = 0;

  constructor(options: PgRecallOptions<R>) {
    this.#options = options;
  }

  get held(): ReadonlyMap<string, Recalled> {
    return this.#held;
  }

  refresh(): Promise<boolean> {
    return this.#turns.run(async () => {
      const { line, name, source } = this.#options;
      const made = await line.ask('select version from recall_sources where name = $1', [name]);
      if (Number(made.rows[0]?.version ?? 0) < source.version) {
        const built = await this.#built();
        // Who only reads has it for this run.
        if (line.role === 'reader') return this.#hold(built);
        await this.#make(built);
      }
      const { rows } = await line.ask(
        `select key, value, count, last, ${CHANGED} as at from recalls
         where name = $1 and ${changedSince('$2')} order by changed_at`,
        [name, this.#since],
      );
      let news = false;
      for (const { key, value, count, last, at } of rows) {
        this.#since = Math.max(this.#since, Number(at));
        const known = this.#held.get(String(key));
        if (known?.count === Number(count) && known.last === Number(last)) continue;
        this.#held.set(String(key), { value: JSON.parse(String(value)), count: Number(count), last: Number(last) });
        news = true;
      }
      return news;
    });
  }

  /** What a record says that was just stored. While nobody has asked there is nothing to add to: it will be made from the records. */
  async add(record: R, before: R | undefined): Promise<void> {
    const { line, name, source } = this.#options;
    const entries = await source.of(record, before);
    if (entries.length === 0) return;
    try {
      await line.transact(ask => addAll(ask, name, source.version, entries));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // What the record says is stored with it. What lacks something is made anew when somebody asks.
      await line.ask('delete from recall_sources where name = $1', [name]).catch(() => {});
    }
  }

  #hold(built: ReadonlyMap<string, Recalled>): boolean {
    const news = built.size !== this.#held.size;
    this.#held.clear();
    for (const [key, value] of built) this.#held.set(key, value);
    return news;
  }

  async #built(): Promise<ReadonlyMap<string, Recalled>> {
    const { source, all } = this.#options;
    const built = new Map<string, Recalled>();
    for await (const record of all()) {
      for (const entry of await source.of(record, undefined)) countIn(built, entry);
    }
    return built;
  }

  async #make(built: ReadonlyMap<string, Recalled>): Promise<void> {
    const { line, name, source } = this.#options;
    await line.transact(async ask => {
      await ask('select pg_advisory_xact_lock(hashtextextended($1, 5))', [name]);
      await ask('delete from recalls where name = $1', [name]);
      await ask(
        `insert into recalls (name, key, value, count, last)
         select $1, key, value, count, last from unnest($2::text[], $3::text[], $4::integer[], $5::bigint[]) as s(key, value, count, last)`,
        [
          name,
          [...built.keys()],
          [...built.values()].map(({ value }) => JSON.stringify(value)),
          [...built.values()].map(({ count }) => String(count)),
          [...built.values()].map(({ last }) => String(last)),
        ],
      );
      await ask('insert into recall_sources values ($1, $2) on conflict (name) do update set version = $2', [
        name,
        source.version,
      ]);
    });
    this.#held.clear();
    this.#since = 0;
  }
}

async function addAll(ask: Ask, name: string, version: number, entries: readonly RecallEntry[]): Promise<void> {
  const made = await ask('select from recall_sources where name = $1 and version = $2 for share', [name, version]);
  if (made.rows.length === 0) return;
  // In one order, so that two who save at once do not wait for each other.
  for (const { key, value, at } of entries.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    await ask(
      `insert into recalls (name, key, value, count, last) values ($1, $2, $3, 1, $4)
       on conflict (name, key) do update set count = recalls.count + 1, changed_at = clock_timestamp(),
         value = case when $4 >= recalls.last then $3 else recalls.value end, last = greatest($4, recalls.last)`,
      [name, key, JSON.stringify(value), at],
    );
  }
}
