import { describe, expect, it } from 'vitest';
import { offerRecovery } from '../../../screens/pages/entry/recovery/offer.ts';
import type { Goods } from '../../../src/catalogue/document.ts';
import { entryOf, lineWith, message, rowsOf, textInHand } from '../eyes.ts';
import { answer } from '../hands.ts';
import { openStage } from '../stage.ts';
import { cellOf, goodsIn, gridOn, marksIn, toColumn } from './grid-hands.ts';

const stage = openStage({ seed: 4 });

const COCONUT = '0801120000';
const BERRY = '0810400000';
const ofCoconuts = { hsCode: COCONUT, inspectionCategory: 'P/Q/R/S', standardUnit: '035' };
const ofBerries = { hsCode: BERRY, inspectionCategory: 'P/Q/R', standardUnit: '035' };
const FOUR: readonly Goods[] = [
  { name: '甲', quantity: '10', ...ofCoconuts },
  { name: '乙', quantity: '9', ...ofBerries },
  { name: '丙', quantity: '100', ...ofCoconuts },
  { name: '丁', ...ofBerries },
];

describe('marks', () => {
  it('are set by the blank, over a range, on all, and on those alike', async () => {
    const program = await gridOn(stage, { goods: FOUR });
    await program.press('<space>', '<down>', '<space>');
    expect(marksIn(program)).toEqual([0, 2]);
    expect(await lineWith(program, '货物信息')).toContain('标记 2');
    expect((await rowsOf(program)).filter(row => /^.\*/u.test(row))).toHaveLength(2);
    await program.press('<ctrl+home>', '<space>');
    expect(marksIn(program)).toEqual([2]);
    await program.press('<escape>');
    expect(marksIn(program)).toEqual([]);
    await program.press('<ctrl+home>', '<shift+down>', '<shift+down>');
    expect(marksIn(program)).toEqual([0, 1, 2]);
    await program.press('<ctrl+a>');
    expect(marksIn(program)).toEqual([0, 1, 2, 3]);
    await program.press('<ctrl+a>');
    expect(marksIn(program)).toEqual([]);
    await program.press('<ctrl+home>', '<f5>');
    expect(marksIn(program)).toEqual([0, 2]);
    expect(message(program)).toContain('已标记 2 行：【HS编码】0801120000');
    // The codes of this column hang on the HS code.
    await program.press('<right>', '<down>', '<f5>');
    expect(marksIn(program)).toEqual([1, 3]);
    expect(message(program)).toContain('【CIQ代码】没有填写');
  });

  it('follow a sort, and go where rows come or go', async () => {
    const program = await gridOn(stage, { goods: FOUR });
    await program.press('<space>', '<ctrl+p>');
    expect(goodsIn(program).map(({ name }) => name)).toEqual(['甲', '丙', '乙', '丁']);
    expect(marksIn(program)).toEqual([0]);
    await program.press('entry.undo');
    expect(marksIn(program)).toEqual([0]);
    await program.press('<alt+down>');
    expect(marksIn(program)).toEqual([]);
  });
});

