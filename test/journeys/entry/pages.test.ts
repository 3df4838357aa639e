import { describe, expect, it } from 'vitest';
import { offerRecovery } from '../../../screens/pages/entry/recovery/offer.ts';
import { entryOf, pageKind } from '../eyes.ts';
import { addGoods, answer, fill, toPage, typeInto } from '../hands.ts';
import { openStage } from '../stage.ts';
import { FIRST } from '../values.ts';

const stage = openStage({ seed: 1 });

describe('pages (K1, K2)', () => {
  it('copies a kept one to a second page, a new one beside an unsaved one; Alt+digit and F12 switch', async () => {
    const program = await stage.begin();
    await fill(program, { category: '13' });
    await program.press('entry.draft', 'entry.copy');
    expect(program.state().pages).toHaveLength(3);
    expect(entryOf(program).drafts.document.category).toBe('13');
    expect(entryOf(program).sync.record.revision).toBe(0);
    await toPage(program, 2);
    expect(entryOf(program).id).toBe(FIRST);
    await program.press('<f12>');
    expect(entryOf(program).id).not.toBe(FIRST);
  });

  it('a new one asks whether to keep the present one', async () => {
    const program = await stage.begin();
    await typeInto(program, 'category', '13');
    await program.press('entry.new');
    expect(await program.frame()).toContain('是否先存为草稿');
    await answer(program, '存为草稿');
    expect((await program.office.store.get(FIRST)).status).toBe('draft');
    expect(program.state().pages.filter(({ kind }) => kind === 'entry')).toHaveLength(1);
    expect(entryOf(program).id).not.toBe(FIRST);
  });

  it('closing one with changes asks, and discarding leaves the journal', async () => {
    const program = await stage.begin();
    await typeInto(program, 'category', '13');
    await program.press('app.close-page');
    await answer(program, '不保存');
    expect(pageKind(program)).toBe('home');
    expect(program.office.local.journals.list()).toHaveLength(1);
  });
});

describe('a program that died (E10)', () => {
  it('is gone on with: what was typed is there, also in a field that was not left and a form that was not added', async () => {
    const home = await stage.folder();
    const first = await stage.begin('in', { home });
    await addGoods(first, { 'goods.name': '甲' });
    await typeInto(first, 'goods.specification', 'SPEC');
    await typeInto(first, 'category', '13');
    await first.close();
    const second = await stage.start({ home, begin: [offerRecovery] });
    expect(await second.frame()).toContain(`${FIRST}  1 项货物`);
    await answer(second, '接着做');
    expect(entryOf(second)).toMatchObject({
      drafts: {
        document: { category: '13', goods: [{ name: '甲' }] },
        form: { goods: [{ specification: 'SPEC' }] },
      },
    });
    await second.press('entry.draft');
    expect((await second.office.store.get(FIRST)).document.goods).toHaveLength(2);
    expect(second.office.local.journals.list()).toEqual([]);
  });
});
