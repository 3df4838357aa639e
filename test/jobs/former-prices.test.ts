import { describe, expect, test } from 'vitest';
import { check } from '../../src/declaration/check.ts';
import { checkContextFor, formerPrices } from '../../src/jobs/former-prices.ts';
import { adoptDocument, saveDeclaration } from '../../src/jobs/keep-declarations.ts';
import type { Office } from '../../src/jobs/office.ts';
import { setSetting } from '../../src/jobs/settings/by-name.ts';
import { inbound, ORANGES } from '../practice/declarations.ts';
import { openTestOffice } from './office.ts';

const at = (totalValue: string, contractNo: string, consigneeName?: string) =>
  inbound('', [{ ...ORANGES, totalValue }], {
    contractNo,
    billOfLadingNo: contractNo,
    ...(consigneeName !== undefined && { consigneeName }),
  });

async function savedAt(office: Office, totalValue: string, contractNo: string, consigneeName?: string) {
  const record = await adoptDocument(office, at(totalValue, contractNo, consigneeName));
  const { saved, faults } = await saveDeclaration(office, record);
  return { saved, entryNo: record.entryNo, found: faults.filter(({ code }) => code === 'price.moved') };
}

describe('a price beside that of last time', () => {
  test('is told as it is saved, never of another party and never of itself', async () => {
    const { office } = await openTestOffice();
    const first = await savedAt(office, '100', 'HT-1');
    expect(first).toMatchObject({ saved: true, found: [] });
    expect(await savedAt(office, '300', 'HT-2', '另一家进口有限公司')).toMatchObject({ saved: true, found: [] });
    const second = await savedAt(office, '130', 'HT-3');
    expect(second).toMatchObject({
      saved: true,
      found: [{ level: 'warning', params: { entryNo: first.entryNo, percent: '30' } }],
    });
    const record = await office.store.get(second.entryNo);
    const again = check(record.document, await checkContextFor(office, record.document));
    expect(again.find(({ code }) => code === 'price.moved')?.params?.entryNo).toBe(first.entryNo);
  });

  test('blocks or says nothing where the office has it so', async () => {
    const { office } = await openTestOffice();
    await savedAt(office, '100', 'HT-1');
    await setSetting(office, 'rules.price.moved', 'error');
    expect((await savedAt(office, '130', 'HT-2')).saved).toBe(false);
    await setSetting(office, 'rules.price.moved', 'off');
    expect(await savedAt(office, '130', 'HT-3')).toMatchObject({ saved: true, found: [] });
  });

  test('is known to the screen as soon as it was read', async () => {
    const { office } = await openTestOffice();
    const { entryNo } = await savedAt(office, '100', 'HT-1');
    const prices = formerPrices(office);
    const document = at('130', 'HT-2');
    expect(prices.of(document)).toEqual([]);
    await prices.refresh(document);
    expect(prices.of(document).map(former => former.entryNo)).toEqual([entryNo]);
    expect(prices.of(at('1', 'HT-3', '另一家'))).toEqual([]);
  });
});
