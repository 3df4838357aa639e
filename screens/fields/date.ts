import { wordingOf } from '../../src/catalogue/wording.ts';
import { dayOf } from '../../src/jobs/clock.ts';
import { isDate, date as kind } from '../../src/kinds/date.ts';
import { dayMeant } from '../../src/kinds/day-meant.ts';
import { graphemes } from '../../src/terminal/graphemes.ts';
import { textState } from '../widgets/text-state.ts';
import type { FieldEditor } from './field-editor.ts';
import { formatted } from './plain.ts';

const TEN = { max: 10 };
const NO_DAY = '没有这一天：可输 22、1022、20171022、+3 或 -1';
const WEEKDAYS = '日一二三四五六';

/** A day as it is shown beside what stands for it; nothing where the text says the same. */
export function dayShown(text: string, today: string): string | undefined {
  const day = dayMeant(text, today);
  return day === undefined || day === text.trim() ? undefined : `${day} 周${WEEKDAYS[new Date(day).getUTCDay()]}`;
}

/** A day: eight digits become `2017-09-20`, fewer stand for the nearest such day, which is shown beside them; what is no day is refused where it stands (E3, E13). */
export const DATE: FieldEditor = {
  contexts: ['date', 'text'],
  text: formatted,
  shown: formatted,
  take(text, { world }) {
    const parsed = kind.parse(text, TEN);
    const day = parsed.fault && dayMeant(text, dayOf(world.now()));
    if (day !== undefined) return { value: day, short: true };
    if (!parsed.fault) return { value: parsed.value };
    return { refused: parsed.fault.code === 'date.form' ? NO_DAY : wordingOf(parsed.fault) };
  },
  meaning: (text, { world }) => dayShown(text, dayOf(world.now())),
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
