import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeDisk } from '../../../src/disk/node-disk.ts';
import { UserError } from '../../../src/errors.ts';
import type { JsonStore } from '../../../src/store/json/json-store.ts';
import { restoreStore } from '../../../src/store/json/open-store.ts';
import type { Recalled } from '../../../src/store/recall.ts';
import { firstOutput, runChild, startChild } from '../../run/child.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { entryNo, PARTIES, type Paper, type PaperRow, paper } from '../paper.ts';
import { openPapers } from '../stage.ts';

const FILE = join('recall', 'parties.log');
type Papers = JsonStore<Paper, PaperRow>;

const recalling = (home?: string, more: Parameters<typeof openPapers>[1] = {}): Promise<Papers> =>
  openPapers(home, { recalls: { parties: PARTIES }, ...more });

/** What is recalled now, by key. */
async function heldBy(store: Papers): Promise<Record<string, Recalled>> {
  const recall = store.recall('parties');
  await recall.refresh();
  return Object.fromEntries([...recall.held].sort());
}

const save = (store: Papers, place: number, party: string, count = place) =>
  store.save(paper(entryNo(place), party, count), { expect: 0 });

test('uses of a key are counted, its newest value counts; what was said already is not said again', async () => {
  const store = await recalling();
  await heldBy(store);
  await save(store, 1, '甲');
  await save(store, 2, '甲');
  await save(store, 3, '乙');
  const wanted = { 甲: { value: { count: 2 }, count: 2, last: 2 }, 乙: { value: { count: 3 }, count: 1, last: 3 } };
  expect(await heldBy(store)).toEqual(wanted);
  await store.update(entryNo(3), found => found);
  await store.remove(entryNo(3));
  await store.restore(entryNo(3));
  expect(await heldBy(store)).toEqual(wanted);
  expect(await heldBy(await recalling(store.home))).toEqual(wanted);
  await store.update(entryNo(3), found => ({ ...found, party: '丙', count: 9 }));
  expect(await heldBy(store)).toEqual({ ...wanted, 丙: { value: { count: 9 }, count: 1, last: 9 } });
});

test('an older value that comes later does not take the place of a newer one', async () => {
  const store = await recalling();
  await heldBy(store);
  await save(store, 1, '甲', 7);
  await save(store, 2, '甲', 5);
  expect(await heldBy(store)).toEqual({ 甲: { value: { count: 7 }, count: 2, last: 7 } });
});

test('where nobody asks there is no log; it is made from the declarations when somebody does, once', async () => {
  const store = await recalling();
  await save(store, 1, '甲');
  await save(store, 2, '甲');
  expect(existsSync(join(store.home, FILE))).toBe(false);
  const other = await recalling(store.home);
  const wanted = { 甲: { value: { count: 2 }, count: 2, last: 2 } };
  expect(await Promise.all([heldBy(store), heldBy(other)])).toEqual([wanted, wanted]);
  const { ino } = statSync(join(store.home, FILE));
  expect(await heldBy(await recalling(store.home))).toEqual(wanted);
  expect(statSync(join(store.home, FILE)).ino).toBe(ino);
});

test('a declaration that cannot be read keeps no other from being recalled', async () => {
  const store = await recalling();
  await save(store, 1, '甲');
  await save(store, 2, '乙');
  writeFileSync(join(store.home, 'declarations', '2017-10', `${entryNo(1)}.json`), '{');
  expect(Object.keys(await heldBy(store))).toEqual(['乙']);
});

test('an older log is made anew; a newer one is left alone', async () => {
  const store = await recalling();
  await save(store, 1, '甲');
  await heldBy(store);
  const newer = await recalling(store.home, { recalls: { parties: { ...PARTIES, version: 2 } } });
  const before = readFileSync(join(store.home, FILE), 'latin1');
  expect(Object.keys(await heldBy(newer))).toEqual(['甲']);
  const after = readFileSync(join(store.home, FILE));
  expect(after.toString('latin1')).not.toBe(before);
  await save(store, 2, '乙');
  expect(await heldBy(store)).toEqual({});
  expect(readFileSync(join(store.home, FILE))).toEqual(after);
  expect((await store.check({ repair: true })).problems).toEqual([]);
  expect(readFileSync(join(store.home, FILE))).toEqual(after);
});

test('a line that a crash cut off is passed over, and the next one begins a line of its own', async () => {
  const store = await recalling();
  await heldBy(store);
  await save(store, 1, '甲');
  await save(store, 2, '乙');
  const file = join(store.home, FILE);
  truncateSync(file, statSync(file).size - 5);
  const other = await recalling(store.home);
  expect(Object.keys(await heldBy(other))).toEqual(['甲']);
  await save(store, 3, '丙');
  expect(Object.keys(await heldBy(other))).toEqual(['丙', '甲'].sort());
  const { problems } = await store.check();
  expect(problems.map(({ code, file: at, repaired }) => [code, at, repaired])).toEqual([['store.broken', FILE, false]]);
  expect((await store.check({ repair: true })).problems.map(({ repaired }) => repaired)).toEqual([true]);
  expect(existsSync(join(store.home, 'damaged', FILE))).toBe(true);
  expect((await store.check()).problems).toEqual([]);
  for (const each of [store, other]) expect(Object.keys(await heldBy(each))).toEqual(['丙', '乙', '甲'].sort());
});

