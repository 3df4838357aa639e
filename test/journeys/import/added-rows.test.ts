import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialogs, entryOf, lineWith, message } from '../eyes.ts';
import { answer, goTo, importFrom, paste, times } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 31 });

const LINES = `HS编码,货物中文名,数量,数量单位,货币,总值,附记
0202300090,牛肉,10,千克,美元,1000,冰鲜
0207142200,鸡爪,5,箱,USD,2000.5,单冻
`;

/** The review of a workbook of goods, over a new declaration. */
async function reviewing(text = LINES): Promise<TestProgram> {
  const { program, folder } = await stage.beginWithFolder();
  await writeFile(join(folder, 'a.csv'), text);
  await importFrom(program, '导入货物', '~/a.csv');
  return program;
}

const goodsOf = (program: TestProgram) => entryOf(program).drafts.document.goods;

describe('a row that is added in the review', () => {
  it('stands behind the one in focus, says so, is checked, and goes in at its place', async () => {
    const program = await reviewing();
    await program.press(
      'review.add',
      '2204210000',
      '<tab>',
      'review.edit',
      '酒',
      '<tab>',
      'review.edit',
      '3x',
      '<enter>',
    );
    expect(await lineWith(program, '新加')).toMatch(/2 新加 +2204210000 酒/u);
    expect(await lineWith(program, '项货物')).toContain('3 项货物，1 处差错');
    // No cell and no number says where: its line does.
    expect(await lineWith(program, '✗')).toMatch(/✗ 【报检数量】：/u);
    await program.press('review.edit', ...times(2, '<backspace>'), '30', '<enter>');
    expect(await lineWith(program, '✗')).toBeUndefined();
    await program.press('review.take');
    expect(goodsOf(program)).toMatchObject([
      { name: '牛肉' },
      { hsCode: '2204210000', name: '酒', quantity: '30', standardUnit: '095' },
      { name: '鸡爪' },
    ]);
  });

  it('goes again with Esc before it has a value, and is taken back and done again like any step', async () => {
    const program = await reviewing();
    await program.press('review.add', 'review.give-up');
    expect(message(program)).toBe('已撤销：加一行');
    expect(await lineWith(program, '新加')).toBeUndefined();
    await program.press('review.add', '2204210000', '<enter>', 'review.undo', 'review.undo');
    expect(message(program)).toBe('已撤销：加一行');
    await program.press('review.redo', 'review.redo');
    expect(await lineWith(program, '新加')).toContain('2204210000');
    await program.press('review.toggle');
    expect(await lineWith(program, '项货物')).toContain('2 项货物，1 行不导入（自己去掉的 1）');
  });

  it('does not go in while it is empty', async () => {
    const program = await reviewing();
    await program.press('<end>', 'review.add', '<enter>');
    expect(await lineWith(program, '新加')).toMatch(/– 新加/u);
    expect(await program.frame()).toContain('新加的一行还是空的，空着不会导入。');
    await program.press('review.fill', '0202300090', '<enter>', 'review.take');
    expect(goodsOf(program).map(({ name }) => name)).toEqual(['牛肉', '鸡爪']);
  });

  it('stays where it is when a column gets another meaning', async () => {
    const program = await reviewing();
    await program.press('review.add', '2204210000', '<enter>', 'review.columns', '<end>', '<enter>');
    await program.press(...times(12, '<backspace>'), '规格', '<enter>', 'sources.close', 'review.take');
    expect(goodsOf(program)).toMatchObject([
      { specification: '冰鲜' },
      { hsCode: '2204210000' },
      { specification: '单冻' },
    ]);
  });

  it('may be a container, or stand among cells that were pasted into the grid', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await writeFile(join(folder, 'c.csv'), '集装箱号,规格\nMRKU4795820,22G1\n');
    await importFrom(program, '导入集装箱', '~/c.csv');
    await program.press(
      'review.add',
      '22G1',
      '<enter>',
      '<right>',
      'review.edit',
      'MSKU0383250',
      '<enter>',
      'review.take',
    );
    expect(entryOf(program).drafts.document.containers).toMatchObject([
      { numbers: ['MRKU4795820'] },
      { numbers: ['MSKU0383250'] },
    ]);
    await goTo(program, 'goods.hsCode');
    await program.press('entry.grid');
    await paste(program, '0202300090\t0202300090999\n0207142200\t0207142200999');
    expect(dialogs(program)).toEqual(['review']);
    await program.press('review.add', '2204210000', '<enter>', 'review.take');
    if (dialogs(program).length > 0) await answer(program, '追加');
    expect(goodsOf(program).map(({ hsCode }) => hsCode)).toEqual(['0202300090', '2204210000', '0207142200']);
  });
});

