import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entryOf, inHand, message, popupRow, textInHand } from '../eyes.ts';
import { addGoods, answer, fillAndReturn, fillSection, giveFile, goTo, typeInto } from '../hands.ts';
import { fillPopup, openPopup, typeIntoPopup } from '../popup-hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';

const stage = openStage({ seed: 22 });

const WINE = { 'goods.hsCode': '2204210000', 'goods.name': '红酒' } as const;
const BULL = { 'goods.hsCode': '0102210000', 'goods.name': '种牛' } as const;
const numbers = (program: TestProgram) => entryOf(program).drafts.form.containers[0]?.numbers;

describe('P9 container numbers', () => {
  it('field and list are one value: commas in the field, rows in the list, doubled ones told, a bad check digit marked', async () => {
    const program = await stage.begin();
    await fillAndReturn(program, 'containers.numbers', 'msku9208011，MRKU4795820');
    await program.press('field.open');
    const frame = await program.frame();
    expect(frame).toContain('共 2 行');
    expect(frame).toMatch(/2!MRKU4795820 {2}箱号 MRKU4795820 的校验位不符/u);
    await program.press('BSIU9015992,MSKU9208011', '<enter>');
    expect(message(program)).toBe('列表里已有：MSKU9208011');
    await program.press('popup.down', 'popup.list-first', 'popup.take');
    await program.press('text.end', 'text.backspace', '2', 'popup.add', 'popup.confirm');
    expect(numbers(program)).toEqual(['MSKU9208012', 'MRKU4795820', 'BSIU9015992']);
    expect(entryOf(program).drafts.form.containers[0]?.quantity).toBe('3');
    await program.press('entry.undo');
    expect(textInHand(program)).toBe('MSKU9208011,MRKU4795820');
    await program.press('field.open', 'popup.clear');
    await answer(program, '全部去掉');
    await program.press('popup.confirm');
    expect(numbers(program)).toBeUndefined();
  });

  it('comes from a workbook: append or replace, doubled numbers and bad check digits by name; what is none is refused', async () => {
    const program = await stage.begin();
    const folder = await stage.folder();
    const file = join(folder, '箱号.csv');
    await writeFile(file, 'MSKU9208011\nMRKU4795820\nBSIU9015992\nMSKU9208011\n');
    await fillAndReturn(program, 'containers.numbers', 'NYKU8527234');
    await program.press('field.open', 'popup.import');
    await giveFile(program, join(folder, 'nobody.csv'));
    expect(await program.frame()).toContain('没有这个文件');
    await program.press('path.close', 'popup.import');
    await giveFile(program, file);
    expect(await program.frame()).toContain('文件里有 3 个箱号，列表里已有 1 个。');
    await answer(program, '追加导入');
    const told = await program.frame();
    expect(told).toContain('重复，只取一次 1 个：MSKU9208011');
    expect(told).toContain('校验位不符 1 个：MRKU4795820');
    await answer(program, '知道了');
    await program.press('popup.import');
    await giveFile(program, file);
    await answer(program, '覆盖导入');
    await answer(program, '知道了');
    await program.press('popup.confirm');
    expect(numbers(program)).toEqual(['MSKU9208011', 'MRKU4795820', 'BSIU9015992']);
    // The popup as a whole is one step.
    await program.press('entry.undo');
    expect(numbers(program)).toEqual(['NYKU8527234']);
  });
});

describe('P14 goods and containers', () => {
  async function loaded(): Promise<TestProgram> {
    const program = await stage.begin();
    await goTo(program, 'containers.spec');
    await fillSection(program, { 'containers.spec': '111', 'containers.numbers': 'MSKU9208011,BSIU9015992' });
    await addGoods(program, WINE, BULL);
    await openPopup(program, 'goods.containers');
    return program;
  }
  const links = (program: TestProgram) => entryOf(program).drafts.document.goods.map(({ containers }) => containers);

  it('the line number brings HS code and name, the HS code or the name the others; a container brings its size', async () => {
    const program = await loaded();
    expect(await program.frame()).toMatch(/货物名称.*种牛/u);
    await program.press('1', '<enter>');
    expect(await program.frame()).toMatch(/HS编码.*2204210000/u);
    await program.press('0102', '<enter>');
    expect(popupRow(program).goods[0]?.containers?.[0]).toMatchObject({ goodsNo: '2' });
    await program.press('hj', '<enter>');
    expect(popupRow(program).goods[0]?.containers?.[0]).toMatchObject({ goodsNo: '1' });
    await program.press('<enter>');
    expect(inHand(program)).toBe('goods.containers.container');
    await program.press('matches.enter', 'matches.down', 'matches.choose');
    expect(popupRow(program).goods[0]?.containers?.[0]).toEqual({
      goodsNo: '1',
      container: 'BSIU9015992',
      spec: '111',
    });
    await program.press('popup.add', 'popup.confirm');
    expect(links(program)).toEqual([[{ spec: '111', container: 'BSIU9015992' }], undefined]);
  });

  it('the list has the links of all lines; a row goes to another line by its number, and all is one step of undo', async () => {
    const program = await loaded();
    await fillPopup(program, { 'goods.containers.container': 'MSKU9208011' });
    await program.press('popup.add');
    await fillPopup(program, { 'goods.containers.goodsNo': '1' });
    await typeIntoPopup(program, 'goods.containers.container', '9015992');
    await program.press('popup.add');
    expect(links(program)).toEqual([
      [{ spec: '111', container: 'BSIU9015992' }],
      [{ spec: '111', container: 'MSKU9208011' }],
    ]);
    const frame = await program.frame();
    expect(frame).toContain('共 2 行');
    expect(frame).toMatch(/1 {4}1 2204210000 BSIU9015992/u);
    await program.press('popup.down', 'popup.list-last', 'popup.take', '1', 'popup.add');
    expect(links(program)[1]).toBeUndefined();
    expect(links(program)[0]?.map(({ container }) => container)).toEqual(['BSIU9015992', 'MSKU9208011']);
    await program.press('popup.down', 'popup.list-first', 'popup.delete', 'popup.confirm');
    expect(links(program)[0]?.map(({ container }) => container)).toEqual(['MSKU9208011']);
    await program.press('entry.undo');
    expect(links(program)).toEqual([undefined, undefined]);
    await program.press('entry.redo', 'field.open', 'popup.delete', 'popup.cancel');
    expect(links(program)[0]?.map(({ container }) => container)).toEqual(['MSKU9208011']);
  });

  it('refuses goods that are not there, keeps a container that is not entered and tells it, and needs goods at all', async () => {
    const program = await loaded();
    await program.press('9', '<enter>');
    expect(message(program)).toContain('没有这一项货物：9');
    await program.press('text.backspace');
    await fillPopup(program, { 'goods.containers.container': 'TCLU1234567' });
    expect(message(program)).toBe('箱号 TCLU1234567 不在集装箱信息内');
    const empty = await stage.begin();
    await openPopup(empty, 'goods.containers');
    await typeIntoPopup(empty, 'goods.containers.container', 'X1');
    await empty.press('popup.add');
    expect(message(empty)).toContain('还没有货物');
  });

  it('the line in the form counts, new or taken back', async () => {
    const program = await stage.begin();
    await addGoods(program, WINE);
    await typeInto(program, 'goods.name', '气泡酒');
    await openPopup(program, 'goods.containers');
    await fillPopup(program, { 'goods.containers.container': 'BSIU9015992' });
    await program.press('popup.confirm');
    expect(entryOf(program).drafts.form.goods[0]?.containers).toEqual([{ container: 'BSIU9015992' }]);
    expect(links(program)).toEqual([undefined]);
  });
});
