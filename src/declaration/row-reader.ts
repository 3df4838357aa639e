import type { Summary } from './summary.ts';

/** Rows of the index as far as a look through all of them needs it. */
export interface RowColumns {
  readonly length: number;
  at(index: number): Summary | undefined;
  reader<Name extends keyof Summary>(name: Name): (index: number) => Summary[Name] | undefined;
}

/**
 * A row at a time, read by columns: a whole row as an object costs some microseconds, which 200,000 of them do not have.
 * The row is good until the next one is asked for.
 */
export function rowReader(rows: RowColumns): (index: number) => Summary {
  let at = 0;
  const first = rows.at(0);
  const row = {};
  for (const name of Object.keys(first ?? {}) as (keyof Summary)[]) {
    let read: ((index: number) => unknown) | undefined;
    const get = (): unknown => {
      read ??= rows.reader(name);
      return read(at);
    };
    Object.defineProperty(row, name, { get });
  }
  return index => {
    at = index;
    return row as Summary;
  };
}
