import type { Groups } from './groups.ts';

/** What somebody holds in memory of the files, changed by works whose changes are not safe yet. */
export interface Holding {
  /** What makes it again what it is now. */
  mark(): () => void;
  /** All changes are safe. */
  keep(): void;
}

/** A work, and who waits for it. */
export interface Waiting {
  readonly work: () => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Tells somebody what became of a work. */
export type Told = () => void;

/** Works one after the other, whose changes become safe together; false where something is left half done. */
export async function runGroup(
  groups: Groups,
  holdings: readonly Holding[],
  works: Iterable<Waiting>,
  told: Told[],
): Promise<boolean> {
  const marks = () => holdings.map(holding => holding.mark());
  const takeAllBack = marks();
  const done: { readonly value: unknown; readonly waiting: Waiting }[] = [];
  let isWhole = true;
  for (const waiting of works) {
    const takeBack = marks();
    try {
      done.push({ value: await groups.run(waiting.work), waiting });
    } catch (error) {
      for (const back of takeBack) back();
      if (groups.isTouched) isWhole = false;
      told.push(() => waiting.reject(error));
    }
  }
  try {
    await groups.end();
  } catch (error) {
    for (const back of takeAllBack) back();
    told.push(
      ...done.map(
        ({ waiting }) =>
          () =>
            waiting.reject(error),
      ),
    );
    return isWhole && !groups.isTouched;
  }
  for (const holding of holdings) holding.keep();
  told.push(
    ...done.map(
      ({ value, waiting }) =>
        () =>
          waiting.resolve(value),
    ),
  );
  return isWhole;
}

/** One work as a group of its own, when somebody holds the lock already. */
export async function runAsGroup(
  groups: Groups,
  holdings: readonly Holding[],
  work: () => Promise<void>,
): Promise<void> {
  const told: Told[] = [];
  await new Promise<unknown>((resolve, reject) => {
    void runGroup(groups, holdings, [{ work, resolve, reject }], told).then(() => {
      for (const tell of told) tell();
    }, reject);
  });
}
