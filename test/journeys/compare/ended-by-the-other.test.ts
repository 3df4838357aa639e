import { describe, expect, it } from 'vitest';
import { undelete } from '../../../src/jobs/keep-store.ts';
import { sendDeclaration } from '../../../src/jobs/send-declarations.ts';
import { onBothStores } from '../both-stores.ts';
import { entryOf, keysShown, lineWith, message, noteOf, title } from '../eyes.ts';
import { answer, fill } from '../hands.ts';
import { two } from '../together.ts';

onBothStores({ seed: 2 }, stage => {
  describe('the other one has made an end of it', () => {
    it('sent: only theirs or a new declaration, and it says so', async () => {
      const { mine, other, entryNo, writes, seen } = await two(stage);
      await stage.bureau(mine);
      await fill(mine, { contactPerson: '李一' });
      await fill(other, { contactPerson: '王一' });
      await writes(other, other.press('entry.send'));
      await seen(mine);
      await writes(mine, mine.press('entry.save'));
      expect(await mine.frame()).toContain('这份单证已发送，不能再改：只能接受对方的，或把这里的内容另存为新单');
      expect(await keysShown(mine)).toMatch(/接受对方的 .*另存为新单 .*全文 .*回去/u);
      expect(await keysShown(mine)).not.toContain('用我的');
      await mine.press('compare.mine');
      expect(message(mine)).toContain('不能再改');
      await writes(mine, mine.press('compare.accept'));
      expect(message(mine)).toBe('已换成小王保存的内容');
      expect(await title(mine)).toContain(`入境发@${entryNo} `);
      await mine.press('entry.undo');
      expect(message(mine)).toContain('已发送，只能查看');
      expect(entryOf(mine).drafts.document.contactPerson).toBe('王一');
    });

    it('sent as it was: what I changed can become a new declaration', async () => {
      const { mine, other, entryNo, writes, seen } = await two(stage);
      await stage.bureau(mine);
      await fill(mine, { contactPerson: '李一' });
      await writes(other, sendDeclaration(other.office, entryNo));
      await seen(mine);
      await writes(mine, mine.press('entry.send'));
      expect(await lineWith(mine, '李一')).toMatch(/联系人 +○ 李一 +● /u);
      await writes(mine, mine.press('compare.as-new'));
      expect(entryOf(mine)).toMatchObject({
        drafts: { document: { contactPerson: '李一' } },
        sync: { record: { status: 'draft' } },
      });
      expect((await mine.office.store.get(entryNo)).status).toBe('sent');
    });

    it('removed: what I changed becomes a new declaration, or goes when I say so twice', async () => {
      const { mine, other, entryNo, writes, seen } = await two(stage);
      await fill(mine, { contactPerson: '李一' });
      await writes(other, other.office.store.remove(entryNo));
      await seen(mine);
      expect(await noteOf(mine)).toContain('这份单证已被删除');
      await writes(mine, mine.press('entry.save'));
      const frame = await mine.frame();
      expect(frame).toContain('这份单证已被别人删除：可以放弃这里的修改，或另存为新单');
      expect(frame).toContain('对方的 已删除');
      await mine.press('compare.accept');
      await answer(mine, '回去');
      expect(entryOf(mine).drafts.document.contactPerson).toBe('李一');
      await writes(mine, mine.press('entry.save', 'compare.as-new'));
      expect(entryOf(mine).id).not.toBe(entryNo);
      expect(entryOf(mine).drafts.document.contactPerson).toBe('李一');
    });

    it('removed right after they had saved: what was said of the saving is not what stands there', async () => {
      const { mine, other, entryNo, writes, seen } = await two(stage);
      await fill(other, { contactPerson: '王一' });
      await writes(other, other.press('entry.save'));
      await seen(mine);
      expect(message(mine)).toBe('小王 保存了新的内容，已换成最新的');
      await writes(other, other.office.store.remove(entryNo));
      await seen(mine);
      expect(await noteOf(mine)).toContain('这份单证已被删除');
    });

    it('removed and brought back, the page goes on as before', async () => {
      const { mine, other, entryNo, writes, seen } = await two(stage);
      await fill(mine, { contactPerson: '李一' });
      await writes(other, other.office.store.remove(entryNo));
      await seen(mine);
      expect(await title(mine)).toContain('!');
      await writes(other, undelete(other.office, entryNo));
      await seen(mine);
      expect(await title(mine)).not.toContain('!');
      await writes(mine, mine.press('entry.save'));
      expect(message(mine)).toBe(`${entryNo} 已保存`);
      expect((await mine.office.store.get(entryNo)).document.contactPerson).toBe('李一');
    });

    it('removed, and given up: the page goes, its journal stays', async () => {
      const { mine, other, entryNo, writes } = await two(stage);
      await fill(mine, { contactPerson: '李一' });
      await writes(other, other.office.store.remove(entryNo));
      await writes(mine, mine.press('entry.save', 'compare.accept'));
      await answer(mine, '放弃');
      expect(mine.state().pages.map(({ id }) => id)).not.toContain(entryNo);
      expect(mine.office.local.journals.list()).toMatchObject([{ entryNo, givenUp: true }]);
    });
  });
});
