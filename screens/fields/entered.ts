import { fieldOf } from '../../src/catalogue/catalogue.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import { isMissing } from '../../src/declaration/check.ts';
import { takeText } from '../../src/declaration/read.ts';
import { ENTERED } from '../layout/entry.ts';
import { tableFor } from './coded.ts';
import type { FieldContext, FieldEditor } from './field-editor.ts';
import { PLAIN } from './plain.ts';

/** The numbers that are entered as containers, each with the name of its size. */
function enteredIn(context: FieldContext): readonly CodeRow[] {
  const rule = ENTERED[context.field.id];
  if (!rule) return [];
  const size = fieldOf(rule.shows);
  const rows = (context.declared?.().containers ?? []).flatMap(row => {
    const numbers = row[fieldOf(rule.numbers).name];
    const code = row[size.name];
    const name = typeof code === 'string' ? (tableFor({ ...context, field: size })?.get(code)?.name ?? code) : '';
    return (Array.isArray(numbers) ? numbers : []).map(number => ({
      code: String(number),
      name,
      initials: '',
      extra: { size: typeof code === 'string' ? code : '' },
    }));
  });
  // One that is entered twice by mistake is one all the same.
  return [...new Map(rows.map(row => [row.code, row])).values()];
}

const tidy = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '').toUpperCase();

/** One of the container numbers entered, by any part of it (P14); another one is kept and told. */
export const ENTERED_NUMBER: FieldEditor = {
  ...PLAIN,
  free: true,
  chosen: true,
  matches: (text, context) => enteredIn(context).filter(({ code }) => code.includes(tidy(text))),
  offers: () => true,
  meant(text, context) {
    const number = tidy(text);
    if (number === '') return undefined;
    const fitting = enteredIn(context).filter(({ code }) => code.includes(number));
    return fitting.find(({ code }) => code === number) ?? (fitting.length === 1 ? fitting[0] : undefined);
  },
  assignments(row, { field, row: held }) {
    const brings = ENTERED[field.id]?.brings;
    const bring = brings && row.extra.size && isMissing(held[fieldOf(brings).name]);
    return [{ id: field.id, value: row.code }, ...(bring ? [{ id: brings, value: row.extra.size }] : [])];
  },
  take(text, context) {
    const value = takeText(context.field, tidy(text), context.direction);
    return { value, ...(value !== undefined && { note: `箱号 ${value} 不在集装箱信息内` }) };
  },
};
