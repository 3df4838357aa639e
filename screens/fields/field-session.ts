import { type FieldId, fieldOf } from '../../src/catalogue/catalogue.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import type { ContextName } from '../../src/keys/table.ts';
import { dayMeant } from '../../src/kinds/day-meant.ts';
import type { Size } from '../../src/terminal/cells.ts';
import { NAMES } from '../layout/entry.ts';
import { choiceRows } from '../widgets/choice-list.ts';
import { type ListMove, movedIn } from '../widgets/list-moves.ts';
import { isOffered, offeredText, selectedText, type TextState, textState, typeInto } from '../widgets/text-state.ts';
import { hangingOn, meant, tableFor } from './coded.ts';
import { shifted } from './date.ts';
import type { FieldContext, FieldSession } from './field-editor.ts';
import { editorOf } from './index.ts';

/*
 * A field that is being edited, whatever page or dialog it stands on. The one that holds it keeps the `FieldSession` and the values;
 * here is what becomes of them.
 */

/** A value that a field is to have. */
export interface Assignment {
  readonly id: FieldId;
  readonly value: unknown;
}

const kindOf = ({ field, direction }: FieldContext) => editorOf(field, direction);

/** The session of a field with its value; undefined for one that cannot be typed into. A `locked` one offers no choices. */
export function beginEdit(value: unknown, context: FieldContext, locked = false): FieldSession | undefined {
  const kind = kindOf(context);
  if (!kind.take) return undefined;
  const text = kind.text(value, context);
  const rows = text === '' && kind.offers?.(context) && !locked ? (kind.matches?.('', context) ?? []) : [];
  return {
    text: selectedText(text),
    before: text,
    matches: rows.length > 0 ? { rows, index: -1 } : undefined,
    calendar: undefined,
  };
}

export type Committed =
  | {
      readonly assignments: readonly Assignment[];
      readonly note?: string | undefined;
      /** How the text was understood. */
      readonly echo?: string | undefined;
      readonly refused?: never;
    }
  | { readonly refused: string; readonly assignments?: never };

/** What leaving the field makes of what was typed; nothing when nothing was. */
export function commitEdit(session: FieldSession | undefined, context: FieldContext): Committed {
  const kind = kindOf(context);
  if (!session || !kind.take || session.text.text === session.before || isRefusable(session))
    return { assignments: [] };
  const row = kind.meant?.(session.text.text, context);
  if (row) return { assignments: choiceAssignments(row, context) };
  const taken = kind.take(session.text.text, context);
  if (taken.refused !== undefined) return taken;
  const echo = echoOf(session, context);
  return { assignments: [{ id: context.field.id, value: taken.value }], note: taken.note, echo };
}

/** The session with a text offered; an `asked` one is taken by Enter alone. */
export function offering(session: FieldSession, text: string, asked: boolean): FieldSession {
  return { ...session, text: offeredText(text), matches: undefined, ...(asked && { asked }) };
}

/** The session with what is offered taken. */
export function accepted(session: FieldSession): FieldSession {
  return isOffered(session.text) ? { ...session, text: textState(session.text.text) } : session;
}

const isRefusable = ({ text, asked }: FieldSession): boolean => asked === true && isOffered(text);

/** How the text that is being typed is understood, where that is not plain to see. */
export function echoOf({ text: { text }, before }: FieldSession, context: FieldContext): string | undefined {
  const echo = text === before ? undefined : kindOf(context).echo?.(text, context);
  return echo ? `【${context.field.label}】${echo}` : undefined;
}

/** Why a text cannot be typed into the field; nothing where it can. */
export function refusedTyping(typed: string, context: FieldContext): string | undefined {
  return kindOf(context).refuses?.(typed, context);
}

/** What choosing a match fills. */
export function choiceAssignments(row: CodeRow, context: FieldContext): readonly Assignment[] {
  const own: Assignment = { id: context.field.id, value: row.code };
  // Of rows with the same code the one that was chosen gives its name.
  return kindOf(context).assignments?.(row, context) ?? [own, ...nameAssignments(own, context, row.name)];
}

/** The field with the name of a code gets it, unless people have written something of their own there. */
function nameAssignments({ id }: Assignment, context: FieldContext, name: string): readonly Assignment[] {
  const other = (Object.keys(NAMES) as FieldId[]).find(each => NAMES[each] === id);
  if (!other) return [];
  const held = context.row[fieldOf(other).name];
  const before = context.row[context.field.name];
  const known = typeof before === 'string' ? (tableFor(context)?.under(before) ?? []) : [];
  const theirs = held !== undefined && !known.some(row => row.code === before && row.name === held);
  return theirs || held === name ? [] : [{ id: other, value: name }];
}

/** What hangs on a field that gets a value: codes that no longer belong under it go, and one that alone is left comes. */
function followingAssignments({ id, value }: Assignment, context: FieldContext): readonly Assignment[] {
  return hangingOn(id).flatMap((other): Assignment[] => {
    const field = fieldOf(other);
    const held = context.row[field.name];
    if (typeof value === 'string' && typeof held === 'string' && held.startsWith(value)) return [];
    const row = { ...context.row, [fieldOf(id).name]: value };
    const matches = editorOf(field, context.direction).matches;
    const rows = typeof value === 'string' ? (matches?.('', { ...context, field, row }) ?? []) : [];
    const only = rows.length === 1 ? rows[0]?.code : undefined;
    return held === only ? [] : [{ id: other, value: only }];
  });
}

/** One of the values that are `given` and what hangs on it beside them; none where it is not on the form. */
export function withFollowing(
  each: Assignment,
  given: readonly Assignment[],
  context: FieldContext,
): readonly Assignment[] {
  if (fieldOf(each.id).use[context.direction] === '-') return [];
  return [each, ...followingAssignments(each, context).filter(({ id }) => !given.some(other => other.id === id))];
}

