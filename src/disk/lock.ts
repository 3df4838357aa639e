import { setImmediate as breathe } from 'node:timers/promises';
import { type Holding, runAsGroup, runGroup, type Told, type Waiting } from './group-works.ts';
import type { Groups } from './groups.ts';
import { LockFile, type LockFileOptions } from './lock-file.ts';
import { Turns } from './turns.ts';

export interface LockOptions extends LockFileOptions {
  /** What works that wait for one another here change becomes one group, with one wait for the disk. */
  groups?: Groups;
}

/** Works of one program that share a wait for the disk before others get the lock. */
const MOST_AT_ONCE = 16;

/**
 * The one lock of a store: an OS lock between processes and a queue inside this one.
 *
 * The holder's name stands in the lock file while it works and is wiped when the work went well, or has changed nothing. So a name that is
 * found there by the next holder says that work broke off, and `recover` runs before anything else.
 */
export class StoreLock {
  readonly #options: LockOptions;
  readonly #recover: (() => Promise<void>)[] = [];
  readonly #holdings: Holding[] = [];
  readonly #turns = new Turns();
  readonly #waiting: Waiting[] = [];
  readonly #file: LockFile;

  constructor(options: LockOptions) {
    this.#options = options;
    this.#file = new LockFile(options);
  }

  /** Adds what the next holder does after work that broke off, in this order. It runs inside the lock. */
  onBrokenOff(recover: () => Promise<void>): void {
    this.#recover.push(recover);
  }

  /** Tells of what is held in memory, for works that fail after they have changed it. */
  onGroup(holding: Holding): void {
    this.#holdings.push(holding);
  }

  /** Whether what runs is work of this lock that sees what it has changed, while others do not yet. */
  get isInside(): boolean {
    return this.#options.groups?.isInside ?? false;
  }

  /** Inside the lock: all that was changed so far is in its files and safe, for who goes on beside the disk. */
  async settle(): Promise<void> {
    await this.#options.groups?.settle();
  }

  /** Runs `work` alone among all processes; not reentrant. When it resolves, what it changed is safe. `store.locked` when the wait is over. */
  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#options.readOnly) return this.#turns.run(() => this.#file.reading(work));
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      void this.#turns.run(() => this.#hold());
    });
  }

  /** Makes up for work that broke off, where nobody is at work: for who reads without the lock. */
  async endBrokenOff(): Promise<void> {
    if (this.#options.readOnly || !this.#file.isSigned) return;
    await this.#turns.run(async () => {
      if (this.#file.takeNow()) await this.#holding(async () => true);
    });
  }

  /** Waits for work under way and lets go of the file. */
  async close(): Promise<void> {
    await this.#turns.idle();
    this.#file.close();
  }

  /** Takes the lock for the first that waits, and for those behind it as far as they share a wait for the disk. */
  async #hold(): Promise<void> {
    // Who came before may have taken it along.
    if (this.#waiting.length === 0) return;
    const told: Told[] = [];
    try {
      await this.#file.take();
      await this.#holding(() => this.#runNext(told));
    } catch (error) {
      const first = this.#waiting.shift();
      if (first !== undefined) told.push(() => first.reject(error));
    }
    // Only now, so that whoever goes on finds the lock free, and who looks on has taken in what changed before.
    if (this.#holdings.length > 0) await breathe();
    for (const tell of told) tell();
  }

  /** With the lock in hand: what broke off is made up for, then comes work, which says whether it left nothing half done. */
  async #holding(work: () => Promise<boolean>): Promise<void> {
    try {
      const isBrokenOff = this.#file.isSigned;
      this.#file.sign();
      await this.#recoverIf(isBrokenOff);
      if (await work()) this.#file.signOff();
    } finally {
      this.#file.free();
    }
  }

  async #recoverIf(isBrokenOff: boolean): Promise<void> {
    const { groups } = this.#options;
    await groups?.recover(isBrokenOff);
    if (!isBrokenOff) return;
    const recover = async (): Promise<void> => {
      for (const step of this.#recover) await step();
    };
    if (groups === undefined) return await recover();
    await runAsGroup(groups, this.#holdings, recover);
  }

  /** Runs what waits; false where something is left half done. */
  async #runNext(told: Told[]): Promise<boolean> {
    const { groups } = this.#options;
    if (groups !== undefined) return await runGroup(groups, this.#holdings, upTo(MOST_AT_ONCE, this.#waiting), told);
    const first = this.#waiting.shift();
    if (first === undefined) return true;
    try {
      const value = await first.work();
      told.push(() => first.resolve(value));
      return true;
    } catch (error) {
      told.push(() => first.reject(error));
      return false;
    }
  }
}

function* upTo<T>(most: number, queue: T[]): Iterable<T> {
  for (let count = 0; count < most; count += 1) {
    const next = queue.shift();
    if (next === undefined) return;
    yield next;
  }
}
