import { once } from 'node:events';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { firstOutput, linesOf, runChild, runTogether, startChild } from '../../run/child.ts';
import { type PostgresServer, startPostgres } from '../../run/postgres-server.ts';
import { openAt } from '../at.ts';
import { lacksPostgres } from '../kinds.ts';
import { entryNo, type Paper, type PaperRow, paper } from '../paper.ts';

let server: PostgresServer;
beforeAll(async () => {
  if (!lacksPostgres) server = await startPostgres();
});

async function open(address: string): Promise<Store<Paper, PaperRow>> {
  const store = await openAt(address);
  onTestFinished(() => store.close());
  return store;
}

describe.skipIf(lacksPostgres)('several programs on one database', () => {
  test('8 processes × 100 edits of one declaration keep 800, each with its line in one chain', async () => {
    const address = server.newDatabase();
    const store = await open(address);
    await store.save(paper(entryNo(1)), { expect: 0 });
    await Promise.all(Array.from({ length: 8 }, () => runChild('store/count-up', [address, entryNo(1), '100'])));
    expect(await store.get(entryNo(1))).toMatchObject({ count: 800, revision: 801 });
    expect(await store.audit.verify()).toMatchObject({ lines: 801, faults: [] });
  });

  test('kill -9 while saving loses nothing acknowledged', async () => {
    const address = server.newDatabase();
    const store = await open(address);
    const children = await Promise.all([1, 2, 3].map(() => startChild('store/save-until-killed', [address])));
    const lines = children.map(linesOf);
    await Promise.all(
      children.map(async child => {
        // It goes on while its words travel, so it dies somewhere in its next steps.
        for (let words = 1 + Math.floor(Math.random() * 25); words > 0; words -= 1) await firstOutput(child);
        child.kill('SIGKILL');
        await once(child, 'close');
      }),
    );
    const newest = new Map(lines.flat().map(line => line.split(' ') as [string, string]));
    expect(newest.size).toBeGreaterThan(0);
    await store.refresh();
    for (const [number, last] of newest) {
      const place = store.rows().indexOf(number);
      if (last === 'gone') expect(place).toBe(-1);
      else if (last !== 'going') {
        const found = await store.get(number);
        expect(found.revision).toBeGreaterThanOrEqual(Number(last));
        expect(store.rows().at(place)).toEqual({ entryNo: number, party: found.party, count: found.count });
      }
    }
    expect((await store.check()).problems).toEqual([]);
  });

  test('a message claimed by one program is not claimed by another, and one that was killed in sending is asked about', async () => {
    const address = server.newDatabase();
    const store = await open(address);
    const bytes = Buffer.from('x');
    await store.outbox.enqueue({ messageId: 'm-1', entryNo: entryNo(1), channel: '09', bytes });
    const child = await startChild('store/claim', [address, 'm-1']);
    const lines = linesOf(child);
    await firstOutput(child);
    expect([lines, await store.outbox.claim('m-1')]).toEqual([['send'], null]);
    child.kill('SIGKILL');
    await once(child, 'close');
    server.run(address, `update runs set beat = beat - interval '1 minute'`);
    const claim = await store.outbox.claim('m-1');
    expect([claim?.task, claim?.entry.attempts.map(({ code }) => code)]).toEqual(['ask', ['began', 'began']]);
    await claim?.release();
  });

  test('4 programs work off 1,000 messages, and each is in the hands of one of them, once', async () => {
    const address = server.newDatabase();
    const store = await open(address);
    const bytes = Buffer.from('x');
    const ids = Array.from({ length: 1000 }, (_, at) => `m-${String(at).padStart(4, '0')}`);
    for (let from = 0; from < ids.length; from += 8)
      await Promise.all(
        ids
          .slice(from, from + 8)
          .map((messageId, at) =>
            store.outbox.enqueue({ messageId, entryNo: entryNo(from + at), channel: '09', bytes }),
          ),
      );
    const outputs = await runTogether(
      'store/work-off',
      [0, 1, 2, 3].map(quarter => [address, String(quarter)]),
    );
    expect(outputs.flat().toSorted()).toEqual(ids);
    const sent = await store.outbox.list({ done: true });
    expect(sent.filter(({ state, attempts }) => state === 'sent' && attempts.length === 1)).toHaveLength(1000);
  }, 180_000);
});
