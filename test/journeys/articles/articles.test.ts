import { expect, it } from 'vitest';
import { importGood } from '../../jobs/office.ts';
import { CIGARETTES, ORANGES } from '../../practice/declarations.ts';
import { entryOf, frontDialog, lineWith, message, pageKind } from '../eyes.ts';
import { beginNew, goTo } from '../hands.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 16 });

it('goods that were declared are an article, which is numbered, confirmed and offered in entry by its number', async () => {
  const program = await stage.start();
  await importGood(program.office, 1, { goods: [{ ...ORANGES, brand: '某牌' }, CIGARETTES] });
  await program.press('g');
  expect(pageKind(program)).toBe('articles');
  expect(await lineWith(program, '鲜橙')).toContain('待核对');
  await program.press('xc', 'articles.number', 'A-100', '<enter>');
  expect(message(program)).toContain('料号');
  await program.press('articles.confirm');
  expect(message(program)).toContain('已确认 A-100');
  expect(await lineWith(program, '鲜橙')).toContain('已确认');
  await program.press('articles.details');
  expect(frontDialog(program)).toBe('reading');
  expect(await program.frame()).toContain('货物品牌：某牌');
  await program.press('<escape>', 'articles.close', 'articles.close');

  await beginNew(program);
  await goTo(program, 'goods.name');
  await program.press('a-100');
  expect(await program.frame()).toMatch(/√ 鲜橙 +A-100/u);
  await program.press('<enter>');
  expect(entryOf(program).drafts.form.goods[0]).toMatchObject({ name: '鲜橙', hsCode: '0805100000', brand: '某牌' });
});

it('several are marked and confirmed at once, a state is filtered, and steps are taken back', async () => {
  const program = await stage.start();
  await importGood(program.office, 1, { goods: [ORANGES, CIGARETTES] });
  await program.press('app.articles', 'articles.mark-all', 'articles.confirm');
  expect(message(program)).toBe('已确认 2 个商品');
  await program.press('articles.drop');
  expect(message(program)).toContain('已弃用');
  expect(await program.frame()).toContain('1 / 2');
  await program.press('articles.undo');
  expect(message(program)).toContain('已撤销：已弃用');
  await program.press('articles.undo');
  expect(await lineWith(program, '鲜橙')).toContain('待核对');
  await program.press('articles.filter');
  expect(message(program)).toBe('只列：待核对');
});

it('a value is edited by its name; what cannot be read is said', async () => {
  const program = await stage.start();
  await importGood(program.office, 1, { goods: [ORANGES] });
  await program.press('app.articles', 'articles.edit', 'menu.down', 'menu.choose');
  expect(frontDialog(program)).toBe('naming');
  await program.press('没有这个', '<enter>');
  expect(await program.frame()).toContain('CIQ代码 没有这个');
  await program.press('<escape>');
  expect(pageKind(program)).toBe('articles');
});
