import type { Direction } from '../catalogue/row.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import type { Office } from './office.ts';

/** What is only begun, or was taken out of view, is no example. */
const NO_EXAMPLES: readonly string[] = ['draft', 'withdrawn'];
/** A row may be there a moment before its file, and a damaged file is told elsewhere: the declaration before serves as well. */
const PASSED_OVER: readonly string[] = ['store.missing', 'store.broken', 'record.shape'];

/** The newest declaration of a form for this consignee (inbound) or consignor, other than the open one; asked of the index (E9). */
export async function lastOfParty(
  office: Office,
  direction: Direction,
  party: string,
  open?: string,
): Promise<DeclarationRecord | undefined> {
  const name = party.trim();
  if (name === '') return undefined;
  const rows = office.store.rows();
  const partyAt = rows.reader('party');
  const directionAt = rows.reader('direction');
  const statusAt = rows.reader('status');
  for (let index = 0; index < rows.length; index += 1) {
    if (partyAt(index) !== name || directionAt(index) !== direction) continue;
    if (NO_EXAMPLES.includes(statusAt(index) ?? '')) continue;
    const entryNo = rows.at(index)?.entryNo;
    if (entryNo === undefined || entryNo === open) continue;
    try {
      return await office.store.get(entryNo);
    } catch (error) {
      if (!(error instanceof UserError && PASSED_OVER.includes(error.code))) throw error;
    }
  }
  return undefined;
}
