import { textual } from './text.ts';

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/u;
const SPLIT = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s].*)?$/u;

/** `yyyy-MM-dd` of a day that exists, year 1900 to 2199. */
export function isDate(value: string): boolean {
  const [, year, month, day] = (ISO.exec(value) ?? []).map(Number);
  if (!year || !month || !day || year < 1900 || year > 2199 || month > 12) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A day in the calendar. Eight digits become `2017-09-20`; `2017/9/20` and `2017年9月20日` are understood (manual 3.4.3). */
export const date = textual({
  shape: value => {
    const plain = value.normalize('NFKC');
    const eight = /^(\d{4})(\d{2})(\d{2})$/u.exec(plain);
    if (eight) return `${eight[1]}-${eight[2]}-${eight[3]}`;
    const split = SPLIT.exec(plain);
    return split ? `${split[1]}-${split[2]?.padStart(2, '0')}-${split[3]?.padStart(2, '0')}` : plain;
  },
  fault: value => (isDate(value) ? undefined : { code: ISO.test(value) ? 'date.impossible' : 'date.form' }),
  width: () => 10,
});
