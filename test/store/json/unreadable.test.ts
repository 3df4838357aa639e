import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entryNo } from '../paper.ts';
import { openPapers } from '../stage.ts';

test('an entry of the outbox that cannot be read is told and stops none of the others', async () => {
  const store = await openPapers();
  for (const messageId of ['a', 'b', 'c']) {
    await store.outbox.enqueue({ messageId, entryNo: entryNo(1), channel: 'p', bytes: Buffer.from(messageId) });
  }
  writeFileSync(join(store.home, 'outbox', 'b.json'), '{');
  expect((await store.outbox.due(Date.now())).map(({ messageId }) => messageId)).toEqual(['a', 'c']);
  expect((await store.outbox.list()).map(({ messageId }) => messageId)).toEqual(['a', 'c']);
  expect((await store.outbox.unreadable()).map(({ code, message }) => [code, message])).toEqual([
    ['store.broken', expect.stringContaining('b.json')],
  ]);
});

test('a message whose bytes were changed is not handed out to be sent', async () => {
  const store = await openPapers();
  await store.outbox.enqueue({ messageId: 'a', entryNo: entryNo(1), channel: 'p', bytes: Buffer.from('<a/>') });
  writeFileSync(join(store.home, 'outbox', 'a.message'), '<b/>');
  await expect(store.outbox.claim('a')).rejects.toMatchObject({ code: 'store.broken' });
  expect((await store.outbox.find('a'))?.attempts).toEqual([]);
});

test('a receipt that cannot be read keeps none of the others from having their effect', async () => {
  const store = await openPapers();
  for (const identity of ['a', 'b']) {
    await store.receipts.keep([{ identity, entryNo: entryNo(1), raw: identity, receivedAt: 1 }]);
  }
  const folder = join(store.home, 'receipts', 'new');
  writeFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'no');
  expect(await store.receipts.unapplied()).toHaveLength(1);
  expect(await store.receipts.of(entryNo(1))).toHaveLength(1);
});
