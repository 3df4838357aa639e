import type { Declaration, Goods } from '../../../src/catalogue/document.ts';
import { adoptDocument, saveDeclaration } from '../../../src/jobs/keep-declarations.ts';
import type { Office } from '../../../src/jobs/office.ts';
import { receiveReceipts } from '../../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../../src/jobs/send-declarations.ts';
import { inbound, ORANGES } from '../../practice/declarations.ts';

/** The party that the tasks know. */
export const KNOWN = { code: '91440300708461136T', name: '深圳某某进口有限公司', address: '深圳市罗湖区' };

const OTHERS = ['广州远洋贸易有限公司', '珠海宏达食品有限公司', '佛山利民水果行', '东莞华丰贸易有限公司'];

const line = (name: string, purpose: string, amount: string): Goods => ({
  ...ORANGES,
  name,
  purpose,
  quantity: amount,
  weight: amount,
  standardQuantity: amount,
  packages: [{ type: '4C11', quantity: '500' }],
  totalValue: '8000',
});

/** Three goods lines that the known party has again and again. */
export const ITS_GOODS: readonly Goods[] = [
  line('鲜橙', '12', '10000'),
  line('鲜橙（二级）', '16', '8000'),
  line('鲜橙（三级）', '12', '6000'),
];

/** A declaration of the known party, and newer ones of four others, all sent and answered. */
export async function pastOf(office: Office): Promise<void> {
  await sent(office, inbound('', ITS_GOODS));
  for (const [at, name] of OTHERS.entries())
    await sent(
      office,
      inbound('', [ORANGES], { consigneeName: name, contractNo: `HT-${at + 2}`, billOfLadingNo: `BL-${at + 2}` }),
    );
  await receiveReceipts(office);
}

async function sent(office: Office, document: Declaration): Promise<void> {
  const { record, saved } = await saveDeclaration(office, await adoptDocument(office, document));
  if (!saved) throw new Error('An example has faults');
  await sendDeclaration(office, record.entryNo);
}
