import { setTimeout as pause } from 'node:timers/promises';
import { storeError } from '../../disk/failure.ts';
import { Turns } from '../../disk/turns.ts';
import { cleanLine } from '../../text.ts';
import { newId } from './ids.ts';
import type { Line } from './line.ts';

/** Milliseconds between signs of life, and seconds after which a run that gave none is gone. */
const BEAT = 2_000;
const GONE_AFTER = 10;
/** Milliseconds to wait for work that is done alone. */
const WAIT = 30_000;
const LOOK_AGAIN = 200;

/** Whether a run, by the column that names it, lives. */
export const isAlive = (column: string): string =>
  `exists (select from runs where runs.id = ${column} and runs.beat > clock_timestamp() - interval '${GONE_AFTER} seconds')`;

/** This run of the program as others see it: what it has in hand is free again soon after it gave the last sign of life. */
export class Run {
  readonly id = newId();
  readonly #line: Line;
  // What this run does alone it does one after the other, so that a lock of its own is one whose answer was lost on the line.
  readonly #turns = new Turns();
  #beating: NodeJS.Timeout | undefined;
  #began: Promise<unknown> | undefined;

  constructor(line: Line) {
    this.#line = line;
  }

  /** Before the first thing is taken in hand. */
  async live(): Promise<string> {
    this.#began ??= this.#beat().catch((error: unknown) => {
      this.#began = undefined;
      throw error;
    });
    await this.#began;
    this.#beating ??= setInterval(() => void this.#beat().catch(() => {}), BEAT).unref();
    return this.id;
  }

  /** Work that one program does at a time, by its name. */
  alone<T>(name: string, holder: string, work: () => Promise<T>): Promise<T> {
    return this.#turns.run(() => this.#alone(name, holder, work));
  }

  async #alone<T>(name: string, holder: string, work: () => Promise<T>): Promise<T> {
    await this.live();
    const until = performance.now() + WAIT;
    while (!(await this.#take(name, holder))) {
      if (performance.now() > until) throw await this.#busy(name);
      await pause(LOOK_AGAIN);
    }
    try {
      return await work();
    } finally {
      await this.#line.ask(`update locks set run = null, holder = '' where name = $1 and run = $2::uuid`, [
        name,
        this.id,
      ]);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#beating);
    if (this.#began !== undefined)
      await this.#line.ask('delete from runs where id = $1::uuid', [this.id], { again: false }).catch(() => {});
  }

  #beat(): Promise<unknown> {
    return this.#line.ask(
      `with old as (delete from runs where beat < clock_timestamp() - interval '1 day')
       insert into runs (id) values ($1::uuid) on conflict (id) do update set beat = clock_timestamp()`,
      [this.id],
    );
  }

  async #take(name: string, holder: string): Promise<boolean> {
    const { rows } = await this.#line.ask(
      `insert into locks (name, run, holder) values ($1, $2::uuid, $3)
       on conflict (name) do update set run = $2::uuid, holder = $3 where locks.run is null or locks.run = $2::uuid or not ${isAlive('locks.run')}
       returning name`,
      [name, this.id, holder],
    );
    return rows.length > 0;
  }

  async #busy(name: string): Promise<Error> {
    const { rows } = await this.#line.ask('select holder from locks where name = $1', [name]);
    const holder = cleanLine(String(rows[0]?.holder ?? ''));
    return storeError('store.locked', `数据库正被占用${holder === '' ? '' : `（${holder}）`}，等了 ${WAIT / 1000} 秒`, [
      '稍后再试',
    ]);
  }
}
