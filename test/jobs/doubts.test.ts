import { expect, test } from 'vitest';
import { doubtsOf } from '../../src/jobs/doubts.ts';
import {
  adoptDocument,
  copyDeclaration,
  keepDraft,
  removeDeclaration,
  saveDeclaration,
  saveOrKeep,
} from '../../src/jobs/keep-declarations.ts';
import type { Office } from '../../src/jobs/office.ts';
import { cancelMessage } from '../../src/jobs/outbox.ts';
import { receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { NO_FAULTS } from '../../src/practice/faults.ts';
import { inbound } from '../practice/declarations.ts';
import { importGood, openTestOffice, startTestBureau } from './office.ts';

async function openWithOne() {
  const at = await openTestOffice();
  const [entryNo = ''] = await importGood(at.office, 1);
  return { ...at, entryNo };
}

/** What is asked about another one with the same bill of lading, before it is stored. */
async function askedOfAnother(office: Office): Promise<readonly (readonly [string, unknown])[]> {
  const record = await adoptDocument(
    office,
    inbound('', undefined, { contractNo: 'HT-other', billOfLadingNo: 'BL-1' }),
  );
  return (await doubtsOf(office, record)).map(({ fault }) => [fault.code, fault.params?.status]);
}

test('drafts and deleted ones have declared nothing, all others have', async () => {
  const at = await openWithOne();
  const { office, entryNo } = at;
  const bureau = await startTestBureau(at);
  expect(await askedOfAnother(office)).toEqual([['duplicate.bill', '已保存']]);
  await keepDraft(office, await office.store.get(entryNo));
  expect(await askedOfAnother(office)).toEqual([]);
  await saveDeclaration(office, await office.store.get(entryNo));
  await removeDeclaration(office, entryNo);
  expect(await askedOfAnother(office)).toEqual([]);
  await office.store.restore(entryNo);
  await sendDeclaration(office, entryNo);
  expect(await askedOfAnother(office)).toEqual([['duplicate.bill', '已发送']]);
  await receiveReceipts(office);
  expect(await askedOfAnother(office)).toEqual([['duplicate.bill', '已放行']]);
  await removeDeclaration(office, entryNo);
  expect(await askedOfAnother(office)).toEqual([['duplicate.bill', '已撤出列表']]);
  await bureau.stop();
});

test('one that was given up after a rejection has declared nothing any more', async () => {
  const at = await openWithOne();
  await startTestBureau(at, { faults: { verdict: 'reject' } });
  await sendDeclaration(at.office, at.entryNo);
  await receiveReceipts(at.office);
  expect(await askedOfAnother(at.office)).toEqual([['duplicate.bill', '已退单']]);
  await removeDeclaration(at.office, at.entryNo);
  expect(await askedOfAnother(at.office)).toEqual([]);
});

test('its own earlier tries are no duplicates, and of two that are only saved the later one asks', async () => {
  const { office, entryNo } = await openWithOne();
  const { record } = await saveOrKeep(office, await copyDeclaration(office, entryNo));
  expect(await doubtsOf(office, await office.store.get(entryNo))).toEqual([]);
  expect((await doubtsOf(office, record)).map(({ fault }) => [fault.code, fault.params?.entryNo])).toEqual([
    ['duplicate.contents', entryNo],
  ]);
});

test('what was passed when it was saved is not asked when it is sent; what is found later is', async () => {
  const at = await openWithOne();
  const { office, entryNo } = at;
  await startTestBureau(at);
  const copy = await copyDeclaration(office, entryNo);
  const asked = await saveDeclaration(office, copy);
  expect([asked.saved, asked.doubts.map(({ fault }) => fault.code)]).toEqual([false, ['duplicate.contents']]);
  await expect(office.store.get(copy.entryNo)).rejects.toThrow();
  const sure = asked.doubts.map(({ key }) => key);
  expect((await saveDeclaration(office, copy, sure)).saved).toBe(true);
  // Somebody declares the same once more meanwhile.
  const { record: third } = await saveOrKeep(office, await copyDeclaration(office, entryNo));
  expect((await sendDeclaration(office, third.entryNo, { sure: 'pass' })).outcome).toBe('taken');
  const again = await sendDeclaration(office, copy.entryNo);
  expect([again.outcome, again.doubts?.map(({ fault }) => fault.params?.entryNo)]).toEqual(['doubts', [third.entryNo]]);
  expect((await office.store.get(copy.entryNo)).status).toBe('saved');
  expect(
    (await sendDeclaration(office, copy.entryNo, { sure: again.doubts?.map(({ key }) => key) ?? [] })).outcome,
  ).toBe('taken');
});

test('a rejected one without a change is asked about until it has one; one that never arrived is not', async () => {
  const at = await openWithOne();
  const { office, entryNo } = at;
  const bureau = await startTestBureau(at, { faults: { verdict: 'reject' } });
  await sendDeclaration(office, entryNo);
  await receiveReceipts(office);
  const codes = async () => (await doubtsOf(office, await office.store.get(entryNo))).map(({ fault }) => fault.code);
  expect(await codes()).toEqual(['rejected.unchanged']);
  // Kept as a draft in between, it is what it was.
  await keepDraft(office, await office.store.get(entryNo));
  expect(await codes()).toEqual(['rejected.unchanged']);
  // From before digests of what was sent were kept.
  await office.store.update(entryNo, ({ sentContents: _, ...record }) => ({ ...record, status: 'rejected' }));
  expect(await codes()).toEqual(['rejected.unchanged']);
  const found = await office.store.get(entryNo);
  await keepDraft(office, { ...found, document: { ...found.document, contactPerson: '李四' } });
  const changed = await saveDeclaration(office, await office.store.get(entryNo));
  expect(changed.saved).toBe(true);
  bureau.setFaults(NO_FAULTS);
  await sendDeclaration(office, entryNo, { hold: 5000 });
  await cancelMessage(office, entryNo);
  expect(await codes()).toEqual([]);
});

test('the index of an older version is made anew, with the marks', async () => {
  const { office, openAgain } = await openWithOne();
  expect(office.store.rows().at(0)?.marks).toMatch(/^[\w-]{18}$/u);
  const { openJsonStore } = await import('../../src/store/json/open-store.ts');
  const { readRecord } = await import('../../src/declaration/shape.ts');
  const { home } = office;
  await office.close();
  const { rmSync } = await import('node:fs');
  const { join } = await import('node:path');
  rmSync(join(home, 'index'), { recursive: true });
  const old = await openJsonStore({
    home,
    shape: readRecord,
    summarise: ({ entryNo }) => ({ entryNo }),
    now: office.now,
    random: office.random,
  });
  expect(old.rows().at(0)).not.toHaveProperty('marks');
  await old.close();
  expect(await askedOfAnother(await openAgain())).toEqual([['duplicate.bill', '已保存']]);
});
