import type { Local } from '../local/local.ts';
import { type JsonStoreOptions, openJsonStore } from './json/open-store.ts';
import type { Store, StoredRecord, StoredRow } from './store.ts';

export { endRestore, restoreStore } from './json/open-store.ts';
export type { Restored } from './json/restore.ts';

/** Opens the store of an office, and what lies on this machine beside it. Close both when done. */
export async function openStore<R extends StoredRecord, Row extends StoredRow>(
  options: JsonStoreOptions<R, Row>,
): Promise<{ readonly store: Store<R, Row>; readonly local: Local }> {
  const store = await openJsonStore(options);
  return { store, local: store.local };
}
