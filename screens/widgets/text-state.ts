import { graphemes } from '../../src/terminal/graphemes.ts';
import type { ActionContext, Actions, Change } from '../contract/change.ts';
import { type Line, span, widthOf } from '../draw/line.ts';

/** A line of text that is being edited. The caret counts graphemes; the last `suggested` of them were filled in by the program and give way to typing. */
export interface TextState {
  readonly text: string;
  readonly caret: number;
  readonly suggested: number;
  /** All of it is selected, as in a field just entered: typing replaces it, moving keeps it. */
  readonly selected?: true;
}

export const emptyText = (): TextState => ({ text: '', caret: 0, suggested: 0 });

/** The text with the caret behind it. */
export function textState(text: string): TextState {
  return { text, caret: graphemes(text).length, suggested: 0 };
}

/** The text of a field just entered. */
export function selectedText(text: string): TextState {
  return text === '' ? emptyText() : { ...textState(text), selected: true };
}

/** Completes what was typed; the rest is a suggestion that typing overwrites. */
export function suggest(state: TextState, whole: string): TextState {
  const typed = graphemes(state.text).length;
  return { text: whole, caret: typed, suggested: graphemes(whole).length - typed };
}

/** A text that the program offers: typing replaces it, moving into it or leaving it takes it. */
export function offeredText(text: string): TextState {
  return { text, caret: 0, suggested: graphemes(text).length, selected: true };
}

/** Whether the text is offered and nobody has touched it. */
export const isOffered = ({ selected, suggested }: TextState): boolean => selected === true && suggested > 0;

/** What was typed by hand. */
export function typedPart({ text, suggested }: TextState): string {
  return suggested === 0 ? text : graphemes(text).slice(0, -suggested).join('');
}

/** Puts text in at the caret; line breaks of a paste become blanks. */
export function typeInto(state: TextState, added: string): TextState {
  const flat = added.replace(/\s*[\n\t]+\s*/gu, ' ');
  if (state.selected) return typeInto(emptyText(), added);
  const parts = graphemes(state.text);
  if (state.suggested > 0) {
    // Typing what is suggested anyway keeps the suggestion.
    if (parts[state.caret] === flat) return { ...state, caret: state.caret + 1, suggested: state.suggested - 1 };
    parts.length -= state.suggested;
  }
  const before = parts.slice(0, state.caret).join('') + flat;
  // Counted anew, since what is typed may join with what stands before: a combining accent, a skin tone.
  return { text: before + parts.slice(state.caret).join(''), caret: graphemes(before).length, suggested: 0 };
}

const moved = (state: TextState, caret: number): TextState => ({
  text: state.text,
  caret: Math.max(0, Math.min(graphemes(state.text).length, caret)),
  suggested: 0,
});

function removed(state: TextState, from: number, to: number): TextState {
  const parts = graphemes(state.text);
  const kept = parts.slice(0, from).join('');
  return { text: kept + parts.slice(to).join(''), caret: graphemes(kept).length, suggested: 0 };
}

function backspace(state: TextState): TextState {
  const length = graphemes(state.text).length;
  if (state.selected) return emptyText();
  // The first one takes back the suggestion.
  if (state.suggested > 0) return removed(state, length - state.suggested, length);
  return state.caret === 0 ? state : removed(state, state.caret - 1, state.caret);
}

const isWord = (part: string | undefined) => part !== undefined && /[\p{L}\p{N}]/u.test(part);

function wordLeft({ text, caret }: TextState): number {
  const parts = graphemes(text);
  let at = caret;
  while (at > 0 && !isWord(parts[at - 1])) at -= 1;
  while (at > 0 && isWord(parts[at - 1])) at -= 1;
  return at;
}

function wordRight({ text, caret }: TextState): number {
  const parts = graphemes(text);
  let at = caret;
  while (at < parts.length && !isWord(parts[at])) at += 1;
  while (at < parts.length && isWord(parts[at])) at += 1;
  return at;
}

const END = Number.POSITIVE_INFINITY;

// biome-ignore format: table
export const TEXT_MOVES: Readonly<Record<string, (state: TextState) => TextState>> = {
  'text.left':        state => moved(state, state.caret - 1),
  'text.right':       state => (isOffered(state) ? textState(state.text) : moved(state, state.caret + 1)),
  'text.word-left':   state => moved(state, wordLeft(state)),
  'text.word-right':  state => moved(state, wordRight(state)),
  'text.home':        state => moved(state, 0),
  'text.end':         state => moved(state, END),
  'text.backspace':   backspace,
  'text.delete':      state => (state.selected ? emptyText() : removed(state, state.caret, state.caret + 1)),
  'text.delete-word': state => removed(state, wordLeft(state), state.caret),
  'text.delete-before': state => removed(state, 0, state.caret),
  'text.delete-behind': state => removed(state, state.caret, END),
};

/** The actions of the context `text` for any screen that holds such a text. */
export function editText<S>(
  get: (self: S) => TextState | undefined,
  set: (self: S, text: TextState, context: ActionContext) => Change<S>,
): Actions<S> {
  return Object.fromEntries(
    Object.entries(TEXT_MOVES).map(([name, change]) => [
      name,
      (self: S, context: ActionContext) => {
        const state = get(self);
        return state === undefined ? {} : set(self, change(state), context);
      },
    ]),
  );
}

/** The text in exactly so many columns, scrolled so that the caret is to be seen, and the column of the caret; a selected text is shown from its beginning. */
export function drawText(
  state: TextState,
  columns: number,
  focused: boolean,
): { readonly line: Line; readonly caret: number } {
  const parts = graphemes(state.text).map(part => (part === '\n' ? '⏎' : part));
  const widths = parts.map(widthOf);
  let first = 0;
  let caret = widths.slice(0, state.caret).reduce((sum, width) => sum + width, 0);
  if (state.selected) caret = Math.min(caret, columns - 1);
  // One column is left for the caret behind the last character.
  while (caret > columns - 1 && first < state.caret) caret -= widths[first++] ?? 0;
  let room = columns;
  let end = first;
  while (end < parts.length && room >= (widths[end] ?? 0)) room -= widths[end++] ?? 0;
  const split = Math.max(first, Math.min(end, parts.length - state.suggested));
  const look = state.selected ? 'selected' : focused ? 'caretField' : 'value';
  return {
    line: [
      span(parts.slice(first, split).join(''), look),
      span(parts.slice(split, end).join(''), focused ? 'suggested' : 'value'),
      span(' '.repeat(Math.max(0, room)), focused ? 'caretField' : 'value'),
    ],
    caret,
  };
}
