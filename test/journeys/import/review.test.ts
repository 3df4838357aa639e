import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adoptDocument, saveDeclaration } from '../../../src/jobs/keep-declarations.ts';
import { inbound, ORANGES } from '../../practice/declarations.ts';
import { dialogs, entryOf, keysShown, lineWith, message } from '../eyes.ts';
import { answer, importFrom, paste, times, typeInto } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 23 });

const LINES = `HS编码,货物中文名,数量,数量单位,货币,总值,附记
0202300090,牛肉,十,千克,美元,1000,冰鲜
0207142200,鸡爪,5,箱,USD,2000.5,单冻
2204210000,酒,30,瓶,欧元,300,干红
备注：以上货物均为样品
合计,,35,,,3300.5
`;

/** The review of a workbook of goods, over a new declaration. */
async function reviewing(text = LINES): Promise<TestProgram> {
  const { program, folder } = await stage.beginWithFolder();
  await writeFile(join(folder, 'a.csv'), text);
  await importFrom(program, '导入货物', '~/a.csv');
  return program;
}

const goodsOf = (program: TestProgram) => entryOf(program).drafts.document.goods;

describe('a line', () => {
  it('that is left out says why, and is taken in and left out again', async () => {
    const program = await reviewing();
    expect(await lineWith(program, '项货物')).toContain('3 项货物，1 处差错，2 行不导入（备注 1、合计 1）');
    expect(await lineWith(program, 'A6')).toMatch(/– A6 +合计 +合计 35 3300\.5/u);
    await program.press('<end>', '<up>', '<up>', 'review.toggle');
    expect(await lineWith(program, '项货物')).toContain('4 项货物');
    await program.press('review.toggle');
    expect(await lineWith(program, '项货物')).toContain('2 行不导入（备注 1、合计 1）');
    await program.press('<home>', 'review.toggle');
    expect(await lineWith(program, 'A2')).toMatch(/– A2 +不导入 +0202300090/u);
    await program.press('review.take');
    expect(goodsOf(program).map(({ name }) => name)).toEqual(['鸡爪', '酒']);
  });
});

describe('a value', () => {
  it('is corrected at its fault, which is told while it is typed', async () => {
    const program = await reviewing();
    await program.press('review.next-fault', 'review.edit', '1x');
    expect(await program.frame()).toContain('改 报检数量 1x');
    expect(await lineWith(program, '✗ 不是数字')).toBeDefined();
    await program.press('<backspace>', '0', '<enter>');
    expect(await lineWith(program, '项货物')).not.toContain('差错');
    await program.press('review.take');
    expect(goodsOf(program)[0]).toMatchObject({ quantity: '10', name: '牛肉' });
  });

  it.each([
    ['a name', '人民币', '156'],
    ['what it is called in trade', 'RMB', '156'],
    ['a code', '392', '392'],
  ])('takes %s for its code', async (_what, typed, code) => {
    const program = await reviewing();
    await program.press(...times(5, '<right>'), 'review.edit', typed, '<enter>', 'review.take');
    expect(goodsOf(program).map(({ currency }) => currency)).toEqual([code, '840', '910']);
  });

  it('is kept as it was by Esc, and what follows from a code follows', async () => {
    const program = await reviewing();
    await program.press('review.edit', '99', '<escape>');
    expect(await lineWith(program, 'A2')).toContain('0202300090');
    await program.press('review.edit', '2204210000', '<tab>', 'review.take');
    expect(goodsOf(program)[0]).toMatchObject({ hsCode: '2204210000', standardUnit: '095' });
  });

  it('that a line left out has is not corrected before it is taken in', async () => {
    const program = await reviewing();
    await program.press('<end>', '<up>', '<up>', 'review.edit');
    expect(message(program)).toBe('这一行不导入；空格改为导入后再改');
  });
});

