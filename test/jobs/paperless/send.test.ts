import { once } from 'node:events';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { changeChannel } from '../../../src/jobs/channel.ts';
import {
  addDocument,
  changeDocument,
  chooseWay,
  paperlessState,
  removeDocument,
  takeBackWay,
} from '../../../src/jobs/paperless/documents.ts';
import { openPaperlessLine } from '../../../src/jobs/paperless/open-line.ts';
import { sendPaperless } from '../../../src/jobs/paperless/send.ts';
import { PAPERLESS } from '../../../src/jobs/paperless/settings.ts';
import { receiveReceipts } from '../../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../../src/jobs/send-declarations.ts';
import { setSecret } from '../../../src/jobs/settings/by-name.ts';
import { type Faults, NO_FAULTS } from '../../../src/practice/faults.ts';
import type { PracticeOptions } from '../../../src/practice/server.ts';
import { openPlainDoor } from '../../practice/plain-door.ts';
import { startChild } from '../../run/child.ts';
import { casesOf, importGood, openTestOffice, startTestBureau, userError } from '../office.ts';
import { fileOf, filesAt, pdf, reportsAt, sumOf } from './files.ts';

/** A declaration that has its number, at a bureau that asks for 合同 and 发票 (the first serial). */
async function numbered(options: Partial<PracticeOptions> = {}) {
  const at = await openTestOffice();
  const log: string[] = [];
  const bureau = await startTestBureau(at, { faults: { papers: 'ask' }, log: line => log.push(line), ...options });
  const [entryNo = ''] = await importGood(at.office, 1);
  await sendDeclaration(at.office, entryNo);
  await receiveReceipts(at.office);
  const parts = () => log.filter(line => line.includes('附件') && line.includes('/'));
  return { ...at, bureau, entryNo, parts };
}

const BIG = 600_000;
const CONTRACT = pdf('合同', BIG);
const INVOICE = pdf('发票');
const BOTH = [CONTRACT, INVOICE].map(sumOf).sort();

async function withBoth(place: Awaited<ReturnType<typeof numbered>>) {
  const { office, entryNo } = place;
  await addDocument(office, entryNo, { kind: '合同', number: 'HT-1' }, [fileOf('合同.pdf', CONTRACT)]);
  await addDocument(office, entryNo, { kind: '发票' }, [fileOf('发票.pdf', INVOICE)]);
  await chooseWay(office, entryNo, 'electronic');
  return place;
}

test('documents asked for are added, uploaded in parts, reported and taken', async () => {
  const place = await numbered();
  const { office, entryNo, home } = place;
  const before = await paperlessState(office, entryNo);
  expect([before.record.paperless, before.asked]).toEqual([
    'asked',
    [
      { name: '合同', there: false },
      { name: '发票', there: false },
    ],
  ]);
  await withBoth(place);
  const progress: number[] = [];
  const sent = await sendPaperless(office, entryNo, { onProgress: ({ done, total }) => progress.push(done / total) });
  expect([sent.status, sent.text]).toEqual(['sent', '电子申报已发送，等局端答复']);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect([progress[0], progress.at(-1), progress.length]).toEqual([0, 1, 6]);
  expect(filesAt(home)).toEqual(BOTH);
  const received = await receiveReceipts(office);
  expect(received.changed.flatMap(({ receipts }) => receipts.map(({ code, source }) => [code, source]))).toEqual([
    ['00', 'paperless'],
  ]);
  expect((await paperlessState(office, entryNo)).record.paperless).toBe('reported');
  expect(reportsAt(home)).toHaveLength(1);
});

describe('a line that fails leaves one report and whole files', () => {
  test.each<[string, Partial<Faults>]>([
    ['answers are dropped', { drop: 0.4 }],
    ['requests are refused and fail', { refuse: 0.2, error: 0.2 }],
    ['answers are garbage', { garbage: 0.4 }],
    ['answers are cut short', { truncate: 0.4 }],
  ])('when %s', async (_, faults) => {
    const place = await withBoth(await numbered());
    const { office, entryNo, home, bureau } = place;
    bureau.setFaults({ ...faults, papers: 'ask' });
    for (let tries = 0; tries < 20; tries += 1) {
      const done = await sendPaperless(office, entryNo).then(
        () => true,
        ({ exit }) => exit !== 'transport',
      );
      if (done) break;
    }
    bureau.setFaults(NO_FAULTS);
    expect((await office.store.get(entryNo)).paperless).toBe('sent');
    expect(filesAt(home)).toEqual(BOTH);
    expect(reportsAt(home).map(({ outcome }) => outcome)).toEqual(['reported']);
    await receiveReceipts(office);
    expect((await office.store.get(entryNo)).paperless).toBe('reported');
  });
});

