import { describe, expect, it } from 'vitest';
import { keepParties } from '../../src/jobs/own-lists.ts';
import { entryOf, focusOf, frontDialog, message, noteOf, textInHand } from './eyes.ts';
import { addGoods, answer, fill, goTo, openList, takeGoods, typeInto } from './hands.ts';
import { openStage } from './stage.ts';
import { KNOWN, pastOf } from './tasks/past.ts';

const { start, bureau, begin } = openStage({ seed: 12 });

/** A new declaration in which the known party has just been named. */
async function named() {
  const program = await start({ columns: 120, rows: 40 });
  await bureau(program);
  await keepParties(program.office, [{ ...KNOWN, nameEn: '', contact: '' }]);
  await pastOf(program.office);
  await openList(program);
  await program.press('list.new');
  await typeInto(program, 'consigneeCode', 'jk');
  await program.press('<enter>');
  return program;
}

describe('the lane of change (C2)', () => {
  it('leads from what was brought to what changes, with the next number offered and last time told', async () => {
    const program = await named();
    expect(focusOf(program)).toBe('contractNo');
    expect(textInHand(program)).toBe('HT-2');
    await program.press('<enter>', '<enter>');
    expect(entryOf(program).drafts.document).toMatchObject({ contractNo: 'HT-2', conveyanceNo: '019W' });
    expect(await noteOf(program)).toContain('【提/运单号】上次是 BL-1');
    await program.press('COSU6201', '<enter>', '22', '<enter>');
    expect(focusOf(program)).toBe('goods.quantity');
    expect(entryOf(program).lists.goods.editingIndex).toBe(0);
  });

  it('asks for what follows only where the quantity has changed; what can only be the quantity is it at once', async () => {
    const program = await named();
    await program.press('<enter>', '<enter>', 'COSU6201', '<enter>', '22', '<enter>', '<enter>');
    expect(entryOf(program).lists.goods.editingIndex).toBe(1);
    await program.press('16000', '<enter>');
    expect(entryOf(program).drafts.form.goods[0]).toMatchObject({ weight: '16000', standardQuantity: '16000' });
    expect(focusOf(program)).toBe('goods.packageQuantity');
    expect(textInHand(program)).toBe('1000');
    await program.press('<enter>');
    expect([focusOf(program), textInHand(program)]).toEqual(['goods.totalValue', '16000']);
    await program.press('<enter>');
    expect(entryOf(program).lists.goods.editingIndex).toBe(2);
    expect(entryOf(program).drafts.document.goods[1]).toMatchObject({ quantity: '16000', totalValue: '16000' });
  });

  it('ends with the question whether to send, which lists what differs from last time', async () => {
    const program = await named();
    await program.press('<enter>', '<enter>', 'COSU6201', '<enter>', '22', '<enter>', '<enter>', '<enter>', '<enter>');
    expect(frontDialog(program)).toBe('question');
    const frame = await program.frame();
    expect(frame).toContain('合同号：HT-1 → HT-2');
    expect(frame).toContain('提/运单号：BL-1 → COSU6201');
    expect(frame).not.toContain('录入序号：');
    await answer(program, '保存并发送');
    expect(message(program)).toContain('已保存并发送');
  });

  it('is left by any other key, which takes nothing that was offered', async () => {
    const program = await named();
    await program.press('<tab>');
    expect(entryOf(program).drafts.document).not.toHaveProperty('contractNo');
    expect(entryOf(program).focus.lane).toBeUndefined();
    const after = focusOf(program);
    await program.press('<enter>');
    expect(focusOf(program)).not.toBe(after);
    expect(frontDialog(program)).toBeUndefined();
  });

  it('does not lead away whoever has gone on typing, and what was brought is taken back by one undo', async () => {
    const program = await named();
    await program.press('<enter>', 'entry.undo');
    expect(entryOf(program).drafts.document).not.toHaveProperty('contractNo');
    await program.press('entry.undo');
    expect(message(program)).toContain('已撤销：带出');
    expect(entryOf(program).drafts.document.goods).toEqual([]);
  });

  it('of a copy offers the next number in place of the old one', async () => {
    const program = await start({ columns: 120, rows: 40 });
    await bureau(program);
    await pastOf(program.office);
    await openList(program);
    await program.press('list.copy');
    expect([focusOf(program), textInHand(program)]).toEqual(['contractNo', 'HT-6']);
    await program.press('<tab>');
    expect(entryOf(program).drafts.document.contractNo).toBe('HT-5');
  });
});

it('without a difference from last time Enter once too often sends nothing', async () => {
  const program = await start({ columns: 120, rows: 40 });
  await bureau(program);
  await pastOf(program.office);
  await openList(program);
  await program.press('list.copy', 'HT-5', '<enter>', '018W', '<enter>', '<enter>', '<enter>', '<enter>');
  expect(await program.frame()).toContain('和上次没有不同');
  await program.press('<enter>');
  expect(frontDialog(program)).toBeUndefined();
  expect(entryOf(program).sync.record.revision).toBe(0);
  expect(entryOf(program).lists.goods.editingIndex).toBeUndefined();
});

describe('amounts that follow from the quantity (C1)', () => {
  it('are offered as people go on, taken by leaving, replaced by typing, and taken back by one undo', async () => {
    const program = await begin();
    await fill(program, { 'goods.hsCode': '0805100000', 'goods.quantity': '24千克' });
    await program.press('<tab>');
    expect([focusOf(program), textInHand(program)]).toEqual(['goods.weight', '24']);
    expect(await noteOf(program)).toContain('【报检重量】可填 24：→ 或离开收下');
    await program.press('<tab>');
    expect([focusOf(program), textInHand(program)]).toEqual(['goods.weightUnit', '035']);
    expect(entryOf(program).drafts.form.goods[0]?.weight).toBe('24');
    await program.press('entry.undo');
    expect(entryOf(program).drafts.form.goods[0]).not.toHaveProperty('weight');
    // Taken back it is not offered again of itself.
    await program.press('<tab>');
    expect(entryOf(program).drafts.form.goods[0]).not.toHaveProperty('weight');
    await goTo(program, 'goods.quantityUnit');
    await program.press('<tab>', '7', '<tab>');
    expect(entryOf(program).drafts.form.goods[0]?.weight).toBe('7');
  });

  it('are offered from the price typed; Right takes them to be changed, Esc gives them up', async () => {
    const program = await begin();
    await fill(program, { 'goods.quantity': '12', 'goods.unitPrice': '2.5' });
    expect([focusOf(program), textInHand(program)]).toEqual(['goods.totalValue', '30']);
    await program.press('<right>', '0', 'field.restore', '<tab>');
    expect(entryOf(program).drafts.form.goods[0]).not.toHaveProperty('totalValue');
  });

  it('of a line that is brought back follow from what it was', async () => {
    const program = await begin();
    await addGoods(program, {
      'goods.hsCode': '0805100000',
      'goods.quantity': '100',
      'goods.quantityUnit': '011',
      'goods.packageQuantity': '10',
      'goods.totalValue': '250',
    });
    await takeGoods(program, 'last');
    await fill(program, { 'goods.quantity': '120' });
    await goTo(program, 'goods.standardUnit');
    await program.press('<tab>');
    expect([focusOf(program), textInHand(program)]).toEqual(['goods.packageQuantity', '12']);
  });
});
