import type { AnyDialog } from '../contract/ui.ts';
import { type TextPrompt, textPrompt } from './text-prompt.ts';
import type { TextState } from './text-state.ts';

/** Words and the rows that they find, one of which is selected. */
export interface Search {
  readonly words: TextState;
  readonly index: number;
}

/** Other words find other rows, of which the first is selected; moving about in the words changes nothing. */
export function searchedFor<S extends Search>(before: S, words: TextState): S {
  return { ...before, words, index: words.text === before.words.text ? before.index : 0 };
}

/** The line of words of a dialog that has a list below it. */
export function searchPrompt<D extends AnyDialog & Search>(): TextPrompt<D> {
  return textPrompt<D>(
    ({ words }) => words,
    (dialog, words) => ({ state: searchedFor(dialog, words) }),
  );
}
