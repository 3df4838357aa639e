import { fieldsOf, HEAD_SECTIONS } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import { DAYS_OF_SHIPMENT } from '../catalogue/doubts.ts';
import { isDate } from '../kinds/date.ts';
import type { Row } from './path.ts';

const DAY = 86_400_000;

/** A declaration with the days of its head moved by as many days as bring the last one of its shipment to today; a sample grows old otherwise. */
export function broughtForward(document: Declaration, today: string): Declaration {
  const row: Row = { ...document };
  const days = HEAD_SECTIONS.flatMap(section => fieldsOf(section))
    .filter(({ kind, extras }) => kind === 'date' && extras.identity === undefined)
    .flatMap(({ id, name }) => {
      const day = row[name];
      return typeof day === 'string' && isDate(day) ? [{ id, name, day }] : [];
    });
  const last = days
    .filter(({ id }) => DAYS_OF_SHIPMENT.includes(id))
    .map(({ day }) => day)
    .sort()
    .at(-1);
  if (last === undefined) return document;
  const by = Date.parse(today) - Date.parse(last);
  const moved = days.map(({ name, day }) => [name, dayAfter(day, by)]);
  return { ...document, ...Object.fromEntries(moved) };
}

const dayAfter = (day: string, milliseconds: number): string =>
  new Date(Math.round((Date.parse(day) + milliseconds) / DAY) * DAY).toISOString().slice(0, 10);
