import { describe, expect, it } from 'vitest';
import { keepShortcuts } from '../../../src/jobs/shortcuts.ts';
import { entryOf, inHand, message, popupIn, popupRow, textInHand } from '../eyes.ts';
import { fill, fillAndReturn, goTo, typeInto } from '../hands.ts';
import { fillPopup, openPopup } from '../popup-hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 21 });

describe('P8 attached documents', () => {
  it('shortcuts become documents with one detail each; ticks, details and the field agree; a goods line that is not there is told', async () => {
    const program = await stage.begin();
    await fillAndReturn(program, 'attachedDocuments', '123');
    expect(textInHand(program)).toBe('101001,101002,101005');
    await program.press('field.open', 'ticks.toggle');
    expect(entryOf(program).drafts.document.attachedDocuments?.map(({ type }) => type)).toEqual(['101002', '101005']);
    await program.press('ticks.toggle', 'popup.next-part');
    // The empty detail of what is ticked is brought into the fields.
    expect(inHand(program)).toBe('attachedDocuments.number');
    await program.press('HT-1', '<tab>', '7', '<enter>');
    expect(message(program)).toBe('没有第 7 项货物，共 0 项');
    expect(await program.frame()).toContain('7');
    await program.press('popup.previous', 'text.backspace', 'popup.add');
    await fillPopup(program, {
      'attachedDocuments.type': '101001',
      'attachedDocuments.name': '合同附件',
      'attachedDocuments.number': 'HT-2',
    });
    await program.press('popup.confirm');
    expect(entryOf(program).drafts.document.attachedDocuments).toEqual([
      { type: '101002', name: '发票' },
      { type: '101005', name: '提单/运单' },
      { type: '101001', name: '合同', number: 'HT-1' },
      { type: '101001', name: '合同附件', number: 'HT-2' },
    ]);
    await program.press('field.open');
    expect(await program.frame()).toContain('2 条明细');
  });

  it('an unknown character is said by name and stays in the field; the office’s own characters count', async () => {
    const program = await stage.begin();
    await fill(program, { attachedDocuments: '12?' });
    expect(message(program)).toContain('12?');
    await program.press('entry.undo');
    await fill(program, { attachedDocuments: '12z' });
    expect(message(program)).toBe('【随附单据】里的 z 不是快捷字符、代码或名称，留在栏位里');
    await goTo(program, 'attachedDocuments');
    expect(textInHand(program)).toBe('101001,101002,z');
    expect(await program.frame()).toContain('✗ 随附单据：代码 z 不在代码表内');
    await keepShortcuts(program.office, 'in', { '101003': 'z', '101001': '1' });
    await program.press('entry.copy');
    await fill(program, { attachedDocuments: '1Z' });
    expect(entryOf(program).drafts.document.attachedDocuments?.map(({ type }) => type)).toEqual(['101001', '101003']);
  });

  it('a name typed in the popup brings its code', async () => {
    const program = await stage.begin('out');
    await openPopup(program, 'attachedDocuments');
    await program.press('popup.next-part', '<enter>', 'zxd', '<enter>');
    expect(popupRow(program).attachedDocuments?.[0]).toMatchObject({ name: '装箱单' });
    expect(popupRow(program).attachedDocuments?.[0]?.type).toMatch(/^102/u);
  });
});

describe('P8 numbers', () => {
  const numbers = (program: TestProgram) =>
    entryOf(program).drafts.document.attachedDocuments?.map(({ number }) => number);

  it('Enter leads from number to number, and confirms behind the last one', async () => {
    const program = await stage.begin();
    await typeInto(program, 'attachedDocuments', '123');
    await program.press('<f4>', '<tab>', 'HT-1', '<enter>');
    expect(popupIn(program)).toMatchObject({ editingIndex: 1, zone: 'fields' });
    expect(inHand(program)).toBe('attachedDocuments.number');
    expect(message(program)).toContain('第2行');
    await program.press('FP-1', '<enter>', 'TD-1', '<enter>');
    expect(popupIn(program)).toBeUndefined();
    expect(numbers(program)).toEqual(['HT-1', 'FP-1', 'TD-1']);
    await program.press('entry.undo');
    expect(numbers(program)).toEqual([undefined, undefined, undefined]);
  });

  it('they begin with the first paper that is ticked, wherever the first line stands', async () => {
    const program = await stage.begin();
    await typeInto(program, 'attachedDocuments', '23');
    await program.press('<f4>', '<tab>', 'FP-1', '<enter>', 'TD-1', '<enter>');
    expect(numbers(program)).toEqual(['FP-1', 'TD-1']);
  });

  it('a paper without a number is passed by; rows that have theirs are not visited', async () => {
    const program = await stage.begin();
    await typeInto(program, 'attachedDocuments', '123');
    await program.press('<f4>', '<tab>', 'HT-1', '<enter>', '<enter>');
    expect(popupIn(program)).toMatchObject({ editingIndex: 2 });
    await program.press('TD-1', '<enter>', '<f4>', '<tab>', '<shift+tab>');
    expect(numbers(program)).toEqual(['HT-1', undefined, 'TD-1']);
    expect(inHand(program)).toBe('attachedDocuments.number');
    await program.press('<enter>', 'FP-1', '<enter>');
    expect(numbers(program)).toEqual(['HT-1', 'FP-1', 'TD-1']);
  });

  it('before the first number, and in a row whose write-off is filled in, Enter goes to the next field', async () => {
    const program = await stage.begin('in');
    await typeInto(program, 'attachedDocuments', '12');
    await program.press('<f4>', '<tab>', '<enter>');
    expect(inHand(program)).toBe('attachedDocuments.writeOffGoodsNo');
    await program.press('<shift+tab>', 'HT-1', '<tab>', '<tab>', '5', '<shift+tab>', '<shift+tab>', '<enter>');
    expect(inHand(program)).toBe('attachedDocuments.writeOffGoodsNo');
  });
});

describe('P8 ticks and rows', () => {
  it('the fields stay with their row when a line above is no longer ticked, and go with a row that goes', async () => {
    const program = await stage.begin();
    await typeInto(program, 'attachedDocuments', '123');
    await program.press('field.open', 'popup.previous-part', 'popup.list-last', 'popup.take');
    const [first, second, third] = entryOf(program).drafts.document.attachedDocuments ?? [];
    expect(popupIn(program)).toMatchObject({ editingIndex: 2, index: 2 });
    // Back among the ticks, the first of the three.
    await program.press('popup.up', ...String(first?.type), 'ticks.toggle');
    expect(popupIn(program)).toMatchObject({ zone: 'ticks', editingIndex: 1, index: 1 });
    await program.press('popup.next-part', 'popup.add');
    expect(entryOf(program).drafts.document.attachedDocuments).toEqual([second, third]);
    await program.press('entry.undo', 'entry.undo');
    expect(entryOf(program).drafts.document.attachedDocuments).toEqual([first, second, third]);
  });

  it('a ticked line is the selected row, and the one above it when it goes', async () => {
    const program = await stage.begin('pack');
    await openPopup(program, 'attachedDocuments');
    await program.press('ticks.toggle', 'ticks.down', 'ticks.toggle');
    expect(popupIn(program)).toMatchObject({ zone: 'ticks', index: 1 });
    await program.press('ticks.toggle');
    expect(popupIn(program)).toMatchObject({ index: 0 });
    await program.press('popup.previous-part');
    expect(popupIn(program)).toMatchObject({ zone: 'list', index: 0 });
  });
});
