import { describe, expect, it } from 'vitest';
import { beginEntry, openEntry } from '../../screens/pages/entry/open.ts';
import { offerRecovery } from '../../screens/pages/entry/recovery/offer.ts';
import { importGood } from '../jobs/office.ts';
import { entryOf, message, popupIn } from './eyes.ts';
import { goTo } from './hands.ts';
import { startTestProgram, type TestProgram } from './program.ts';
import { openStage } from './stage.ts';
import { together } from './together.ts';

const stage = openStage({ seed: 31 });

/** Takes the value of a field away and types it once more: it stands last in its row from then on. */
async function retype(program: TestProgram, text: string): Promise<void> {
  await program.press('<backspace>', '<tab>', '<shift+tab>', text, '<tab>');
}

describe('a value that was taken away and typed once more is no change', () => {
  it('in a form: carried values that were retyped are no line of goods', async () => {
    const program = await stage.begin();
    await goTo(program, 'goods.purpose');
    await program.press('12', '<tab>');
    await goTo(program, 'goods.originCountry');
    await program.press('036', '<tab>', '<f5>');
    expect(entryOf(program).drafts.document.goods).toHaveLength(1);
    await goTo(program, 'goods.purpose');
    await retype(program, '12');
    expect(Object.keys(entryOf(program).drafts.form.goods[0] ?? {})).toEqual(['originCountry', 'purpose']);
    await program.press('<f5>');
    expect(message(program)).toBe('表单还是空的');
    expect(entryOf(program).drafts.document.goods).toHaveLength(1);
  });

  it('in the fields of a popup', async () => {
    const program = await stage.begin();
    await goTo(program, 'users');
    await program.press('<space>', '4401000001', '<enter>', '广州甲公司', '<enter>', '<alt+a>');
    await program.press('<down>', '<enter>');
    await retype(program, '4401000001');
    expect(popupIn(program)).toMatchObject({ editingIndex: 0 });
    await program.press('<alt+a>');
    expect(message(program)).toBe('第1行没有改动');
  });

  it('for what the bureau has rejected: its mark stays with the row', async () => {
    const program = await stage.start();
    const [entryNo = ''] = await importGood(program.office, 1);
    await program.office.store.update(entryNo, record => ({
      ...record,
      status: 'rejected',
      receipts: [
        {
          identity: 'r',
          source: 'declaration',
          entryNo,
          code: '04',
          time: '2017-10-24 10:00:00',
          text: '退单：第1项货物与单据不符',
          sending: record.sending,
          keptAt: record.updated,
        },
      ],
    }));
    program.program.run(openEntry(entryNo));
    await program.program.idle();
    const marked = () => entryOf(program).faults?.some(({ code }) => code === 'bureau.rejected');
    expect(marked()).toBe(true);
    await goTo(program, 'goods.weight');
    const { weight } = entryOf(program).drafts.document.goods[0] ?? {};
    await program.press('<ctrl+q>', '<home>', '<enter>');
    await goTo(program, 'goods.weight');
    await program.press('77', '<tab>', '<f5>');
    expect(marked()).toBe(false);
    await program.press('<ctrl+q>', '<home>', '<enter>');
    await goTo(program, 'goods.weight');
    await retype(program, String(weight));
    await program.press('<f5>');
    expect(entryOf(program).drafts.document.goods[0]?.weight).toBe(weight);
    expect(marked()).toBe(true);
  });

  it('in what somebody else has saved', async () => {
    const { entryNo, people, seen } = await together(stage, ['我', '小王']);
    const [mine] = people as [TestProgram];
    await goTo(mine, 'contactPerson');
    await mine.press('我改的', '<tab>');
    await mine.office.store.update(entryNo, record => {
      const { contractNo, ...others } = record.document;
      return { ...record, updatedBy: '小王', document: { ...others, contractNo } as typeof record.document };
    });
    await seen(mine);
    expect(entryOf(mine).sync.record.revision).toBeGreaterThan(1);
    expect(entryOf(mine).sync.staleReason).toBeUndefined();
  });

  it('in what a program that died leaves behind', async () => {
    const home = await stage.folder();
    const first = await startTestProgram({ home });
    const [entryNo = ''] = await importGood(first.office, 1);
    first.program.run(openEntry(entryNo));
    await first.program.idle();
    const { contractNo } = entryOf(first).drafts.document;
    await goTo(first, 'contractNo');
    await retype(first, String(contractNo));
    expect(Object.keys(entryOf(first).drafts.document).at(-1)).toBe('contractNo');
    await first.close();
    const second = await stage.start({ home, begin: [offerRecovery] });
    expect(second.state().dialogs).toEqual([]);
  });

  it('in a popup that is cancelled after a program died in it', async () => {
    const home = await stage.folder();
    const first = await startTestProgram({ home, begin: [beginEntry('in')] });
    await goTo(first, 'goods.spare');
    await first.press('<space>', '甲', '<enter>', '乙', '<enter>', '<space>');
    await retype(first, '甲');
    expect(Object.keys(entryOf(first).drafts.form.goods[0]?.spare ?? {})).toEqual(['two', 'one']);
    await first.close();
    const second = await stage.start({ home, begin: [offerRecovery] });
    await second.press('<enter>');
    expect(popupIn(second)?.popup).toBe('P15');
    await second.press('<alt+c>');
    expect(entryOf(second).popups).toEqual([]);
    expect(entryOf(second).drafts.form.goods[0]?.spare).toEqual({ one: '甲', two: '乙' });
  });
});
