import type { Restored } from '../store/backup.ts';
import { restoreStore as unpack } from '../store/open-store.ts';
import type { Problem } from '../store/store.ts';
import { showAgain } from './keep-declarations.ts';
import type { Office, OfficeOptions } from './office.ts';

export type { Problem };

/** Verifies the store; with `repair` puts right what can be derived. */
export async function checkStore(office: Office, repair: boolean) {
  return await office.store.check({ repair });
}

/** Writes one archive of the whole store as it is at one moment. */
export async function backupStore(office: Office, file: string, withKey: boolean) {
  return await office.store.backup(file, { withKey });
}

/** Takes a deleted declaration out of the trash, or a withdrawn one back into view. */
export async function undelete(office: Office, entryNo: string) {
  const isThere = office.store.rows().indexOf(entryNo) >= 0;
  return isThere ? await showAgain(office, entryNo) : await office.store.restore(entryNo);
}

/** Puts a backup in the place of the home; data that is there already is kept under another name, and only with `replace`. */
export async function restoreStore(
  { home, now }: Pick<OfficeOptions, 'home' | 'now'>,
  file: string,
  replace: boolean,
): Promise<Restored> {
  return await unpack(file, { into: home, replace, now });
}
