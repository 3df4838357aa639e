import { mkdirSync } from 'node:fs';
import type { Actor } from '../accounts/permissions.ts';
import { explain } from '../disk/failure.ts';
import { modesOf } from '../disk/modes.ts';
import { type Local, openLocal } from '../local/local.ts';
import { type JsonStoreOptions, openJsonStore } from './json/open-store.ts';
import type { Database } from './resolve-store.ts';
import type { Store, StoredRecord, StoredRow } from './store.ts';

export { endRestore, restoreStore } from './json/open-store.ts';
export type { Restored } from './json/restore.ts';

export interface StoreOptions<R extends StoredRecord, Row extends StoredRow> extends JsonStoreOptions<R, Row> {
  /** Who is at work at this moment. */
  readonly actor: () => Actor;
  /** The database of the office; without one the declarations lie in the home. */
  readonly database?: Database;
}

/** What an office works with. */
export interface OpenedStore<R extends StoredRecord, Row extends StoredRow> {
  readonly store: Store<R, Row>;
  /** What lies on this machine beside it. */
  readonly local: Local;
  close(): Promise<void>;
}

/** Opens the store of an office, in its home or in its database. Close it when done. */
export async function openStore<R extends StoredRecord, Row extends StoredRow>({
  database,
  ...options
}: StoreOptions<R, Row>): Promise<OpenedStore<R, Row>> {
  if (database !== undefined) return await openIn(database, options);
  const store = await openJsonStore(options);
  return { store, local: store.local, close: () => store.close() };
}

async function openIn<R extends StoredRecord, Row extends StoredRow>(
  database: Database,
  options: Omit<StoreOptions<R, Row>, 'database'>,
): Promise<OpenedStore<R, Row>> {
  // Who works in a home waits for no database client to be read.
  const [{ addressOf }, { openPgStore }] = await Promise.all([
    import('./postgres/address.ts'),
    import('./postgres/open-store.ts'),
  ]);
  const { home, shared = false, actor, now, random } = options;
  const address = addressOf(database.address, database);
  try {
    mkdirSync(home, { recursive: true, mode: modesOf(shared).folder });
  } catch (error) {
    throw explain(error, home);
  }
  const store = await openPgStore<R, Row>({ ...options, address });
  const local = openLocal({ home, shared, readOnly: false, actor, now, random });
  const close = async () => {
    local.close();
    await store.close();
  };
  return { store, local, close };
}