describe('a row of a popup that is added in the review', () => {
  const JSON_FILE = JSON.stringify({
    direction: 'in',
    goods: [{ hsCode: '0202300090', name: '牛肉', licences: [{ type: '325', number: 'L-1' }] }],
    containers: [],
  });

  it('comes into being with its first value, beside those of the file', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await writeFile(join(folder, 'a.json'), JSON_FILE);
    await importFrom(program, '导入整单', '~/a.json');
    await program.press('2', 'review.values');
    expect(await lineWith(program, 'L-1')).toMatch(/产品资质1 产品资质编号 +L-1/u);
    await stepToLine(program, '产品资质1 产品资质编号');
    await program.press('review.add');
    expect(await lineWith(program, '产品资质2 产品资质编号')).toBeDefined();
    await program.press('review.give-up');
    expect(await lineWith(program, '产品资质2')).toBeUndefined();
    await program.press('review.add', '325', '<enter>');
    await stepToLine(program, '产品资质2 产品资质编号');
    await program.press('review.edit', 'L-2', '<enter>');
    expect(await lineWith(program, '产品资质2 产品资质编号')).toMatch(/L-2 +新加/u);
    expect(await lineWith(program, '产品资质1 产品资质编号')).not.toContain('改过');
    await program.press('<escape>', 'review.take');
    expect(goodsOf(program)[0]?.licences).toMatchObject([{ number: 'L-1' }, { type: '325', number: 'L-2' }]);
  });

  it('may stand outside of the lists, as the first of its popup', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await writeFile(join(folder, 'a.json'), JSON_FILE);
    await importFrom(program, '导入整单', '~/a.json');
    await program.press('review.add');
    expect(message(program)).toBe('这一栏不是一行行的；货物、集装箱在列表里加');
    await program.press('review.empty');
    await stepToLine(program, '企业资质');
    await program.press('review.edit');
    expect(message(program)).toBe('Insert 或 N 加一行');
    await program.press('review.add', '<escape>', 'review.add');
    expect(await lineWith(program, '企业资质1')).toBeDefined();
  });
});

/** The focus on the line that shows these words. */
async function stepToLine(program: TestProgram, words: string): Promise<void> {
  await program.press('<home>');
  for (let left = 120; left > 0; left -= 1) {
    const line = (await lineWith(program, '› ')) ?? '';
    if (line.includes(words)) return;
    await program.press('<down>');
  }
  throw new Error(`no line ${words}`);
}

describe('a value of a message', () => {
  it('shows its element where those of workbooks show their cell', async () => {
    const { program, folder } = await stage.beginWithFolder();
    await copyFile('fixtures/message/in-full.xml', join(folder, 'a.xml'));
    await importFrom(program, '导入整单', '~/a.xml');
    await program.press('2', '<end>', 'review.values');
    await stepToLine(program, '鲜橙');
    expect(await program.frame()).toContain('ITF_DCL_IO_DECL_GOODS[2]/DeclGoodsCname');
    expect(await lineWith(program, '› ')).toMatch(/鲜橙 +DeclGoodsCname/u);
  });
});
