import { describe, expect, it } from 'vitest';
import { type FieldId, fieldOf } from '../../../src/catalogue/catalogue.ts';
import { entryOf, inHand, message, popupIn, popupRow, rowsOf, title } from '../eyes.ts';
import { answer, fill, fillAndReturn, goTo, paste, times, typeInto } from '../hands.ts';
import { fillPopup, openPopup, typeIntoPopup } from '../popup-hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 29 });

describe('lists longer than the popup', () => {
  it('show the selected row, also the last one, and tell which rows are to be seen', async () => {
    const program = await stage.begin();
    const numbers = Array.from({ length: 50 }, (_, index) => `MSKU${1000000 + index}`);
    await typeInto(program, 'containers.numbers', numbers.join(','));
    await program.press('field.open');
    const added = await program.frame();
    expect(added).toContain('MSKU1000049');
    const [, first, last] = /第 (\d+)-(\d+) 行，共 50 行/u.exec(added) ?? [];
    expect(added.match(/MSKU10000\d\d {2}|MSKU10000\d\d\s*│/gu)).toHaveLength(Number(last) - Number(first) + 1);
    await program.press('popup.down', 'popup.list-last');
    expect(popupIn(program)).toMatchObject({ zone: 'list', index: 49 });
    const lines = await rowsOf(program);
    const { y } = await program.cursor();
    expect(lines[y]).toContain('MSKU1000049');
  });
});

it('clearing all from within the list leads back to the fields', async () => {
  const program = await stage.begin();
  await openPopup(program, 'enterpriseQualifications');
  await program.press('508', 'popup.add', 'popup.down', 'popup.clear');
  expect(await program.frame()).toContain('列表里的 1 行全部去掉吗');
  await answer(program, '全部去掉');
  expect(popupIn(program)).toMatchObject({ zone: 'fields', stop: 0, index: -1 });
  expect(inHand(program)).toBe('enterpriseQualifications.type');
});

describe('F4', () => {
  it('on the field that its popup is about does not open the popup once more', async () => {
    const program = await stage.begin();
    for (const id of ['containers.numbers', 'specialRequirements', 'marks'] as const) {
      await goTo(program, id);
      await program.press('<f4>', '<f4>', '<f4>');
      expect(entryOf(program).popups).toHaveLength(1);
      expect(message(program)).toBe('这一栏直接输入，没有弹窗');
      await program.press('popup.cancel');
    }
  });

  it('tells of characters that nobody knows as leaving the field does', async () => {
    const program = await stage.begin();
    await typeInto(program, 'attachedDocuments', '1!');
    await program.press('<f4>');
    expect(popupIn(program)).toMatchObject({ popup: 'P8' });
    expect(message(program)).toContain('1!');
  });
});

describe('in the lowest window', () => {
  it('a list of codes and a calendar are to be seen whole wherever the field stands', async () => {
    const program = await stage.begin('in', { columns: 60, rows: 16 });
    const open = async () => {
      const lines = await rowsOf(program);
      expect(lines.slice(0, 14).some(each => each.includes('└'))).toBe(true);
      const { y } = await program.cursor();
      expect(y).toBeLessThan(14);
    };
    for (const stop of [0, 6, 12, 20, 28, 36]) {
      while (entryOf(program).focus.stop < stop || !['code', 'date'].includes(fieldOf(inHand(program) as FieldId).kind))
        await program.press('<tab>');
      // Down moves in a list of codes and in a calendar, Esc closes either.
      await program.press('field.open', ...times(3, '<down>'));
      await open();
      await program.press('<escape>', 'field.restore');
    }
  });
});

it('a row that is only in its form is marked as not saved', async () => {
  const program = await stage.begin();
  await fill(program, { 'goods.name': '红酒' });
  expect(await title(program)).toContain('•');
});

