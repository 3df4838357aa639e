import { numbersOf } from '../declaration/receipt.ts';
import type { Office } from './office.ts';
import type { Delivery } from './wire.ts';

/** Columns of the index with numbers by which others know a declaration. */
const BY_NUMBER = ['seqNo', 'declarationNo'] as const;

/**
 * Receipts under the entry numbers of their declarations. Some name a declaration by the id of its message, by the number that the single window
 * has given it, perhaps in a receipt that comes with them, or by the number of the bureau. What nobody knows stays as it is.
 */
export async function underOurNumbers(office: Office, deliveries: readonly Delivery[]): Promise<readonly Delivery[]> {
  const given = new Map(deliveries.map(({ receipt }) => [numbersOf(receipt).seqNo, receipt.entryNo] as const));
  const rows = office.store.rows();
  const ours = async (named: string): Promise<string | undefined> => {
    if (named === '' || rows.indexOf(named) >= 0) return undefined;
    const place = BY_NUMBER.map(column => rows.column(column).indexOf(named)).find(at => at >= 0) ?? -1;
    return (await office.store.outbox.find(named))?.entryNo ?? rows.at(place)?.entryNo ?? given.get(named);
  };
  return await Promise.all(
    deliveries.map(async delivery => {
      const entryNo = await ours(delivery.receipt.entryNo);
      return entryNo === undefined ? delivery : { ...delivery, receipt: { ...delivery.receipt, entryNo } };
    }),
  );
}
