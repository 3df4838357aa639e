import { PARTY_FIELDS } from '../catalogue/carry.ts';
import type { Declaration } from '../catalogue/document.ts';
import { get } from '../declaration/path.ts';
import { cleanLine } from '../text.ts';
import { PARTY_COLUMN_IDS } from '../workbook/party-columns.ts';
import type { Office } from './office.ts';
import { PARTIES, type Party, partyFaults } from './own-lists.ts';

/** The consignee and the consignor of a declaration that can be kept and are not among these parties. */
export function unknownParties(document: Declaration, parties: readonly Party[]): readonly Party[] {
  const known = new Set(parties.map(({ code }) => code));
  return PARTY_FIELDS.flatMap(fields => {
    const value = (name: string | undefined): string =>
      name === undefined ? '' : cleanLine(String(get(document, name) ?? ''));
    const named: Partial<Record<string, string>> = fields;
    const party = Object.fromEntries(PARTY_COLUMN_IDS.map(id => [id, value(named[id])])) as Party;
    return known.has(party.code) || partyFaults(party).length > 0 ? [] : [party];
  });
}

/** Keeps those of a declaration that the office does not know; what it knows of others stays as it is. */
export async function keepUnknownParties(
  office: Office,
  document: Declaration,
): Promise<{ readonly kept: readonly Party[]; readonly parties: readonly Party[] }> {
  let kept: readonly Party[] = [];
  const parties = await office.store.settings.update(PARTIES, held => {
    kept = unknownParties(document, held);
    return kept.length === 0 ? held : [...held, ...kept];
  });
  return { kept, parties };
}
