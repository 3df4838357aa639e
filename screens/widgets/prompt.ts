import { graphemes } from '../../src/terminal/graphemes.ts';
import type { Point } from '../../src/terminal/moves.ts';
import { type Line, line, type Span, span, widthOf } from '../draw/line.ts';
import type { Look } from '../draw/look.ts';
import { type Picture, wrapped } from '../draw/picture.ts';
import type { Prompt, PromptText } from '../draw/prompt.ts';
import { drawText, type TextState, textState } from './text-state.ts';

/** A path may be long; a book pasted by mistake is none. */
const MAX_GRAPHEMES = 400;

/** The text as a dialog keeps it. */
export function bounded<T extends PromptText>(typed: T): T {
  const parts = graphemes(typed.text);
  if (parts.length <= MAX_GRAPHEMES) return typed;
  const text = parts.slice(0, MAX_GRAPHEMES).join('');
  return { ...typed, text, caret: Math.min(typed.caret, MAX_GRAPHEMES) };
}

/** A prompt at a place of a picture, and the line as it is drawn there, in exactly so many columns. */
export function promptAt(
  { x, y }: Point,
  typed: PromptText & Partial<TextState>,
  width: number,
): { readonly line: Line; readonly cursor: Point; readonly prompt?: Prompt } {
  const { text, caret, suggested = 0, selected } = typed;
  const drawn = drawText({ ...textState(text), ...typed }, width, true);
  // Ink would add to what gives way to typing: until it is touched the program edits it.
  if (suggested > 0 || selected) return { line: drawn.line, cursor: { x: x + drawn.caret, y } };
  const hidden = widthOf(graphemes(text).slice(0, caret).join('')) - drawn.caret;
  return { line: drawn.line, cursor: { x: x + drawn.caret, y }, prompt: { x, y, text, caret, width, hidden } };
}

/** A line of text behind what stands before it, in so many columns together. */
export function promptBehind(label: Span, text: PromptText, columns: number): Picture {
  const x = widthOf(label.text);
  const { line, ...rest } = promptAt({ x, y: 0 }, text, columns - x);
  return { ...rest, lines: [[label, ...line]] };
}

/** A line of text and what there is to say of it. */
export interface AskedText {
  readonly label: string;
  readonly text: PromptText;
  readonly columns: number;
  readonly notes: readonly string[];
  /** What is wrong with it, in place of the notes. */
  readonly wrong?: readonly string[];
}

export function askedText({ label, text, columns, notes, wrong = [] }: AskedText): Picture {
  const prompt = promptBehind(span(`${label}  `, 'focusLabel'), text, columns);
  const [look, texts]: [Look, readonly string[]] = wrong.length > 0 ? ['error', wrong] : ['panelQuiet', notes];
  const below = texts.flatMap(each => wrapped(each, columns).map(part => line(part, look)));
  return { ...prompt, lines: [...prompt.lines, ...below] };
}
