import { graphemes } from '../../src/terminal/graphemes.ts';
import type { Point } from '../../src/terminal/moves.ts';
import { type Line, widthOf } from '../draw/line.ts';
import type { Prompt, PromptText } from '../draw/prompt.ts';
import { drawText, textState } from './text-state.ts';

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
  { text, caret }: PromptText,
  width: number,
): { readonly line: Line; readonly cursor: Point; readonly prompt: Prompt } {
  const drawn = drawText({ ...textState(text), caret }, width, true);
  const hidden = widthOf(graphemes(text).slice(0, caret).join('')) - drawn.caret;
  return { line: drawn.line, cursor: { x: x + drawn.caret, y }, prompt: { x, y, text, caret, width, hidden } };
}
