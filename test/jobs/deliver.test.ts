import { expect, test } from 'vitest';
import { changeChannel, openChannel } from '../../src/jobs/channel.ts';
import { deliverDue } from '../../src/jobs/deliver-outbox.ts';
import { exchangeLine } from '../../src/jobs/exchange-line.ts';
import { removeDeclaration } from '../../src/jobs/keep-declarations.ts';
import { cancelMessage, deliverOutbox, listOutbox, retryMessage } from '../../src/jobs/outbox.ts';
import { receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import { sendDeclaration, unsent } from '../../src/jobs/send-declarations.ts';
import { NO_FAULTS } from '../../src/practice/faults.ts';
import { openPlainDoor, type PlainDoor } from '../practice/plain-door.ts';
import { casesOf, importGood, openTestOffice, startTestBureau, userError } from './office.ts';

const ACCOUNTS = [{ user: 'broker', password: 'right' }];

async function officeWithOne(options: Parameters<typeof startTestBureau>[1] = {}) {
  const at = await openTestOffice();
  const bureau = await startTestBureau(at, options);
  const [entryNo = ''] = await importGood(at.office, 1);
  let door: PlainDoor | undefined;
  /** The office as one that sends to a real bureau, with an account. */
  const changeAccount = async (password: string, user = 'broker') => {
    door ??= await openPlainDoor(bureau);
    await changeChannel(at.office, { platform: '02', sendUrl: door.url, user }, password);
  };
  return { ...at, bureau, entryNo, changeAccount };
}

test('a lost answer is asked about at once: the bureau has the declaration, once', async () => {
  const { home, office, bureau, entryNo } = await officeWithOne();
  let posts = 0;
  // The first answer is dropped, the second is not.
  bureau.setFaults({ drop: 0.5 });
  while ((await sendDeclaration(office, entryNo, { pauseOf: () => 0 })).outcome === 'waiting') posts += 1;
  expect(posts).toBeLessThan(20);
  expect(casesOf(home).map(taken => taken.entryNo)).toEqual([entryNo]);
  expect((await sendDeclaration(office, entryNo)).outcome).toBe('already');
  expect(await listOutbox(office)).toEqual([]);
});

test('an account that is refused while asking says nothing of the message: it is not given up', async () => {
  const { home, office, bureau, entryNo, changeAccount } = await officeWithOne({ accounts: ACCOUNTS });
  await changeAccount('right');
  bureau.setFaults({ drop: 1 });
  expect((await sendDeclaration(office, entryNo, { pauseOf: () => 0 })).outcome).toBe('waiting');
  bureau.setFaults(NO_FAULTS);
  await changeAccount('wrong');
  const [refused] = await deliverOutbox(office);
  expect([refused?.outcome, refused?.error?.exit]).toEqual(['waiting', 'login']);
  expect((await office.store.get(entryNo)).status).toBe('sent');
  expect((await listOutbox(office)).map(({ state }) => state)).toEqual(['asking']);
  await changeAccount('right');
  expect((await deliverOutbox(office)).map(({ outcome }) => outcome)).toEqual(['taken']);
  expect(casesOf(home)).toHaveLength(1);
});

test('a refused account gives the declaration back; after correction a new message takes the place of the old one', async () => {
  const { home, office, entryNo, changeAccount } = await officeWithOne({ accounts: ACCOUNTS });
  await changeAccount('wrong');
  const sent = await sendDeclaration(office, entryNo);
  expect([sent.outcome, sent.error?.exit]).toEqual(['refused', 'login']);
  expect((await office.store.get(entryNo)).status).toBe('saved');
  await changeAccount('right');
  expect((await sendDeclaration(office, entryNo)).outcome).toBe('taken');
  expect(await listOutbox(office)).toEqual([]);
  expect(casesOf(home)).toHaveLength(1);
});

test('a message that was given up cannot be put in line again behind the back of its declaration', async () => {
  const { home, office, entryNo, changeAccount } = await officeWithOne({ accounts: ACCOUNTS });
  await changeAccount('wrong');
  await sendDeclaration(office, entryNo);
  const [given] = await listOutbox(office);
  const error = await userError(retryMessage(office, given?.messageId ?? ''));
  expect([error.code, error.next.join()]).toEqual(['outbox.given-up', expect.stringContaining(`send ${entryNo}`)]);
  expect(casesOf(home)).toEqual([]);
});

test('an account that no message can carry is told before anything is marked sent', async () => {
  const { office, entryNo, changeAccount } = await officeWithOne();
  await changeAccount('line\u0000end');
  expect((await userError(sendDeclaration(office, entryNo))).code).toBe('message.account');
  expect((await office.store.get(entryNo)).status).toBe('saved');
});

test('a message goes to no other platform than the one it was made for', async () => {
  const { home, office, bureau, entryNo } = await officeWithOne();
  bureau.setFaults({ drop: 1 });
  await sendDeclaration(office, entryNo, { pauseOf: () => 0 });
  bureau.setFaults(NO_FAULTS);
  await changeChannel(office, { platform: '02', sendUrl: bureau.url });
  const [left] = await deliverDue(office, await openChannel(office), { pauseOf: () => 0 });
  expect([left?.outcome, left?.error?.code]).toEqual(['waiting', 'outbox.other-channel']);
  expect((await listOutbox(office))[0]?.attempts).toHaveLength(1);
  await changeChannel(office, { platform: '09' });
  expect((await deliverDue(office, await openChannel(office))).map(({ outcome }) => outcome)).toEqual(['taken']);
  expect(casesOf(home)).toHaveLength(1);
});

test('what breaks in the middle of a try leaves the message to be asked about, not held', async () => {
  const { office, entryNo } = await officeWithOne();
  const open = await openChannel(office);
  const broken = { ...open, line: { ...open.line, send: () => Promise.reject(new TypeError('broken')) } };
  await expect(sendDeclaration(office, entryNo, { open: broken })).rejects.toThrow('broken');
  expect((await listOutbox(office)).map(({ state }) => state)).toEqual(['asking']);
  expect((await deliverOutbox(office)).map(({ outcome }) => outcome)).toEqual(['taken']);
});

test('a cancelled message gives its declaration back; one that may have arrived cannot be cancelled', async () => {
  const { office, bureau, entryNo } = await officeWithOne();
  const [other = ''] = await importGood(office, 1, { contractNo: 'HT-other' });
  await bureau.stop();
  // The bureau is gone but its address is still known: the message surely did not arrive.
  const open = { ...(await openChannel(office).catch(() => undefined)) };
  expect(open).toEqual({});
  const { httpChannel } = await import('../../src/transport/http-channel.ts');
  const dead = {
    platform: '09',
    form: () => 'eciq' as const,
    line: exchangeLine(httpChannel({ sendUrl: bureau.url }), undefined),
    organisationCode: undefined,
  } as const;
  expect((await sendDeclaration(office, entryNo, { open: dead })).outcome).toBe('waiting');
  const [entry] = await listOutbox(office);
  expect(entry?.state).toBe('waiting');
  expect((await userError(removeDeclaration(office, entryNo))).code).toBe('declaration.in-outbox');
  await cancelMessage(office, entry?.messageId ?? '');
  expect((await office.store.get(entryNo)).status).toBe('saved');
  expect(await removeDeclaration(office, entryNo)).toBe('withdrawn');
  expect(await unsent(office)).toEqual([other]);
});

test('a cancelling that was broken off behind its first step is finished by the next', async () => {
  const { office, entryNo } = await officeWithOne();
  expect((await sendDeclaration(office, entryNo, { hold: 60 })).outcome).toBe('held');
  const [entry] = await listOutbox(office);
  await office.store.outbox.cancel(entry?.messageId ?? '');
  expect((await office.store.get(entryNo)).status).toBe('sent');
  await cancelMessage(office, entryNo);
  expect((await office.store.get(entryNo)).status).toBe('saved');
  expect((await userError(cancelMessage(office, entryNo))).code).toBe('outbox.missing');
});

// Its message is kept in a step of its own.
const HELD = { hold: 1 };

test('a sending that is taken back before its message is there, or while it comes, is sent once or not at all', async () => {
  const { home, office, entryNo } = await officeWithOne();
  const { outbox } = office.store;
  const { enqueue, find } = outbox;
  // Taken back between mark and message.
  outbox.enqueue = async message => {
    await cancelMessage(office, entryNo);
    return await enqueue.call(outbox, message);
  };
  expect((await userError(sendDeclaration(office, entryNo, HELD))).code).toBe('send.changed');
  expect((await office.store.get(entryNo)).status).toBe('saved');
  expect(await listOutbox(office, true)).toEqual([]);
  // Broken off there, and finished between the two looks of a cancelling.
  outbox.enqueue = () => Promise.reject(new TypeError('broken'));
  await expect(sendDeclaration(office, entryNo, HELD)).rejects.toThrow('broken');
  outbox.enqueue = enqueue;
  outbox.find = async messageId => {
    outbox.find = find;
    const before = await find.call(outbox, messageId);
    expect((await sendDeclaration(office, entryNo)).outcome).toBe('taken');
    return before;
  };
  expect((await userError(cancelMessage(office, entryNo))).code).toBe('store.outbox-sent');
  expect((await office.store.get(entryNo)).status).toBe('sent');
  expect(casesOf(home).map(taken => taken.entryNo)).toEqual([entryNo]);
});

test('with an outbox that has something due, receiving delivers it first', async () => {
  const { home, office, bureau, entryNo } = await officeWithOne();
  bureau.setFaults({ error: 1 });
  expect((await sendDeclaration(office, entryNo, { pauseOf: () => 0 })).outcome).toBe('waiting');
  bureau.setFaults(NO_FAULTS);
  const received = await receiveReceipts(office);
  expect(received.delivered.map(({ outcome, entry }) => [entry.entryNo, outcome])).toEqual([[entryNo, 'taken']]);
  expect(received.changed.map(({ to }) => to)).toEqual(['released']);
  expect(casesOf(home)).toHaveLength(1);
});
