/** Waiting, handed in so that tests decide when time passes. */
export interface Timers {
  /** Runs once after that many milliseconds unless the returned function is called before. */
  after(milliseconds: number, run: () => void): () => void;
  /** Runs once after everything that is under way now, React's work included. */
  soon(run: () => void): void;
}

export const realTimers: Timers = {
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  soon(run) {
    setImmediate(run);
  },
};
