import { describe, expect, it } from 'vitest';
import { dialogs, entryOf, frontDialog, message, textInHand } from '../eyes.ts';
import { answer, paste } from '../hands.ts';
import { openStage } from '../stage.ts';
import { cellOf, goodsIn, gridOn, toColumn } from './grid-hands.ts';

const stage = openStage({ seed: 6 });

const TWO = {
  goods: [
    { name: '甲', quantity: '1', quantityUnit: '035' },
    { name: '乙', quantity: '2' },
  ],
};

describe('cells out of a spreadsheet', () => {
  it('are reviewed, and cover the cells from the focus on, as one step', async () => {
    const program = await gridOn(stage, TWO);
    await toColumn(program, 'goods.quantity');
    await paste(program, '1,200\t千克\n300\t升\n4.5\t035\n');
    const frame = await program.frame();
    expect(frame).toContain('粘贴前核对  粘贴的 3 行');
    expect(frame).toMatch(/报检数量 数量单位/u);
    expect(frame).toMatch(/1 A1 +1200 千克/u);
    expect(goodsIn(program)).toEqual(TWO.goods);
    await program.press('review.take');
    expect(await program.frame()).toContain('覆盖第1项货物起的 2 行里的这 2 栏');
    await answer(program, '覆盖');
    expect(message(program)).toBe('已粘贴 3 行；Ctrl+Z 撤销');
    expect(goodsIn(program)).toMatchObject([
      { name: '甲', quantity: '1200', quantityUnit: '035' },
      { name: '乙', quantity: '300', quantityUnit: '095' },
      { quantity: '4.5', quantityUnit: '035' },
    ]);
    expect(cellOf(program)).toBe('0 goods.quantity');
    await program.press('entry.undo');
    expect(message(program)).toBe('已撤销：粘贴 3 行；Ctrl+Y 重做');
    expect(goodsIn(program)).toEqual(TWO.goods);
  });

  it('are added behind the others where people say so, or on the line for a new row', async () => {
    const program = await gridOn(stage, TWO);
    await paste(program, '0801120000\n0810400000');
    await program.press('review.take');
    await answer(program, '追加');
    expect(goodsIn(program).map(({ hsCode }) => hsCode)).toEqual([undefined, undefined, '0801120000', '0810400000']);
    expect(goodsIn(program)[2]).toMatchObject({ standardUnit: '035' });
    await program.press('<ctrl+end>');
    await paste(program, '2204210000\t\n0801120000\t0801120000101');
    await program.press('review.take');
    expect(dialogs(program)).toEqual([]);
    // Of the first there is only one CIQ code, which comes along as it does when it is typed.
    expect(goodsIn(program).slice(4)).toMatchObject([{ ciqCode: '2204210000999' }, { ciqCode: '0801120000101' }]);
  });

  it('tell what cannot be understood, and Esc takes nothing', async () => {
    const program = await gridOn(stage, TWO);
    await toColumn(program, 'goods.quantity');
    await paste(program, 'abc\t没有的单位\n2\t千克');
    const frame = await program.frame();
    expect(frame).toContain('2 处差错');
    expect(frame).toMatch(/✗ A1 报检数量/u);
    expect(frame).toMatch(/✗ B1 数量单位/u);
    await program.press('review.close');
    expect(goodsIn(program)).toEqual(TWO.goods);
    await program.press('<end>');
    await paste(program, '1\t2\n3\t4');
    expect(await program.frame()).toMatch(/! B1 不认识“2”，不会采用/u);
  });

  it('go where a first line with headings says', async () => {
    const program = await gridOn(stage, {});
    await paste(program, '品名不算\t报检数量\n货物名称\t1');
    await program.press('review.close');
    await paste(program, '货物名称\t报检数量\tHS编码\n椰子\t5\t0801120000');
    await program.press('review.take');
    expect(goodsIn(program)).toMatchObject([{ name: '椰子', quantity: '5', hsCode: '0801120000' }]);
  });

  it('may hold quotation marks and line breaks of their own', async () => {
    const program = await gridOn(stage, TWO);
    await toColumn(program, 'goods.model');
    await paste(program, '"12"" 屏\n黑色"\t甲牌\n"没有结束\t乙牌');
    await program.press('review.take');
    await answer(program, '覆盖');
    expect(goodsIn(program)).toMatchObject([
      { model: expect.stringMatching(/^12" 屏\s黑色$/u), brand: '甲牌' },
      { model: '"没有结束', brand: '乙牌' },
    ]);
  });

  it('are a text like any other where it is one cell, or where a cell is being typed into', async () => {
    const program = await gridOn(stage, TWO);
    await toColumn(program, 'goods.model');
    await paste(program, 'X-1');
    expect(frontDialog(program)).toBeUndefined();
    expect(textInHand(program)).toBe('X-1');
    await paste(program, '\tA\tB');
    expect(textInHand(program)).toBe('X-1 A B');
    await program.press('<escape>');
    expect(entryOf(program).drafts.document.goods).toEqual(TWO.goods);
  });
});
