import type { Line } from './line.ts';

/** The name under which programs tell each other of changes. */
export const CHANNEL = 'baojian_changed';

/** Milliseconds between looks while somebody wants to know of changes; told ones come at once. */
const POLL = 5_000;
const AGAIN = 1_000;
/** Milliseconds after which all rows are compared with the server, while somebody wants to know of changes: the first time, and again and again. */
const FIRST_CHECK = 60_000;
const CHECK = 3_600_000;

interface Watching {
  readonly line: Line;
  /** Takes in what was changed since, and these in any case. */
  readonly look: (hinted: readonly string[]) => Promise<unknown>;
  /** Compares everything with the server. */
  readonly check: () => Promise<unknown>;
}

/** Looks for what others change, when they tell of it and every few seconds, and compares everything every hour. */
export class Watch {
  readonly #watching: Watching;
  #poll: NodeJS.Timeout | undefined;
  #again: NodeJS.Timeout | undefined;
  #check: NodeJS.Timeout | undefined;
  #end: (() => void) | undefined;
  #stopped = false;

  constructor(watching: Watching) {
    this.#watching = watching;
  }

  /** From the first call on. */
  start(): void {
    if (this.#poll !== undefined) return;
    this.#poll = setInterval(() => this.#look([]), POLL).unref();
    this.#checkIn(FIRST_CHECK);
    void this.#listen();
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#poll);
    clearTimeout(this.#again);
    clearTimeout(this.#check);
    this.#end?.();
  }

  #checkIn(milliseconds: number): void {
    this.#check = setTimeout(() => {
      // What cannot be asked now is asked the next time.
      void this.#watching
        .check()
        .catch(() => {})
        .finally(() => this.#stopped || this.#checkIn(CHECK));
    }, milliseconds).unref();
  }

  #look(hinted: readonly string[]): void {
    // What cannot be asked now is asked at the next look.
    this.#watching.look(hinted).catch(() => {});
  }

  async #listen(): Promise<void> {
    const again = () => {
      this.#end = undefined;
      clearTimeout(this.#again);
      if (!this.#stopped) this.#again = setTimeout(() => void this.#listen(), AGAIN).unref();
    };
    try {
      this.#end = await this.#watching.line.listen(CHANNEL, entryNo => this.#look([entryNo]), again);
      this.#look([]);
    } catch {
      again();
    }
  }
}
