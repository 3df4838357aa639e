import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { frontPage } from '../../screens/contract/ui.ts';
import { offerRecovery, purgeJournals } from '../../screens/pages/entry/recovery/offer.ts';
import { importGood } from '../jobs/office.ts';
import { entryOf, focusOf, message } from './eyes.ts';
import { answer, beginOn, fill, openStored, toPage, typeInto } from './hands.ts';
import { openPopup } from './popup-hands.ts';
import { MANUAL_DAY, startTestProgram, type TestProgram } from './program.ts';
import { openStage } from './stage.ts';
import { FIRST } from './values.ts';

const stage = openStage({ seed: 5 });

const RECOVER = { begin: [offerRecovery] };

/** A program that has died: what it had open stays behind. */
async function died(home: string, play: (program: TestProgram) => Promise<void>, user = 'test'): Promise<void> {
  const program = await startTestProgram({ home, user });
  await play(program);
  await program.close();
}

const entries = (program: TestProgram): string[] =>
  program
    .state()
    .pages.filter(({ kind }) => kind === 'entry')
    .map(({ id }) => id);
const files = (home: string): string[] => readdirSync(join(home, 'journals'));

describe('after a crash (E10)', () => {
  it('those with changes are offered, and each page comes back, in their order and with the one in front', async () => {
    const home = await stage.folder();
    let numbers: string[] = [];
    await died(home, async program => {
      const kept = await beginOn(program);
      await typeInto(program, 'contactPerson', '甲');
      await program.press('entry.draft', 'app.close-page');
      await openStored(program, kept);
      const typed = await beginOn(program);
      await typeInto(program, 'contactPerson', '乙');
      await program.press('app.list');
      const blank = await beginOn(program, 'out');
      await program.press('app.home');
      await toPage(program, 3);
      numbers = [kept, typed, blank];
      expect(entries(program)).toEqual(numbers);
      expect(frontPage(program.state()).id).toBe(typed);
    });
    const second = await stage.start({ home, ...RECOVER });
    const frame = await second.frame();
    expect(frame).toContain('上次没有正常退出');
    expect(frame).toMatch(new RegExp(`${numbers[1]} {2}0 项货物`, 'u'));
    expect(frame).toContain('没有修改的 2 份也一起打开');
    for (const unchanged of [numbers[0], numbers[2]]) expect(frame).not.toContain(unchanged);
    await answer(second, '接着做');
    expect(second.state().pages.map(({ id }) => id)).toEqual(['home', numbers[0], numbers[1], 'list-in', numbers[2]]);
    expect(entryOf(second)).toMatchObject({ id: numbers[1], drafts: { document: { contactPerson: '乙' } } });
    await toPage(second, 2);
    expect(entryOf(second)).toMatchObject({
      id: numbers[0],
      drafts: { document: { contactPerson: '甲' } },
      sync: { record: { revision: 1 } },
    });
    await second.press('app.quit');
    expect(await second.frame()).toContain('有 1 个页面的修改还没有保存');
  });

  it('a page without changes is not offered, nor at the next start', async () => {
    const home = await stage.folder();
    await died(home, async program => {
      await beginOn(program);
      await typeInto(program, 'contactPerson', '甲');
      await program.press('<tab>', 'entry.undo');
    });
    for (let start = 0; start < 2; start += 1) {
      const program = await stage.start({ home, ...RECOVER });
      expect(program.state().dialogs).toEqual([]);
      expect(entries(program)).toEqual([]);
      await program.close();
    }
  });

  it('undo goes on behind the crash, step by step, in popups too, and so does redo', async () => {
    const home = await stage.folder();
    await died(home, async program => {
      await beginOn(program);
      await fill(program, { contactPerson: '甲', contactPhone: '13800000000' });
      await openPopup(program, 'users');
      await program.press('乙', 'popup.add', '丙', 'popup.add', 'popup.confirm', 'entry.undo', 'entry.undo');
    });
    const program = await stage.start({ home, ...RECOVER });
    await answer(program, '接着做');
    await program.press('entry.redo');
    expect(message(program)).toContain('已重做：修改【联系电话】');
    await program.press('entry.redo');
    expect(message(program)).toContain('已重做：弹窗【使用人】');
    expect(entryOf(program).drafts.document.users).toHaveLength(2);
    await program.press('entry.undo', 'entry.undo', 'entry.undo');
    expect(message(program)).toContain('已撤销：修改【联系人】');
    expect(entryOf(program).drafts.document).not.toHaveProperty('contactPerson');
  });

  it('what is gone on with and left by a crash again is all there', async () => {
    const home = await stage.folder();
    await died(home, async program => {
      await beginOn(program);
      await typeInto(program, 'contactPerson', '甲');
    });
    for (const letter of ['乙', '丙']) {
      const program = await startTestProgram({ home, ...RECOVER });
      await answer(program, '接着做');
      await typeInto(program, 'contactPerson', `<end>${letter}`);
      await program.close();
    }
    const last = await stage.start({ home, ...RECOVER });
    await answer(last, '接着做');
    await last.press('entry.draft');
    expect((await last.office.store.get(FIRST)).document.contactPerson).toBe('甲乙丙');
    expect(files(home)).toHaveLength(1);
  });

  it('the focus is where it was, and half a date is still in hand', async () => {
    const home = await stage.folder();
    await died(home, async program => {
      await beginOn(program);
      await typeInto(program, 'contactPerson', '甲');
      await typeInto(program, 'arrivalDate', '2017-1');
      expect(focusOf(program)).toBe('arrivalDate');
    });
    for (const letter of ['0', '-']) {
      const program = await startTestProgram({ home, ...RECOVER });
      await answer(program, '接着做');
      await program.press(letter);
      expect(focusOf(program)).toBe('arrivalDate');
      await program.close();
    }
    const last = await stage.start({ home, ...RECOVER });
    await answer(last, '接着做');
    await last.press('2', '0');
    expect(await last.frame()).toContain('[2017-10-20');
    await last.press('<tab>');
    expect(entryOf(last).drafts.document).toMatchObject({ contactPerson: '甲', arrivalDate: '2017-10-20' });
  });

  it('what was put off is offered again, and stands in the list', async () => {
    const home = await stage.folder();
    await died(home, async program => {
      await beginOn(program);
      await typeInto(program, 'contactPerson', '甲');
    });
    await died(home, async () => {});
    const third = await startTestProgram({ home, ...RECOVER });
    await answer(third, '以后再说');
    await third.press('app.recover');
    expect(await third.frame()).toMatch(/入境 WI\d+ {2}（未填） .* 0 项 .*意外中断 test/u);
    await third.press('recover.open');
    expect(entryOf(third).drafts.document.contactPerson).toBe('甲');
    // It is in hand now: the next start offers it from here, once.
    await third.close();
    const fourth = await stage.start({ home, ...RECOVER });
    await answer(fourth, '接着做');
    expect(entries(fourth)).toEqual([FIRST]);
    expect(entryOf(fourth).drafts.document.contactPerson).toBe('甲');
  });

  it('a program that still lives keeps its pages, and of two that start at once one gets those of a dead one', async () => {
    const home = await stage.folder();
    await died(
      home,
      async program => {
        await beginOn(program);
        await typeInto(program, 'contactPerson', '甲');
        await beginOn(program);
      },
      '李明',
    );
    const living = await stage.start({ home, now: () => MANUAL_DAY + 60_000 });
    const own = await beginOn(living);
    await typeInto(living, 'contactPerson', '乙');
    const both = [await stage.start({ home, ...RECOVER }), await stage.start({ home, ...RECOVER })] as const;
    for (const program of both) {
      const frame = await program.frame();
      expect(frame).toContain(`${FIRST}  0 项货物  李明 的`);
      expect(frame).not.toContain(own);
    }
    await Promise.all(both.map(program => answer(program, '接着做')));
    const got = both.map(program => entries(program).length).toSorted();
    expect(got).toEqual([0, 2]);
    const [winner, other] = entries(both[0]).length === 2 ? both : [both[1], both[0]];
    expect(winner?.state().pages.find(({ id }) => id === FIRST)).toMatchObject({
      drafts: { document: { contactPerson: '甲' } },
    });
    expect(other?.state().message?.text).toContain('已由别人接着做');
    await living.press('entry.draft');
    expect((await living.office.store.get(own)).document.contactPerson).toBe('乙');
  });

  it('rows that were deleted last are not selected any more', async () => {
    const home = await stage.folder();
    await died(home, async program => {
      await beginOn(program);
      for (const name of ['甲', '乙', '丙']) {
        await typeInto(program, 'goods.name', name);
        await program.press('<f5>');
      }
      await program.press('<ctrl+q>', '<end>', '<f8>');
      expect(entryOf(program).lists.goods).toMatchObject({ index: 1, editingIndex: undefined });
    });
    const program = await stage.start({ home, ...RECOVER });
    await program.press('<enter>');
    expect(entryOf(program).lists.goods).toMatchObject({ index: 1, editingIndex: undefined });
    while (!focusOf(program).startsWith('goods.')) await program.press('<pagedown>');
    await program.press('<f8>');
    expect(entryOf(program).drafts.document.goods.map(({ name }) => name)).toEqual(['甲']);
  });
  it('what came while the page was being stored is there, and all that was changed after it', async () => {
    const home = await stage.folder();
    await died(home, async program => {
      const [entryNo = ''] = await importGood(program.office, 1);
      const { document } = await program.office.store.get(entryNo);
      await beginOn(program);
      // The last declaration of the party is read while the draft is written.
      await typeInto(program, 'consigneeName', String(document.consigneeName));
      await program.press('<alt+t>');
      expect(entryOf(program).drafts.document.goods).toHaveLength(1);
      await typeInto(program, 'contractNo', 'HT-9');
      await program.press('<tab>');
    });
    const program = await stage.start({ home, ...RECOVER });
    await program.press('<enter>');
    expect(entryOf(program).drafts.document).toMatchObject({
      contractNo: 'HT-9',
      goods: [{ quantity: expect.any(String) }],
    });
    expect(entryOf(program).sync.record.revision).toBe(1);
    await program.press('<alt+t>');
    expect(message(program)).toContain('已暂存为草稿');
  });
  it('a popup in front comes back with a row of its list selected', async () => {
    const home = await stage.folder();
    await died(home, async program => {
      await beginOn(program);
      await typeInto(program, 'users', '<f4>甲<enter><enter><enter>乙<alt+a>');
    });
    const program = await stage.start({ home, ...RECOVER });
    await program.press('<enter>');
    expect(entryOf(program).popups).toMatchObject([{ popup: 'P5', index: 0 }]);
    await program.press('<alt+down>');
    expect(message(program)).toBe('已经是最后一行');
  });
  it('cancelling a popup that came back takes back what was done in it before, too', async () => {
    const home = await stage.folder();
    await died(home, async program => {
      await beginOn(program);
      await typeInto(program, 'users', '<f4>甲<alt+a>乙<alt+a>');
      await program.press('丙', '<tab>');
    });
    const program = await stage.start({ home, ...RECOVER });
    await program.press('<enter>');
    expect(entryOf(program).drafts.document.users).toHaveLength(2);
    await program.press('<alt+a>', '<alt+c>');
    expect(entryOf(program).popups).toEqual([]);
    expect(entryOf(program).drafts.document.users).toBeUndefined();
    expect(message(program)).toBe('已取消，Ctrl+Y 找回弹窗里的修改');
    await program.press('<ctrl+y>');
    expect(entryOf(program).drafts.document.users).toHaveLength(3);
  });
  it('a journal that cannot be understood keeps nobody from starting', async () => {
    const home = await stage.folder();
    await died(home, async program => {
      program.office.local.journals.append(FIRST, { base: { entryNo: FIRST, document: 7 } });
      program.office.local.journals.append('WI150881040000001', { on: 'nothing' });
    });
    const program = await stage.start({ home, ...RECOVER });
    expect(program.state().dialogs).toEqual([]);
    await program.press('app.recover', 'recover.open');
    expect(message(program)).toContain('读不懂');
    for (let count = 0; count < 2; count += 1) {
      await program.press('recover.delete');
      await answer(program, '永久删除');
    }
    expect(program.state().dialogs).toEqual([]);
    expect(files(home)).toEqual([]);
  });
});

