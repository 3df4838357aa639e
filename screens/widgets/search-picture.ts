import { type Line, line, type Span } from '../draw/line.ts';
import type { Picture } from '../draw/picture.ts';
import { promptBehind } from './prompt.ts';
import type { TextState } from './text-state.ts';

/** Words, and below them what they find. */
export interface SearchDrawn {
  /** What stands before the words. */
  readonly label: Span;
  readonly words: TextState;
  readonly columns: number;
  /** A line between the words and what they find. */
  readonly ruled?: true;
  readonly found: readonly Line[];
  /** What is said where they find nothing. */
  readonly nothing: Line;
  /** Lines that there are for what is found; those without a row are blank, so that nothing jumps while people type. */
  readonly rows: number;
}

export function searchPicture({ label, words, columns, ruled, found, nothing, rows }: SearchDrawn): Picture {
  const prompt = promptBehind(label, words, columns);
  const rule = ruled ? [line('─'.repeat(columns), 'rule')] : [];
  const lines = found.length > 0 ? found : [nothing];
  const blanks = Array.from({ length: Math.max(0, rows - lines.length) }, (): Line => []);
  return { ...prompt, lines: [...prompt.lines, ...rule, ...lines, ...blanks] };
}
