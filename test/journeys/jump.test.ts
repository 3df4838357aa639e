import { describe, expect, it } from 'vitest';
import { areaOf } from '../../screens/contract/area.ts';
import { marksOf } from '../../screens/pages/entry/jump-marks.ts';
import { linesOf, topOf } from '../../screens/pages/entry/lines.ts';
import { stopsFor } from '../../screens/pages/entry/state.ts';
import { type FieldId, fieldOf } from '../../src/catalogue/catalogue.ts';
import { importGood } from '../jobs/office.ts';
import { entryOf, focusOf, noteOf, textInHand } from './eyes.ts';
import { addGoods, emptyField, openList, openStored, paste, typeInto } from './hands.ts';
import type { TestProgram } from './program.ts';
import { openStage } from './stage.ts';
import { WINE } from './values.ts';

const stage = openStage({ seed: 1 });

const marks = (program: TestProgram) => marksOf(entryOf(program), areaOf(program.state()));
/** The key that goes to a field that is in view. */
const markOf = (program: TestProgram, id: string): string => {
  const found = marks(program).find(({ goal }) => stopsFor(entryOf(program))[goal.stop ?? -1]?.id === id);
  if (!found) throw new Error(`${id} is not in view`);
  return found.mark;
};
const picture = (name: string) => `../../fixtures/screens/${name}.txt`;

