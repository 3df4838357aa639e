import { fieldOf } from '../../src/catalogue/catalogue.ts';
import { isMissing } from '../../src/declaration/check.ts';
import { NAMES } from '../layout/entry.ts';
import { allowed, matchesFor, meant as meantCode, tableFor } from './coded.ts';
import type { FieldContext, FieldEditor } from './field-editor.ts';
import { PLAIN } from './plain.ts';

/** The field with the code that this one has the name of. */
function codeContext(context: FieldContext): FieldContext {
  const code = NAMES[context.field.id];
  return code ? { ...context, field: fieldOf(code) } : context;
}

/** The name of a code: searched as the code is, and choosing one gives both (P1, P8, P12, P16). A name of people's own stays. */
export const NAMED: FieldEditor = {
  ...PLAIN,
  matches: (text, context) => matchesFor(text, codeContext(context)),
  meant(text, context) {
    const at = codeContext(context);
    // With a code given a piece of a name is a name of its own; only a whole one means another code.
    if (isMissing(context.row[at.field.name])) return meantCode(text, at);
    return tableFor(at)?.named(text.trim(), allowed(at));
  },
  assignments: ({ code, name }, context) => [
    { id: codeContext(context).field.id, value: code },
    { id: context.field.id, value: name },
  ],
};
