import { type FieldId, fieldOf } from '../../src/catalogue/catalogue.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import type { ContextName } from '../../src/keys/table.ts';
import { isDate } from '../../src/kinds/date.ts';
import type { Size } from '../../src/terminal/cells.ts';
import { NAMES } from '../layout/entry.ts';
import { choiceRows } from '../widgets/choice-list.ts';
import { type ListMove, movedIn } from '../widgets/list-moves.ts';
import { selectedText, type TextState, textState, typeInto } from '../widgets/text-state.ts';
import { hangingOn, meant, tableFor } from './coded.ts';
import { shifted } from './date.ts';
import type { Editor, Spot } from './field-editor.ts';
import { editorOf } from './index.ts';

/*
 * A field in hand, whatever page or dialog it stands on. The one that holds it keeps the `Editor` and the values;
 * here is what becomes of them.
 */

/** A value that a field is to have. */
export interface Fill {
  readonly id: FieldId;
  readonly value: unknown;
}

const kindOf = ({ field, direction }: Spot) => editorOf(field, direction);

/** The field taken in hand with its value; undefined for one that cannot be typed into. A `locked` one offers no choices. */
export function takeUp(value: unknown, spot: Spot, locked = false): Editor | undefined {
  const kind = kindOf(spot);
  if (!kind.take) return undefined;
  const text = kind.text(value, spot);
  const rows = text === '' && kind.offers?.(spot) && !locked ? (kind.matches?.('', spot) ?? []) : [];
  return {
    text: selectedText(text),
    before: text,
    matches: rows.length > 0 ? { rows, index: -1 } : undefined,
    calendar: undefined,
  };
}

export type PutDown =
  | { readonly fills: readonly Fill[]; readonly note?: string | undefined; readonly refused?: never }
  | { readonly refused: string; readonly fills?: never };

/** What leaving the field makes of what was typed; nothing when nothing was. */
export function putDown(editor: Editor | undefined, spot: Spot): PutDown {
  const kind = kindOf(spot);
  if (!editor || !kind.take || editor.text.text === editor.before) return { fills: [] };
  const row = kind.meant?.(editor.text.text, spot);
  if (row) return { fills: choiceFills(row, spot) };
  const taken = kind.take(editor.text.text, spot);
  if (taken.refused !== undefined) return taken;
  return { fills: [{ id: spot.field.id, value: taken.value }], note: taken.note };
}

/** What choosing a match fills. */
export function choiceFills(row: CodeRow, spot: Spot): readonly Fill[] {
  const own: Fill = { id: spot.field.id, value: row.code };
  // Of rows with the same code the one that was chosen gives its name.
  return kindOf(spot).fills?.(row, spot) ?? [own, ...nameFills(own, spot, row.name)];
}

/** The field with the name of a code gets it, unless people have written something of their own there. */
function nameFills({ id }: Fill, spot: Spot, name: string): readonly Fill[] {
  const other = (Object.keys(NAMES) as FieldId[]).find(each => NAMES[each] === id);
  if (!other) return [];
  const held = spot.row[fieldOf(other).name];
  const before = spot.row[spot.field.name];
  const known = typeof before === 'string' ? (tableFor(spot)?.under(before) ?? []) : [];
  const theirs = held !== undefined && !known.some(row => row.code === before && row.name === held);
  return theirs || held === name ? [] : [{ id: other, value: name }];
}

/** What hangs on a field that gets a value: codes that no longer belong under it go, and one that alone is left comes. */
export function followingFills({ id, value }: Fill, spot: Spot): readonly Fill[] {
  return hangingOn(id).flatMap((other): Fill[] => {
    const field = fieldOf(other);
    const held = spot.row[field.name];
    if (typeof value === 'string' && typeof held === 'string' && held.startsWith(value)) return [];
    const row = { ...spot.row, [fieldOf(id).name]: value };
    const matches = editorOf(field, spot.direction).matches;
    const rows = typeof value === 'string' ? (matches?.('', { ...spot, field, row }) ?? []) : [];
    const only = rows.length === 1 ? rows[0]?.code : undefined;
    return held === only ? [] : [{ id: other, value: only }];
  });
}

