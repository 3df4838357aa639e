import { customsOf } from '../declaration/customs.ts';
import { derivedEdits } from '../declaration/derive.ts';
import { applyAll } from '../declaration/edit.ts';
import { fillEmpty } from '../declaration/fill-empty.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { UserError } from '../errors.ts';
import { beginWith } from './keep-declarations.ts';
import type { Office } from './office.ts';
import { enterprisesOf, partiesOf } from './own-lists.ts';

/**
 * The customs declaration of an outbound application that has its 电子底账 (结转报关单): a new record under a number of its own, with what the office has
 * once from its registration. Nothing is stored yet.
 *
 * @throws UserError `customs.no-ledger`
 */
export async function declareToCustoms(office: Office, entryNo: string): Promise<DeclarationRecord> {
  const { document: application, ledgerNo, dialect } = await office.store.get(entryNo);
  if (ledgerNo === undefined)
    throw new UserError('customs.no-ledger', `${entryNo} 还没有电子底账数据号，不能结转报关单`, {
      exit: 'faults',
      next: ['出境报检单放行后，回执带来电子底账数据号（接收：receive）'],
    });
  const record = await beginWith(office, customsOf(application, ledgerNo), dialect);
  const [enterprises, parties] = await Promise.all([enterprisesOf(office), partiesOf(office)]);
  const { document } = fillEmpty(record.document, { enterprises, parties, message: 'dec' });
  return { ...record, document: applyAll(document, derivedEdits(document, office.book)).document };
}
