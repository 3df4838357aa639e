import type { Actions, Change } from '../contract/change.ts';
import type { DialogPart } from '../contract/part.ts';
import type { AnyDialog } from '../contract/ui.ts';
import { bounded } from './prompt.ts';
import { editText, type TextState, textState, typeInto } from './text-state.ts';

/** What a dialog with one line of text takes from it: the keys of the context `text`, what is typed, and what Ink has edited. */
export interface TextPrompt<D extends AnyDialog> extends Required<Pick<DialogPart<D>, 'type' | 'prompt'>> {
  readonly actions: Actions<D>;
}

export function textPrompt<D extends AnyDialog>(
  get: (dialog: D) => TextState,
  set: (dialog: D, text: TextState) => Change<D>,
): TextPrompt<D> {
  const typed = (dialog: D, text: TextState): Change<D> => set(dialog, bounded(text));
  return {
    actions: editText<D>(get, typed),
    type: (dialog, text) => typed(dialog, typeInto(get(dialog), text)),
    prompt: (dialog, { text, caret }) => typed(dialog, { ...textState(text), caret }),
  };
}
