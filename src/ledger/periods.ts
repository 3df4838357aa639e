import type { Grouping } from './grouping.ts';

/** More points than any screen has columns. */
const MOST = 4000;

/** All days, months, quarters or years from one to another, both counted in; nothing where these are not such. */
export function periodsBetween(by: Grouping, first: string, last: string): readonly string[] {
  const periods: string[] = [];
  for (let period = first; period !== '' && period <= last && periods.length < MOST; period = after(by, period))
    periods.push(period);
  return periods;
}

function after(by: Grouping, period: string): string {
  const year = Number(period.slice(0, 4));
  const within = (place: number, most: number, key: (year: string, next: string) => string, digits: number): string => {
    const next = place >= most ? 1 : place + 1;
    return key(yearText(place >= most ? year + 1 : year), String(next).padStart(digits, '0'));
  };
  if (by === 'year') return yearText(year + 1);
  if (by === 'quarter') return within(Number(period.slice(6)), 4, (of, next) => `${of}-Q${next}`, 1);
  if (by === 'month') return within(Number(period.slice(5, 7)), 12, (of, next) => `${of}-${next}`, 2);
  const day = Date.parse(`${period}T00:00:00Z`);
  return Number.isNaN(day) ? '' : new Date(day + 86_400_000).toISOString().slice(0, 10);
}

const yearText = (year: number): string => (Number.isNaN(year) ? '' : String(year).padStart(4, '0'));
