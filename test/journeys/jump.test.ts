import { describe, expect, it } from 'vitest';
import { areaOf } from '../../screens/contract/area.ts';
import { marksOf } from '../../screens/pages/entry/jump-marks.ts';
import { linesOf, topOf } from '../../screens/pages/entry/lines.ts';
import { beginEntry, openEntry } from '../../screens/pages/entry/open.ts';
import { stopsFor } from '../../screens/pages/entry/state.ts';
import { type FieldId, fieldOf } from '../../src/catalogue/catalogue.ts';
import { importGood } from '../jobs/office.ts';
import type { TestProgram, TestProgramOptions } from './program.ts';
import { openStage } from './stage.ts';
import { entryOf, fillSection, focusOf, WINE } from './values.ts';

const { start, bureau } = openStage({ seed: 1 });

const inbound = (options: TestProgramOptions = {}) => start({ ...options, begin: [beginEntry('in')] });
const note = async (program: TestProgram) => (await program.frame()).split('\n').at(-2)?.trim();
const marks = (program: TestProgram) => marksOf(entryOf(program), areaOf(program.state()));
/** The key that goes to a field that is in view. */
const markOf = (program: TestProgram, id: string): string => {
  const found = marks(program).find(({ goal }) => stopsFor(entryOf(program))[goal.stop ?? -1]?.id === id);
  if (!found) throw new Error(`${id} is not in view`);
  return found.mark;
};

