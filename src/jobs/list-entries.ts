import type { UserError } from '../errors.ts';
import type { Office } from './office.ts';
import type { CheckedDocument } from './settings/document.ts';

interface Keeping<T> {
  readonly keyOf: (entry: T) => string;
  /** The key that it had before, when it was changed: without it the entry is new. */
  readonly was: string | undefined;
  /** Makes of the one that is held what is kept in its place. */
  readonly merge: (held: T) => T;
  /** What is thrown when another one has its key. */
  readonly taken: (other: T) => UserError;
}

/** Keeps an entry of a list where it stands, a new one at the end. */
export async function keepIn<T>(
  office: Office,
  list: CheckedDocument<readonly T[]>,
  entry: T,
  { keyOf, was, merge, taken }: Keeping<T>,
): Promise<void> {
  const key = keyOf(entry);
  await office.store.settings.update(list, held => {
    const other = key === was ? undefined : held.find(each => keyOf(each) === key);
    if (other) throw taken(other);
    const at = held.findIndex(each => keyOf(each) === was);
    const there = held[at];
    return there ? held.with(at, merge(there)) : [...held, entry];
  });
}

/** Removes entries from a list and returns them. */
export async function removeFrom<T>(
  office: Office,
  list: CheckedDocument<readonly T[]>,
  isGone: (entry: T) => boolean,
): Promise<readonly T[]> {
  let removed: readonly T[] = [];
  await office.store.settings.update(list, held => {
    removed = held.filter(isGone);
    return held.filter(entry => !isGone(entry));
  });
  return removed;
}
