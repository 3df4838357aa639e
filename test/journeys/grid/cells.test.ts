import { describe, expect, it } from 'vitest';
import { entryOf, focusOf, keysShown, lineWith, message, noteOf, popupIn, rowsOf, textInHand } from '../eyes.ts';
import { addGoods, goTo, goToFault, goToGoodsList, openStored, times, typeInto } from '../hands.ts';
import { openStage } from '../stage.ts';
import { cellOf, goodsIn, gridOn, marksIn, openedOn, toColumn } from './grid-hands.ts';

const stage = openStage({ seed: 3 });

const THREE = {
  goods: [
    { name: '甲', quantity: '1' },
    { name: '乙', quantity: '2' },
    { name: '丙', quantity: '3' },
  ],
};

describe('form and grid', () => {
  it('show the same row and field, whichever is chosen', async () => {
    const program = await gridOn(stage, THREE);
    expect(cellOf(program)).toBe('0 goods.hsCode');
    await program.press('<down>');
    await toColumn(program, 'goods.quantity');
    await program.press('<ctrl+q>');
    expect(entryOf(program).lists.goods.editingIndex).toBe(1);
    expect(focusOf(program)).toBe('goods.quantity');
    expect(textInHand(program)).toBe('2');
    expect(await lineWith(program, '修改第2项货物')).toBeDefined();
    await program.press('<alt+q>');
    expect(cellOf(program)).toBe('1 goods.quantity');
    expect(entryOf(program).lists.goods.editingIndex).toBeUndefined();
  });

  it('are both to be seen on a wide screen: the form follows the line and what is changed in it', async () => {
    const program = await gridOn(stage, THREE, { columns: 160, rows: 45 });
    expect(await lineWith(program, '货物名称* 甲')).toBeDefined();
    await program.press('<down>');
    expect(await lineWith(program, '货物名称* 乙')).toBeDefined();
    await toColumn(program, 'goods.quantity');
    await program.press('7 <tab>');
    expect(await lineWith(program, '报检数量* 7')).toBeDefined();
    await program.resize(80, 24);
    expect(await lineWith(program, '货物名称* 乙')).toBeUndefined();
    expect(cellOf(program).slice(0, 1)).toBe('1');
  });

  it('lose nothing that the form holds', async () => {
    const program = await stage.begin();
    await typeInto(program, 'goods.name', '红酒');
    await program.press('entry.grid');
    expect(message(program)).toContain('已添加第1项货物');
    expect(goodsIn(program)).toEqual([{ name: '红酒' }]);
    expect(cellOf(program)).toBe('0 goods.name');
    // What undo takes back is in the form again, and so is seen.
    await program.press('entry.undo');
    expect(goodsIn(program)).toEqual([]);
    expect(focusOf(program)).toBe('goods.name');
    expect(textInHand(program)).toBe('红酒');
    expect(await lineWith(program, '添加第1项货物')).toBeDefined();
    await program.press('entry.redo');
    expect(cellOf(program)).toBe('0 goods.name');
  });

  it('a changed row goes back, one that was only looked at stays', async () => {
    const program = await gridOn(stage, THREE);
    await program.press('entry.grid');
    await typeInto(program, 'goods.name', '丁');
    await program.press('entry.grid');
    expect(goodsIn(program)[0]).toMatchObject({ name: '丁' });
    const before = goodsIn(program);
    await program.press('entry.grid', 'entry.grid');
    expect(goodsIn(program)).toEqual(before);
  });

  it('the list below the form leads to it in terminals without Alt', async () => {
    const program = await stage.begin();
    await addGoods(program, { 'goods.name': '甲' }, { 'goods.name': '乙' });
    await goToGoodsList(program);
    expect(await keysShown(program)).toContain('Ctrl+Q 表格录入');
    await program.press('<ctrl+q>');
    expect(cellOf(program)).toBe('1 goods.hsCode');
  });

  it('the choice holds for the declarations that are opened afterwards, and for the settings', async () => {
    const home = await stage.folder();
    const program = await gridOn(stage, THREE, { home });
    const { id } = entryOf(program);
    await program.press('<ctrl+g>', 'n', '1');
    await program.press('<pagedown>', '<pagedown>');
    expect(cellOf(program)).toBe('0 containers.spec');
    await program.press('<pagedown>');
    expect(cellOf(program)).toBe('0 goods.hsCode');
    await program.close();
    const again = await stage.start({ home });
    await openStored(again, id);
    await again.press('entry.to-list');
    expect(cellOf(again)).toBe('0 goods.hsCode');
    await again.press('entry.grid');
    await again.press('<ctrl+g>');
    const third = await stage.start({ home });
    await openStored(third, id);
    await third.press('entry.to-list');
    expect(entryOf(third).focus.list).toBe('goods');
  });

  it('a page that may only be read is read in the grid too', async () => {
    const program = await openedOn(stage, THREE, { status: 'accepted' });
    await program.press('entry.grid', '<down>');
    await toColumn(program, 'goods.quantity');
    expect(textInHand(program)).toBe('2');
    await program.press('9');
    expect(message(program)).toContain('只能查看');
    await program.press('grid.delete');
    expect(message(program)).toContain('只能查看');
    expect(goodsIn(program)).toHaveLength(3);
    // There is no line for a new row.
    await program.press('<down>', '<down>', '<down>');
    expect(cellOf(program)).toBe('2 goods.quantity');
  });
});