test.each(['', 'no', 'x'.repeat(200)])('a log that begins with %o is made anew', async text => {
  const store = await recalling();
  await save(store, 1, '甲');
  await heldBy(store);
  writeFileSync(join(store.home, FILE), text, { mode: 0o600 });
  expect((await store.check()).problems.map(({ code }) => code)).toEqual(['store.broken']);
  expect(Object.keys(await heldBy(store))).toEqual(['甲']);
  expect((await store.check()).problems).toEqual([]);
});

test('making it that broke off is done over, and counts nothing twice', async () => {
  const store = await recalling();
  await save(store, 1, '甲');
  await heldBy(store);
  // As a maker leaves it that died after the first word, and a save that came since.
  writeFileSync(join(store.home, FILE), `${'baojian-recall 1 id 00000000 base 0'.padEnd(63)}\n`, { mode: 0o600 });
  await save(store, 2, '甲');
  expect(await heldBy(store)).toEqual({ 甲: { value: { count: 2 }, count: 2, last: 2 } });
});

test('a line that cannot be written fails nobody; the log is made anew', async () => {
  let full = false;
  const disk = new Proxy(nodeDisk, {
    get: (target, name: keyof typeof nodeDisk) =>
      name === 'endWith'
        ? async (file: string, at: number, bytes: Uint8Array) => {
            if (full && file.endsWith(FILE)) throw new UserError('store.full', '磁盘已满', { exit: 'store' });
            await target.endWith(file, at, bytes);
          }
        : target[name],
  });
  const store = await recalling(undefined, { disk });
  await heldBy(store);
  full = true;
  await save(store, 1, '甲');
  expect(existsSync(join(store.home, FILE))).toBe(false);
  full = false;
  await save(store, 2, '乙');
  expect(Object.keys(await heldBy(store))).toEqual(['乙', '甲'].sort());
});

test('a log that has grown is folded when the store is closed, and who has it open goes on', async () => {
  const store = await recalling();
  const other = await recalling(store.home);
  await Promise.all([heldBy(store), heldBy(other)]);
  const long = '字'.repeat(3000);
  for (let place = 1; place <= 30; place += 1) await save(store, place, `${long}${place % 3}`);
  const before = await heldBy(other);
  const { size } = statSync(join(store.home, FILE));
  await store.close();
  expect(statSync(join(store.home, FILE)).size).toBeLessThan(size / 5);
  await save(other, 31, '甲');
  expect(await heldBy(other)).toEqual({ ...before, 甲: { value: { count: 31 }, count: 1, last: 31 } });
  expect(Object.values(before).map(({ count }) => count)).toEqual([10, 10, 10]);
  expect((await other.check()).problems).toEqual([]);
});

test('4 processes × 50 saves are 200 uses', async () => {
  const store = await recalling();
  await heldBy(store);
  await Promise.all(Array.from({ length: 4 }, () => runChild('store/save-new', [store.home, '50', 'recalling'])));
  expect(Object.values(await heldBy(store)).map(({ count }) => count)).toEqual([200]);
});

test('kill -9 while saving leaves a log that is read as before', async () => {
  const store = await recalling();
  await heldBy(store);
  for (let round = 0; round < 3; round += 1) {
    const child = await startChild('store/save-new', [store.home, '10000', 'recalling']);
    for (let words = 1 + Math.floor(Math.random() * 10); words > 0; words -= 1) await firstOutput(child);
    child.kill('SIGKILL');
    await once(child, 'close');
    await save(store, round + 1, '甲');
  }
  expect((await heldBy(store)).甲?.count).toBe(3);
  expect(Object.keys(await heldBy(await recalling(store.home))).length).toBe(2);
  expect((await store.check()).problems.filter(({ code }) => code !== 'check.leftover')).toEqual([]);
});

test('it is a part of a backup', async () => {
  const store = await recalling();
  await heldBy(store);
  await save(store, 1, '甲');
  await store.remove(entryNo(1));
  const file = join(temporaryFolder(), 'b.tar.gz');
  await store.backup(file);
  const into = join(temporaryFolder(), 'again');
  await restoreStore(file, { into, now: Date.now, random: Math.random });
  expect(Object.keys(await heldBy(await recalling(into)))).toEqual(['甲']);
});

test('repair makes it of the declarations that there are', async () => {
  const store = await recalling();
  await heldBy(store);
  await save(store, 1, '甲');
  await save(store, 2, '乙');
  await store.remove(entryNo(1));
  appendFileSync(join(store.home, FILE), `${JSON.stringify({ key: '丁', value: 1, at: 1 })}\n`);
  expect(Object.keys(await heldBy(store))).toEqual(['丁', '乙', '甲'].sort());
  await store.check({ repair: true });
  expect(Object.keys(await heldBy(store))).toEqual(['乙']);
  rmSync(join(store.home, 'recall'), { recursive: true });
  await store.check({ repair: true });
  expect(readdirSync(join(store.home, 'recall'))).toEqual(['parties.log']);
});
