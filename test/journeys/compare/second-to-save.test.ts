import { describe, expect, it } from 'vitest';
import type { DeclarationRecord } from '../../../src/declaration/record.ts';
import { copyDeclaration, saveDeclaration } from '../../../src/jobs/keep-declarations.ts';
import { onBothStores } from '../both-stores.ts';
import { entryOf, focusOf, frontDialog, lineWith, message, title } from '../eyes.ts';
import { fill, goTo, typeInto } from '../hands.ts';
import { two } from '../together.ts';

onBothStores({ seed: 2 }, stage => {
  describe('two people on one declaration: the second to save', () => {
    it('who changed other fields sees both, and has both by two keys', async () => {
      const { mine, other, entryNo, writes, seen } = await two(stage);
      await fill(mine, { contractNo: 'HT-MINE' });
      await fill(other, { contactPerson: '王一' });
      await writes(other, other.press('entry.save'));
      await seen(mine);
      expect(await title(mine)).toContain(`入境存!@${entryNo}`);
      await writes(mine, mine.press('entry.save'));
      expect(await mine.frame()).toContain('别人也改了这份单证：2 处不同，都已选好');
      expect(await lineWith(mine, '○')).toMatch(/联系人 +○ .+● 王一/u);
      expect(await lineWith(mine, 'HT-MINE')).toMatch(/合同号 +● HT-MINE +○ /u);
      await writes(mine, mine.press('compare.confirm'));
      expect(message(mine)).toBe(`${entryNo} 已保存`);
      expect(await mine.office.store.get(entryNo)).toMatchObject({
        revision: 3,
        updatedBy: '我',
        document: { contactPerson: '王一', contractNo: 'HT-MINE' },
      });
      expect(entryOf(mine)).toMatchObject({
        sync: { staleReason: undefined },
        drafts: { document: { contactPerson: '王一' } },
      });
      expect(await title(mine)).toContain(`入境存@${entryNo}`);
      // One step of undo, and what was done before it is still there to be taken back.
      await mine.press('entry.undo');
      expect(message(mine)).toContain('已撤销：合并小王的修改');
      expect(entryOf(mine).drafts.document.contactPerson).not.toBe('王一');
      expect(entryOf(mine).drafts.document.contractNo).toBe('HT-MINE');
      await mine.press('entry.undo');
      expect(entryOf(mine).drafts.document.contractNo).not.toBe('HT-MINE');
      await mine.press('entry.redo', 'entry.redo');
      expect(entryOf(mine).drafts.document).toEqual((await mine.office.store.get(entryNo)).document);
      await seen(other);
      expect(entryOf(other).drafts.document.contractNo).toBe('HT-MINE');
    });

    it('who changed the same field must choose; nothing is stored before', async () => {
      const { mine, other, entryNo, writes } = await two(stage);
      await fill(mine, { contactPerson: '李一' });
      await fill(other, { contactPerson: '王一' });
      await writes(other, other.press('entry.save'));
      await writes(mine, mine.press('entry.save'));
      expect(await mine.frame()).toContain('1 处不同，1 处要选择（!）');
      expect(await lineWith(mine, '李一')).toMatch(/! 联系人 +○ 李一 +○ 王一/u);
      expect(await lineWith(mine, '改得不同')).toContain('您和小王改得不同：← 用我的，→ 用对方的');
      await mine.press('compare.confirm');
      expect(message(mine)).toBe('还有 1 处两人改得不同，请先选择用哪一个');
      expect(frontDialog(mine)).toBe('compare');
      await mine.press('compare.theirs');
      expect(await lineWith(mine, '李一')).toMatch(/✓ 联系人 +○ 李一 +● 王一/u);
      await mine.press('compare.switch');
      expect(await lineWith(mine, '李一')).toMatch(/● 李一 +○ 王一/u);
      await mine.press('compare.next-open');
      expect(message(mine)).toBe('没有要选择的了，可以确认');
      expect((await mine.office.store.get(entryNo)).document.contactPerson).toBe('王一');
      await writes(mine, mine.press('compare.confirm'));
      expect((await mine.office.store.get(entryNo)).document.contactPerson).toBe('李一');
      expect(mine.office.local.journals.list()).toEqual([]);
    });

    it('may go back with nothing lost, and save later', async () => {
      const { mine, other, entryNo, writes } = await two(stage);
      await fill(mine, { contactPerson: '李一' });
      await fill(other, { contactPerson: '王一' });
      await writes(other, other.press('entry.save'));
      await writes(mine, mine.press('entry.save', 'compare.mine', 'compare.cancel'));
      expect(entryOf(mine).drafts.document.contactPerson).toBe('李一');
      expect(await title(mine)).toContain(`入境存!@${entryNo}•`);
      expect(mine.office.local.journals.list()).toHaveLength(1);
      expect((await mine.office.store.get(entryNo)).document.contactPerson).toBe('王一');
      await writes(mine, mine.press('entry.save'));
      expect(await mine.frame()).toContain('1 处要选择（!）');
      await writes(mine, mine.press('compare.all-mine', 'compare.confirm'));
      expect((await mine.office.store.get(entryNo)).document.contactPerson).toBe('李一');
    });

    it('may take all of the other: nothing is stored again, and one undo has the own version back', async () => {
      const { mine, other, entryNo, writes } = await two(stage);
      await fill(mine, { contactPerson: '李一' });
      await fill(mine, { contractNo: 'HT-MINE' });
      await fill(other, { contactPerson: '王一' });
      await writes(other, other.press('entry.save'));
      await writes(mine, mine.press('entry.save', 'compare.all-theirs', 'compare.confirm'));
      expect(message(mine)).toBe('已换成小王保存的内容');
      expect(await title(mine)).toMatch(new RegExp(`入境存@${entryNo} `, 'u'));
      expect(await mine.office.store.get(entryNo)).toMatchObject({ revision: 2, updatedBy: '小王' });
      await mine.press('entry.undo');
      expect(entryOf(mine).drafts.document).toMatchObject({ contactPerson: '李一', contractNo: 'HT-MINE' });
      expect(await title(mine)).toContain(`入境存@${entryNo}•`);
    });

    it('may keep the own version as a new declaration', async () => {
      const { mine, other, entryNo, writes } = await two(stage);
      await fill(mine, { contactPerson: '李一' });
      await fill(other, { contactPerson: '王一' });
      await writes(other, other.press('entry.save'));
      await writes(mine, mine.press('entry.save', 'compare.as-new'));
      expect(entryOf(mine).id).not.toBe(entryNo);
      expect(entryOf(mine)).toMatchObject({
        drafts: { document: { contactPerson: '李一' } },
        sync: { record: { status: 'draft' } },
      });
      expect((await mine.office.store.get(entryNo)).document.contactPerson).toBe('王一');
    });

    it('who made the same change is not asked', async () => {
      const { mine, other, entryNo, writes } = await two(stage);
      // Not left yet, so that it stands against the other's also where that has been seen.
      await typeInto(mine, 'contactPerson', '王一');
      await fill(other, { contactPerson: '王一' });
      await writes(other, other.press('entry.save'));
      await writes(mine, mine.press('entry.save'));
      expect(frontDialog(mine)).toBeUndefined();
      expect(message(mine)).toBe('已换成小王保存的内容');
      expect((await mine.office.store.get(entryNo)).revision).toBe(2);
    });

    it('is checked again: faults of the two together are shown on the page, stored is nothing', async () => {
      const { mine, other, entryNo, writes } = await two(stage);
      await fill(mine, { contractNo: 'HT-2' });
      await goTo(other, 'contactPerson');
      await other.press('text.backspace', '<tab>');
      await writes(other, other.press('entry.draft'));
      expect(message(other)).toBe(`${entryNo} 已暂存为草稿`);
      await writes(mine, mine.press('entry.save'));
      expect(await lineWith(mine, '联系人')).toMatch(/联系人 +○ .+● （空）/u);
      await writes(mine, mine.press('compare.confirm'));
      expect(frontDialog(mine)).toBeUndefined();
      expect(message(mine)).toContain('处差错，F3 列出全部');
      expect(focusOf(mine)).toBe('contactPerson');
      expect(entryOf(mine)).toMatchObject({
        sync: { staleReason: undefined },
        drafts: { document: { contractNo: 'HT-2' } },
      });
      expect((await mine.office.store.get(entryNo)).document.contractNo).not.toBe('HT-2');
      await mine.press('王二', '<tab>');
      await writes(mine, mine.press('entry.save'));
      expect(await mine.office.store.get(entryNo)).toMatchObject({
        status: 'saved',
        document: { contractNo: 'HT-2', contactPerson: '王二' },
      });
    });

    it('gets the party that the other one named, and nothing of its last declaration beside', async () => {
      const { mine, other, entryNo, writes } = await two(stage);
      const named = (record: DeclarationRecord): DeclarationRecord => ({
        ...record,
        updatedBy: '小王',
        document: { ...record.document, consigneeName: '乙公司', consignorName: '乙公司' },
      });
      const last = named(await copyDeclaration(other.office, entryNo));
      const { saved } = await saveDeclaration(other.office, {
        ...last,
        document: { ...last.document, customsRegistrationNo: '4403123456', billOfLadingNo: 'BL-LAST' },
      });
      expect(saved).toBe(true);
      await fill(mine, { contractNo: 'HT-MINE' });
      await writes(other, other.office.store.update(entryNo, named));
      await writes(mine, mine.press('entry.save', 'compare.confirm'));
      expect(message(mine)).toBe(`${entryNo} 已保存`);
      expect(await title(mine)).not.toContain('•');
      expect(entryOf(mine).history.undo.at(-1)?.name).toBe('合并小王的修改');
      expect(entryOf(mine).drafts.document.customsRegistrationNo).toBeUndefined();
    });

    it('reads long values and whole rows', async () => {
      const { mine, other, writes } = await two(stage);
      const long = '很长的存放地点'.repeat(10);
      await fill(mine, { storagePlace: `${long}乙` });
      await fill(other, { storagePlace: `${long}甲` });
      await writes(other, other.press('entry.save'));
      await writes(mine, mine.press('entry.save'));
      expect(await mine.frame()).not.toContain('乙');
      await mine.press('compare.read');
      const frame = await mine.frame();
      for (const text of ['◆ 我的', '◆ 小王的', '◆ 原来的', '乙', '甲']) expect(frame).toContain(text);
      await mine.press('reading.close', 'compare.help');
      expect(await mine.frame()).toContain('全用对方的');
      await mine.press('reading.close');
      expect(frontDialog(mine)).toBe('compare');
    });

    it('who is filling in a row of a popup keeps it', async () => {
      const { mine, entryNo, seen } = await two(stage);
      while (focusOf(mine) !== 'users') await mine.press('<tab>');
      await mine.press('<f4>', '甲', '<tab>');
      await mine.office.store.update(entryNo, ({ document, ...record }) => ({
        ...record,
        updatedBy: '小王',
        document: { ...document, contactPerson: '王' },
      }));
      await seen(mine);
      expect(message(mine)).toBe('小王 已保存别的内容，这里的修改还没有保存；保存时可以比较、选择');
      await mine.press('<alt+o>');
      expect(entryOf(mine).drafts.document.users).toEqual([{ code: '甲' }]);
    });
  });
});
