import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action, ActionContext } from '../../../screens/contract/change.ts';
import type { World } from '../../../screens/contract/world.ts';
import { toText } from '../../../screens/draw/line.ts';
import { firstWrong, focusField } from '../../../screens/fields/form/edit.ts';
import { type FormHost, formActions, formContexts, formNote, formTyping } from '../../../screens/fields/form/keys.ts';
import { plainField } from '../../../screens/fields/form/plain-field.ts';
import { beginForm, type FormField, type FormState, holds } from '../../../screens/fields/form/state.ts';
import { drawForm } from '../../../screens/fields/form/view.ts';
import { type FieldId, fieldOf } from '../../../src/catalogue/catalogue.ts';
import { initialsOf } from '../../../src/codes/initials.ts';
import { openCodes } from '../../../src/codes/open-codes.ts';
import { bookOf } from '../../../src/jobs/office.ts';
import { DATA, MANUAL_DAY } from '../../journeys/program.ts';

let world: World;
beforeAll(() => {
  const codes = openCodes({ shipped: `${DATA}/codes` });
  const goods = { suggest: () => [] };
  world = { codes, book: bookOf(codes), now: () => MANUAL_DAY, initialsOf, goods, rows: () => [] as never };
});
afterAll(() => world.codes.reload());

/** What holds a form, and how it was left. */
interface Holder {
  readonly form: FormState;
  readonly left?: string;
}

const field = (key: string, section: string, more: Partial<FormField> = {}): FormField => ({
  key,
  field: plainField(key, key, 20),
  direction: 'in',
  section,
  help: `${key}的说明`,
  fault: value => (value.length > 5 ? { text: '太长', level: 'error' } : undefined),
  ...more,
});
const declared = (id: FieldId, section: string): FormField => field(id, section, { field: fieldOf(id) });

// Two columns of cells in 80: 甲 乙 | 丙 in a section, then a code and a day.
const FIELDS: readonly FormField[] = [
  field('甲', '名称', { required: true }),
  field('乙', '名称'),
  field('丙', '名称'),
  declared('tradeMode', '申报'),
  declared('arrivalDate', '申报'),
];

const leaving =
  (how: string): Action<Holder> =>
  holder => ({ state: { ...holder, left: how } });

const HOST: FormHost<Holder> = {
  fields: FIELDS,
  get: ({ form }) => form,
  set: (holder, form) => ({ ...holder, form }),
  submit: leaving('submit'),
  after: leaving('after'),
  before: leaving('before'),
  open: leaving('open'),
};

const ACTIONS = formActions(HOST);
const TYPE = formTyping(HOST);
const context = (columns = 80) => ({ ui: { size: { columns, rows: 24 } }, world }) as ActionContext;

const at = (stop: number, values: Readonly<Record<string, string>> = {}): Holder => ({
  form: focusField(beginForm(values), FIELDS, stop, world),
});

/** Actions one after the other; a text in quotes is typed. */
function played(holder: Holder, steps: readonly string[], columns?: number): Holder {
  return steps.reduce((now, step) => {
    const change = step.startsWith('"')
      ? TYPE(now, step.slice(1), context(columns), false)
      : (ACTIONS[step] as Action<Holder>)(now, context(columns));
    return change.state ?? now;
  }, holder);
}

// biome-ignore format: table
const WAYS: readonly [what: string, from: number, steps: readonly string[], to: number, left?: string][] = [
  ['the next one',                          0, ['form.next'],                       1],
  ['the next one by Tab',                   0, ['form.pass'],                       1],
  ['the one before',                        1, ['form.previous'],                   0],
  ['behind the last one, Enter',            4, ['form.next'],                       4, 'submit'],
  ['behind the last one, Tab',              4, ['form.pass'],                       4, 'after'],
  ['before the first one',                  0, ['form.previous'],                   0, 'before'],
  ['the line below',                        0, ['form.down'],                       2],
  ['the line below, as far as it goes',     1, ['form.down'],                       2],
  ['over a heading, in the same column',    2, ['form.down'],                       3],
  ['up again',                              4, ['form.up'],                         2],
  ['up from the first line',                1, ['form.up'],                         1, 'before'],
  ['down from the last line stays',         3, ['form.down'],                       3],
  ['the next section',                      1, ['form.next-section'],               3],
  ['the beginning of this section first',   4, ['form.previous-section'],           3],
  ['the section before',                    3, ['form.previous-section'],           0],
  ['no section behind the last one',        4, ['form.next-section'],               3],
  ['F4 where there is nothing to choose',   0, ['field.open'],                      0, 'open'],
];

