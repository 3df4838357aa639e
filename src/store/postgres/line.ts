import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { ServerRole } from '../../accounts/permissions.ts';
import type { Address } from './address.ts';
import { explain, isLost, isRace } from './failure.ts';

/** Texts and numbers as they are; JSON and times stay text, which loses nothing. */
const TYPES = new pg.TypeOverrides();
// Times in milliseconds and counters are far below 2^53.
TYPES.setTypeParser(pg.types.builtins.INT8, Number);
for (const type of [pg.types.builtins.JSON, pg.types.builtins.JSONB, pg.types.builtins.TIMESTAMPTZ])
  TYPES.setTypeParser(type, text => text);

/** Milliseconds. */
const CONNECT = 5_000;
const STATEMENT = 10_000;
const LOCK = 5_000;
const IDLE_IN_TRANSACTION = 10_000;
const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 1_000;
const RACES = 50;

export type Value = string | number | boolean | null | Buffer | readonly string[];
export type Answer = pg.QueryResult<Record<string, unknown>>;

/** Asks inside a transaction. */
export type Ask = (text: string, values?: readonly Value[]) => Promise<Answer>;

export interface LineOptions {
  readonly address: Address;
  /** Seen by whoever looks after the server. */
  readonly name: string;
  /** Milliseconds for which a broken line is tried again before people are told. */
  readonly patience?: number;
}

/** The connections to one database. */
export class Line {
  readonly place: string;
  /** What the server lets us do; that of an owner until it was asked. */
  role: ServerRole = 'owner';
  readonly #pool: pg.Pool;
  readonly #config: pg.ClientConfig;
  readonly #patience: number;
  #closed = false;

  constructor({ address, name, patience = 5_000 }: LineOptions) {
    this.place = address.place;
    this.#patience = patience;
    this.#config = {
      ...address.config,
      application_name: name,
      types: TYPES,
      connectionTimeoutMillis: CONNECT,
      keepAlive: true,
    };
    this.#pool = new pg.Pool({
      ...this.#config,
      // Work in a transaction asks for rights on a connection beside its own.
      max: 10,
      idleTimeoutMillis: 30_000,
      allowExitOnIdle: true,
      statement_timeout: STATEMENT,
      lock_timeout: LOCK,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION,
    });
    this.#pool.on('error', () => {});
    // From its first moment on: an error while nobody listens would end the program.
    this.#pool.on('connect', client => client.on('error', () => {}));
  }

  /**
   * One statement. With `again` it is asked anew when the line broke, so it must be one that may come to pass twice; without, a broken
   * line is told at once.
   */
  readonly ask = (text: string, values: readonly Value[] = [], { again = true } = {}): Promise<Answer> =>
    this.#trying(again, () => this.#pool.query(text, [...values]));

  /** Work in one transaction, all of it or nothing; it runs again after a race, and after a broken line with `again`. */
  transact<T>(work: (ask: Ask) => Promise<T>, { again = false } = {}): Promise<T> {
    return this.#trying(again, async () => {
      const client = await this.#pool.connect();
      let broken = false;
      try {
        await client.query('begin');
        const value = await work((text, values = []) => client.query(text, [...values]));
        await client.query('commit');
        return value;
      } catch (error) {
        broken = await client.query('rollback').then(
          () => isLost(error),
          () => true,
        );
        throw error;
      } finally {
        client.release(broken);
      }
    });
  }

  /** A connection of its own that hears what others notify, until it breaks or is ended. */
  async listen(channel: string, heard: (payload: string) => void, ended: () => void): Promise<() => void> {
    const client = new pg.Client(this.#config);
    client.on('error', () => {});
    client.on('notification', ({ payload }) => heard(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    client.once('end', ended);
    // Nobody's reason to go on running; the types do not know it.
    (client as unknown as { unref(): void }).unref();
    return () => void client.end().catch(() => {});
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#pool.end();
  }

  async #trying<T>(again: boolean, work: () => Promise<T>): Promise<T> {
    const until = performance.now() + this.#patience;
    let races = 0;
    for (let wait = FIRST_PAUSE; ; wait = Math.min(wait * 2, LONGEST_PAUSE)) {
      try {
        return await work();
      } catch (error) {
        const race = isRace(error) && ++races <= RACES;
        const retry = race || (again && isLost(error) && performance.now() < until);
        if (!retry || this.#closed) throw explain(error, this.place, this.role);
        await pause(wait);
      }
    }
  }
}
