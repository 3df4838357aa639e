import type { Point } from '../../src/terminal/moves.ts';

/** One line of text and where it is being edited; the caret counts graphemes. */
export interface PromptText {
  readonly text: string;
  readonly caret: number;
}

/** Where a picture has a line of text that Ink edits. The picture draws the line too: Ink may not be there yet. */
export interface Prompt extends PromptText, Point {
  /** Columns that are to be seen, and those scrolled out before them. */
  readonly width: number;
  readonly hidden: number;
}