describe('a column', () => {
  it('is set for all lines, or for those that are marked', async () => {
    const program = await reviewing();
    await program.press(...times(5, '<right>'), 'review.fill', '日元', '<enter>');
    expect(message(program)).toBe('已整栏设币种：3 项货物；Ctrl+Z 撤销');
    await program.press('<home>', 'review.mark', '<tab>', '<home>', 'review.fill', '欧元', '<enter>', 'review.take');
    expect(goodsOf(program).map(({ currency }) => currency)).toEqual(['910', '392', '392']);
  });

  it('of the workbook gets another meaning, and what was corrected stays', async () => {
    const program = await reviewing();
    await program.press('review.next-fault', 'review.edit', '10', '<enter>', 'review.columns');
    expect(await lineWith(program, 'G1')).toMatch(/G1 +附记 +→ .*冰鲜 \/ 单冻 \/ 干红/u);
    await program.press('<end>', '<enter>', ...times(12, '<backspace>'), '规格', '<enter>');
    expect(message(program)).toBe('G1 附记 读作规格；Ctrl+Z 撤销');
    expect(dialogs(program)).toEqual(['review', 'sourceColumns']);
    await program.press('sources.close', 'review.take');
    expect(goodsOf(program)).toMatchObject([
      { quantity: '10', specification: '冰鲜' },
      { specification: '单冻' },
      { specification: '干红' },
    ]);
  });

  it('is read as nothing, and takes the meaning of another one', async () => {
    const program = await reviewing();
    await program.press('review.columns', '<down>', '<enter>', '不采用', '<enter>');
    expect(await lineWith(program, 'B1')).toContain('→ 不采用');
    await program.press('<end>', '<enter>', '货物中文名', '<enter>');
    expect(await lineWith(program, 'G1')).toContain('→ 货物中文名');
    await program.press('sources.close', 'review.undo', 'review.undo');
    expect(message(program)).toBe('已撤销：B1 货物中文名 读作不采用');
    await program.press('review.redo', 'review.redo', 'review.take');
    expect(goodsOf(program).map(({ name }) => name)).toEqual(['冰鲜', '单冻', '干红']);
  });
});

describe('what is done in the review', () => {
  it('is taken back step by step, and done again', async () => {
    const program = await reviewing();
    await program.press('review.toggle', '<down>', '<down>', 'review.edit', '0203290090', '<enter>');
    await program.press('review.undo');
    expect(message(program)).toBe('已撤销：改货物的HS编码');
    await program.press('review.undo');
    expect(message(program)).toBe('已撤销：A2 不导入');
    await program.press('review.undo');
    expect(message(program)).toBe('没有可以撤销的改动');
    await program.press('review.redo', 'review.redo', 'review.take');
    expect(goodsOf(program).map(({ hsCode }) => hsCode)).toEqual(['0207142200', '0203290090']);
  });

  it('is not lost by Esc, nor by Esc in the question that follows Enter', async () => {
    const program = await reviewing();
    await program.press('review.next-fault', 'review.edit', '10', '<enter>', 'review.close');
    expect(await program.frame()).toContain('核对时改了 1 处，不导入就没有了。');
    await answer(program, '回去核对');
    await program.press('review.take');
    await importFrom(program, '导入货物', '~/a.csv');
    await program.press('review.edit', '2204210000', '<enter>', 'review.take', '<escape>');
    expect(dialogs(program)).toEqual(['review']);
    await program.press('review.close');
    await answer(program, '不导入，放弃');
    expect(message(program)).toBe('没有导入，单证没有改动');
    expect(goodsOf(program)).toHaveLength(3);
  });
});

it('the smallest window leads to what it has no room for, and says by which keys', async () => {
  const program = await reviewing();
  await program.resize(60, 16);
  expect(await lineWith(program, '单元格')).not.toContain('货物总值');
  expect(await keysShown(program)).toContain('←→ 栏');
  await program.press(...times(4, '<right>'));
  expect(await lineWith(program, '单元格')).toContain('货物总值');
  expect(await lineWith(program, 'A3')).toMatch(/鸡爪.*2000\.5/u);
});

it('a price far from the last one of the party is told in the review', async () => {
  const { program, folder } = await stage.beginWithFolder();
  const past = await adoptDocument(program.office, inbound('', [{ ...ORANGES, quantity: '10', totalValue: '100' }]));
  await saveDeclaration(program.office, past);
  const { hsCode, name, quantityUnit, currency } = ORANGES;
  const text = `HS编码,货物中文名,数量,数量单位,币种,总值\n${hsCode},${name},10,${quantityUnit},${currency},300\n`;
  await writeFile(join(folder, 'a.csv'), text);
  await typeInto(program, 'consigneeName', past.document.consigneeName ?? '');
  await program.press('<tab>');
  await importFrom(program, '导入货物', '~/a.csv');
  expect(await lineWith(program, '! F2')).toContain(`单价 30，与 ${past.entryNo}`);
  await program.press('review.next-fault', 'review.edit', '105', '<enter>');
  expect(await lineWith(program, '! F2')).toBeUndefined();
});

it('cells that were pasted into the grid are corrected and left out, too', async () => {
  const program = await stage.begin();
  await program.press('entry.grid');
  await paste(program, '0202300090\t0202300090999\n0207142200\t0207142200999');
  expect(dialogs(program)).toEqual(['review']);
  await program.press('review.toggle', '<down>', 'review.edit', '2204210000', '<enter>', 'review.take');
  // The CIQ code that no longer belongs under it went with the old code.
  expect(goodsOf(program).map(({ hsCode, ciqCode }) => [hsCode, ciqCode?.startsWith('220421')])).toEqual([
    ['2204210000', true],
  ]);
});
