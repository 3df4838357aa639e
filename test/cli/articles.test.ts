import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { CIGARETTES, ORANGES } from '../practice/declarations.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { openCommandRoom } from './command.ts';

test('articles are listed, shown, numbered, confirmed, dropped and brought back', async () => {
  const { run } = await openCommandRoom();
  await run('import -', JSON.stringify(good(1, { goods: [ORANGES, CIGARETTES] })));
  expect((await run('articles list')).out).toMatch(/待核对 +0805100000 +鲜橙/u);
  expect((await run('articles set 鲜橙 --set number=A-100 --set note=急 --json')).json).toMatchObject({
    number: 'A-100',
    note: '急',
  });
  expect((await run('articles show a-100')).out).toContain('料号：A-100');
  expect((await run('articles confirm A-100')).out).toContain('已确认 A-100 0805100000 鲜橙');
  expect((await run('articles list --state confirmed --json')).json).toMatchObject([
    { number: 'A-100', confirmed: { at: expect.any(String) } },
  ]);
  expect((await run('articles confirm --all --state review --json')).json).toHaveLength(1);
  expect((await run('articles drop A-100')).code).toBe(0);
  expect((await run('articles list 鲜橙 --json')).json).toEqual([]);
  const [{ id }] = (await run('articles list --state dropped --json')).json;
  expect((await run(`articles drop ${id} --undo`)).out).toContain('已恢复');
  expect((await run('articles list 鲜橙 --json')).json).toMatchObject([{ state: 'review' }]);
  expect((await run('audit')).out).toContain('商品库');
});

test('what cannot be done says what to do', async () => {
  const { run } = await openCommandRoom();
  for (const [words, code, said] of [
    ['articles show 没有', 2, 'articles list'],
    ['articles confirm', 2, '--all'],
    ['articles set 没有', 2, '--set'],
    ['articles import', 2, '没有写明文件'],
  ] as const) {
    const { code: exit, err } = await run(words);
    expect([exit, err]).toEqual([code, expect.stringContaining(said)]);
  }
});

test('out as a workbook and in again', async () => {
  const { run } = await openCommandRoom();
  await run('import -', JSON.stringify(good(1, { goods: [ORANGES] })));
  const file = join(temporaryFolder(), '商品库.csv');
  expect((await run(['articles', 'export', file])).out).toContain('已写出 1 个商品');
  expect((await run(['articles', 'import', file])).out).toContain('新增 0，改变 0，不变 1');
  const text = (await readFile(file, 'utf8')).replace('0805100000', '没有');
  const wrong = await run('articles import - --json', text);
  expect([wrong.code, wrong.json.results[0].faults[0].cell]).toEqual([1, 'C2']);
});
