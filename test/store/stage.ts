import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { JsonStore } from '../../src/store/json/json-store.ts';
import { type JsonStoreOptions, openJsonStore } from '../../src/store/json/open-store.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { type Paper, type PaperRow, paperOptions } from './paper.ts';

/** A store in a folder of its own unless told; closed when the test ends. */
export async function openPapers(
  home = join(temporaryFolder(), 'home'),
  options: Partial<JsonStoreOptions<Paper, PaperRow>> = {},
): Promise<JsonStore<Paper, PaperRow>> {
  const store = await openJsonStore({ ...paperOptions(home), ...options });
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
