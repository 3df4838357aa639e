import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '../accounts/permissions.ts';
import { explained } from '../disk/disk.ts';
import { explain } from '../disk/failure.ts';
import { modesOf } from '../disk/modes.ts';
import { nodeDisk } from '../disk/node-disk.ts';
import { type Local, openLocal } from '../local/local.ts';
import { newBackup } from './json/backup.ts';
import { type JsonStoreOptions, openJsonStore, restoreStore as restoreHome } from './json/open-store.ts';
import { piecesIn } from './json/pieces/read-pieces.ts';
import { copyKey, writePieces } from './json/pieces/write-pieces.ts';
import type { Restored } from './json/restore.ts';
import { type Contents, countPieces, type Pieces } from './piece.ts';
import type { Pack } from './postgres/parts.ts';
import type { Database } from './resolve-store.ts';
import type { Backup, Store, StoredRecord, StoredRow } from './store.ts';

export { endRestore } from './json/open-store.ts';
export type { Contents, Restored };

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
  const { home, shared = false, actor, now, random } = options;
  const store = await openDatabase(database, options);
  const local = openLocal({ home, shared, readOnly: false, actor, now, random });
  const close = async () => {
    local.close();
    await store.close();
  };
  return { store, local, close };
}

async function openDatabase<R extends StoredRecord, Row extends StoredRow>(
  database: Database,
  options: Omit<StoreOptions<R, Row>, 'database'>,
) {
  // Who works in a home waits for no database client to be read.
  const [{ addressOf }, { openPgStore }] = await Promise.all([
    import('./postgres/address.ts'),
    import('./postgres/open-store.ts'),
  ]);
  const { home, shared = false } = options;
  const address = addressOf(database.address, database);
  try {
    mkdirSync(home, { recursive: true, mode: modesOf(shared).folder });
  } catch (error) {
    throw explain(error, home);
  }
  const pack: Pack<R> = (read, wanted) => packed(options, read, wanted);
  return await openPgStore<R, Row>({ ...options, address, pack });
}

/** Writes the archive that a home would write: the pieces become the files of one, which is packed. */
async function packed<R extends StoredRecord, Row extends StoredRow>(
  options: Omit<StoreOptions<R, Row>, 'database'>,
  read: Parameters<Pack<R>>[0],
  { file, withKey }: Parameters<Pack<R>>[1],
): Promise<Backup> {
  await newBackup(explained(nodeDisk), file);
  const { now, random, version = 1 } = options;
  const folder = await mkdtemp(join(tmpdir(), 'baojian-backup-'));
  try {
    const home = join(folder, 'home');
    await read(pieces => writePieces(pieces, { home, records: version, now, random }));
    if (withKey) copyKey(options.home, home);
    const store = await openJsonStore({ ...options, home, shared: false });
    try {
      return await store.backup(file, { withKey });
    } finally {
      await store.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Unpacks an archive into the home, or into the database; all of it or nothing. */
export async function restoreStore<R extends StoredRecord, Row extends StoredRow>(
  archive: string,
  { database, replace = false, ...options }: StoreOptions<R, Row> & { readonly replace?: boolean },
): Promise<Restored> {
  const { home, now, random } = options;
  if (database === undefined) return await restoreHome(archive, { into: home, replace, now, random });
  const store = await openDatabase(database, options);
  try {
    const read = await unpacked(archive, options, pieces => store.takeIn(pieces));
    return { files: read.files };
  } finally {
    await store.close();
  }
}

/** Where a database is, for people; what is wrong with its address is thrown, and nothing secret is in it. */
export async function placeOfDatabase(database: Database): Promise<string> {
  const { addressOf } = await import('./postgres/address.ts');
  return addressOf(database.address, database).place;
}

/** `store.not-empty` when an office is in the database already. */
export async function demandEmptyDatabase(database: Database): Promise<void> {
  const [{ addressOf }, { demandNoOffice }] = await Promise.all([
    import('./postgres/address.ts'),
    import('./postgres/moving/empty.ts'),
  ]);
  await demandNoOffice(addressOf(database.address, database));
}

/** Looks into an archive: how many there are of each kind of thing, and whether all of them can be read. */
export async function lookInto<R extends StoredRecord, Row extends StoredRow>(
  archive: string,
  options: Omit<StoreOptions<R, Row>, 'database'>,
): Promise<Contents> {
  return (await unpacked(archive, options, countPieces)).made;
}

/** Work on what an archive holds, as a home which a program of today has opened once: older ones are brought forward by that. */
async function unpacked<R extends StoredRecord, Row extends StoredRow, T>(
  archive: string,
  options: Omit<StoreOptions<R, Row>, 'database'>,
  work: (pieces: Pieces<R>) => Promise<T>,
): Promise<{ readonly files: number; readonly made: T }> {
  const { now, random, shape, version = 1, migrations = {} } = options;
  const folder = await mkdtemp(join(tmpdir(), 'baojian-restore-'));
  try {
    const into = join(folder, 'home');
    const { files } = await restoreHome(archive, { into, now, random });
    await (await openJsonStore({ ...options, home: into, shared: false })).close();
    return { files, made: await work(await piecesIn(into, { shape, version, migrations })) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
