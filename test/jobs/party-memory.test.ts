import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepDraft, removeDeclaration, saveDeclaration, saveOrKeep } from '../../src/jobs/keep-declarations.ts';
import type { Office } from '../../src/jobs/office.ts';
import { lastOfParty } from '../../src/jobs/party-memory.ts';
import { inbound, outbound } from '../practice/declarations.ts';
import { importGood, openTestOffice } from './office.ts';

const PARTY = '深圳某某进口有限公司';

async function lastNo(office: Office, party = PARTY, open?: string, direction: 'in' | 'out' = 'in') {
  return (await lastOfParty(office, direction, party, open))?.entryNo;
}

test('the newest declaration of the form and the party', async () => {
  const { office } = await openTestOffice();
  expect(await lastNo(office)).toBeUndefined();
  const [first, second] = await importGood(office, 2);
  const [other] = await importGood(office, 1, { consigneeName: '另一家' });
  expect(await lastNo(office)).toBe(second);
  expect(await lastNo(office, ` ${PARTY} `)).toBe(second);
  expect(await lastNo(office, '另一家')).toBe(other);
  expect(await lastNo(office, '深圳某某')).toBeUndefined();
  expect(await lastNo(office, '')).toBeUndefined();
  expect(await lastNo(office, PARTY, second)).toBe(first);
  // The consignor is the party of the other form, and no party of this one.
  expect(await lastNo(office, '某某株式会社')).toBeUndefined();
  expect(await lastNo(office, PARTY, undefined, 'out')).toBeUndefined();
});

test('outbound the consignor is asked for', async () => {
  const { office } = await openTestOffice();
  const [good] = await importGood(office, 1);
  const record = await office.store.get(good as string);
  const entryNo = await office.store.nextEntryNo('WE');
  await saveOrKeep(office, { ...record, revision: 0, entryNo, document: outbound(entryNo) });
  expect(await lastNo(office, '深圳某某出口有限公司', undefined, 'out')).toBe(entryNo);
});

test('no draft, nothing withdrawn, nothing removed, nothing whose file is gone', async () => {
  const { office, home } = await openTestOffice();
  const [first, drafted, withdrawn, removed, lost] = (await importGood(office, 5)) as [
    string,
    string,
    string,
    string,
    string,
  ];
  await keepDraft(office, await office.store.get(drafted));
  await office.store.update(withdrawn, found => ({ ...found, status: 'withdrawn', underneath: 'sent' }));
  await removeDeclaration(office, removed);
  const day = new Date(Number(lost.slice(2, 15)) + 8 * 3_600_000).toISOString();
  rmSync(join(home, 'declarations', day.slice(0, 7), `${lost}.json`));
  expect(office.store.rows().indexOf(lost)).toBeGreaterThanOrEqual(0);
  expect(await lastNo(office)).toBe(first);
  await saveDeclaration(office, await office.store.get(drafted));
  expect(await lastNo(office)).toBe(drafted);
});

test('what another program saved is found', async () => {
  const { office, openAgain } = await openTestOffice();
  const [theirs] = await importGood(await openAgain(), 1);
  await office.store.refresh();
  expect(await lastOfParty(office, 'in', PARTY)).toMatchObject({
    entryNo: theirs,
    document: { consigneeName: inbound('').consigneeName },
  });
});
