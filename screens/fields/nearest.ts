import type { CodeRow } from '../../src/codes/row.ts';
import { graphemes } from '../../src/terminal/graphemes.ts';
import { matchesFor, tableFor } from './coded.ts';
import type { FieldContext } from './field-editor.ts';

const MOST = 3;

/** The codes that are most like a text that is none of them: those that share most of its beginning. */
export function nearestCodes(text: string, context: FieldContext): readonly CodeRow[] {
  if (!tableFor(context)?.loaded) return [];
  const parts = graphemes(text.trim());
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const found = matchesFor(parts.slice(0, length).join(''), context);
    if (found.length > 0) return found.slice(0, MOST);
  }
  return [];
}