describe('leaving in good order', () => {
  it('leaves nothing to offer; what was not saved is found again for 30 days', async () => {
    const home = await stage.folder();
    await died(home, async program => {
      await beginOn(program);
      await beginOn(program);
      await typeInto(program, 'contactPerson', '甲');
      await program.press('app.quit');
      expect(await program.frame()).toContain('有 1 个页面的修改还没有保存');
      await answer(program, '不保存，退出');
      await program.program.ended;
    });
    const second = await startTestProgram({ home, ...RECOVER });
    expect(second.state().dialogs).toEqual([]);
    await second.press('app.recover');
    expect(await second.frame()).toContain('没有保存的单证  1 份');
    await second.close();
    const [name = ''] = files(home);
    const days = (count: number): Date => new Date(MANUAL_DAY - count * 86_400_000);
    utimesSync(join(home, 'journals', name), days(29), days(29));
    await (await startTestProgram({ home, begin: [purgeJournals] })).close();
    expect(files(home)).toEqual([name]);
    utimesSync(join(home, 'journals', name), days(31), days(31));
    await (await startTestProgram({ home, begin: [purgeJournals] })).close();
    expect(files(home)).toEqual([]);
  });

  it('a field in hand counts as a change', async () => {
    const program = await stage.start();
    await beginOn(program);
    await typeInto(program, 'contactPerson', '甲');
    await program.press('entry.draft');
    await typeInto(program, 'contactPerson', '乙');
    await program.press('app.quit');
    expect(await program.frame()).toContain('有 1 个页面的修改还没有保存');
  });

  it('pages that are closed, saved or never touched leave no file', async () => {
    const home = await stage.folder();
    await died(home, async program => {
      await beginOn(program);
      await typeInto(program, 'contactPerson', '甲');
      await program.press('entry.draft', 'text.end', '乙', 'entry.undo', 'app.close-page');
      await beginOn(program);
      await program.press('app.close-page');
    });
    expect(files(home)).toEqual([]);
  });
});

