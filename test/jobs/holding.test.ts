import { once } from 'node:events';
import { expect, test } from 'vitest';
import { openChannel } from '../../src/jobs/channel.ts';
import { deliver, deliverDue } from '../../src/jobs/deliver-outbox.ts';
import type { Office } from '../../src/jobs/office.ts';
import { cancelMessage, deliverOutbox, listOutbox, takeBack } from '../../src/jobs/outbox.ts';
import { receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import { sendDeclaration, unsent } from '../../src/jobs/send-declarations.ts';
import { runTogether, startChild } from '../run/child.ts';
import { casesOf, importGood, openTestOffice, startTestBureau } from './office.ts';

const HOLD = 5000;

async function heldOffice(count = 1) {
  const at = await openTestOffice();
  await startTestBureau(at);
  const entryNos = await importGood(at.office, count);
  const held: { readonly entryNo: string; readonly messageId: string }[] = [];
  for (const entryNo of entryNos) {
    const sent = await sendDeclaration(at.office, entryNo, { hold: HOLD });
    held.push({ entryNo, messageId: sent.held?.messageId ?? '' });
  }
  const [entryNo = ''] = entryNos;
  return { ...at, entryNos, entryNo, held, messageId: held[0]?.messageId ?? '' };
}

const statusOf = async (office: Office, entryNo: string) => (await office.store.get(entryNo)).status;

test('a held message is on the disk, marked sent, and nobody delivers it before its time', async () => {
  const { office, home, clock, entryNo, openAgain } = await heldOffice();
  const other = await openAgain();
  expect(await statusOf(office, entryNo)).toBe('sent');
  expect(await listOutbox(other)).toMatchObject([
    { entryNo, state: 'waiting', nextTry: clock.now + HOLD, attempts: [] },
  ]);
  clock.now += HOLD - 1;
  expect(await deliverDue(other, await openChannel(other))).toEqual([]);
  expect((await receiveReceipts(other)).delivered).toEqual([]);
  expect((await deliverOutbox(other)).map(({ outcome, text }) => [outcome, text])).toEqual([['held', '1 秒后发送']]);
  expect((await sendDeclaration(other, entryNo)).outcome).toBe('held');
  expect(await unsent(other)).toEqual([entryNo]);
  expect(casesOf(home)).toEqual([]);
  clock.now += 1;
  expect((await receiveReceipts(other)).delivered.map(({ outcome }) => outcome)).toEqual(['taken']);
  expect(casesOf(home)).toHaveLength(1);
});

test('who wants it delivered now gets it delivered now', async () => {
  const { office, home } = await heldOffice();
  expect((await deliverOutbox(office, { unheld: true })).map(({ outcome }) => outcome)).toEqual(['taken']);
  expect(casesOf(home)).toHaveLength(1);
});

test('taken back, the declaration is saved again and can be sent again, under another message', async () => {
  const { office, home, clock, entryNo, messageId } = await heldOffice();
  expect(await takeBack(office, entryNo, messageId)).toEqual({ back: true, text: '已收回，没有发送' });
  expect(await statusOf(office, entryNo)).toBe('saved');
  expect(await listOutbox(office)).toEqual([]);
  clock.now += HOLD;
  expect((await receiveReceipts(office)).delivered).toEqual([]);
  expect(casesOf(home)).toEqual([]);
  const again = await sendDeclaration(office, entryNo);
  expect(again.outcome).toBe('taken');
  expect(casesOf(home).map(taken => taken.messageId)).not.toContain(messageId);
});

test('the outbox command takes it back as well', async () => {
  const { office, entryNo } = await heldOffice();
  await cancelMessage(office, entryNo);
  expect(await statusOf(office, entryNo)).toBe('saved');
});

test('what has left, is leaving, or was taken back elsewhere is told as that', async () => {
  const { office, openAgain, held } = await heldOffice(3);
  const other = await openAgain();
  const open = await openChannel(other);
  const [first, second, third] = held as [(typeof held)[0], (typeof held)[0], (typeof held)[0]];
  await deliver(other, open, first.messageId, { unheld: true });
  expect((await takeBack(office, first.entryNo, first.messageId)).text).toBe('已经发出，收不回了');
  expect(await statusOf(office, first.entryNo)).toBe('sent');
  let told = '';
  const line: typeof open.line = {
    ...open.line,
    send: async (...message) => {
      told = (await takeBack(office, second.entryNo, second.messageId)).text;
      return await open.line.send(...message);
    },
  };
  expect((await deliver(other, { ...open, line }, second.messageId, { unheld: true })).outcome).toBe('taken');
  expect(told).toBe('正在发送，收不回了');
  await takeBack(other, third.entryNo, third.messageId);
  expect((await takeBack(office, third.entryNo, third.messageId)).text).toBe('已被别处收回');
  expect((await deliver(office, open, third.messageId)).text).toBe('已被收回，没有发送');
});

test('one program takes back while another delivers: of each message one of them wins, and both say so', async () => {
  const { office, home, held } = await heldOffice(12);
  const messages = held.map(({ entryNo, messageId }) => `${entryNo}:${messageId}`);
  const outputs = await runTogether('jobs/hold', [
    [home, 'back', messages.join()],
    [home, 'deliver', messages.toReversed().join()],
  ]);
  await office.store.refresh();
  const at = (output: number, entryNo: string) =>
    outputs[output]?.find(line => line.startsWith(entryNo))?.slice(entryNo.length + 1);
  const arrived = casesOf(home).map(({ entryNo }) => entryNo);
  for (const { entryNo } of held) {
    const isBack = at(0, entryNo) === 'back';
    expect([entryNo, await statusOf(office, entryNo), arrived.filter(each => each === entryNo).length]).toEqual(
      isBack ? [entryNo, 'saved', 0] : [entryNo, 'sent', 1],
    );
    // Whoever delivers may meet the other one with the message still in hand.
    expect(isBack ? ['refused', 'waiting'] : ['taken']).toContain(at(1, entryNo));
  }
  expect(new Set(arrived).size).toBe(arrived.length);
  expect((await office.store.check()).problems).toEqual([]);
});

test('killed while it is held, the next run sends it when its time has come, once', async () => {
  const at = await openTestOffice();
  const { home, office, clock } = at;
  await startTestBureau(at);
  const entryNos = await importGood(office, 2);
  // The other process goes by the clock of this machine.
  clock.now = Date.now();
  await Promise.all(
    ['marked', 'enqueued'].map(async (step, index) => {
      const child = await startChild('jobs/send', [home, entryNos[index] ?? '', step, String(HOLD)]);
      child.stdin?.end('go\n');
      expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);
    }),
  );
  await office.store.refresh();
  const [marked = '', queued = ''] = entryNos;
  expect(await listOutbox(office)).toMatchObject([{ entryNo: queued, state: 'waiting', attempts: [] }]);
  const [entry] = await listOutbox(office);
  clock.now = (entry?.nextTry ?? 0) - 1;
  expect((await receiveReceipts(office)).delivered).toEqual([]);
  expect(casesOf(home)).toEqual([]);
  clock.now += 1;
  expect((await receiveReceipts(office)).delivered.map(({ outcome }) => outcome)).toEqual(['taken']);
  expect((await sendDeclaration(office, marked)).outcome).toBe('taken');
  expect((await sendDeclaration(office, queued)).outcome).toBe('already');
  expect(casesOf(home)).toHaveLength(2);
});

test('a clock that jumps back neither holds it for hours nor sends it twice', async () => {
  const { office, home, clock } = await heldOffice();
  clock.now -= 86_400_000;
  const open = await openChannel(office);
  expect((await deliverDue(office, open)).map(({ outcome }) => outcome)).toEqual(['taken']);
  clock.now += 86_400_000 + HOLD;
  expect(await deliverDue(office, open)).toEqual([]);
  expect(casesOf(home)).toHaveLength(1);
});
