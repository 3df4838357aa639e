import { StoreLock } from '../../disk/lock.ts';
import type { Home } from './home.ts';

// Milliseconds: an import takes the lock of the store anew for each declaration and keeps it for a few of them.
const WAIT = 30_000;

export interface Alone {
  /** Names its lock below `locks`. */
  readonly name: string;
  /** Who we are, for those who wait. */
  readonly holder: string;
  readonly random: () => number;
}

/** Work under a lock of its own, which is always taken before that of the store: the other way round two programs could wait for each other. */
export async function workAlone<T>({ layout, modes }: Home, alone: Alone, work: () => Promise<T>): Promise<T> {
  const { name, holder, random } = alone;
  const file = layout.at('locks', `${name}.lock`);
  const lock = new StoreLock({ file, mode: modes.file, holder, wait: WAIT, random });
  try {
    return await lock.run(work);
  } finally {
    await lock.close();
  }
}
