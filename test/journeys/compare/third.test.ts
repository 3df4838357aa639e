import { describe, expect, it } from 'vitest';
import { onBothStores } from '../both-stores.ts';
import { lineWith, message } from '../eyes.ts';
import { fill } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { together } from '../together.ts';

onBothStores({ seed: 2 }, stage => {
  /** Three people have changed a field each; the second has saved, and the first sees what both have. */
  async function three() {
    const { people, writes, ...rest } = await together(stage, ['我', '小王', '小李']);
    const [mine, second, third] = people as [TestProgram, TestProgram, TestProgram];
    await fill(mine, { contactPerson: '李一' });
    await fill(second, { contractNo: 'HT-2' });
    await fill(third, { storagePlace: '三号仓' });
    await writes(second, second.press('entry.save'));
    await writes(mine, mine.press('entry.save'));
    return { mine, third, writes, ...rest };
  }

  describe('a third one', () => {
    it('who saves meanwhile brings it round again: the changes of all three stay', async () => {
      const { mine, third, entryNo, writes, seen } = await three();
      expect(await mine.frame()).toContain('小王的');
      await seen(third);
      await writes(third, third.press('entry.save', 'compare.confirm'));
      expect((await third.office.store.get(entryNo)).document).toMatchObject({
        contractNo: 'HT-2',
        storagePlace: '三号仓',
      });
      await seen(mine);
      await writes(mine, mine.press('compare.confirm'));
      const again = await mine.frame();
      expect(again).toContain('小李的');
      expect(again).toContain('三号仓');
      expect(again).not.toContain('合同号');
      await writes(mine, mine.press('compare.confirm'));
      expect((await mine.office.store.get(entryNo)).document).toMatchObject({
        contactPerson: '李一',
        contractNo: 'HT-2',
        storagePlace: '三号仓',
      });
      expect((await mine.office.store.get(entryNo)).revision).toBe(4);
    });

    it('leaves a merging that is not saved yet, which can be taken back: then what it took in is asked again', async () => {
      const { mine, third, entryNo, writes, seen } = await three();
      await seen(third);
      await writes(third, third.press('entry.save', 'compare.confirm'));
      await seen(mine);
      await writes(mine, mine.press('compare.confirm'));
      await mine.press('compare.cancel', 'entry.undo');
      expect(message(mine)).toContain('已撤销：合并小王的修改');
      await writes(mine, mine.press('entry.save'));
      expect(await lineWith(mine, 'HT-2')).toMatch(/合同号/u);
      expect(await lineWith(mine, '三号仓')).toBeDefined();
      await writes(mine, mine.press('compare.confirm'));
      expect((await mine.office.store.get(entryNo)).document).toMatchObject({
        contactPerson: '李一',
        contractNo: 'HT-2',
        storagePlace: '三号仓',
      });
    });
  });
});
