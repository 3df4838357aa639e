import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { StoreConflict } from '../../../src/store/store.ts';
import { entryNo, type Paper, paper } from '../paper.ts';
import { openPapers, userError } from '../stage.ts';

const NO = entryNo(1);

test('a saved declaration is read back with its revision, in the folder of its month', async () => {
  const store = await openPapers();
  const saved = await store.save(paper(NO, '甲'), { expect: 0 });
  expect(saved).toEqual({ ...paper(NO, '甲'), revision: 1 });
  expect(await store.get(NO)).toEqual(saved);
  expect(existsSync(join(store.home, 'declarations', '2017-10', `${NO}.json`))).toBe(true);
  expect([...store.rows()]).toEqual([{ entryNo: NO, party: '甲', count: 0 }]);
});

test('a save on top of another revision is refused and carries both versions', async () => {
  const store = await openPapers();
  const first = await store.save(paper(NO, '甲'), { expect: 0 });
  await store.save({ ...first, party: '乙' }, { expect: 1 });
  const error = await userError(store.save({ ...first, party: '丙' }, { expect: 1 }));
  expect(error).toBeInstanceOf(StoreConflict);
  expect(error).toMatchObject({ code: 'store.conflict', exit: 'store' });
  const { mine, theirs } = error as StoreConflict<Paper>;
  expect([mine.party, theirs?.party, theirs?.revision]).toEqual(['丙', '乙', 2]);
  expect((await store.get(NO)).party).toBe('乙');
});

test('a new declaration does not overwrite one that is there', async () => {
  const store = await openPapers();
  await store.save(paper(NO, '甲'), { expect: 0 });
  expect((await userError(store.save(paper(NO, '乙'), { expect: 0 }))).message).toContain('已经存在');
});

test('a declaration that somebody removed meanwhile is not brought back by a save', async () => {
  const store = await openPapers();
  const saved = await store.save(paper(NO), { expect: 0 });
  await store.remove(NO);
  const error = (await userError(store.save(saved, { expect: 1 }))) as StoreConflict<Paper>;
  expect([error.code, error.theirs]).toEqual(['store.conflict', undefined]);
  expect(error.message).toContain('删除');
});

test('a change that throws leaves everything as it was', async () => {
  const store = await openPapers();
  await store.save(paper(NO, '甲'), { expect: 0 });
  const refuse = (): Paper => {
    throw new Error('no');
  };
  await expect(store.update(NO, refuse)).rejects.toThrow('no');
  await store.update(NO, found => ({ ...found, count: found.count + 1 }));
  expect(await store.get(NO)).toMatchObject({ party: '甲', count: 1, revision: 2 });
});

test('removal goes to the trash and back, with a new revision', async () => {
  const store = await openPapers();
  await store.save(paper(NO, '甲'), { expect: 0 });
  await store.remove(NO, { expect: 1 });
  expect((await userError(store.get(NO))).code).toBe('store.missing');
  expect(store.rows().length).toBe(0);
  expect(await store.trash()).toEqual([NO]);
  expect(await store.restore(NO)).toMatchObject({ party: '甲', revision: 2 });
  expect(await store.trash()).toEqual([]);
  expect([...store.rows()].map(row => row.entryNo)).toEqual([NO]);
});

test('a restoring that broke off before it had emptied the trash is finished by the next', async () => {
  const store = await openPapers();
  await store.save(paper(NO, '甲'), { expect: 0 });
  await store.remove(NO);
  const trash = join(store.home, 'trash', `${NO}.json`);
  copyFileSync(trash, join(store.home, 'kept'));
  await store.restore(NO);
  copyFileSync(join(store.home, 'kept'), trash);
  expect(await store.trash()).toEqual([NO]);
  expect(await store.restore(NO)).toMatchObject({ party: '甲', revision: 2 });
  expect(await store.trash()).toEqual([]);
});

test('removal at another revision is refused', async () => {
  const store = await openPapers();
  await store.save(paper(NO), { expect: 0 });
  expect((await userError(store.remove(NO, { expect: 7 }))).code).toBe('store.conflict');
  expect(store.rows().length).toBe(1);
});

const broken: [what: string, text: string, code: string, says: string][] = [
  ['cut off', '{"version":1,"revi', 'store.broken', '不完整'],
  ['empty', '', 'store.broken', '空的'],
  ['not an object', '[1]', 'store.broken', '应当是一个对象'],
  ['without version', '{"party":"甲"}', 'store.broken', '版本号'],
  ['of a newer program', '{"version":9}', 'store.newer', '更新版本'],
  ['of another shape', JSON.stringify({ ...paper(NO), revision: 1, count: 'x' }), 'paper.shape', '内容不对'],
  ['under another name', JSON.stringify({ ...paper(entryNo(2)), revision: 1 }), 'store.broken', entryNo(2)],
  ['without a revision', JSON.stringify({ ...paper(NO), revision: 0 }), 'store.broken', '保存次数'],
];

test.each(broken)('a file that is %s is told with its name', async (_what, text, code, says) => {
  const store = await openPapers();
  await store.save(paper(NO), { expect: 0 });
  const file = join(store.home, 'declarations', '2017-10', `${NO}.json`);
  writeFileSync(file, text);
  const error = await userError(store.get(NO));
  expect(error).toMatchObject({ code, exit: 'store' });
  expect(error.message).toContain(says);
  expect(error.message).toContain(file);
  if (code === 'store.broken') expect(error.next.join()).toContain('store check --repair');
});

test('nothing that is not an entry number becomes a path', async () => {
  const store = await openPapers();
  for (const bad of ['../../etc/passwd', 'WI1/../../x', '', 'WI123', `${NO}/..`]) {
    expect((await userError(() => store.get(bad))).code).toBe('store.entry-no');
    expect((await userError(() => store.save(paper(bad), { expect: 0 }))).code).toBe('store.entry-no');
  }
});

test('an older version is brought forward on reading and written on saving', async () => {
  const home = (await openPapers()).home;
  const before = await openPapers(home);
  await before.save(paper(NO, '甲'), { expect: 0 });
  await before.close();
  const migrations = {
    1: (json: Record<string, unknown>) => ({ ...json, party: `${json.party}公司` }),
    2: (json: Record<string, unknown>) => ({ ...json, count: 40 }),
  };
  const after = await openPapers(home, { version: 3, migrations });
  expect(await after.get(NO)).toMatchObject({ version: 3, party: '甲公司', count: 40, revision: 1 });
  expect([...after.rows()]).toEqual([{ entryNo: NO, party: '甲公司', count: 40 }]);
  await after.update(NO, found => found);
  expect(await after.get(NO)).toMatchObject({ version: 3, party: '甲公司', count: 40, revision: 2 });
  await after.close();
  expect((await userError(openPapers(home))).code).toBe('store.newer');
});

test('no temporary file stays behind', async () => {
  const store = await openPapers();
  await store.save(paper(NO), { expect: 0 });
  await store.update(NO, found => found);
  const names = readdirSync(store.home, { recursive: true }).map(String);
  expect(names.filter(name => name.endsWith('.tmp'))).toEqual([]);
});
