/** What a record says under a key, and when it said so: any JSON value, milliseconds since 1970. */
export interface RecallEntry {
  readonly key: string;
  readonly value: unknown;
  readonly at: number;
}

/** A line of what was said: so many uses with one value. */
export interface RecallUse extends RecallEntry {
  /** 1 when absent. */
  readonly count?: number;
}

/** What is known under a key: the value that was said last, when, and how often one was said. */
export interface Recalled {
  readonly value: unknown;
  readonly count: number;
  readonly last: number;
}

/** How a log follows from the records. */
export interface RecallSource<R> {
  /** Version of the values, from 1; a log of an older one is made anew. */
  readonly version: number;
  /** What a record that is stored now says beside what it said `before`; all of it when there was none. */
  readonly of: (record: R, before: R | undefined) => readonly RecallEntry[] | Promise<readonly RecallEntry[]>;
}

/** What screens and jobs see of a log. */
export interface Recall {
  /** By key, as of the last `refresh`; empty before the first. */
  readonly held: ReadonlyMap<string, Recalled>;
  /** Takes in what was added since, also by other processes; makes the log first when there is none. True when there was something. */
  refresh(): Promise<boolean>;
}

/** Counts in what was said under a key, once or so many times. */
export function countIn(held: Map<string, Recalled>, { key, value, at, count = 1 }: RecallUse): void {
  const before = held.get(key);
  if (before === undefined) held.set(key, { value, count, last: at });
  else {
    const isNewer = at >= before.last;
    held.set(key, {
      value: isNewer ? value : before.value,
      count: before.count + count,
      last: isNewer ? at : before.last,
    });
  }
}
