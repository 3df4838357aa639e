import { Bug, UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';

// Letters of the direction, 13 digits of milliseconds since 1970, and up to two digits of a counter.
const FORM = /^([A-Z]{1,3})([0-9]{13})([0-9]{0,2})$/u;

export function isEntryNo(text: string): boolean {
  return FORM.test(text);
}

/** Folder of a declaration below `declarations`, such as `2024-05`: the month (UTC) in its entry number. */
export function monthOf(entryNo: string): string {
  const match = FORM.exec(entryNo);
  if (match === null) {
    throw new UserError('store.entry-no', `录入序号的形式不对：${cleanLine(entryNo).slice(0, 40)}`, {
      exit: 'usage',
      next: ['录入序号由 WI、WE 或 WP 加 13 到 15 位数字组成'],
    });
  }
  return new Date(Number(match[2])).toISOString().slice(0, 7);
}

/** Sorts newest first: by the digits, whatever the letters. */
export function compareEntryNo(a: string, b: string): number {
  const left = digitsOf(a);
  const right = digitsOf(b);
  if (left !== right) return left < right ? 1 : -1;
  return a === b ? 0 : a < b ? -1 : 1;
}

function digitsOf(entryNo: string): string {
  let start = 0;
  while (start < entryNo.length && entryNo.charCodeAt(start) > 57) start += 1;
  return entryNo.slice(start);
}

/** Two digits of counter behind 13 digits of time, as one number that only ever grows. */
export interface NumberState {
  version: 1;
  last: number;
}

const OLDEST = 1_000_000_000_000;

/** The next number after `last`, at the time `now`; a clock that went back, or stands still, does not make it repeat. */
export function nextNumber(last: number, now: number): number {
  return Math.max(Math.max(Math.floor(now), OLDEST) * 100, last + 1);
}

export function formatEntryNo(prefix: string, number: number): string {
  const entryNo = `${prefix}${number}`;
  if (!isEntryNo(entryNo)) throw new Bug(`Not an entry number: ${entryNo}`);
  return entryNo;
}
