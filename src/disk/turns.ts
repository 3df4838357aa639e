/** Lets pieces of work of one process run one after the other, so that none sees what another has left half way. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` when all that was asked for before is over, however that ended. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }

  /** Waits for all that was asked for so far. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
