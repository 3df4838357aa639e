import type { Size } from '../../src/terminal/cells.ts';
import { fitted, head, type Line, span, widthOf } from '../draw/line.ts';
import type { Picture } from '../draw/picture.ts';
import { choiceRows, drawChoices } from '../widgets/choice-list.ts';
import { drawText, type TextState } from '../widgets/text-state.ts';
import { CALENDAR_LINES, calendarPicture } from './calendar.ts';
import type { FieldContext, FieldSession } from './field-editor.ts';
import { editorOf } from './index.ts';

/** A field as it is to be drawn. */
export interface FieldShown {
  readonly context: FieldContext;
  readonly value: unknown;
  /** What stands there in place of the value: it belongs to another row. */
  readonly text?: string | undefined;
  readonly focused: boolean;
  /** The field being edited, when this is it. */
  readonly session: FieldSession | undefined;
  /** How bad is what is wrong with it. */
  readonly fault: 'error' | 'warning' | undefined;
  /** Filled by the system: no place to type in. */
  readonly fixed: boolean;
}

/** The value of a field in exactly so many columns, and where the caret stands in it when it has the focus. */
export function drawValue(
  shown: FieldShown,
  columns: number,
): { readonly line: Line; readonly caret: number | undefined } {
  const { context: fieldContext, value, focused, session, fault, fixed } = shown;
  if (focused && session) {
    const { line, caret } = drawText(session.text, columns, true);
    const meaning = meaningIn(session, columns);
    if (meaning !== undefined) return { line: withMeaning(session.text, meaning, columns), caret };
    return { line: session.text.text === session.before ? named(shown, session, columns, line) : line, caret };
  }
  const whole = (shown.text ?? editorOf(fieldContext.field, fieldContext.direction).shown(value, fieldContext)).replace(
    /\n/gu,
    '⏎',
  );
  const text = head(whole, columns);
  const cut = widthOf(text) < widthOf(whole) ? fitted(whole, columns) : text;
  const room = columns - widthOf(cut);
  const caret = focused ? 0 : undefined;
  if (fixed) return { line: [span(cut, 'plain'), span(' '.repeat(room))], caret };
  const look = focused ? 'focus' : fault === 'error' ? 'errorField' : 'value';
  return { line: [span(cut, look), span((focused ? ' ' : '_').repeat(room), focused ? 'focus' : 'empty')], caret };
}

/** What a text stands for, as much as there is room for behind it: all, or only its first word, such as a day without its weekday. */
function meaningIn({ text: { text }, meaning = '' }: FieldSession, columns: number): string | undefined {
  if (meaning === '') return undefined;
  const room = columns - widthOf(text) - 1;
  return [meaning, ...meaning.split(' ', 1)].map(each => `→ ${each}`).find(each => widthOf(each) <= room);
}

/** A text with what it stands for behind the caret. */
function withMeaning(text: TextState, meaning: string, columns: number): Line {
  const used = widthOf(text.text) + 1;
  return [...drawText(text, used, true).line, span(fitted(meaning, columns - used), 'suggested')];
}

/** A code that is being edited and was not touched shows its name behind it, where there is room. */
function named(
  { context: fieldContext, value }: FieldShown,
  { text: { text, selected } }: FieldSession,
  columns: number,
  drawn: Line,
): Line {
  const whole = editorOf(fieldContext.field, fieldContext.direction).shown(value, fieldContext);
  const used = widthOf(text) + 1;
  if (!whole.startsWith(`${text} `) || text === '' || used + 2 > columns) return drawn;
  return [
    span(text, selected ? 'selected' : 'caretField'),
    span(fitted(whole.slice(text.length), columns - used + 1), 'suggested'),
  ];
}

/** The calendar or the list of matches of a field that is being edited. */
export function choicesPicture({ calendar, matches }: FieldSession, area: Size): Picture | undefined {
  if (calendar) return calendarPicture(calendar);
  return matches && drawChoices(matches.rows, matches.index, area, matches.from);
}

/** Lines of the highest picture of choices that there can be in an area: a full list, or a month of six weeks, in its frame. */
const highest = (area: Size): number => Math.max(choiceRows(area) + 2, CALENDAR_LINES);

/**
 * Where choices stand that belong to a value at `x` in line `y`: below it, above it where there is no room below, else at the foot of the
 * page. The side is that of the highest choices, so that they do not change sides while typing makes them fewer.
 */
export function besideField(
  picture: Picture,
  x: number,
  y: number,
  area: Size,
): { readonly x: number; readonly y: number } {
  const width = Math.max(...picture.lines.map(each => each.reduce((sum, { text }) => sum + widthOf(text), 0)));
  const height = picture.lines.length;
  const room = highest(area);
  const below = y + 1 + (y >= room ? room : height) <= area.rows;
  // Where neither side has the room, what is chosen from is to be seen whole.
  const top = below ? y + 1 : y >= height ? y - height : Math.max(0, area.rows - height);
  return { x: Math.max(0, Math.min(area.columns - width, x)), y: top };
}