describe('moving', () => {
  it('goes by cells, screens and ends; the page keys lead out at the ends', async () => {
    const goods = Array.from({ length: 40 }, (_, index) => ({ name: `货物${index}` }));
    const program = await gridOn(stage, { goods });
    await program.press('<left>');
    expect(cellOf(program)).toBe('0 goods.name');
    await program.press('<left>', '<right>', '<right>');
    expect(cellOf(program)).toBe('0 goods.ciqCode');
    await program.press('<pagedown>');
    expect(cellOf(program)).toBe('18 goods.ciqCode');
    await program.press('<ctrl+end>');
    expect(cellOf(program)).toBe('40 goods.ciqCode');
    await program.press('<ctrl+home>', '<end>');
    expect(cellOf(program)).toBe('0 goods.danger');
    await program.press('<home>', '<up>');
    expect(cellOf(program)).toBe('0 goods.name');
    await program.press('<pageup>');
    expect(focusOf(program)).toBe('containers.spec');
    await program.press('<pagedown>');
    expect(cellOf(program)).toMatch(/goods\./u);
  });

  it('scrolls sideways by columns, number and name stay, and what is out of sight is named', async () => {
    const program = await gridOn(stage, THREE);
    expect(await lineWith(program, '货物信息')).toMatch(/重量单位 .* ›$/u);
    await toColumn(program, 'goods.purpose');
    const [title = '', head = '', first = ''] = (await rowsOf(program)).slice(1);
    expect(title).toMatch(/‹ HS编码 .* ›$/u);
    expect(head).toMatch(/序号 货物名称 /u);
    expect(head).toContain('用途');
    expect(head).not.toContain('HS编码');
    expect(first).toMatch(/^› +1.甲/u);
    const { x, y } = await program.cursor();
    expect(y).toBe(3);
    expect(x).toBeGreaterThan(20);
    await program.press('<home>');
    expect(await lineWith(program, '序号')).toContain('HS编码');
  });

  it('Enter and Tab go to the next cell, behind the last one to the next line', async () => {
    const program = await gridOn(stage, THREE);
    await program.press('<enter>', '<tab>');
    expect(cellOf(program)).toBe('0 goods.quantity');
    await program.press('<shift+tab>');
    expect(cellOf(program)).toBe('0 goods.ciqCode');
    await program.press('<end>', '<enter>');
    expect(cellOf(program)).toBe('1 goods.hsCode');
  });
});