describe('jump mode', () => {
  it('paints a mark before each field in view, and the next key goes there', async () => {
    const program = await stage.begin();
    await program.press('entry.jump');
    await expect(await program.frame()).toMatchFileSnapshot(picture('jump-80x24'));
    const mark = markOf(program, 'consignorNameEn');
    expect(await program.frame()).toContain(`发货人英文*${mark}`);
    await program.press(mark);
    expect(focusOf(program)).toBe('consignorNameEn');
    expect(entryOf(program).focus.jump).toBeUndefined();
    await program.press('ABC');
    expect(textInHand(program)).toBe('ABC');
  });

  it('at 120x40 marks goods, units and lists; the near ones are the easy ones', async () => {
    const program = await stage.begin('in', { columns: 120, rows: 40 });
    await addGoods(program, WINE);
    await program.press('<ctrl+]>');
    await expect(await program.frame()).toMatchFileSnapshot(picture('jump-120x40'));
    expect('asdf').toContain(markOf(program, 'goods.ciqCode'));
    const unit = markOf(program, 'goods.quantityUnit');
    await program.press(unit);
    expect(focusOf(program)).toBe('goods.quantityUnit');
    await program.press('entry.jump');
    await program.press(marks(program).find(({ goal }) => goal.list === 'goods')?.mark ?? '');
    expect(entryOf(program)).toMatchObject({ focus: { list: 'goods', jump: undefined } });
    await program.press('rows.take');
    expect(entryOf(program).lists.goods.editingIndex).toBe(0);
  });

  it.each([
    ['in', 80, 24],
    ['in', 120, 40],
    ['in', 160, 50],
    ['in', 240, 70],
    ['out', 120, 40],
    ['out', 240, 70],
    ['pack', 120, 40],
  ] as const)(
    '%s at %ix%i: every field in view has a mark of its own, behind its label',
    async (direction, columns, rows) => {
      const program = await stage.begin(direction, { columns, rows });
      for (let section = 0; section < 4; section += 1) {
        await program.press('entry.jump');
        const page = entryOf(program);
        const area = areaOf(program.state());
        const stops = stopsFor(page).map(({ id }) => id);
        const cells = linesOf(page, columns)
          .slice(topOf(page, area))
          .slice(0, area.rows)
          .flatMap(line => (line.kind === 'cells' ? line.cells : []));
        const shown = marks(program);
        expect(new Set(shown.map(({ mark }) => mark)).size).toBe(shown.length);
        expect(shown.flatMap(({ goal: { stop = -1 } }) => stops[stop] ?? []).sort()).toEqual(
          cells.flatMap(({ ids }) => ids.filter(id => stops.includes(id))).sort(),
        );
        const frame = await program.frame();
        for (const { goal, mark, second } of shown) {
          const field = fieldOf(stops[goal.stop ?? -1] as FieldId);
          if (!second) expect([' ', '*'].some(star => frame.includes(`${field.label}${star}${mark}`))).toBe(true);
        }
        await program.press('<escape>', 'entry.next-section');
      }
    },
  );

  it('F1-F4 go to the sections, which show them', async () => {
    const program = await stage.begin();
    await program.press('entry.jump');
    expect(await program.frame()).toContain('F1单证信息');
    await program.press('<f4>');
    expect(focusOf(program)).toBe('goods.hsCode');
    await program.press('entry.jump', '<f2>');
    expect(focusOf(program)).toBe('acceptingOrg');
    await program.press('entry.jump', '<f3>');
    expect(focusOf(program)).toBe('containers.spec');
    await program.press('entry.jump', '<f1>');
    expect(focusOf(program)).toBe('declarationDate');
  });

  it('a section that the form has not is said to be missing', async () => {
    const program = await stage.begin('pack');
    await program.press('entry.jump', '<f3>');
    expect(await noteOf(program)).toBe('这种单证没有这一段');
    expect(focusOf(program)).toBe('declarationDate');
    await program.press('entry.jump', '<f4>');
    expect(focusOf(program)).toBe('goods.hsCode');
  });

  it('PgDn shows the next fields with marks of their own; Esc comes back to the field in hand', async () => {
    const program = await stage.begin();
    await typeInto(program, 'registrationNo', 'x');
    await program.press('entry.jump', '<pagedown>');
    expect(await program.frame()).toContain('F3集装箱信息');
    await program.press('<escape>');
    expect(focusOf(program)).toBe('registrationNo');
    expect(textInHand(program)).toBe('x');
    expect(await program.frame()).toContain('[x');
    await program.press('entry.jump', '<pagedown>');
    await program.press(markOf(program, 'users'));
    expect(focusOf(program)).toBe('users');
    expect(entryOf(program).drafts.document.registrationNo).toBe('x');
  });

  it.each(['<f9>', '<enter>', '<space>', '<ctrl+w>', '<f12>', '<alt+s>', '<alt+j>', '<f5>', '<ctrl+x>', '~', '啊'])(
    'any other key only leaves it: %s',
    async key => {
      const program = await stage.begin();
      await typeInto(program, 'category', '1');
      await program.press('entry.jump');
      const before = entryOf(program);
      await program.press(key);
      expect(entryOf(program)).toEqual({ ...before, focus: { ...before.focus, jump: undefined } });
      expect(program.state()).toMatchObject({ dialogs: [], message: undefined });
    },
  );

  it('a paste only leaves it', async () => {
    const program = await stage.begin();
    await program.press('entry.jump');
    await paste(program, 's');
    expect(entryOf(program).focus.jump).toBeUndefined();
    expect(focusOf(program)).toBe('declarationDate');
  });

  it('full-width characters of an input method count as theirs', async () => {
    const program = await stage.begin();
    await program.press('entry.jump');
    const mark = markOf(program, 'enterpriseName');
    await program.press(String.fromCodePoint((mark.codePointAt(0) ?? 0) + 0xfee0));
    expect(focusOf(program)).toBe('enterpriseName');
  });

  it('takes in what is in hand as Tab does; an impossible date keeps the focus and says so', async () => {
    const program = await stage.begin();
    await program.press('20171399', 'entry.jump');
    expect(focusOf(program)).toBe('declarationDate');
    expect(entryOf(program).focus.jump).toBeUndefined();
    expect(program.state().message).toMatchObject({ tone: 'error' });
    await emptyField(program);
    await program.press('20171025', 'entry.jump');
    await program.press(markOf(program, 'category'));
    expect(entryOf(program).drafts.document.declarationDate).toBe('2017-10-25');
    await program.press('field.open', 'matches.enter', 'matches.down', 'entry.jump');
    expect(await program.frame()).not.toContain('┌─');
    const chosen = entryOf(program).focus.session?.matches?.rows[1]?.code;
    await program.press(markOf(program, 'contactPerson'));
    expect(entryOf(program).drafts.document.category).toBe(chosen);
    await program.press('entry.undo');
    expect(entryOf(program).drafts.document).not.toHaveProperty('category');
  });

  it('works where nothing can be changed', async () => {
    const program = await stage.start();
    const [entryNo = ''] = await importGood(program.office, 1);
    await stage.bureau(program);
    await openList(program);
    await program.press('list.send');
    await openStored(program, entryNo);
    await program.press('entry.jump', '<f4>', 'entry.jump');
    await program.press(markOf(program, 'goods.purpose'));
    expect(focusOf(program)).toBe('goods.purpose');
  });

  it('writes the marks and no more', async () => {
    const program = await stage.begin('in', { columns: 120, rows: 40 });
    await program.frame();
    program.bytes();
    await program.press('entry.jump');
    await program.frame();
    expect(program.bytes()).toBeLessThan(2500);
  });
});
