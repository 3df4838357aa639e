import { describe, expect, it } from 'vitest';
import { onBothStores } from '../both-stores.ts';
import { entryOf, lineWith, message } from '../eyes.ts';
import { changeGoods, copyGoods, fill, goToGoodsList, takeGoods } from '../hands.ts';
import { two } from '../together.ts';

onBothStores({ seed: 2 }, stage => {
  describe('goods lines', () => {
    it('one removes a line that the other edits: to be chosen', async () => {
      const { mine, other, entryNo, writes, seen } = await two(stage);
      await copyGoods(other);
      await changeGoods(other, 'last', { 'goods.name': '柠檬' });
      await writes(other, other.press('entry.save'));
      await seen(mine);
      expect(entryOf(mine).drafts.document.goods).toHaveLength(2);
      await fill(mine, { contractNo: 'HT-MINE' });
      await goToGoodsList(mine);
      await mine.press('list.first', 'rows.delete', 'list.leave');
      await changeGoods(other, 'first', { 'goods.brand': '王牌' });
      await writes(other, other.press('entry.save'));
      await writes(mine, mine.press('entry.save'));
      const frame = await mine.frame();
      expect(frame).toContain('2 处不同，1 处要选择（!）');
      expect(await lineWith(mine, '第1项货物（对方的）')).toMatch(
        /! 第1项货物（对方的） +○ （删除） +○ 改了货物品牌 /u,
      );
      expect(frame).toContain('您删除了，小王修改了');
      await mine.press('compare.read', 'reading.page-down');
      expect(await mine.frame()).toContain('* 货物品牌：王牌');
      await mine.press('reading.close', 'compare.theirs');
      await writes(mine, mine.press('compare.confirm'));
      const { document } = await mine.office.store.get(entryNo);
      expect(document.goods.map(({ brand }) => brand)).toEqual(['王牌', undefined]);
      expect(document.contractNo).toBe('HT-MINE');
    });

    it('a line more on one side and an edited one on the other go together; the form does not hold a row that has moved', async () => {
      const { mine, other, entryNo, writes } = await two(stage);
      await changeGoods(mine, 'first', { 'goods.model': '我型' });
      await takeGoods(mine, 'first');
      await copyGoods(other);
      await changeGoods(other, 'last', { 'goods.name': '柠檬' });
      await changeGoods(other, 'first', { 'goods.brand': '王牌' });
      await writes(other, other.press('entry.save'));
      expect(entryOf(mine).lists.goods.editingIndex).toBe(0);
      await writes(mine, mine.press('entry.save', 'compare.confirm'));
      expect(message(mine)).toBe(`${entryNo} 已保存`);
      expect(entryOf(mine).lists.goods.editingIndex).toBeUndefined();
      const { document } = await mine.office.store.get(entryNo);
      expect(document.goods).toHaveLength(2);
      expect(document.goods.map(({ brand, model }) => [brand, model])).toEqual([
        ['王牌', '我型'],
        [undefined, undefined],
      ]);
    });
  });

  describe('how it looks', () => {
    const SIZES = [
      [80, 24],
      [120, 40],
    ] as const;

    it.each(SIZES)('at %ix%i', async (columns, rows) => {
      const { mine, other, writes } = await two(stage, { columns, rows });
      await fill(mine, { contactPerson: '李一' });
      await fill(mine, { storagePlace: '黄埔码头二号仓库西侧第三排' });
      await fill(other, { contactPerson: '王一' });
      await fill(other, { contractNo: 'HT-2017-WANG' });
      await changeGoods(mine, 'first', { 'goods.quantity': '15' });
      await changeGoods(other, 'first', { 'goods.quantity': '16' });
      await changeGoods(other, 'first', { 'goods.brand': '王牌' });
      await copyGoods(other);
      await changeGoods(other, 'last', { 'goods.name': '柠檬' });
      await writes(other, other.press('entry.draft'));
      await writes(mine, mine.press('entry.draft'));
      await expect(await mine.frame()).toMatchFileSnapshot(`../../../fixtures/screens/compare-${columns}x${rows}.txt`);
    });
  });
});