describe('a cell', () => {
  it('is typed into at once, changed from its end, taken back and emptied', async () => {
    const program = await gridOn(stage, THREE);
    await toColumn(program, 'goods.quantity');
    await program.press('45', '<down>');
    expect(goodsIn(program)[0]?.quantity).toBe('45');
    expect(cellOf(program)).toBe('1 goods.quantity');
    await program.press('<ctrl+e>', '0', '<left>', '<left>', '1');
    expect(textInHand(program)).toBe('120');
    await program.press('<enter>');
    expect(goodsIn(program)[1]?.quantity).toBe('120');
    await program.press('<left>', '7', '<escape>');
    expect(textInHand(program)).toBe('120');
    expect(goodsIn(program)[1]?.quantity).toBe('120');
    await program.press('<delete>', '<down>');
    expect(goodsIn(program)[1]).toEqual({ name: '乙' });
    await program.press('entry.undo');
    expect(message(program)).toBe('已撤销：修改第2项货物【报检数量】；Ctrl+Y 重做');
    expect(goodsIn(program)[1]?.quantity).toBe('120');
    expect(cellOf(program)).toBe('1 goods.quantity');
  });

  it('of a code offers matches as the form does, and brings what hangs on the code', async () => {
    const program = await gridOn(stage, THREE);
    await program.press('22042100', '<enter>');
    expect(goodsIn(program)[0]).toMatchObject({ hsCode: '2204210000', standardUnit: '095' });
    expect(cellOf(program)).toBe('0 goods.ciqCode');
    await toColumn(program, 'goods.quantityUnit');
    await program.press('qk', '<enter>');
    // Several fit: they are chosen from, and the next cell follows.
    expect(entryOf(program).focus.session?.matches?.index).toBe(0);
    await program.press('<enter>');
    expect(goodsIn(program)[0]?.quantityUnit).toBeDefined();
    expect(cellOf(program)).toBe('0 goods.weight');
  });

  it('of a CIQ code opens its choices by F4, not by itself', async () => {
    const program = await gridOn(stage, { goods: [{ hsCode: '0801120000' }, { hsCode: '0801120000' }] });
    await program.press('<right>', '<down>');
    expect(cellOf(program)).toBe('1 goods.ciqCode');
    await program.press('<f4>', '<down>', '<down>', '<enter>');
    expect(goodsIn(program)[1]?.ciqCode).toBe('0801120000102');
  });

  it('of a check box is ticked by the blank, one with rows opens its popup by F4', async () => {
    const program = await gridOn(stage, THREE);
    await toColumn(program, 'goods.notDangerous');
    await program.press('<space>');
    expect(goodsIn(program)[0]?.notDangerous).toBe(true);
    expect(marksIn(program)).toEqual([]);
    await program.press('<down>');
    await toColumn(program, 'goods.licences');
    await program.press('<f4>');
    expect(popupIn(program)).toMatchObject({ path: 'goods[1].licences' });
    await program.press('408', '<enter>', '<enter>', 'A1', 'popup.confirm');
    expect(goodsIn(program)[1]?.licences).toMatchObject([{ type: '408', number: 'A1' }]);
    expect(cellOf(program)).toBe('1 goods.licences');
    await program.press('entry.undo');
    expect(goodsIn(program)[1]).not.toHaveProperty('licences');
  });

  it('tells its fault, and the next fault is a key away', async () => {
    const program = await gridOn(stage, { goods: [{ hsCode: '0801120000', ciqCode: '0801120000101', quantity: '1' }] });
    expect((await rowsOf(program))[3]).toMatch(/^› {3}1✗/u);
    await program.press('<ctrl+l>');
    expect(focusOf(program)).toBe('goods.quantityUnit');
    expect(await noteOf(program)).toContain('数量单位：必填');
    await program.press('<alt+e>');
    expect(focusOf(program)).toBe('goods.standardQuantity');
    await program.press('<alt+z>');
    expect(focusOf(program)).toBe('goods.quantityUnit');
    // Round again, from behind.
    await program.press('<alt+z>');
    expect(focusOf(program)).toBe('goods.attributes');
    await program.press('<alt+e>');
    expect(focusOf(program)).toBe('goods.quantityUnit');
    // A code that nobody knows is told as soon as the cell is left.
    await toColumn(program, 'goods.purpose');
    await program.press('9999', '<down>', '<up>');
    expect(await noteOf(program)).toMatch(/用途：代码 9999/u);
  });
});

