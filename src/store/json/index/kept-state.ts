import type { StoreLock } from '../../../disk/lock.ts';

/** What is held in memory of files: work inside the lock sees what it has changed, all others what is safe. */
export class KeptState<T> {
  readonly #lock: StoreLock;
  readonly #told: (before: T, now: T) => void;
  #safe: T;
  #ahead: { readonly state: T } | undefined;

  /** `told` hears of each state that is safe. */
  constructor(lock: StoreLock, initial: T, told: (before: T, now: T) => void) {
    this.#lock = lock;
    this.#safe = initial;
    this.#told = told;
    lock.onGroup({
      mark: () => {
        const ahead = this.#ahead;
        return () => (this.#ahead = ahead);
      },
      keep: () => {
        const ahead = this.#ahead;
        this.#ahead = undefined;
        if (ahead !== undefined) this.#show(ahead.state);
      },
    });
  }

  get now(): T {
    return this.#lock.isInside && this.#ahead !== undefined ? this.#ahead.state : this.#safe;
  }

  set now(state: T) {
    if (this.#lock.isInside) this.#ahead = { state };
    else this.#show(state);
  }

  #show(state: T): void {
    const before = this.#safe;
    this.#safe = state;
    this.#told(before, state);
  }
}
