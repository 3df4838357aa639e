import { describe, expect, it } from 'vitest';
import { entryOf, focusOf, message, textInHand } from '../eyes.ts';
import { addGoods, fillSection, goTo, goToGoodsList, typeInto } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';
import { FIRST } from '../values.ts';

const stage = openStage({ seed: 1 });

/** The program with a new inbound declaration, in which goods with these names are. */
async function withGoods(...names: readonly string[]): Promise<TestProgram> {
  const program = await stage.begin();
  await addGoods(program, ...names.map(name => ({ 'goods.name': name })));
  return program;
}

describe('goods and containers (E7, E11)', () => {
  it('adds, inserts, copies, moves, deletes, takes back into the form, and undoes each', async () => {
    const program = await withGoods('甲', '乙', '丙');
    const now = () => entryOf(program).drafts.document.goods.map(({ name }) => name);
    expect(now()).toEqual(['甲', '乙', '丙']);
    await goToGoodsList(program);
    await program.press('list.up', 'rows.copy');
    expect(now()).toEqual(['甲', '乙', '乙', '丙']);
    await program.press('rows.up', 'rows.up');
    expect(now()).toEqual(['乙', '甲', '乙', '丙']);
    await program.press('list.last', 'rows.delete');
    expect(now()).toEqual(['乙', '甲', '乙']);
    await program.press('list.first', 'rows.take');
    expect(entryOf(program).lists.goods.editingIndex).toBe(0);
    await goTo(program, 'goods.name');
    await program.press('text.end', '2', 'rows.add');
    expect(now()).toEqual(['乙2', '甲', '乙']);
    await typeInto(program, 'goods.name', '丁');
    await program.press('rows.insert');
    expect(now()).toEqual(['丁', '乙2', '甲', '乙']);
    const undone: unknown[] = [];
    while (entryOf(program).history.undo.length > 0) {
      await program.press('entry.undo');
      undone.push(now());
    }
    expect(undone.at(-1)).toEqual([]);
    expect(undone).toContainEqual(['甲', '乙', '乙', '丙']);
    while (entryOf(program).history.redo.length > 0) await program.press('entry.redo');
    expect(now()).toEqual(['丁', '乙2', '甲', '乙']);
  });

  it('lets what names a line by its number follow the line, and undoes that with it', async () => {
    const program = await withGoods('甲', '乙', '丙');
    await typeInto(program, 'attachedDocuments', '1');
    await program.press('<f4>', '<tab>', '<enter>', '2', 'popup.confirm');
    const named = () => {
      const { goods, attachedDocuments = [] } = entryOf(program).drafts.document;
      return attachedDocuments.map(({ writeOffGoodsNo }) => goods[Number(writeOffGoodsNo) - 1]?.name);
    };
    expect(named()).toEqual(['乙']);
    await goToGoodsList(program);
    await program.press('list.first', 'rows.copy');
    expect(named()).toEqual(['乙']);
    await program.press('list.last', 'rows.up');
    expect(named()).toEqual(['乙']);
    await program.press('list.first', 'rows.delete');
    expect(named()).toEqual(['乙']);
    await typeInto(program, 'goods.name', '丁');
    await program.press('rows.insert');
    expect(named()).toEqual(['乙']);
    const order = entryOf(program).drafts.document.goods.map(({ name }) => name);
    await goToGoodsList(program);
    await program.press('list.first', ...Array.from({ length: order.indexOf('乙') }, () => 'list.down'), 'rows.delete');
    expect(named()).toEqual([undefined]);
    await program.press('entry.undo');
    expect(named()).toEqual(['乙']);
  });

  it('what is still in the form is not lost by saving', async () => {
    const program = await withGoods();
    await typeInto(program, 'goods.name', '红酒');
    await program.press('entry.draft');
    expect((await program.office.store.get(FIRST)).document.goods).toEqual([{ name: '红酒' }]);
  });

  it('containers: numbers with commas, the count by itself; links for all goods', async () => {
    const program = await withGoods('甲', '乙');
    await program.press('entry.previous-section');
    expect(focusOf(program)).toBe('containers.spec');
    await fillSection(program, { 'containers.spec': '111', 'containers.numbers': 'MSKU9208011,bsiu9015992' });
    expect(entryOf(program).drafts.document.containers).toEqual([
      { spec: '111', numbers: ['MSKU9208011', 'BSIU9015992'], quantity: '2' },
    ]);
    await program.press('rows.make-goods');
    expect(message(program)).toBe('已生成 4 条箱货对应关系');
    expect(entryOf(program).drafts.document.goods[1]?.containers).toEqual([
      { spec: '111', container: 'MSKU9208011' },
      { spec: '111', container: 'BSIU9015992' },
    ]);
    await program.press('rows.make-goods');
    expect(message(program)).toBe('没有新的箱号可以对应');
  });

  it('an HS code completes itself, and typing on does not double it', async () => {
    const program = await withGoods();
    await program.press('22042100');
    expect(textInHand(program)).toBe('2204210000');
    await program.press('00', '<enter>');
    expect(entryOf(program).drafts.form.goods[0]).toMatchObject({ hsCode: '2204210000', ciqCode: '2204210000999' });
  });

  it('several CIQ codes under the HS code are offered', async () => {
    const program = await withGoods();
    await program.press('0102210000', '<enter>');
    expect(focusOf(program)).toBe('goods.ciqCode');
    const offered = entryOf(program).focus.session?.matches?.rows ?? [];
    expect(offered.length).toBeGreaterThan(1);
    expect(offered.every(({ code }) => code.startsWith('0102210000'))).toBe(true);
    await program.press('matches.enter', 'matches.down', 'matches.choose');
    expect(entryOf(program).drafts.form.goods[0]?.ciqCode).toBe(offered[1]?.code);
  });
});