test('an upload that broke off goes on where the bureau has it, under the id of before, and nothing changes meanwhile', async () => {
  const place = await withBoth(await numbered());
  const { office, openAgain, entryNo, home, parts } = place;
  const stop = new AbortController();
  const error = await userError(
    sendPaperless(office, entryNo, {
      signal: stop.signal,
      onProgress: ({ done }) => void (done > 0 && stop.abort()),
    }),
  );
  expect([error.code, parts().length]).toEqual(['transport.cancelled', 1]);
  const { paperless, paperlessId } = await office.store.get(entryNo);
  expect([paperless, typeof paperlessId]).toEqual(['sending', 'string']);
  const refused: (() => Promise<unknown>)[] = [
    () => addDocument(office, entryNo, { kind: '合同' }, []),
    () => removeDocument(office, entryNo, 1),
    () => changeDocument(office, entryNo, 1, { note: 'x' }),
    () => takeBackWay(office, entryNo),
  ];
  for (const work of refused) expect((await userError(work())).code).toBe('paperless.sending');

  const again = await openAgain();
  const first: number[] = [];
  await sendPaperless(again, entryNo, { onProgress: ({ done }) => first.push(done) });
  expect(first[0]).toBe(256 * 1024);
  expect(parts()).toHaveLength(4);
  expect(reportsAt(home)).toMatchObject([{ messageId: paperlessId, outcome: 'reported' }]);
  expect(filesAt(home)).toEqual(BOTH);
});

const STEPS = ['marked', 'part', 'reported', 'noted'] as const;

test.each(STEPS)('killed after the step %s, the next run ends the report, which is there once', async step => {
  const place = await withBoth(await numbered());
  const { office, entryNo, home } = place;
  const child = await startChild('jobs/send-paperless', [home, entryNo, step]);
  child.stdin?.end('go\n');
  expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
  await office.store.refresh();
  const { paperless, paperlessId } = await office.store.get(entryNo);
  expect(paperless).toBe(step === 'noted' ? 'sent' : 'sending');
  if (step !== 'noted') await sendPaperless(office, entryNo);
  await receiveReceipts(office);
  expect((await office.store.get(entryNo)).paperless).toBe('reported');
  expect(reportsAt(home)).toMatchObject([{ messageId: paperlessId }]);
  expect(filesAt(home)).toEqual(BOTH);
  expect((await office.store.check()).problems).toEqual([]);
});

test('when the answer was lost, its receipt ends the sending', async () => {
  const { office, entryNo, bureau } = await withBoth(await numbered());
  const line = await openPaperlessLine(office);
  const losing = {
    ...line,
    report: async (...said: Parameters<typeof line.report>) => {
      await line.report(...said);
      bureau.setFaults({ error: 1 });
      return line.report(...said);
    },
  };
  expect((await userError(sendPaperless(office, entryNo, { line: losing }))).exit).toBe('transport');
  bureau.setFaults({ error: 0 });
  await receiveReceipts(office);
  expect((await office.store.get(entryNo)).paperless).toBe('reported');
  expect((await userError(sendPaperless(office, entryNo))).code).toBe('paperless.done');
});

test('what is sent back is corrected and reported anew; what was reported is not reported twice', async () => {
  const { office, entryNo, home } = await numbered();
  await addDocument(office, entryNo, { kind: '合同' }, [fileOf('合同.pdf')]);
  await chooseWay(office, entryNo, 'electronic');
  const lacking = await userError(sendPaperless(office, entryNo));
  expect([lacking.code, lacking.message.endsWith('还缺局端要的：发票')]).toEqual(['paperless.lacking', true]);
  await sendPaperless(office, entryNo, { sure: true });
  expect((await userError(sendPaperless(office, entryNo))).code).toBe('paperless.waiting');
  await receiveReceipts(office);
  expect((await office.store.get(entryNo)).paperless).toBe('returned');
  await addDocument(office, entryNo, { kind: '发票' }, [fileOf('发票.pdf')]);
  await sendPaperless(office, entryNo);
  // The answer of before does not end the sending of now.
  expect((await office.store.get(entryNo)).paperless).toBe('sent');
  await receiveReceipts(office);
  expect((await office.store.get(entryNo)).paperless).toBe('reported');
  expect(reportsAt(home).map(({ outcome }) => outcome)).toEqual(['returned', 'reported']);
  expect((await userError(sendPaperless(office, entryNo))).code).toBe('paperless.done');
  expect((await userError(removeDocument(office, entryNo, 1))).code).toBe('paperless.done');
});