/** The session with another text, its list of matches renewed. */
export function retyped(session: FieldSession, text: TextState, context: FieldContext): FieldSession {
  if (text.text === session.text.text) return { ...session, text };
  const rows = kindOf(context).matches?.(text.text, context) ?? [];
  const show = rows.length > 0 && text.text.trim() !== '';
  return {
    ...session,
    text,
    matches: show ? { rows, index: -1 } : undefined,
    calendar: undefined,
    meaning: kindOf(context).meaning?.(text.text, context),
  };
}

/** What is typed or pasted, put in at the caret and brought into the field's form. */
export function typedText(session: FieldSession, typed: string, context: FieldContext, pasted: boolean): TextState {
  // A blank alone says nothing that a value could give way to.
  const blank = session.text.selected && typed.trim() === '';
  const next = typeInto(blank ? textState(session.text.text) : session.text, typed);
  return pasted ? next : (kindOf(context).shape?.(next, context) ?? next);
}

/**
 * The session with its calendar or all its choices open; undefined for a field that has neither. The focus stays in the text: who only
 * looks, and leaves, has chosen nothing.
 */
export function withChoices(session: FieldSession, context: FieldContext, today: string): FieldSession | undefined {
  if (context.field.kind === 'date') return withDay(session, dayMeant(session.text.text, today) ?? today);
  const rows = kindOf(context).matches?.('', context) ?? [];
  if (rows.length === 0) return undefined;
  const from = rows.findIndex(({ code }) => code === session.text.text);
  return { ...session, matches: { rows, index: -1, from: Math.max(0, from) } };
}

/** The session led into its list, where it is open which code the text means (Enter); else undefined. */
export function ledToMatches(session: FieldSession, context: FieldContext): FieldSession | undefined {
  if (!session.matches || !isOpen(session, context)) return undefined;
  return { ...session, matches: { rows: session.matches.rows, index: 0, led: true } };
}

/** The match that people went to in the list, if they did. */
export function pickedRow({ matches }: FieldSession): CodeRow | undefined {
  return matches?.led ? undefined : matches?.rows[matches.index];
}

export const withDay = (session: FieldSession, day: string): FieldSession => ({
  ...session,
  text: textState(day),
  calendar: day,
  meaning: undefined,
});

const inMatches =
  (move: ListMove) =>
  (session: FieldSession, _today: string, area: Size): FieldSession => {
    if (!session.matches) return session;
    const { rows, index } = session.matches;
    // Up from the first one leads back into the text.
    const shape = { count: rows.length, rows: () => choiceRows(area), out: true };
    return { ...session, matches: { rows, index: movedIn(move, index, shape) } };
  };

const inCalendar =
  (by: { days?: number; months?: number }) =>
  (session: FieldSession): FieldSession =>
    session.calendar ? withDay(session, shifted(session.calendar, by)) : session;

/** What keys do inside an open list or calendar, by the name of the action. */
export const CHOICE_MOVES: Readonly<
  Record<string, (session: FieldSession, today: string, area: Size) => FieldSession>
> = {
  'matches.enter': session =>
    session.matches
      ? { ...session, matches: { rows: session.matches.rows, index: session.matches.from ?? 0 } }
      : session,
  'matches.up': inMatches('up'),
  'matches.down': inMatches('down'),
  'matches.page-up': inMatches('page-up'),
  'matches.page-down': inMatches('page-down'),
  'matches.close': session => ({ ...session, matches: undefined }),
  'calendar.day-back': inCalendar({ days: -1 }),
  'calendar.day-on': inCalendar({ days: 1 }),
  'calendar.week-back': inCalendar({ days: -7 }),
  'calendar.week-on': inCalendar({ days: 7 }),
  'calendar.month-back': inCalendar({ months: -1 }),
  'calendar.month-on': inCalendar({ months: 1 }),
  'calendar.today': (session, today) => withDay(session, today),
  'calendar.close': session => ({
    ...session,
    text: textState(session.before),
    calendar: undefined,
    meaning: undefined,
  }),
};

/** Whether it is open which code a text means. Free text may be a name that nobody knows yet; a piece of a code or initials are none. */
function isOpen({ text: { text }, matches, before }: FieldSession, context: FieldContext): boolean {
  if (!matches || matches.rows.length === 0 || text === before) return false;
  const kind = kindOf(context);
  const isMeant = (kind.meant?.(text, context) ?? meant(text, context)) !== undefined;
  if (!kind.free) return !isMeant;
  const words = text.trim().toLowerCase();
  const inName = matches.rows.some(({ name }) => name.toLowerCase().includes(words));
  return !inName && !isMeant;
}

/** The contexts of the key table for a field that is being edited, innermost first. */
export function sessionContexts(session: FieldSession | undefined, context: FieldContext): readonly ContextName[] {
  if (session?.calendar) return ['calendar'];
  const own = [...spaceOpens(session, context), ...kindOf(context).contexts];
  if (!session?.matches) return own;
  return [session.matches.index < 0 ? 'matches' : 'matchList', ...own];
}

/** Until a character is typed Space opens what there is to choose from; then it is a blank of the text. */
function spaceOpens(session: FieldSession | undefined, context: FieldContext): readonly ContextName[] {
  const { contexts, chosen } = kindOf(context);
  const entered = session && (session.text.selected || session.text.text === '');
  if (!entered || !contexts.includes('text') || contexts.length > 1) return [];
  return context.field.extras.popup ? ['hasPopup'] : chosen ? ['hasChoices'] : [];
}