describe('the list of what was not saved (K1)', () => {
  it('a discarded page is opened again in the same run, and again when it was changed and discarded once more', async () => {
    const program = await stage.start();
    await beginOn(program);
    for (const letter of ['甲', '乙']) {
      await typeInto(program, 'contactPerson', letter);
      await program.press('app.close-page');
      await answer(program, '不保存');
      await program.press('app.recover');
      expect(await program.frame()).toContain('没有保存的单证  1 份');
      await program.press('recover.open');
    }
    expect(entryOf(program).drafts.document.contactPerson).toBe('乙');
    await program.press('app.recover');
    expect(message(program)).toContain('没有可以找回的单证');
  });

  it('one whose declaration somebody has stored meanwhile meets both versions when it is saved', async () => {
    const program = await stage.start();
    await beginOn(program);
    await program.press('entry.draft');
    await typeInto(program, 'contactPerson', '甲');
    await program.press('<tab>', 'app.close-page');
    await answer(program, '不保存');
    await program.office.store.update(FIRST, record => ({
      ...record,
      updatedBy: '小王',
      document: { ...record.document, contactPerson: '王' },
    }));
    await program.press('app.recover', 'recover.open');
    expect(entryOf(program).sync.staleReason).toContain('小王 已保存别的内容');
    await program.press('entry.draft');
    const frame = await program.frame();
    expect(frame).toContain('别人也改了这份单证');
    expect(frame).toMatch(/联系人 +○ 甲 +○ 王 /u);
  });

  it('one that is deleted from it is gone, after a question', async () => {
    const home = await stage.folder();
    const program = await stage.start({ home });
    await beginOn(program);
    await typeInto(program, 'contactPerson', '甲');
    await program.press('app.close-page');
    await answer(program, '不保存');
    await program.press('app.recover', 'recover.delete');
    expect(await program.frame()).toContain('删除以后不能再找回');
    await answer(program, '回去');
    expect(await program.frame()).toContain('没有保存的单证  1 份');
    await program.press('recover.delete');
    await answer(program, '永久删除');
    expect(program.state().dialogs).toEqual([]);
    expect(files(home)).toEqual([]);
  });
});
