import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { openStore, type StoreOptions } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { type Paper, type PaperRow, paperOptions } from './paper.ts';

/** A store in a folder of its own unless told; closed when the test ends. */
export async function openPapers(
  home = join(temporaryFolder(), 'home'),
  options: Partial<StoreOptions<Paper, PaperRow>> = {},
): Promise<Store<Paper, PaperRow>> {
  const store = await openStore({ ...paperOptions(home), ...options });
  onTestFinished(() => store.close());
  return store;
}

/** The `UserError` that `work` ends with. */
export async function userError(work: Promise<unknown> | (() => unknown)): Promise<UserError> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('No error came');
}
