import { appendFileSync, chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entryNo } from '../store/paper.ts';
import { openPapers, userError } from '../store/stage.ts';

const NO = entryNo(1);

test('lines are read back in order until the journal is dropped', async () => {
  const { local, home } = await openPapers();
  const { journals } = local;
  expect(journals.read(NO)).toEqual([]);
  for (let at = 0; at < 50; at += 1) journals.append(NO, { at, 文: '字' });
  await journals.sync(NO);
  expect(journals.read(NO)).toEqual(Array.from({ length: 50 }, (_, at) => ({ at, 文: '字' })));
  expect(journals.list()).toMatchObject([{ entryNo: NO, abandoned: false }]);
  journals.drop(NO);
  expect(readdirSync(join(home, 'journals'))).toEqual([]);
  journals.append(NO, 'new');
  expect(journals.read(NO)).toEqual(['new']);
});

test('a line that was cut off is left out, and so is what stands behind a broken one', async () => {
  const { local, home } = await openPapers();
  const { journals } = local;
  journals.append(NO, 1);
  const [name = ''] = readdirSync(join(home, 'journals'));
  const file = join(home, 'journals', name);
  appendFileSync(file, '{"pa');
  expect(journals.read(NO)).toEqual([1]);
  appendFileSync(file, '\n3\n');
  expect(journals.read(NO)).toEqual([1]);
});

test('two programs on the same declaration have a journal each; one that was closed without dropping is offered', async () => {
  const one = await openPapers();
  const two = await openPapers(one.home);
  one.local.journals.append(NO, 'one');
  two.local.journals.append(NO, 'two');
  expect([one.local.journals.read(NO), two.local.journals.read(NO)]).toEqual([['one'], ['two']]);
  expect(one.local.journals.list().map(journal => journal.abandoned)).toEqual([false, false]);
  await two.close();
  const left = one.local.journals.list().filter(journal => journal.abandoned);
  expect(left.map(({ entryNo: number, session }) => one.local.journals.read(number, session))).toEqual([['two']]);
});

test('a name that is not an entry number does not become a path', async () => {
  const { journals } = (await openPapers()).local;
  expect((await userError(() => journals.append('../x', 1))).code).toBe('store.entry-no');
});

test('one that ended in the middle of a line is taken over and written on behind its last whole line', async () => {
  const one = await openPapers(undefined, { user: '李明' });
  one.local.journals.append(NO, '甲');
  await one.close();
  const [name = ''] = readdirSync(join(one.home, 'journals'));
  appendFileSync(join(one.home, 'journals', name), '{"pa');
  const two = await openPapers(one.home);
  const [left] = two.local.journals.list();
  expect(left && two.local.journals.contents(left).by).toBe('李明');
  expect(left && (await two.local.journals.takeOver(left))).toBe(true);
  two.local.journals.append(NO, '乙');
  expect(two.local.journals.read(NO)).toEqual(['甲', '乙']);
  expect(readdirSync(join(one.home, 'journals'))).toHaveLength(1);
  expect(left && (await one.local.journals.takeOver(left))).toBe(false);
  expect(two.local.journals.list()).toMatchObject([{ abandoned: false, givenUp: false }]);
});

test('of many who want one journal, or what one run had open, one gets it', async () => {
  const one = await openPapers();
  one.local.journals.append(NO, 1);
  one.local.openPages.note([{ open: NO }]);
  await one.close();
  const [left] = one.local.journals.list();
  if (!left) throw new Error('no journal');
  const others = await Promise.all(Array.from({ length: 6 }, () => openPapers(one.home)));
  const runs = others[0]?.local.openPages.left() ?? [];
  expect(runs).toMatchObject([{ notes: [{ open: NO }] }]);
  const taken = await Promise.all(others.map(({ local }) => local.journals.takeOver(left)));
  expect(taken.filter(Boolean)).toHaveLength(1);
  const held = await Promise.all(others.map(({ local }) => local.openPages.hold(left.session)));
  expect(held.filter(each => each !== undefined)).toHaveLength(1);
  for (const each of held) each?.remove();
  expect(others[1]?.local.openPages.left()).toEqual([]);
});

test('a journal that was given up is kept, apart from what is written about the same declaration later', async () => {
  const { local, home } = await openPapers();
  const { journals } = local;
  for (const line of ['甲', '乙']) {
    journals.append(NO, line);
    journals.giveUp(NO);
  }
  journals.append(NO, '丙');
  const found = journals.list().map(each => [each.givenUp, each.abandoned, ...journals.contents(each).lines]);
  expect(found.toSorted()).toEqual([
    [false, false, '丙'],
    [true, false, '乙'],
    [true, false, '甲'],
  ]);
  await journals.purge(Date.now() + 1000);
  expect(readdirSync(join(home, 'journals'))).toHaveLength(1);
  expect(journals.read(NO)).toEqual(['丙']);
});

test('what is older than asked is purged, but for what somebody still writes', async () => {
  const one = await openPapers();
  const two = await openPapers(one.home);
  const three = await openPapers(one.home);
  for (const { journals, openPages } of [one.local, two.local]) {
    journals.append(NO, 1);
    openPages.note([1]);
  }
  await two.close();
  await three.local.journals.purge(Date.now() - 60_000);
  await three.local.openPages.purge(Date.now() - 60_000);
  expect(readdirSync(join(one.home, 'journals'))).toHaveLength(4);
  await three.local.journals.purge(Date.now() + 1000);
  await three.local.openPages.purge(Date.now() + 1000);
  expect(readdirSync(join(one.home, 'journals'))).toHaveLength(2);
  expect(one.local.journals.read(NO)).toEqual([1]);
  one.local.openPages.forget();
  one.local.journals.drop(NO);
  expect(readdirSync(join(one.home, 'journals'))).toEqual([]);
});

test('keys typed into a long text write what changed, not the text', async () => {
  const store = await openPapers();
  const lines: unknown[] = [];
  let text = '甲乙𠮷'.repeat(3000);
  for (let key = 0; key < 300; key += 1) {
    // At the end, in the middle, taken away, and between the halves of characters that are alike.
    const at = [text.length, 4500, 3][key % 3] ?? 0;
    text =
      key % 7 === 0
        ? text.slice(0, at - 1) + text.slice(at)
        : `${text.slice(0, at)}${key % 2 ? '𠮸' : 'x'}${text.slice(at)}`;
    lines.push({ typing: { on: 'document', edit: { path: ['remarks'], value: text } } });
    store.local.journals.append(entryNo(1), lines.at(-1));
  }
  store.local.journals.append(entryNo(1), { step: { name: '', stop: 1 } });
  store.local.journals.append(entryNo(1), lines[0]);
  expect(store.local.journals.read(entryNo(1))).toEqual([...lines, { step: { name: '', stop: 1 } }, lines[0]]);
  const [found] = store.local.journals.list();
  expect(found?.bytes).toBeLessThan(150_000);
});

test('what others have open is told while they live, also to those who can only read', async () => {
  const one = await openPapers(undefined, { user: '李明' });
  const two = await openPapers(one.home);
  one.local.openPages.note([{ open: NO }]);
  one.local.journals.append(NO, '甲');
  expect(one.local.openPages.others()).toEqual([]);
  expect(two.local.openPages.others()).toEqual([{ by: '李明', notes: [{ open: NO }] }]);
  const [name = ''] = readdirSync(join(one.home, 'journals')).filter(file => file.includes('.pages.'));
  chmodSync(join(one.home, 'journals', name), 0o444);
  expect(two.local.openPages.others()).toHaveLength(1);
  await one.close();
  expect(two.local.openPages.others()).toEqual([]);
});