describe('what is wrong', () => {
  it('found by saving or chosen from the list is gone to in its cell', async () => {
    const goods = [...THREE.goods, { name: '丁', quantity: '4', licences: [{ type: '408' }] }];
    const program = await gridOn(stage, { goods });
    await program.press('entry.faults');
    const faults = entryOf(program).faults ?? [];
    const wanted = faults.findIndex(({ path }) => path === 'goods[2].quantityUnit');
    await program.press(...times(wanted, 'faults.down'), 'faults.go');
    expect(cellOf(program)).toBe('2 goods.quantityUnit');
    expect(entryOf(program).lists.goods.editingIndex).toBeUndefined();
    await goToFault(program, 'goods[3].licences[0].number');
    expect(popupIn(program)).toMatchObject({ path: 'goods[3].licences', editingIndex: 0 });
    await program.press('popup.cancel');
    expect(cellOf(program)).toBe('3 goods.licences');
  });

  it('others who save in the meantime lead nobody away from the line', async () => {
    const program = await gridOn(stage, THREE);
    const { id } = entryOf(program);
    await program.press('<down>');
    await program.office.store.update(id, found => ({
      ...found,
      updatedBy: '小王',
      document: { ...found.document, goods: [...found.document.goods, { name: '丁' }] },
    }));
    await program.program.idle();
    expect(goodsIn(program)).toHaveLength(4);
    expect(cellOf(program)).toBe('1 goods.hsCode');
  });

  it('jump mode leads to other sections and back', async () => {
    const program = await gridOn(stage, THREE);
    await program.press('<ctrl+]>', '<f2>');
    expect(focusOf(program)).toBe('acceptingOrg');
    await program.press('<ctrl+]>', '<f4>');
    expect(cellOf(program)).toBe('0 goods.hsCode');
  });
});

describe('the line for a new row', () => {
  it('begins it with what the row before hands on, and the next line follows', async () => {
    const program = await gridOn(stage, { goods: [{ name: '甲', originCountry: '036' }] });
    await program.press('<down>');
    expect(cellOf(program)).toBe('1 goods.hsCode');
    await program.press('22042100', '<enter>', '<down>');
    expect(goodsIn(program)[1]).toMatchObject({ hsCode: '2204210000', originCountry: '036' });
    expect(cellOf(program)).toBe('2 goods.ciqCode');
    await program.press('entry.undo');
    expect(message(program)).toBe('已撤销：添加第2项货物；Ctrl+Y 重做');
    expect(goodsIn(program)).toHaveLength(1);
  });

  it('has no popups yet', async () => {
    const program = await gridOn(stage, {});
    await toColumn(program, 'goods.licences');
    await program.press('<f4>');
    expect(message(program)).toBe('这一行还没有内容：先填一格');
    expect(popupIn(program)).toBeUndefined();
  });

  it('containers have one, too', async () => {
    const program = await stage.begin();
    await goTo(program, 'containers.spec');
    await program.press('entry.grid', '111', '<enter>', 'MSKU9208011', '<down>');
    expect(entryOf(program).drafts.document.containers).toEqual([
      { spec: '111', numbers: ['MSKU9208011'], quantity: '1' },
    ]);
    expect(cellOf(program)).toBe('1 containers.numbers');
  });
});