describe('jump mode', () => {
  it('paints a mark before each field in view, and the next key goes there', async () => {
    const program = await inbound();
    await program.press('<alt+j>');
    const mark = markOf(program, 'consignorNameEn');
    expect(await program.frame()).toContain(`发货人英文*${mark}`);
    await program.press(mark);
    expect(focusOf(program)).toBe('consignorNameEn');
    expect(entryOf(program).focus.jump).toBeUndefined();
    await program.press('ABC');
    expect(entryOf(program).focus.session?.text.text).toBe('ABC');
  });

  it('at 120x40 marks goods, units and lists; the near ones are the easy ones', async () => {
    const program = await inbound({ columns: 120, rows: 40 });
    await program.press('<pagedown>', '<pagedown>', '<pagedown>');
    await fillSection(program, WINE);
    await program.press('<ctrl+]>');
    expect('asdf').toContain(markOf(program, 'goods.ciqCode'));
    const unit = markOf(program, 'goods.quantityUnit');
    await program.press(unit);
    expect(focusOf(program)).toBe('goods.quantityUnit');
    await program.press('entry.jump');
    await program.press(marks(program).find(({ goal }) => goal.list === 'goods')?.mark ?? '');
    expect(entryOf(program)).toMatchObject({ focus: { list: 'goods', jump: undefined } });
    await program.press('<enter>');
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
      const program = await start({ columns, rows, begin: [beginEntry(direction)] });
      for (let section = 0; section < 4; section += 1) {
        await program.press('<alt+j>');
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
        await program.press('<escape>', '<pagedown>');
      }
    },
  );

  it('F1-F4 go to the sections, which show them', async () => {
    const program = await inbound();
    await program.press('<alt+j>');
    expect(await program.frame()).toContain('F1单证信息');
    await program.press('<f4>');
    expect(focusOf(program)).toBe('goods.hsCode');
    await program.press('<alt+j>', '<f2>');
    expect(focusOf(program)).toBe('acceptingOrg');
    await program.press('<alt+j>', '<f3>');
    expect(focusOf(program)).toBe('containers.spec');
    await program.press('<alt+j>', '<f1>');
    expect(focusOf(program)).toBe('declarationDate');
  });

  it('a section that the form has not is said to be missing', async () => {
    const program = await start({ begin: [beginEntry('pack')] });
    await program.press('<alt+j>', '<f3>');
    expect(await note(program)).toBe('这种单证没有这一段');
    expect(focusOf(program)).toBe('declarationDate');
    await program.press('<alt+j>', '<f4>');
    expect(focusOf(program)).toBe('goods.hsCode');
  });

  it('PgDn shows the next fields with marks of their own; Esc comes back to the field in hand', async () => {
    const program = await inbound();
    await program.press('<tab>', '<tab>', 'x', '<alt+j>', '<pagedown>');
    expect(await program.frame()).toContain('F3集装箱信息');
    await program.press('<escape>');
    expect(focusOf(program)).toBe('registrationNo');
    expect(entryOf(program).focus.session?.text.text).toBe('x');
    expect(await program.frame()).toContain('[x');
    await program.press('<alt+j>', '<pagedown>');
    await program.press(markOf(program, 'users'));
    expect(focusOf(program)).toBe('users');
    expect(entryOf(program).drafts.document.registrationNo).toBe('x');
  });

  it.each(['<f9>', '<enter>', '<space>', '<ctrl+w>', '<f12>', '<alt+s>', '<alt+j>', '<f5>', '<ctrl+x>', '~', '啊'])(
    'any other key only leaves it: %s',
    async key => {
      const program = await inbound();
      await program.press('<tab>', '1', '<alt+j>');
      const before = entryOf(program);
      await program.press(key);
      expect(entryOf(program)).toEqual({ ...before, focus: { ...before.focus, jump: undefined } });
      expect(program.state()).toMatchObject({ dialogs: [], message: undefined });
    },
  );

  it('a paste only leaves it', async () => {
    const program = await inbound();
    await program.press('<alt+j>');
    program.program.key({ name: 'paste', ctrl: false, alt: false, shift: false, paste: 's' });
    expect(entryOf(program).focus.jump).toBeUndefined();
    expect(focusOf(program)).toBe('declarationDate');
  });

  it('full-width characters of an input method count as theirs', async () => {
    const program = await inbound();
    await program.press('<alt+j>');
    const mark = markOf(program, 'enterpriseName');
    await program.press(String.fromCodePoint((mark.codePointAt(0) ?? 0) + 0xfee0));
    expect(focusOf(program)).toBe('enterpriseName');
  });

  it('takes in what is in hand as Tab does; an impossible date keeps the focus and says so', async () => {
    const program = await inbound();
    await program.press('20171399', '<alt+j>');
    expect(focusOf(program)).toBe('declarationDate');
    expect(entryOf(program).focus.jump).toBeUndefined();
    expect(program.state().message).toMatchObject({ tone: 'error' });
    await program.press('<backspace>'.repeat(10), '20171025', '<alt+j>');
    await program.press(markOf(program, 'category'));
    expect(entryOf(program).drafts.document.declarationDate).toBe('2017-10-25');
    await program.press('<f4>', '<down>', '<alt+j>');
    expect(await program.frame()).not.toContain('┌─');
    const chosen = entryOf(program).focus.session?.matches?.rows[1]?.code;
    await program.press(markOf(program, 'contactPerson'));
    expect(entryOf(program).drafts.document.category).toBe(chosen);
    await program.press('<ctrl+z>');
    expect(entryOf(program).drafts.document).not.toHaveProperty('category');
  });

  it('works where nothing can be changed', async () => {
    const program = await start();
    const [entryNo = ''] = await importGood(program.office, 1);
    await bureau(program);
    await program.press('<1>', 'list.send');
    program.program.run(openEntry(entryNo));
    await program.program.idle();
    await program.press('<alt+j>', '<f4>', '<alt+j>');
    await program.press(markOf(program, 'goods.purpose'));
    expect(focusOf(program)).toBe('goods.purpose');
  });

  it('writes the marks and no more', async () => {
    const program = await inbound({ columns: 120, rows: 40 });
    await program.frame();
    program.bytes();
    await program.press('<alt+j>');
    await program.frame();
    expect(program.bytes()).toBeLessThan(2500);
  });
});