/** The editor with another text, its list of matches renewed. */
export function retyped(editor: Editor, text: TextState, spot: Spot): Editor {
  if (text.text === editor.text.text) return { ...editor, text };
  const rows = kindOf(spot).matches?.(text.text, spot) ?? [];
  const show = rows.length > 0 && text.text.trim() !== '';
  return { ...editor, text, matches: show ? { rows, index: -1 } : undefined, calendar: undefined };
}

/** What is typed or pasted, put in at the caret and brought into the field's form. */
export function typedText(editor: Editor, typed: string, spot: Spot, pasted: boolean): TextState {
  const next = typeInto(editor.text, typed);
  return pasted ? next : (kindOf(spot).shape?.(next, spot) ?? next);
}

/** The editor with its calendar or all its choices open; undefined for a field that has neither. */
export function withChoices(editor: Editor, spot: Spot, today: string): Editor | undefined {
  if (spot.field.kind === 'date') return withDay(editor, isDate(editor.text.text) ? editor.text.text : today);
  const rows = kindOf(spot).matches?.('', spot) ?? [];
  if (rows.length === 0) return undefined;
  const index = rows.findIndex(({ code }) => code === editor.text.text);
  return { ...editor, matches: { rows, index: Math.max(0, index) } };
}

export const withDay = (editor: Editor, day: string): Editor => ({ ...editor, text: textState(day), calendar: day });

const inMatches =
  (move: ListMove) =>
  (editor: Editor, _today: string, area: Size): Editor => {
    if (!editor.matches) return editor;
    const { rows, index } = editor.matches;
    // Up from the first one leads back into the text.
    const shape = { count: rows.length, rows: () => choiceRows(area), out: true };
    return { ...editor, matches: { rows, index: movedIn(move, index, shape) } };
  };

const inCalendar =
  (by: { days?: number; months?: number }) =>
  (editor: Editor): Editor =>
    editor.calendar ? withDay(editor, shifted(editor.calendar, by)) : editor;

/** What keys do inside an open list or calendar, by the name of the action. */
export const CHOICE_MOVES: Readonly<Record<string, (editor: Editor, today: string, area: Size) => Editor>> = {
  'matches.enter': inMatches('first'),
  'matches.up': inMatches('up'),
  'matches.down': inMatches('down'),
  'matches.page-up': inMatches('page-up'),
  'matches.page-down': inMatches('page-down'),
  'matches.close': editor => ({ ...editor, matches: undefined }),
  'calendar.day-back': inCalendar({ days: -1 }),
  'calendar.day-on': inCalendar({ days: 1 }),
  'calendar.week-back': inCalendar({ days: -7 }),
  'calendar.week-on': inCalendar({ days: 7 }),
  'calendar.month-back': inCalendar({ months: -1 }),
  'calendar.month-on': inCalendar({ months: 1 }),
  'calendar.today': (editor, today) => withDay(editor, today),
  'calendar.close': editor => ({ ...editor, text: textState(editor.before), calendar: undefined }),
};

/** Whether it is open which code a text means. Free text may be a name that nobody knows yet; a piece of a code or initials are none. */
export function isOpen({ text: { text }, matches, before }: Editor, spot: Spot): boolean {
  if (!matches || matches.rows.length === 0 || text === before) return false;
  const kind = kindOf(spot);
  const isMeant = (kind.meant?.(text, spot) ?? meant(text, spot)) !== undefined;
  if (!kind.free) return !isMeant;
  const words = text.trim().toLowerCase();
  const inName = matches.rows.some(({ name }) => name.toLowerCase().includes(words));
  return !inName && !isMeant;
}

/** The contexts of the key table for a field in hand, innermost first. */
export function handContexts(editor: Editor | undefined, spot: Spot): readonly ContextName[] {
  const own = kindOf(spot).contexts;
  if (editor?.calendar) return ['calendar'];
  if (!editor?.matches) return own;
  return [editor.matches.index < 0 ? 'matches' : 'matchList', ...own];
}