test('of the two ways the first one holds; what the enterprise keeps is not uploaded', async () => {
  const { office, entryNo, home, parts } = await numbered();
  await addDocument(office, entryNo, { kind: '合同' }, [fileOf('合同.pdf')]);
  expect(await chooseWay(office, entryNo, 'archive')).toBe('archive');
  expect(await chooseWay(office, entryNo, 'electronic')).toBe('archive');
  await takeBackWay(office, entryNo);
  expect(await chooseWay(office, entryNo, 'electronic')).toBe('electronic');
  await takeBackWay(office, entryNo);
  await chooseWay(office, entryNo, 'archive');
  expect((await sendPaperless(office, entryNo)).text).toBe('企业自存已发送，等局端答复');
  expect(parts()).toEqual([]);
  await receiveReceipts(office);
  expect((await office.store.get(entryNo)).paperless).toBe('reported');
  expect(reportsAt(home)).toMatchObject([{ way: 'archive' }]);
});

test('nothing leaves before there is a number, a way, and a file for each document', async () => {
  const at = await openTestOffice();
  const { office } = at;
  await startTestBureau(at, { faults: { papers: 'none' } });
  const [entryNo = ''] = await importGood(office, 1);
  const code = async () => (await userError(sendPaperless(office, entryNo))).code;
  expect(await code()).toBe('paperless.no-number');
  await sendDeclaration(office, entryNo);
  await receiveReceipts(office);
  expect((await office.store.get(entryNo)).paperless).toBeUndefined();
  expect(await code()).toBe('paperless.no-way');
  await chooseWay(office, entryNo, 'electronic');
  expect(await code()).toBe('paperless.no-files');
  await addDocument(office, entryNo, { kind: '合同' }, []);
  expect(await code()).toBe('paperless.no-files');
  expect((await office.store.get(entryNo)).paperless).toBeUndefined();
  expect(reportsAt(at.home)).toEqual([]);
});

test('the copy is sent where the original is gone; a copy that is gone or damaged is told of and nothing is reported', async () => {
  const { office, entryNo, home } = await numbered();
  const path = fileOf('合同.pdf', CONTRACT);
  await addDocument(office, entryNo, { kind: '合同' }, [path]);
  await addDocument(office, entryNo, { kind: '发票' }, [fileOf('发票.pdf', INVOICE)]);
  await chooseWay(office, entryNo, 'electronic');
  rmSync(path);
  const month = readdirSync(join(home, 'paperless'))[0] ?? '';
  const copy = join(home, 'paperless', month, entryNo, sumOf(INVOICE));
  writeFileSync(copy, 'other');
  expect((await userError(sendPaperless(office, entryNo))).code).toBe('store.broken');
  rmSync(copy);
  expect((await userError(sendPaperless(office, entryNo))).code).toBe('store.paperless-gone');
  expect(reportsAt(home)).toEqual([]);
  writeFileSync(copy, INVOICE);
  await sendPaperless(office, entryNo);
  expect(filesAt(home)).toEqual(BOTH);
});

test('a real platform gets the documents under its own account; what is missing is said, and the password is nowhere', async () => {
  const at = await openTestOffice();
  const { office, home } = at;
  const bureau = await startTestBureau(at, {
    accounts: [{ user: 'broker', password: 'right' }],
    faults: { papers: 'none' },
  });
  const { url } = await openPlainDoor(bureau);
  await changeChannel(office, { platform: '02', sendUrl: url, user: 'broker' }, 'right');
  const [entryNo = ''] = await importGood(office, 1);
  await sendDeclaration(office, entryNo);
  await receiveReceipts(office);
  await addDocument(office, entryNo, { kind: '合同' }, [fileOf('合同.pdf')]);
  await chooseWay(office, entryNo, 'electronic');
  const missing = await userError(sendPaperless(office, entryNo));
  expect([missing.code, missing.message]).toEqual(['paperless.not-set', '无纸化通讯没有填写 无纸化URL、通讯账号']);
  await office.store.settings.update(PAPERLESS, () => ({ way: 'service' as const, url, user: 'broker' }));
  await setSecret(office, 'paperless.password', 'wrong-hunter2');
  const login = await userError(sendPaperless(office, entryNo));
  expect([login.code, login.exit, JSON.stringify(login).includes('hunter2')]).toEqual([
    'transport.login',
    'login',
    false,
  ]);
  // It was surely not taken in, so it may be changed.
  await setSecret(office, 'paperless.password', 'right');
  await sendPaperless(office, entryNo);
  await receiveReceipts(office);
  expect((await office.store.get(entryNo)).paperless).toBe('reported');
  expect([casesOf(home).length, reportsAt(home).length]).toEqual([1, 1]);
});
