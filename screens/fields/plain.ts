import { isScalar } from '../../src/catalogue/catalogue.ts';
import { takeText } from '../../src/declaration/read.ts';
import { kindOf } from '../../src/kinds/index.ts';
import type { FieldContext, FieldEditor } from './field-editor.ts';

/** A value of a kind as its kind writes it. */
export function formatted(value: unknown, { field }: Pick<FieldContext, 'field'>): string {
  if (value === undefined || !isScalar(field)) return '';
  const kind = kindOf(field.kind);
  return kind.is(value) ? kind.format(value) : String(value);
}

/** Text and numbers. */
export const PLAIN: FieldEditor = {
  contexts: ['text'],
  text: formatted,
  shown: formatted,
  take: (text, { field, direction }) => ({ value: takeText(field, text, direction) }),
};

/** Values without blanks in them: Space opens their popup (E5). */
export const PLAIN_WITH_POPUP: FieldEditor = { ...PLAIN, contexts: ['hasPopup', 'text'] };
