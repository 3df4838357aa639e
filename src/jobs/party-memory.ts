import type { Direction } from '../catalogue/row.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import type { Office } from './office.ts';

/** Declarations that are only begun, or were taken out of view, are no example to follow. */
const NO_EXAMPLES: readonly string[] = ['draft', 'withdrawn'];
/** With these errors the next older declaration is taken: a row may be there a moment before its file, and `store check` tells of damage. */
const PASSED_OVER: readonly string[] = ['store.missing', 'store.broken', 'record.shape'];

/** The newest declaration of a form for this consignee (inbound) or consignor, other than the open one; asked of the index (E9). */
export async function lastOfParty(
  office: Office,
  direction: Direction,
  party: string,
  open?: string,
): Promise<DeclarationRecord | undefined> {
  return (await lastFewOfParty(office, direction, party, 1, open))[0];
}

/** The newest declarations of a form for a party, the newest first. */
export async function lastFewOfParty(
  office: Office,
  direction: Direction,
  party: string,
  most: number,
  open?: string,
): Promise<readonly DeclarationRecord[]> {
  const name = party.trim();
  if (name === '') return [];
  const rows = office.store.rows();
  const partyAt = rows.reader('party');
  const directionAt = rows.reader('direction');
  const statusAt = rows.reader('status');
  const found: DeclarationRecord[] = [];
  for (let index = 0; index < rows.length && found.length < most; index += 1) {
    if (partyAt(index) !== name || directionAt(index) !== direction) continue;
    if (NO_EXAMPLES.includes(statusAt(index) ?? '')) continue;
    const entryNo = rows.at(index)?.entryNo;
    if (entryNo === undefined || entryNo === open) continue;
    try {
      found.push(await office.store.get(entryNo));
    } catch (error) {
      if (!(error instanceof UserError && PASSED_OVER.includes(error.code))) throw error;
    }
  }
  return found;
}
