import { describe, expect, it } from 'vitest';
import { areaOf } from '../../screens/contract/area.ts';
import { jumpOf, LIST_JUMPS } from '../../screens/layout/jump.ts';
import { marksOf } from '../../screens/pages/entry/jump-marks.ts';
import { linesOf, topOf } from '../../screens/pages/entry/lines.ts';
import { stopsFor } from '../../screens/pages/entry/state.ts';
import { type FieldId, fieldOf } from '../../src/catalogue/catalogue.ts';
import { DIRECTIONS, type Direction } from '../../src/catalogue/row.ts';
import { stopsOf } from '../../src/declaration/stops.ts';
import { importGood } from '../jobs/office.ts';
import { entryOf, focusOf, noteOf, textInHand } from './eyes.ts';
import { addGoods, emptyField, openList, openStored, paste, typeInto } from './hands.ts';
import type { TestProgram } from './program.ts';
import { openStage } from './stage.ts';
import { WINE } from './values.ts';

const stage = openStage({ seed: 1 });

const marks = (program: TestProgram) => marksOf(entryOf(program), areaOf(program.state()));
const markOf = (id: FieldId): string => jumpOf(id) ?? '';
const picture = (name: string) => `../../fixtures/screens/${name}.txt`;

describe('marks', () => {
  const fields = (direction: Direction) => stopsOf(direction).map(({ id }) => id);
  const onForm = (direction: Direction) => [
    ...fields(direction).map(id => jumpOf(id) ?? ''),
    ...Object.values(LIST_JUMPS),
  ];

  it.each(DIRECTIONS)('of %s: each field has its own, and none begins another', direction => {
    const all = onForm(direction);
    expect(all.filter(mark => !/^(?:[0-9a-z]|[a-z]{2})$/u.test(mark))).toEqual([]);
    expect(all.filter((mark, at) => all.some((other, index) => index !== at && other.startsWith(mark)))).toEqual([]);
  });

  it('are the same wherever the page is, at any size', async () => {
    const seen = new Map<FieldId, Set<string>>();
    for (const [columns, rows] of [
      [80, 24],
      [240, 70],
    ] as const) {
      const program = await stage.begin('in', { columns, rows });
      await program.press('<tab>', 'entry.jump');
      for (let screen = 0; screen < 6; screen += 1) {
        for (const { goal, mark } of marks(program)) {
          const id = stopsFor(entryOf(program))[goal.stop ?? -1]?.id;
          if (id) seen.set(id, (seen.get(id) ?? new Set()).add(mark));
        }
        await program.press('<pagedown>');
      }
    }
    expect(seen.size).toBe(fields('in').length);
    for (const [id, found] of seen) expect([id, [...found]]).toEqual([id, [markOf(id)]]);
  });
});

describe('jump mode', () => {
  it('leads to a field out of view, and the page follows', async () => {
    const program = await stage.begin();
    await program.press('entry.jump', 'h');
    expect(focusOf(program)).toBe('goods.hsCode');
    expect(await program.frame()).toContain('HS编码');
  });

  it('the first letter of two leaves the marks that begin so; Backspace takes it back', async () => {
    const program = await stage.begin();
    await program.press('entry.jump', 'u');
    expect(await program.frame()).toContain('发货人英文* e');
    expect(await program.frame()).not.toContain('报检类别  *l');
    await program.press('<backspace>');
    expect(await program.frame()).toContain('发货人英文*ue');
    await program.press('u', 'e');
    expect(focusOf(program)).toBe('consignorNameEn');
    await program.press('entry.jump', 'u', 'k');
    expect(entryOf(program).focus.jump).toBeUndefined();
    expect(focusOf(program)).toBe('consignorNameEn');
  });

  it('a mark of a field that this form has not says so', async () => {
    const program = await stage.begin('pack');
    await program.press('entry.jump', 'k', 'entry.jump', '8');
    expect(await noteOf(program)).toBe('这种单证没有这一栏');
    expect(focusOf(program)).toBe('departurePort');
  });

  it('paints a mark before each field in view, and the next key goes there', async () => {
    const program = await stage.begin();
    await program.press('entry.jump');
    await expect(await program.frame()).toMatchFileSnapshot(picture('jump-80x24'));
    const mark = markOf('consignorNameEn');
    expect(await program.frame()).toContain(`发货人英文*${mark}`);
    await program.press(mark);
    expect(focusOf(program)).toBe('consignorNameEn');
    expect(entryOf(program).focus.jump).toBeUndefined();
    await program.press('ABC');
    expect(textInHand(program)).toBe('ABC');
  });

  it('at 120x40 marks goods, units and lists', async () => {
    const program = await stage.begin('in', { columns: 120, rows: 40 });
    await addGoods(program, WINE);
    await program.press('<ctrl+]>');
    await expect(await program.frame()).toMatchFileSnapshot(picture('jump-120x40'));
    const unit = markOf('goods.quantityUnit');
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
    await program.press(markOf('users'));
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

  it('full-width characters of an input method count as theirs, capitals as small letters', async () => {
    const program = await stage.begin();
    await program.press('entry.jump');
    const mark = markOf('enterpriseName');
    await program.press(...[...mark].map(each => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0)));
    expect(focusOf(program)).toBe('enterpriseName');
    await program.press('entry.jump', 'S');
    expect(focusOf(program)).toBe('consigneeCode');
  });

  it('takes in what is in hand as Tab does; an impossible date keeps the focus and says so', async () => {
    const program = await stage.begin();
    await program.press('20171399', 'entry.jump');
    expect(focusOf(program)).toBe('declarationDate');
    expect(entryOf(program).focus.jump).toBeUndefined();
    expect(program.state().message).toMatchObject({ tone: 'error' });
    await emptyField(program);
    await program.press('20171025', 'entry.jump');
    await program.press(markOf('category'));
    expect(entryOf(program).drafts.document.declarationDate).toBe('2017-10-25');
    await program.press('field.open', 'matches.enter', 'matches.down', 'entry.jump');
    expect(await program.frame()).not.toContain('┌─');
    const chosen = entryOf(program).focus.session?.matches?.rows[1]?.code;
    await program.press(markOf('contactPerson'));
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
    await program.press(markOf('goods.purpose'));
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
