import { readTable } from '../codes/open-codes.ts';
import { endRestore, type Restored, restoreStore as unpack } from '../store/open-store.ts';
import type { SettingsDocument } from '../store/settings.ts';
import type { Problem } from '../store/store.ts';
import { showAgain } from './keep-declarations.ts';
import type { Office } from './office.ts';
import { type StorePlace, storeOptions } from './office-store.ts';
import { PART_NAMES, partOf } from './settings/parts.ts';
import { TEMPLATES } from './templates.ts';

export { endRestore, type Problem };

/** Verifies the store; with `repair` puts right what can be derived. */
export async function checkStore(office: Office, repair: boolean) {
  if (repair) await office.demand('repair');
  const report = await office.store.check({ repair, contents: contentsOf(office) });
  // What was moved away is no longer in force.
  office.codes.reload();
  return report;
}

/** Reads each document of the settings and each code table as those do who use them. */
function contentsOf({ store, codes }: Office): (path: string, file: string) => Promise<void> {
  const documents = new Map(
    [...PART_NAMES.map(name => partOf(name).document), TEMPLATES].map(document => [
      `settings/${document.name}.json`,
      document as SettingsDocument<unknown>,
    ]),
  );
  return async (path, file) => {
    const document = documents.get(path);
    if (document) await store.settings.read(document);
    const [, table = ''] = TABLE_FILE.exec(path) ?? [];
    if (codes.has(table)) readTable(table, file, 'imported');
  };
}
const TABLE_FILE = /^codes\/([a-z0-9-]+)(?:\.previous)?\.tsv$/u;

/** Writes one archive of the whole store as it is at one moment. */
export async function backupStore(office: Office, file: string, withKey: boolean) {
  await office.demand('backup');
  return await office.store.backup(file, { withKey });
}

/** Takes a deleted declaration out of the trash, or a withdrawn one back into view. */
export async function undelete(office: Office, entryNo: string) {
  // One that is there and in the trash was being restored when that broke off; the store finishes it.
  const isThere = office.store.rows().indexOf(entryNo) >= 0 && !(await office.store.trash()).includes(entryNo);
  if (isThere) return await showAgain(office, entryNo);
  return await office.store.restore(entryNo, ({ removed: _, ...record }) => record);
}

/** Puts a backup in the place of the home, where data that is there is kept under another name, and only with `replace`; or into an empty database. */
export async function restoreStore(place: StorePlace, file: string, replace: boolean): Promise<Restored> {
  return await unpack(file, { ...storeOptions(place, () => ({ user: place.user })), replace });
}
