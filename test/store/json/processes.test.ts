import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { StoreLock } from '../../../src/disk/lock.ts';
import type { JsonStore } from '../../../src/store/json/json-store.ts';
import { firstOutput, linesOf, runChild, startChild } from '../../run/child.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { entryNo, type Paper, type PaperRow, paper } from '../paper.ts';
import { openPapers, userError } from '../stage.ts';

const NO = entryNo(1);

test('8 processes × 100 edits of one declaration keep 800', async () => {
  const store = await openPapers();
  await store.save(paper(NO), { expect: 0 });
  await Promise.all(Array.from({ length: 8 }, () => runChild('store/count-up', [store.home, NO, '100'])));
  expect(await store.get(NO)).toMatchObject({ count: 800, revision: 801 });
  await store.refresh();
  expect([...store.rows()]).toEqual([{ entryNo: NO, party: paper(NO).party, count: 800 }]);
});

test('1,000 saves in 4 processes within one millisecond give 1,000 numbers and rows', async () => {
  const store = await openPapers();
  const lines = await Promise.all(Array.from({ length: 4 }, () => runChild('store/save-new', [store.home, '250'])));
  const numbers = new Set(lines.flat());
  expect(numbers.size).toBe(1000);
  for (const number of numbers) expect(number).toMatch(/^W[IEP][0-9]{13,15}$/u);
  await store.refresh();
  expect(new Set(store.rows().column('entryNo'))).toEqual(numbers);
});

test('kill -9 while saving leaves nothing unreadable and loses nothing acknowledged', async () => {
  const store = await openPapers();
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const children = await Promise.all([1, 2, 3].map(() => startChild('store/save-until-killed', [store.home])));
    const lines = children.map(linesOf);
    await Promise.all(
      children.map(async child => {
        // It goes on while its words travel, so it dies somewhere in its next steps.
        for (let words = 1 + Math.floor(Math.random() * 25); words > 0; words -= 1) await firstOutput(child);
        child.kill('SIGKILL');
        await once(child, 'close');
      }),
    );
    acknowledged.push(...lines.flat());
    await verify(store, acknowledged);
  }
  expect(acknowledged.length).toBeGreaterThan(20);
});

async function verify(store: JsonStore<Paper, PaperRow>, acknowledged: readonly string[]): Promise<void> {
  const newest = new Map<string, string>();
  for (const line of acknowledged) {
    const [number = '', revision = ''] = line.split(' ');
    newest.set(number, revision);
  }
  // A fresh opening heals what was broken off; the store that was open all the time sees the same.
  const fresh = await openPapers(store.home);
  await store.refresh();
  expect([...store.rows()]).toEqual([...fresh.rows()]);
  const rows = new Map([...fresh.rows()].map(row => [row.entryNo, row]));
  for (const [number, revision] of newest) {
    if (revision === 'gone') expect(rows.has(number)).toBe(false);
    else if (revision !== 'going') {
      const found = await fresh.get(number);
      expect(found.revision).toBeGreaterThanOrEqual(Number(revision));
      expect(rows.get(number)).toEqual({ entryNo: number, party: found.party, count: found.count });
    }
  }
  const { problems } = await fresh.check();
  expect(problems.filter(problem => problem.code !== 'check.leftover')).toEqual([]);
  await fresh.close();
}

test.skipIf(process.getuid?.() !== 0)('two users of one group write in one shared home', async () => {
  const office = temporaryFolder();
  chownSync(office, 0, 12_345);
  chmodSync(office, 0o2770);
  const home = join(office, 'home');
  const numbers: string[] = [];
  for (const uid of [12_001, 12_002, 12_001]) {
    const child = await startChild('store/save-new', [home, '2', 'shared'], { uid, gid: 12_345 });
    const lines = linesOf(child);
    expect(await once(child, 'close')).toEqual([0, null]);
    numbers.push(...lines);
  }
  expect(new Set(numbers).size).toBe(6);
  const store = await openPapers(home);
  expect(store.rows().length).toBe(6);
  expect((await store.check()).problems).toEqual([]);
});

test('a lock that is held is waited for, then named; a killed holder frees it', async () => {
  const file = join(temporaryFolder(), 'store.lock');
  const holder = await startChild('store/hold-lock', [file]);
  await firstOutput(holder);
  const lock = new StoreLock({ file, mode: 0o600, holder: '我', wait: 50, random: Math.random });
  let recovered = 0;
  lock.onBrokenOff(async () => {
    recovered += 1;
  });
  const error = await userError(lock.run(async () => 'never'));
  expect(error).toMatchObject({ code: 'store.locked', exit: 'store' });
  expect(error.message).toContain('张三的窗口');
  holder.kill('SIGKILL');
  await once(holder, 'close');
  expect(await lock.run(async () => 'mine')).toBe('mine');
  expect(await lock.run(async () => 'again')).toBe('again');
  expect(recovered).toBe(1);
  await lock.close();
});

test('another process’s change comes in by itself', async () => {
  const store = await openPapers();
  const came = new Promise<void>(resolve => {
    store.onChange(() => store.rows().length === 3 && resolve());
  });
  const [numbers] = await Promise.all([runChild('store/save-new', [store.home, '3']), came]);
  expect(store.rows().column('entryNo')).toEqual(numbers.toReversed());
});

test('a message claimed by one process is not claimed by another, and one that was killed in sending is asked about', async () => {
  const store = await openPapers();
  await store.outbox.enqueue({ messageId: 'm-1', entryNo: NO, channel: 'practice', bytes: Buffer.from('<x/>') });
  const child = await startChild('store/claim', [store.home, 'm-1']);
  await firstOutput(child);
  expect(await store.outbox.claim('m-1')).toBeNull();
  expect((await userError(store.outbox.cancel('m-1'))).code).toBe('store.outbox-busy');
  child.kill('SIGKILL');
  await once(child, 'close');
  const claim = await store.outbox.claim('m-1');
  expect([claim?.task, claim?.entry.attempts.map(attempt => attempt.code)]).toEqual(['ask', ['began', 'began']]);
  await claim?.release();
});

test('the journal of a program that was killed is offered, that of a living one is not', async () => {
  const store = await openPapers();
  const child = await startChild('store/edit-page', [store.home, NO]);
  await firstOutput(child);
  expect(store.local.journals.list().map(journal => [journal.entryNo, journal.abandoned])).toEqual([[NO, false]]);
  child.kill('SIGKILL');
  await once(child, 'close');
  const [left] = store.local.journals.list();
  expect(left?.abandoned).toBe(true);
  expect(store.local.journals.read(NO, left?.session)).toEqual([
    { path: 'party', to: '甲' },
    { path: 'party', to: '乙' },
  ]);
  expect(left && (await store.local.journals.remove(left))).toBe(true);
  expect(readdirSync(join(store.home, 'journals'))).toEqual([]);
  expect(existsSync(store.home)).toBe(true);
});
