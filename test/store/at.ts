import { openJsonStore } from '../../src/store/json/open-store.ts';
import { addressOf } from '../../src/store/postgres/address.ts';
import { openPgStore } from '../../src/store/postgres/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { AUDIT, type Paper, type PaperRow, paperOptions } from './paper.ts';

/** The store of a home, or of the database at an address; for programs of the tests, and close it when done. */
export async function openAt(place: string): Promise<Store<Paper, PaperRow> & { close(): Promise<void> }> {
  if (!place.startsWith('postgres://')) return await openJsonStore({ ...paperOptions(place), lockWait: 60_000 });
  return await openPgStore<Paper, PaperRow>({
    ...paperOptions('/nowhere'),
    address: addressOf(place, { seen: false }),
    audit: AUDIT,
    actor: () => ({ user: `进程 ${process.pid}` }),
  });
}
