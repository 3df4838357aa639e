import { cleanText } from '../text.ts';
import { date, isDate } from './date.ts';

const WORDS: Readonly<Record<string, number>> = { 前: -2, 昨: -1, 今: 0, 明: 1, 后: 2 };
const WORD = /^([前昨今明后])[天日]?$/u;
const AWAY = /^([+-])(\d{1,4})$/u;
const DAY = /^(\d{1,2})[日号]?$/u;
const MONTH_DAY = /^(?:(\d{2})(\d{2})|(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?)$/u;
const YEAR_MONTH_DAY = /^(?:(\d{2})(\d{2})(\d{2})|(\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?)$/u;
const SIZE = { max: 10 };
/** Between two leap days lie eight years where a century has none. */
const YEARS_AROUND = 8;
/** Of two months in a row one has 31 days; of three in a row two have 30. */
const MONTHS_AROUND = 2;

/**
 * The day that a text stands for, `yyyy-MM-dd`: besides whole dates a day of the month (`22`), month and day (`1022`, `10-22`), a year of two
 * digits before them (`171022`), days from today (`+3`, `-1`), and 前 昨 今 明 后. What is not said is taken from the nearest day that there
 * is: `31` means the nearest month of 31 days, `0229` the nearest leap year; of two that are as near the later one. Undefined when the text
 * is no such thing, or there is no such day. Who asks about what has been (`past`) means the nearest day that is not to come.
 */
export function dayMeant(text: string, today: string, past = false): string | undefined {
  const plain = cleanText(text)
    .normalize('NFKC')
    .replace(/[‐-―−]/gu, '-')
    .trim();
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  const word = WORD.exec(plain)?.[1];
  if (word !== undefined) return made(year, month, day + (WORDS[word] ?? 0));
  const away = AWAY.exec(plain);
  if (away) return made(year, month, day + Number(`${away[1]}${away[2]}`));
  const ofMonth = DAY.exec(plain);
  if (ofMonth) {
    const wanted = Number(ofMonth[1]);
    return nearest(
      around(MONTHS_AROUND).map(by => existing(year, month + by, wanted)),
      today,
      past,
    );
  }
  const ofYear = numbersOf(MONTH_DAY.exec(plain));
  if (ofYear) {
    const [wantedMonth = 0, wanted = 0] = ofYear;
    if (wantedMonth < 1 || wantedMonth > 12) return undefined;
    return nearest(
      around(YEARS_AROUND).map(by => existing(year + by, wantedMonth, wanted)),
      today,
      past,
    );
  }
  const ofCentury = numbersOf(YEAR_MONTH_DAY.exec(plain));
  if (ofCentury) {
    const [short = 0, wantedMonth = 0, wanted = 0] = ofCentury;
    if (wantedMonth < 1 || wantedMonth > 12) return undefined;
    const century = Math.floor(year / 100);
    return nearest(
      around(1).map(by => existing((century + by) * 100 + short, wantedMonth, wanted)),
      today,
      past,
    );
  }
  return date.parse(plain, SIZE).value;
}

const around = (count: number): readonly number[] => Array.from({ length: 2 * count + 1 }, (_, at) => at - count);

/** The numbers that an expression has found, whichever of its branches did. */
function numbersOf(found: RegExpExecArray | null): readonly number[] | undefined {
  return found
    ?.slice(1)
    .filter(part => part !== undefined)
    .map(Number);
}

/** A day counted over the ends of months and years. */
function made(year: number, month: number, day: number): string | undefined {
  const value = new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
  return isDate(value) ? value : undefined;
}

/** This day of a month, whose number may be beyond the year, where the month has it. */
function existing(year: number, month: number, day: number): string | undefined {
  const value = made(year, month, day);
  return day > 0 && value !== undefined && Number(value.slice(8)) === day ? value : undefined;
}

/** Of days in their order the one that is nearest; of what is past, if there is any. */
function nearest(all: readonly (string | undefined)[], today: string, past: boolean): string | undefined {
  const been = past ? all.filter(day => day !== undefined && day <= today) : [];
  const days = been.length > 0 ? been : all;
  const away = (day: string): number => Math.abs(Date.parse(day) - Date.parse(today));
  return days.reduce(
    (best, day) => (day !== undefined && (best === undefined || away(day) <= away(best)) ? day : best),
    undefined,
  );
}
