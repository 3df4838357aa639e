import type { StoredRecord, StoredRow } from '../store.ts';
import type { PgStoreOptions } from './parts.ts';
import { PgStore } from './pg-store.ts';

/** Opens the store in a database, whose tables are made when it is bare. Close it when done. */
export async function openPgStore<R extends StoredRecord, Row extends StoredRow>(
  options: PgStoreOptions<R, Row>,
): Promise<PgStore<R, Row>> {
  const store = new PgStore<R, Row>(options);
  try {
    await store.open();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}
