import { expect, test } from 'vitest';
import type { NewMessage } from '../../../src/store/outbox.ts';
import { isHeld } from '../../../src/store/outbox-entry.ts';
import { entryNo } from '../paper.ts';
import { openPapers, userError } from '../stage.ts';

const NO = entryNo(1);
const BYTES = Buffer.from('<?xml version="1.0" encoding="UTF-8"?><名>義</名>\r\n');

function message(messageId = 'm-1', bytes: Uint8Array = BYTES): NewMessage {
  return { messageId, entryNo: NO, channel: 'practice', bytes };
}

function clock(start = 1_000_000) {
  let time = start;
  return { now: () => time, pass: (milliseconds: number) => (time += milliseconds) };
}

test('a message goes out once: claimed with its exact bytes, settled, no longer due', async () => {
  const { now, pass } = clock();
  const store = await openPapers(undefined, { now });
  await store.outbox.enqueue(message());
  expect((await store.outbox.due(now())).map(entry => entry.messageId)).toEqual(['m-1']);
  expect(await store.outbox.due(now() - 1)).toEqual([]);
  const claim = await store.outbox.claim('m-1');
  expect(claim?.task).toBe('send');
  expect(Buffer.from(claim?.bytes ?? []).equals(BYTES)).toBe(true);
  pass(250);
  await claim?.settle({ state: 'sent', code: 'accepted', text: '已接收', acknowledged: 'A-77' });
  expect(await store.outbox.due(now())).toEqual([]);
  expect(await store.outbox.claim('m-1')).toBeNull();
  expect(await store.outbox.list()).toEqual([]);
  expect(await store.outbox.list({ done: true })).toMatchObject([
    { state: 'sent', acknowledged: 'A-77', attempts: [{ at: 1_000_000, code: 'accepted', text: '已接收' }] },
  ]);
});

test('a try that began and was never settled is asked about', async () => {
  const store = await openPapers();
  await store.outbox.enqueue(message());
  const claim = await store.outbox.claim('m-1');
  expect(await store.outbox.claim('m-1')).toBeNull();
  await claim?.settle({ state: 'asking', code: 'timeout', text: '没有答复', nextTry: 0 });
  expect((await store.outbox.claim('m-1'))?.task).toBe('ask');
});

test('an answer that it never arrived lets it be sent again under the same id', async () => {
  const { now, pass } = clock();
  const store = await openPapers(undefined, { now });
  await store.outbox.enqueue(message());
  await (await store.outbox.claim('m-1'))?.settle({
    state: 'waiting',
    code: 'refused',
    text: '',
    nextTry: now() + 5000,
  });
  expect(await store.outbox.due(now() + 4999)).toEqual([]);
  pass(5000);
  expect((await store.outbox.due(now())).length).toBe(1);
  const again = await store.outbox.claim('m-1');
  expect([again?.task, again?.entry.attempts.length]).toEqual(['send', 2]);
  await again?.release();
  expect(await store.outbox.find('m-1')).toMatchObject({ state: 'waiting', attempts: [{ code: 'refused' }] });
});

test('the same message twice is one entry; another one under its id is refused', async () => {
  const store = await openPapers();
  const first = await store.outbox.enqueue(message());
  expect(await store.outbox.enqueue(message())).toEqual(first);
  expect((await userError(store.outbox.enqueue(message('m-1', Buffer.from('x'))))).code).toBe('store.message-id');
  await (await store.outbox.claim('m-1'))?.settle({ state: 'sent', code: 'ok', text: '' });
  expect((await store.outbox.enqueue(message())).state).toBe('sent');
  expect((await store.outbox.list({ done: true })).length).toBe(1);
});

test('what waits or failed can be cancelled or retried, what may have arrived cannot be cancelled', async () => {
  const store = await openPapers();
  await store.outbox.enqueue(message('a'));
  await store.outbox.cancel('a');
  expect(await store.outbox.list({ done: true })).toEqual([]);
  expect((await userError(store.outbox.cancel('a'))).code).toBe('store.outbox-missing');

  await store.outbox.enqueue(message('b'));
  await (await store.outbox.claim('b'))?.settle({ state: 'asking', code: 'timeout', text: '', nextTry: 9e15 });
  expect((await userError(store.outbox.cancel('b'))).code).toBe('store.outbox-sent');
  expect((await store.outbox.retry('b')).state).toBe('asking');

  await store.outbox.enqueue(message('c'));
  await (await store.outbox.claim('c'))?.settle({ state: 'failed', code: 'rejected', text: '' });
  expect((await store.outbox.due(9e15)).map(entry => entry.messageId)).toEqual(['b']);
  expect((await store.outbox.retry('c')).state).toBe('waiting');
  await (await store.outbox.claim('c'))?.settle({ state: 'sent', code: 'ok', text: '' });
  expect((await userError(store.outbox.retry('c'))).code).toBe('store.outbox-sent');
});

test('a message id cannot climb out of the folder', async () => {
  const store = await openPapers();
  for (const bad of ['../x', '', 'a/b', '.hidden', 'x'.repeat(81)]) {
    await expect(store.outbox.enqueue(message(bad))).rejects.toThrow('Not a message id');
  }
});

test('a held message is due after its hold, also when the clock jumps, and can be cancelled until it is claimed', async () => {
  const { now, pass } = clock();
  const store = await openPapers(undefined, { now });
  const [entry] = [await store.outbox.enqueue({ ...message(), hold: 5000 })];
  const due = async () => (await store.outbox.due(now())).length;
  expect([isHeld(entry, now()), await due()]).toEqual([true, 0]);
  pass(4999);
  expect([isHeld(entry, now()), await due()]).toEqual([true, 0]);
  pass(1);
  expect([isHeld(entry, now()), await due()]).toEqual([false, 1]);
  // Another machine's clock is a little behind: it waits no shorter.
  pass(-6000);
  expect([isHeld(entry, now()), await due()]).toEqual([true, 0]);
  // The clock was set back by a day: nobody meant to hold it that long.
  pass(-86_400_000);
  expect([isHeld(entry, now()), await due()]).toEqual([false, 1]);
  pass(86_400_000);
  await store.outbox.cancel('m-1');
  expect(await store.outbox.find('m-1')).toBeUndefined();
});

test('a message that was tried once is held no more, whatever its next try', async () => {
  const { now } = clock();
  const store = await openPapers(undefined, { now });
  await store.outbox.enqueue({ ...message(), hold: 5000 });
  const claim = await store.outbox.claim('m-1');
  const entry = await claim?.settle({ state: 'waiting', code: 'refused', text: '', nextTry: now() + 9000 });
  expect(entry && isHeld(entry, now())).toBe(false);
});

test('a retry by hand ends a hold', async () => {
  const { now } = clock();
  const store = await openPapers(undefined, { now });
  await store.outbox.enqueue({ ...message(), hold: 5000 });
  expect(isHeld(await store.outbox.retry('m-1'), now())).toBe(false);
});
