import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entryNo } from './paper.ts';
import { openPapers, userError } from './stage.ts';

const NO = entryNo(1);

test('lines are read back in order until the journal is dropped', async () => {
  const { journals, home } = await openPapers();
  expect(journals.read(NO)).toEqual([]);
  for (let at = 0; at < 50; at += 1) journals.append(NO, { at, 文: '字' });
  journals.sync(NO);
  expect(journals.read(NO)).toEqual(Array.from({ length: 50 }, (_, at) => ({ at, 文: '字' })));
  expect(journals.list()).toMatchObject([{ entryNo: NO, abandoned: false }]);
  journals.drop(NO);
  expect(readdirSync(join(home, 'journals'))).toEqual([]);
  journals.append(NO, 'new');
  expect(journals.read(NO)).toEqual(['new']);
});

test('a line that was cut off is left out, and so is what stands behind a broken one', async () => {
  const { journals, home } = await openPapers();
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
  one.journals.append(NO, 'one');
  two.journals.append(NO, 'two');
  expect([one.journals.read(NO), two.journals.read(NO)]).toEqual([['one'], ['two']]);
  expect(one.journals.list().map(journal => journal.abandoned)).toEqual([false, false]);
  await two.close();
  const left = one.journals.list().filter(journal => journal.abandoned);
  expect(left.map(({ entryNo: number, session }) => one.journals.read(number, session))).toEqual([['two']]);
});

test('a name that is not an entry number does not become a path', async () => {
  const { journals } = await openPapers();
  expect((await userError(() => journals.append('../x', 1))).code).toBe('store.entry_no');
});
