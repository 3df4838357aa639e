import { expect, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { ORANGES } from '../practice/declarations.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

test('a code that is switched off: what used it is told, listed, and gets another one', async () => {
  const { run } = await openCommandRoom();
  const saved = entryNoIn(await run('import -', JSON.stringify(good(1, { goods: [ORANGES] }))));
  const second = entryNoIn(await run('import -', JSON.stringify(good(2, { goods: [ORANGES] }))));
  await run(['template', 'keep', '橙子', second]);
  await run('articles confirm 鲜橙');
  expect((await run('codes touched --json')).json).toEqual([]);
  const dropped = await run('codes drop purposes 12');
  expect(dropped.out).toContain('1 个已失效的代码还在用：商品 1，模板 1，草稿和已保存的单证 2');
  const [found] = (await run('codes touched purposes --json')).json;
  expect(found).toMatchObject({ table: 'purposes', code: '12', templates: ['橙子'], left: [] });
  expect(found.declarations.toSorted()).toEqual([saved, second].toSorted());

  expect((await run('codes touched purposes 12=没有')).code).toBe(2);
  expect((await run('codes touched purposes 13=11')).err).toContain('没有替换');
  expect((await run('codes touched purposes 12=11')).out).toContain('purposes 12 → 11：商品 1，模板 1，单证 2');
  const { document, status } = (await run(`show ${saved} --json`)).json;
  expect([document.goods[0].purpose, status]).toEqual(['11', 'saved']);
  expect((await run('template show 橙子 --json')).json.document.goods[0].purpose).toBe('11');
  expect((await run('articles show 鲜橙 --json')).json).toMatchObject({
    state: 'confirmed',
    values: { 'goods.purpose': '11' },
  });
  expect((await run('codes touched')).err).toContain('没有失效');
});

test('an import that takes a code away tells what used it', async () => {
  const { run } = await openCommandRoom();
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good(1, { goods: [ORANGES] }))));
  const all = await run('codes search purposes  --limit 1000 --json');
  const rows = (all.json as { code: string; name: string }[]).filter(({ code }) => code !== '12');
  const text = `代码\t名称\n${rows.map(({ code, name }) => `${code}\t${name}`).join('\n')}\n`;
  const imported = await run('codes import - --table purposes --json', text);
  expect(imported.json.touched).toMatchObject([{ table: 'purposes', code: '12', declarations: [entryNo] }]);
});
