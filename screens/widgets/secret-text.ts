import { graphemes } from '../../src/terminal/graphemes.ts';
import { bounded } from './prompt.ts';
import { type TextState, typeInto } from './text-state.ts';

/** A dot for each character, with the caret behind as many of them. */
export function masked({ text, caret, ...rest }: TextState): TextState {
  const dots = (part: string) => '•'.repeat(graphemes(part).length);
  const before = dots(graphemes(text).slice(0, caret).join(''));
  return { ...rest, text: dots(text), caret: before.length };
}

/** What is typed into a secret, or pasted: the line break behind a copied password does not belong to it. */
export const typeSecret = (secret: TextState, text: string): TextState =>
  bounded(typeInto(secret, text.replace(/[\r\n]+$/u, '')));