describe('several rows at once', () => {
  it('get what is typed or chosen in one cell, as one step', async () => {
    const program = await gridOn(stage, { goods: FOUR });
    await program.press('<f5>', '<right>', '<ctrl+f>', '<down>', '<ctrl+f>');
    expect(goodsIn(program).map(({ ciqCode }) => ciqCode)).toEqual([
      '0801120000102',
      undefined,
      '0801120000102',
      undefined,
    ]);
    expect(message(program)).toBe('【CIQ代码】已填到 2 行；Ctrl+Z 撤销');
    // Without marks all rows are meant.
    await program.press('<escape>');
    await toColumn(program, 'goods.purpose');
    await program.press('12', '<ctrl+enter>');
    expect(goodsIn(program).map(({ purpose }) => purpose)).toEqual(['12', '12', '12', '12']);
    await program.press('entry.undo');
    expect(message(program)).toBe('已撤销：填【用途】4 行；Ctrl+Y 重做');
    expect(goodsIn(program).some(({ purpose }) => purpose !== undefined)).toBe(false);
    await program.press('entry.undo');
    expect(goodsIn(program)).toEqual(FOUR);
  });

  it('what is typed in a row that is not marked stays there, too', async () => {
    const program = await gridOn(stage, { goods: FOUR });
    await program.press('<space>');
    await toColumn(program, 'goods.unitPrice');
    await program.press('7', '<ctrl+f>');
    expect(goodsIn(program).map(({ unitPrice }) => unitPrice)).toEqual(['7', '7', undefined, undefined]);
  });

  it('a text that several codes fit has to be chosen first', async () => {
    const program = await gridOn(stage, { goods: FOUR });
    await toColumn(program, 'goods.originCountry');
    await program.press('罗', '<ctrl+f>');
    expect(entryOf(program).focus.session?.matches?.index).toBe(0);
    expect(goodsIn(program)).toEqual(FOUR);
    await program.press('<ctrl+f>');
    expect(new Set(goodsIn(program).map(({ originCountry }) => originCountry)).size).toBe(1);
    expect(goodsIn(program)[0]?.originCountry).toBeDefined();
  });

  it('are filled down: from above, or from the first marked one', async () => {
    const program = await gridOn(stage, { goods: FOUR });
    await toColumn(program, 'goods.quantity');
    await program.press('<ctrl+d>');
    expect(message(program)).toBe('上面没有行');
    await program.press('<down>', '<ctrl+d>');
    expect(goodsIn(program)[1]?.quantity).toBe('10');
    await program.press('<space>', '<ctrl+end>', '<up>', '<space>', '<ctrl+d>');
    expect(goodsIn(program).map(({ quantity }) => quantity)).toEqual(['10', '10', '100', '10']);
    await program.press('entry.undo', 'entry.undo');
    expect(goodsIn(program)).toEqual(FOUR);
  });

  it('are deleted and copied in one step each', async () => {
    const program = await gridOn(stage, { goods: FOUR });
    const names = () =>
      goodsIn(program)
        .map(({ name }) => name)
        .join('');
    await program.press('<f5>', 'grid.copy');
    expect(names()).toBe('甲乙丙甲丙丁');
    expect(cellOf(program)).toBe('3 goods.hsCode');
    expect(message(program)).toBe('已复制2 项货物；Ctrl+Z 撤销');
    await program.press('<f5>', 'grid.delete');
    expect(names()).toBe('乙丁');
    expect(message(program)).toBe('已删除4 项货物；Ctrl+Z 撤销');
    await program.press('entry.undo', 'entry.undo');
    expect(names()).toBe('甲乙丙丁');
    await program.press('<escape>', '<ctrl+end>', 'grid.delete');
    expect(message(program)).toBe('这一行还没有内容');
    await program.press('<up>', 'grid.delete');
    expect(names()).toBe('甲乙丙');
    await program.press('<ctrl+c>');
    expect(names()).toBe('甲乙丙丙');
  });
});

describe('order', () => {
  it('is sorted by a column, numbers by their value, and the other way round the second time', async () => {
    const program = await gridOn(stage, { goods: FOUR });
    await toColumn(program, 'goods.quantity');
    const order = () => goodsIn(program).map(({ quantity }) => quantity ?? '-');
    await program.press('<ctrl+p>');
    expect(order()).toEqual(['9', '10', '100', '-']);
    expect(message(program)).toBe('已按【报检数量】排列，项号随之改变；Ctrl+Z 撤销');
    expect(cellOf(program)).toBe('1 goods.quantity');
    await program.press('<ctrl+p>');
    expect(order()).toEqual(['100', '10', '9', '-']);
    expect(message(program)).toContain('已按【报检数量】倒着排列');
    await program.press('entry.undo', 'entry.undo');
    expect(goodsIn(program)).toEqual(FOUR);
  });

  it('takes along what names a line by its number', async () => {
    const goods = FOUR.map((each, index) => (index === 0 ? { ...each, licences: [{ writeOffGoodsNo: '1' }] } : each));
    const attachedDocuments = [
      { type: '101001', writeOffGoodsNo: '2' },
      { type: '102001', writeOffGoodsNo: '9' },
    ];
    const program = await gridOn(stage, { goods, attachedDocuments });
    const numbers = () => [
      ...(entryOf(program).drafts.document.attachedDocuments ?? []).map(each => each.writeOffGoodsNo),
      ...goodsIn(program).flatMap(each => (each.licences ?? []).map(licence => licence.writeOffGoodsNo)),
    ];
    await toColumn(program, 'goods.quantity');
    await program.press('<ctrl+p>');
    expect(numbers()).toEqual(['1', '9', '2']);
    expect(message(program)).toContain('指向行号的 2 处跟着改了');
    await program.press('entry.undo');
    expect(numbers()).toEqual(['2', '9', '1']);
    await program.press('<ctrl+home>', 'grid.delete');
    expect(numbers()).toEqual(['1', '9']);
  });
});

describe('after a crash', () => {
  it('what was done to several rows is there, and what was half typed is in its cell', async () => {
    const home = await stage.folder();
    const program = await gridOn(stage, { goods: FOUR }, { home });
    await toColumn(program, 'goods.purpose');
    await program.press('12', '<ctrl+f>', '<down>');
    await toColumn(program, 'goods.quantity');
    await program.press('5.');
    expect(cellOf(program)).toBe('1 goods.quantity');
    await program.close();
    const again = await stage.start({ home, begin: [offerRecovery] });
    await answer(again, '接着做');
    expect(goodsIn(again).map(({ purpose }) => purpose)).toEqual(['12', '12', '12', '12']);
    expect(cellOf(again)).toBe('1 goods.quantity');
    expect(textInHand(again)).toMatch(/^5/u);
    await again.press('5', '<down>');
    expect(goodsIn(again)[1]?.quantity).toMatch(/5$/u);
  });
});
