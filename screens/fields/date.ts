import { wordingOf } from '../../src/catalogue/wording.ts';
import { isDate, date as kind } from '../../src/kinds/date.ts';
import { graphemes } from '../../src/terminal/graphemes.ts';
import { textState } from '../widgets/text-state.ts';
import type { FieldEditor } from './field-editor.ts';
import { formatted } from './plain.ts';

const TEN = { max: 10 };

/** A day: eight digits become `2017-09-20`; what is no day is refused where it stands (E3). */
export const DATE: FieldEditor = {
  contexts: ['date', 'text'],
  text: formatted,
  shown: formatted,
  take(text) {
    const parsed = kind.parse(text, TEN);
    return parsed.fault ? { refused: wordingOf(parsed.fault) } : { value: parsed.value };
  },
  shape(text) {
    const whole = /^\d{8}$/u.test(text.text) && text.caret === graphemes(text.text).length;
    const parsed = whole ? kind.parse(text.text, TEN) : undefined;
    return parsed?.value ? textState(parsed.value) : text;
  },
};

/** A day so many days or months later; the last day of a shorter month stands for one that it does not have. */
export function shifted(
  day: string,
  { days = 0, months = 0 }: { readonly days?: number; readonly months?: number },
): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const at = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last) + days));
  const next = at.toISOString().slice(0, 10);
  return isDate(next) ? next : day;
}
