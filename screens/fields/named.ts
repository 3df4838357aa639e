import { fieldOf } from '../../src/catalogue/catalogue.ts';
import { isMissing } from '../../src/declaration/check.ts';
import { NAMES } from '../layout/entry.ts';
import { allowed, matchesFor, meant as meantCode, tableFor } from './coded.ts';
import type { EditorKind, Spot } from './field-editor.ts';
import { PLAIN } from './plain.ts';

/** The field with the code that this one has the name of. */
function codeSpot(spot: Spot): Spot {
  const code = NAMES[spot.field.id];
  return code ? { ...spot, field: fieldOf(code) } : spot;
}

/** The name of a code: searched as the code is, and choosing one gives both (P1, P8, P12, P16). A name of people's own stays. */
export const NAMED: EditorKind = {
  ...PLAIN,
  matches: (text, spot) => matchesFor(text, codeSpot(spot)),
  meant(text, spot) {
    const at = codeSpot(spot);
    // With a code given a piece of a name is a name of its own; only a whole one means another code.
    if (isMissing(spot.row[at.field.name])) return meantCode(text, at);
    return tableFor(at)?.named(text.trim(), allowed(at));
  },
  fills: ({ code, name }, spot) => [
    { id: codeSpot(spot).field.id, value: code },
    { id: spot.field.id, value: name },
  ],
};
