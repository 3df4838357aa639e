import { fieldOf } from '../../src/catalogue/catalogue.ts';
import { dayOf } from '../../src/jobs/clock.ts';
import { isDate } from '../../src/kinds/date.ts';
import { shifted } from '../editors/date.ts';
import type { Editor } from '../editors/editor.ts';
import { TEXT_MOVES, type TextState, textState, typeInto } from '../editors/text-state.ts';
import { POPUP_TITLES } from '../layout/popups.ts';
import { type Act, type Actions, info, type PagePart, type World, warn } from '../part.ts';
import { act, editing, leaving } from './act.ts';
import { at, choose as chooseMatch, enter, kindAt, setValue, spotAt, withTyping } from './focus.ts';
import { MATCH_ROWS } from './lines.ts';
import { type EntryPage, lockedBecause, stopAt, valueAt } from './state.ts';

const text = (change: (state: TextState) => TextState): Act<EntryPage> =>
  act((page, { world }) => {
    const { editor } = page;
    if (!editor) return page;
    const state = change(editor.text);
    if (state.text === editor.text.text) return { ...page, editor: { ...editor, text: state } };
    const reason = lockedBecause(page);
    return reason ? warn(reason) : withTyping({ ...page, editor: retyped(page, editor, state, world) }, world);
  });

/** The editor with another text, its list of matches renewed. */
function retyped(page: EntryPage, editor: Editor, state: TextState, world: World): Editor {
  const spot = spotAt(page, world);
  const rows = kindAt(page).matches?.(state.text, spot) ?? [];
  const show = rows.length > 0 && state.text.trim() !== '';
  return { ...editor, text: state, matches: show ? { rows, index: -1 } : undefined, calendar: undefined };
}

const inMatches = (place: (index: number, count: number) => number): Act<EntryPage> =>
  act(page => {
    const { editor } = page;
    if (!editor?.matches) return page;
    const { rows, index } = editor.matches;
    // Up from the first one leads back into the text.
    const next = Math.max(-1, Math.min(rows.length - 1, place(index, rows.length)));
    return { ...page, editor: { ...editor, matches: { rows, index: next } } };
  });

const choose = act((page, { world }) => {
  const row = page.editor?.matches?.rows[page.editor.matches.index];
  if (!row) return page;
  return at(chooseMatch({ ...page, editor: undefined }, row, world), page.stop + 1, world);
});

const inCalendar = (by: { days?: number; months?: number }): Act<EntryPage> =>
  act(page => {
    const { editor } = page;
    return editor?.calendar ? withDay(page, editor, shifted(editor.calendar, by)) : page;
  });

const withDay = (page: EntryPage, editor: Editor, day: string): EntryPage => ({
  ...page,
  editor: { ...editor, text: textState(day), calendar: day },
});

const openField = editing((page, { world }) => {
  const { id } = stopAt(page);
  const field = fieldOf(id);
  const { editor } = page;
  if (editor && field.kind === 'date') {
    const today = dayOf(world.now());
    return withDay(page, editor, isDate(editor.text.text) ? editor.text.text : today);
  }
  const rows = editor && kindAt(page).matches?.('', spotAt(page, world));
  if (editor && rows && rows.length > 0) {
    const index = Math.max(
      0,
      rows.findIndex(({ code }) => code === editor.text.text),
    );
    return { ...page, editor: { ...editor, matches: { rows, index } } };
  }
  const { popup } = field.extras;
  if (popup)
    return warn(
      `【${POPUP_TITLES[popup]}】还不能在弹窗里填写${kindAt(page).take ? '，请直接在栏位里输入' : '，可以用 baojian edit 填写'}`,
    );
  return info('这一栏直接输入，没有弹窗');
});

const toggle = editing((page, { world }) => {
  const { id } = stopAt(page);
  return fieldOf(id).kind === 'flag' ? enter(setValue(page, id, valueAt(page, id) !== true, world), world) : page;
});

/** What keys do in the field in hand: its text, its matches, its calendar (E3-E6). */
export const FIELD: Actions<EntryPage> = {
  'field.open': openField,
  'field.toggle': toggle,
  'field.restore': act((page, { world }) => enter({ ...page, editor: undefined }, world)),
  'matches.enter': inMatches(() => 0),
  'matches.up': inMatches(index => index - 1),
  'matches.down': inMatches(index => index + 1),
  'matches.page-up': inMatches(index => Math.max(0, index - MATCH_ROWS)),
  'matches.page-down': inMatches(index => index + MATCH_ROWS),
  'matches.choose': choose,
  'matches.close': act(page => (page.editor ? { ...page, editor: { ...page.editor, matches: undefined } } : page)),
  'calendar.day-back': inCalendar({ days: -1 }),
  'calendar.day-on': inCalendar({ days: 1 }),
  'calendar.week-back': inCalendar({ days: -7 }),
  'calendar.week-on': inCalendar({ days: 7 }),
  'calendar.month-back': inCalendar({ months: -1 }),
  'calendar.month-on': inCalendar({ months: 1 }),
  'calendar.today': act((page, { world }) => (page.editor ? withDay(page, page.editor, dayOf(world.now())) : page)),
  'calendar.choose': leaving((page, { world }) => at(page, page.stop + 1, world)),
  'calendar.close': act(page =>
    page.editor
      ? { ...page, editor: { ...page.editor, text: textState(page.editor.before), calendar: undefined } }
      : page,
  ),
  ...Object.fromEntries(Object.entries(TEXT_MOVES).map(([name, change]) => [name, text(change)])),
};

/** What is typed or pasted into the field in hand. */
export const typing: NonNullable<PagePart<EntryPage>['type']> = (page, typed, scene, pasted) =>
  text(state => {
    const next = typeInto(state, typed);
    return pasted ? next : (kindAt(page).shape?.(next, spotAt(page, scene.world)) ?? next);
  })(page, scene);