describe('moving in a form', () => {
  it.each(WAYS)('%s', (_what, from, steps, to, left) => {
    const now = played(at(from), steps);
    expect(now.form.stop).toBe(to);
    expect(now.left).toBe(left);
    expect(now.form.session === undefined).toBe(left !== undefined && left !== 'open');
  });

  it('by lines goes by the columns that the form has', () => {
    expect(played(at(0), ['form.down'], 60).form.stop).toBe(1);
    const narrow = formActions({ ...HOST, columns: () => 40 });
    expect((narrow['form.down'] as Action<Holder>)(at(0), context()).state?.form.stop).toBe(1);
  });
});

describe('typing in a form', () => {
  it('becomes a value when the field is left, and makes the form hold something at once', () => {
    const typed = played(at(0), ['"米', '"面']);
    expect(typed.form.values).toEqual({});
    expect(holds(typed.form)).toBe(true);
    const left = played(typed, ['form.next']);
    expect(left.form.values).toEqual({ 甲: '米面' });
    expect(holds(left.form)).toBe(true);
    expect(holds(at(0, { 甲: '米' }).form)).toBe(false);
    expect(played(at(0, { 甲: '米' }), ['text.end', '"面', 'text.backspace', 'form.next']).form.values).toEqual({
      甲: '米',
    });
  });

  it('a text that several codes fit leads into their list; choosing gives the code, and the next field follows', () => {
    const typed = played(at(3), ['"贸易']);
    expect(formContexts(HOST, typed, world)[0]).toBe('matches');
    const inList = played(typed, ['form.next']);
    expect(formContexts(HOST, inList, world)[0]).toBe('matchList');
    const code = inList.form.session?.matches?.rows[1]?.code;
    const chosen = played(inList, ['matches.down', 'matches.choose']);
    expect(chosen.form).toMatchObject({ stop: 4, values: { tradeMode: code } });
  });

  it('a day is chosen from the calendar', () => {
    const open = played(at(4), ['field.open']);
    expect(formContexts(HOST, open, world)).toEqual(['calendar']);
    const chosen = played(open, ['calendar.day-on', 'calendar.choose']);
    expect(chosen).toMatchObject({ left: 'after', form: { values: { arrivalDate: '2017-10-25' } } });
  });
});

describe('what is wrong in a form', () => {
  it('is said of the field in hand until it is typed in, then its help', () => {
    const wrong = at(1, { 乙: '123456' });
    expect(formNote(HOST, wrong, world)).toEqual({ tone: 'error', text: '乙：太长' });
    expect(formNote(HOST, played(wrong, ['"1']), world)).toEqual({ tone: 'quiet', text: '乙的说明' });
    expect(formNote(HOST, { form: beginForm({}) }, world)).toBeUndefined();
  });

  it('first is what must be there and is not', () => {
    expect(firstWrong(at(0, { 甲: ' ', 乙: '123456' }).form, FIELDS, world)).toEqual({
      stop: 0,
      text: '甲：必填，尚未填写',
    });
    expect(firstWrong(at(0, { 甲: '1', 乙: '123456' }).form, FIELDS, world)).toEqual({ stop: 1, text: '乙：太长' });
    expect(firstWrong(at(0, { 甲: '1' }).form, FIELDS, world)).toBeUndefined();
  });
});

describe('the picture of a form', () => {
  it('has its sections under their headings, two fields side by side, and scrolls with the one in hand', () => {
    const whole = drawForm(at(1).form, FIELDS, { columns: 80, rows: 9 }, world);
    expect(whole.lines.map(line => toText(line).trimEnd())).toEqual([
      ' 名称',
      '              甲* ____________________                乙 [                    ]',
      '              丙  ____________________',
      ' 申报',
      '        贸易方式  ____________________          到货日期  ____________________',
    ]);
    expect(whole.cursor).toEqual({ x: 58, y: 1 });
    expect(whole.at).toEqual({ x: 56, y: 1 });
    const low = drawForm(at(4).form, FIELDS, { columns: 80, rows: 2 }, world);
    expect(low.lines.map(line => toText(line).trim().slice(0, 4))).toEqual(['申报', '贸易方式']);
  });
});
