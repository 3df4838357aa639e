import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { awaitReceipts } from '../../src/jobs/await-receipts.ts';
import { changeChannel } from '../../src/jobs/channel.ts';
import { timeOf } from '../../src/jobs/clock.ts';
import { removeDeclaration, showAgain } from '../../src/jobs/keep-declarations.ts';
import { owesAcknowledgements, receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { type Faults, NO_FAULTS } from '../../src/practice/faults.ts';
import { callingSide } from '../../src/practice/secret-line.ts';
import { MOST_RECEIPTS } from '../../src/store/receipts.ts';
import { httpChannel } from '../../src/transport/http-channel.ts';
import { LIES } from '../transport/lies.ts';
import { openLyingServer } from '../transport/lying-server.ts';
import { casesOf, importGood, openTestOffice, startTestBureau, userError } from './office.ts';

/** Three declarations sent in quiet, then their receipts through the faults; what is known of them in the end. */
async function outcomeWith(faults: Partial<Faults>) {
  const at = await openTestOffice();
  const { office } = at;
  const bureau = await startTestBureau(at, { pace: 1000, sampleEvery: 2 });
  const entryNos = await importGood(office, 3);
  for (const entryNo of entryNos) await sendDeclaration(office, entryNo);
  bureau.setFaults(faults);
  const failures: string[] = [];
  await awaitReceipts(office, entryNos, { seconds: 600, onFailure: ({ code }) => failures.push(code) });
  const records = await Promise.all(entryNos.map(entryNo => office.store.get(entryNo)));
  bureau.setFaults(NO_FAULTS);
  expect((await receiveReceipts(office)).arrived).toBe(0);
  return {
    failures,
    records: records.map(({ status, declarationNo, clearanceNo, applicationNo, sampled, receipts }) => ({
      ...{ status, declarationNo, clearanceNo, applicationNo, sampled },
      receipts: receipts.map(({ code, time, dealNo }) => ({ code, time, dealNo })),
    })),
  };
}

describe('the end is the same', async () => {
  test.each<[string, Partial<Faults>, boolean]>([
    ['when every receipt comes twice', { duplicate: true }, false],
    ['when receipts come last first', { shuffle: true }, false],
    ['when they come twice and last first', { duplicate: true, shuffle: true }, false],
    ['when answers and acknowledgements are dropped', { drop: 0.5 }, true],
    ['when the line is refused and fails', { refuse: 0.3, error: 0.3 }, true],
    ['when answers are garbage', { garbage: 0.5 }, true],
    ['when answers are cut short', { truncate: 0.5 }, true],
  ])('%s', async (_, faults, fails) => {
    const quiet = await outcomeWith({});
    expect(quiet.records.map(({ status }) => status)).toEqual(['released', 'released', 'released']);
    expect(quiet.failures).toEqual([]);
    const { records, failures } = await outcomeWith(faults);
    expect(records).toEqual(quiet.records);
    expect(failures.length > 0).toBe(fails);
  });
});

test('a failed acknowledgement is told; what came is kept and comes again without effect', async () => {
  const at = await openTestOffice();
  const { office } = at;
  const given: string[] = [];
  const bureau = await startTestBureau(at, {
    log: line => {
      if (!line.includes('给出回执')) return;
      given.push(line);
      // Asking is answered, the first acknowledgement after it is not.
      if (given.length === 1) bureau.setFaults({ error: 1 });
    },
  });
  const [entryNo = ''] = await importGood(office, 1);
  await sendDeclaration(office, entryNo);
  const received = await receiveReceipts(office);
  expect([received.arrived, received.failure?.exit]).toEqual([3, 'transport']);
  expect((await office.store.get(entryNo)).status).toBe('released');
  bureau.setFaults(NO_FAULTS);
  expect(await receiveReceipts(office, { entryNos: [entryNo] })).toMatchObject({ arrived: 0, changed: [] });
  expect(given.map(line => line.replace('练习局 ', ''))).toEqual(['给出回执 3 条', '给出回执 0 条']);
  expect((await office.store.get(entryNo)).receipts).toHaveLength(3);
});

test('receipts beyond what one declaration may have are refused, told once and not acknowledged; nothing else stops', async () => {
  const at = await openTestOffice();
  const { office, openAgain } = at;
  await startTestBureau(at);
  const [flooded = '', other = ''] = await importGood(office, 2);
  for (const entryNo of [flooded, other]) await sendDeclaration(office, entryNo);
  const month = `${timeOf(office.now()).slice(0, 7)}`;
  const folder = join(office.home, 'receipts', 'applied', month);
  mkdirSync(folder, { recursive: true });
  for (let count = 0; count < MOST_RECEIPTS; count += 1) writeFileSync(join(folder, `${flooded}_${count}.json`), '');
  const received = await receiveReceipts(office);
  expect(received.arrived).toBe(3);
  expect(received.problems).toEqual([expect.stringContaining(`${flooded} 的回执已有 2000 条，多出的 3 条没有收下`)]);
  expect([(await office.store.get(flooded)).status, (await office.store.get(other)).status]).toEqual([
    'sent',
    'released',
  ]);
  expect(await receiveReceipts(office)).toMatchObject({ arrived: 0, problems: [] });
  rmSync(folder, { recursive: true });
  expect(await receiveReceipts(await openAgain())).toMatchObject({ arrived: 3 });
});

test('receiving over a dead line says so and changes nothing', async () => {
  const at = await openTestOffice();
  const bureau = await startTestBureau(at);
  const [entryNo = ''] = await importGood(at.office, 1);
  await sendDeclaration(at.office, entryNo);
  bureau.setFaults({ refuse: 1 });
  expect((await userError(receiveReceipts(at.office))).exit).toBe('transport');
  await bureau.stop();
  expect(await userError(receiveReceipts(at.office))).toMatchObject({
    code: 'channel.practice-stopped',
    exit: 'transport',
  });
  expect((await at.office.store.get(entryNo)).status).toBe('sent');
});

test('receipts that a crash left between the disk and their declaration are applied by the next run, even without a line', async () => {
  const at = await openTestOffice();
  const { office, openAgain } = at;
  const bureau = await startTestBureau(at);
  const [entryNo = ''] = await importGood(office, 1);
  await sendDeclaration(office, entryNo);
  office.store.update = () => Promise.reject(new Error('power cut'));
  await expect(receiveReceipts(office)).rejects.toThrow('power cut');
  await bureau.stop();
  const next = await openAgain();
  expect((await userError(receiveReceipts(next))).code).toBe('channel.practice-stopped');
  expect((await next.store.get(entryNo)).status).toBe('released');
});

test('receipts without a declaration are kept, told, acknowledged, and applied when it is back', async () => {
  const at = await openTestOffice();
  const { office } = at;
  await startTestBureau(at);
  const [entryNo = ''] = await importGood(office, 1);
  await sendDeclaration(office, entryNo);
  await office.store.remove(entryNo);
  const received = await receiveReceipts(office, { entryNos: [entryNo] });
  expect(received.unmatched.map(receipt => receipt.entryNo)).toEqual([entryNo, entryNo, entryNo]);
  expect((await receiveReceipts(office, { entryNos: [entryNo] })).arrived).toBe(0);
  expect(await office.store.receipts.unapplied()).toHaveLength(3);
  await office.store.restore(entryNo);
  expect((await receiveReceipts(office)).changed.map(({ to }) => to)).toEqual(['released']);
  expect(await office.store.receipts.unapplied()).toEqual([]);
});

test('a withdrawn declaration still takes receipts, out of view', async () => {
  const at = await openTestOffice();
  const { office } = at;
  await startTestBureau(at);
  const [entryNo = ''] = await importGood(office, 1);
  await sendDeclaration(office, entryNo);
  expect(await removeDeclaration(office, entryNo)).toBe('withdrawn');
  expect((await receiveReceipts(office)).arrived).toBe(3);
  expect(await office.store.get(entryNo)).toMatchObject({ status: 'withdrawn', underneath: 'released' });
  expect((await showAgain(office, entryNo)).status).toBe('released');
  expect(casesOf(at.home)).toHaveLength(1);
});

describe('what the bureau has not heard', () => {
  /** A declaration that was released while no acknowledgement got through. */
  async function unheard(named: string) {
    const at = await openTestOffice();
    const practice = await startTestBureau(at);
    const behind = httpChannel({ sendUrl: practice.url.replace('http:', 'https:'), agent: callingSide(practice.key) });
    const acknowledged: number[] = [];
    const server = await openLyingServer(async body => {
      const text = new TextDecoder().decode(body);
      if (text.includes('<ReceiptAcknowledge>')) acknowledged.push(text.match(/<ReceiptId>/gu)?.length ?? 0);
      return (await behind.receive(body)).bytes;
    }, '');
    onTestFinished(() => server.close());
    await changeChannel(at.office, { platform: '02', sendUrl: server.url });
    const [entryNo = ''] = await importGood(at.office, 1);
    await sendDeclaration(at.office, entryNo);
    const lie = LIES.find(({ name }) => name === named);
    server.lie = lie && { ...lie, to: ['acknowledge'] };
    const received = await receiveReceipts(at.office);
    expect((await at.office.store.get(entryNo)).status).toBe('released');
    expect(acknowledged).toEqual([]);
    return { ...at, server, entryNo, acknowledged, received };
  }

  test('is made up for by the next run, though nothing waits any more', async () => {
    const { server, acknowledged, openAgain } = await unheard('hangs up');
    server.lie = undefined;
    const next = await openAgain();
    expect(await owesAcknowledgements(next)).toBe(true);
    expect(await receiveReceipts(next)).toMatchObject({ arrived: 0, changed: [], problems: [] });
    expect(acknowledged).toEqual([3]);
    expect(await owesAcknowledgements(next)).toBe(false);
    await receiveReceipts(next);
    expect(acknowledged).toEqual([3]);
  });

  test('is known after a crash between the disk and the acknowledgement', async () => {
    const at = await openTestOffice();
    await startTestBureau(at);
    const [entryNo = ''] = await importGood(at.office, 1);
    await sendDeclaration(at.office, entryNo);
    at.office.store.update = () => Promise.reject(new Error('power cut'));
    await expect(receiveReceipts(at.office)).rejects.toThrow('power cut');
    expect(await owesAcknowledgements(await at.openAgain())).toBe(true);
  });

  test('is told once a day when the bureau does not want to hear it, and tried again after an hour', async () => {
    const { office, clock, server, received } = await unheard('refuses acknowledgements');
    expect(received.failure?.code).toBe('transport.refused-request');
    const problems = async () => (await receiveReceipts(office)).problems;
    expect(await problems()).toEqual([expect.stringContaining('3 条回执已收下，局端不接受确认')]);
    const { lies } = server.told;
    expect(await problems()).toEqual([]);
    expect(server.told.lies).toBe(lies);
    clock.now += 3_600_001;
    expect(await problems()).toEqual([]);
    expect(server.told.lies).toBe(lies + 1);
    clock.now += 86_400_000;
    expect(await problems()).toHaveLength(1);
    clock.now += 30 * 86_400_000;
    await office.store.receipts.owed.owe('02', [], clock.now);
    expect(await owesAcknowledgements(office)).toBe(false);
  });

  test('a receipt that cannot be taken is told once a day, not each time', async () => {
    const at = await openTestOffice();
    const practice = await startTestBureau(at);
    const behind = httpChannel({ sendUrl: practice.url.replace('http:', 'https:'), agent: callingSide(practice.key) });
    const server = await openLyingServer(async body => (await behind.receive(body)).bytes, 'WI179546740372500');
    onTestFinished(() => server.close());
    await changeChannel(at.office, { platform: '02', sendUrl: server.url });
    const [entryNo = ''] = await importGood(at.office, 1);
    await sendDeclaration(at.office, entryNo);
    server.lie = LIES.find(({ name }) => name === 'gives receipts nobody asked for');
    const problems = async () => (await receiveReceipts(at.office)).problems;
    expect(await problems()).toEqual(['局端给出 1 条没有问的单证的回执（WI179546740372500），没有收下']);
    expect([await problems(), await problems()]).toEqual([[], []]);
    at.clock.now += 86_400_000;
    expect(await problems()).toHaveLength(1);
    expect(await at.office.store.receipts.unapplied()).toEqual([]);
  });
});
