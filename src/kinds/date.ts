import { textual } from './text.ts';

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/u;
// One moment anywhere in the world, as programs write it.
const MOMENT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})$/u;
const BEIJING = 8 * 3_600_000;
const SPLIT = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s].*)?$/u;

/** `yyyy-MM-dd` of a day that exists, year 1900 to 2199. */
export function isDate(value: string): boolean {
  const [, year, month, day] = (ISO.exec(value) ?? []).map(Number);
  if (!year || !month || !day || year < 1900 || year > 2199 || month > 12) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The day that it is in China at that moment. */
function dayInChina(moment: string): string | undefined {
  const time = Date.parse(moment.replace(/([+-]\d{2})(\d{2})$/u, '$1:$2'));
  return Number.isNaN(time) ? undefined : new Date(time + BEIJING).toISOString().slice(0, 10);
}

/**
 * A day in the calendar. Eight digits become `2017-09-20`; `2017/9/20` and `2017年9月20日` are understood (manual 3.4.3), a time of day behind
 * it falls away. A moment with its zone is the day that it was in China.
 */
export const date = textual({
  shape: value => {
    const plain = value.normalize('NFKC').replace(/(?<=\d)。(?=\d)/gu, '.');
    const inChina = MOMENT.test(plain) ? dayInChina(plain) : undefined;
    if (inChina) return inChina;
    const eight = /^(\d{4})(\d{2})(\d{2})(?:T\d{2}:?\d{2}.*)?$/u.exec(plain);
    if (eight) return `${eight[1]}-${eight[2]}-${eight[3]}`;
    const split = SPLIT.exec(plain);
    return split ? `${split[1]}-${split[2]?.padStart(2, '0')}-${split[3]?.padStart(2, '0')}` : plain;
  },
  fault: value => (isDate(value) ? undefined : { code: ISO.test(value) ? 'date.impossible' : 'date.form' }),
  width: () => 10,
});
