import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MOST_RECEIPTS } from '../../../src/store/receipts.ts';
import { entryNo, paper } from '../paper.ts';
import { openPapers } from '../stage.ts';

const NO = entryNo(1);
const receipt = (identity: string, number: string | null, receivedAt: number) => ({
  identity,
  entryNo: number,
  raw: `<回执>${identity}</回执>`,
  receivedAt,
});

test('a receipt is kept once, also after it was applied', async () => {
  const store = await openPapers();
  const one = receipt('1100|../..|2017', NO, 5);
  expect(await store.receipts.keep([one])).toEqual(['new']);
  expect(await store.receipts.keep([{ ...one, receivedAt: 9 }])).toEqual(['known']);
  await store.receipts.markApplied([one]);
  await store.receipts.markApplied([one]);
  expect(await store.receipts.keep([one])).toEqual(['known']);
  expect(await store.receipts.of(NO)).toMatchObject([{ ...one, applied: true }]);
});

test('receipts of a declaration come in the order of arrival, applied or not, and no other’s', async () => {
  const store = await openPapers();
  await store.save(paper(NO), { expect: 0 });
  const [late, early] = [receipt('b', NO, 20), receipt('a', NO, 10)];
  for (const one of [late, early, receipt('c', entryNo(2), 1)]) await store.receipts.keep([one]);
  await store.receipts.markApplied([late]);
  expect((await store.receipts.of(NO)).map(found => [found.identity, found.applied, found.matched])).toEqual([
    ['a', false, true],
    ['b', true, true],
  ]);
  expect((await store.receipts.unapplied()).map(found => found.identity)).toEqual(['c', 'a']);
});

test('a receipt without a declaration here is kept and listed as such', async () => {
  const store = await openPapers();
  await store.save(paper(NO), { expect: 0 });
  for (const [at, number] of [null, '随便/../什么', entryNo(7), NO].entries()) {
    expect(await store.receipts.keep([receipt(`r${at}`, number, at)])).toEqual(['new']);
    expect(await store.receipts.keep([receipt(`r${at}`, number, at)])).toEqual(['known']);
  }
  expect((await store.receipts.unapplied()).map(({ identity, matched }) => [identity, matched])).toEqual([
    ['r0', false],
    ['r1', false],
    ['r2', false],
    ['r3', true],
  ]);
  expect((await store.receipts.of('随便/../什么')).length).toBe(1);
  await store.receipts.markApplied([{ identity: 'r0', entryNo: null }]);
  expect(await store.receipts.keep([receipt('r0', null, 0)])).toEqual(['known']);
});

test('receipts that come within one millisecond keep their order', async () => {
  const store = await openPapers();
  for (const name of ['z', 'a', 'm']) await store.receipts.keep([receipt(name, null, 5)]);
  await store.receipts.keep([receipt('b', null, 6)]);
  expect((await store.receipts.unapplied()).map(({ identity }) => identity)).toEqual(['z', 'a', 'm', 'b']);
});

test('a declaration with too many receipts is given no more; others are', async () => {
  const store = await openPapers();
  await store.receipts.keep([receipt('known', NO, 1)]);
  const folder = join(store.home, 'receipts', 'applied', '2017-10');
  mkdirSync(folder, { recursive: true });
  for (let at = 2; at < MOST_RECEIPTS; at += 1) writeFileSync(join(folder, `${NO}_${at}.json`), '');
  const again = await openPapers(store.home);
  expect(await again.receipts.keep([receipt('the last', NO, 2)])).toEqual(['new']);
  expect(await again.receipts.keep([receipt('too many', NO, 3)])).toEqual(['refused']);
  expect(await again.receipts.keep([receipt('too many', NO, 4)])).toEqual(['refused']);
  expect(await again.receipts.keep([receipt('known', NO, 5)])).toEqual(['known']);
  expect(await again.receipts.keep([receipt('of another', entryNo(2), 6)])).toEqual(['new']);
  expect(await again.receipts.keep([receipt('of none', null, 7)])).toEqual(['new']);
});
