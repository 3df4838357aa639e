import { basename } from 'node:path';
import { partyTable, readParties } from '../workbook/parties.ts';
import { PARTY_COLUMN_IDS } from '../workbook/party-columns.ts';
import { exportList } from './export-list.ts';
import type { ImportedList } from './imported-list.ts';
import type { Office } from './office.ts';
import { PARTIES, type Party, partiesOf, withParties } from './own-lists.ts';

/** Takes the parties of a workbook in; the same code replaces (S6). Throws `workbook.*` for a file that is none. */
export async function importParties(
  office: Office,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly signal?: AbortSignal },
): Promise<ImportedList> {
  const { readSheets } = await import('../workbook/read-sheets.ts');
  const name = file.name === '-' ? '标准输入' : basename(file.name);
  const sheets = await readSheets(file.bytes, name, { ...(file.signal && { signal: file.signal }) });
  const { rows, refused, faults, unknown } = readParties(sheets);
  const counts = { added: 0, changed: 0, unchanged: 0 };
  if (rows.length > 0) {
    await office.store.settings.update(PARTIES, held => {
      for (const row of rows) counts[become(held, row)] += 1;
      return withParties(held, rows);
    });
  }
  return { ...counts, refused, faults, unknown };
}

function become(held: readonly Party[], party: Party): 'added' | 'changed' | 'unchanged' {
  const before = held.find(({ code }) => code === party.code);
  if (!before) return 'added';
  return PARTY_COLUMN_IDS.every(id => before[id] === party[id]) ? 'unchanged' : 'changed';
}

/** Writes the parties as a workbook (.xlsx, .xls or .csv by the ending); a file that is there stays as it is. */
export async function exportParties(
  office: Office,
  file: string,
): Promise<{ readonly file: string; readonly parties: number }> {
  const parties = await partiesOf(office);
  return { file: await exportList(file, partyTable(parties)), parties: parties.length };
}