describe('lines pasted into the fields of a row', () => {
  const vinsIn = (program: TestProgram) =>
    (popupRow(program).goods[0]?.licences?.[0] as { vins?: readonly Record<string, string>[] } | undefined)?.vins;

  it('are rows: two hundred VINs at once, counted, with what the fields held already; one step of undo', async () => {
    const program = await stage.begin();
    await openPopup(program, 'goods.licences');
    await fillPopup(program, { 'goods.licences.type': '408', 'goods.licences.number': 'VH-1' });
    await program.press('popup.add');
    expect(popupIn(program)?.popup).toBe('P13');
    await typeIntoPopup(program, 'goods.licences.vins.billDate', '20170901');
    await program.press('popup.previous');
    expect(inHand(program)).toBe('goods.licences.vins.vin');
    const vins = Array.from({ length: 200 }, (_, index) => `LSVAB2BR1EN${100000 + index}`);
    await paste(program, `${vins.join('\n')}\n`);
    expect(message(program)).toBe('已添加 200 行，Ctrl+Z 撤销');
    expect(inHand(program)).toBe('goods.licences.vins.vinNo');
    expect(vinsIn(program)).toEqual(
      vins.map((vin, index) => ({ vinNo: String(index + 1), vin, billDate: '2017-09-01' })),
    );
    await paste(program, '7\tLSVAB2BR1EN200000\n9\tLSVAB2BR1EN200001');
    expect(
      vinsIn(program)
        ?.slice(200)
        .map(({ vinNo }) => vinNo),
    ).toEqual(['7', '9']);
    await program.press('entry.undo', 'entry.undo');
    expect(vinsIn(program)).toBeUndefined();
    expect(inHand(program)).toBe('goods.licences.vins.vin');
    await program.press('entry.redo', 'popup.confirm');
    expect(vinsIn(program)).toHaveLength(200);
  });

  it('codes bring their names; nothing is taken when a cell cannot be, and a row that is being changed takes no others', async () => {
    const program = await stage.begin();
    await openPopup(program, 'enterpriseQualifications');
    await paste(program, '508\t\tZZ-1\n101\t\tZZ-2');
    expect(entryOf(program).drafts.document.enterpriseQualifications).toEqual([
      { type: '508', typeName: '进口食品境外出口商代理商备案', number: 'ZZ-1' },
      { type: '101', typeName: '检疫处理单位审批', number: 'ZZ-2' },
    ]);
    await paste(program, `508\n101${'\tx'.repeat(9)}`);
    expect(message(program)).toContain('第2行没有收下，全部未添加');
    expect(entryOf(program).drafts.document.enterpriseQualifications).toHaveLength(2);
    await program.press('popup.down', 'popup.take');
    await paste(program, 'a\nb');
    expect(entryOf(program).drafts.document.enterpriseQualifications).toHaveLength(2);
  });
});

describe('doing again', () => {
  it('what was taken back in a popup is not done again after it has closed', async () => {
    const program = await stage.begin();
    await fillAndReturn(program, 'attachedDocuments', '1');
    const { document } = entryOf(program).drafts;
    await program.press('field.open', 'popup.take', 'entry.undo', 'popup.confirm', 'entry.redo');
    expect(message(program)).toBe('没有可以重做的修改');
    await program.press('field.open', 'popup.confirm', 'entry.undo');
    expect(message(program)).toContain('已撤销：修改【随附单据】');
    await program.press('entry.redo');
    expect(entryOf(program).drafts.document).toEqual(document);
  });

  it('what was taken back before a popup was opened is not done again inside it', async () => {
    const program = await stage.begin();
    await fillAndReturn(program, 'certificatesAsked', '1');
    await program.press('entry.undo', 'field.open', 'entry.redo');
    expect(message(program)).toBe('没有可以重做的修改');
    await program.press('popup.cancel', 'entry.redo');
    expect(entryOf(program).drafts.document.certificatesAsked).toHaveLength(1);
  });
});
