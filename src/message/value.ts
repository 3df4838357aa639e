import { type Field, isScalar } from '../catalogue/catalogue.ts';
import type { FieldKind } from '../catalogue/row.ts';
import { isDate } from '../kinds/date.ts';
import { messageText } from './xml.ts';

const MIDNIGHT = ' 00:00:00';
// 20170901T00:00:00 and 20170901 are what programs of 2016 and later write beside the form of the standard.
const MOMENT = /^(\d{4})(-?)(\d{2})\2(\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?).*)?$/u;

interface Form {
  text(value: unknown): string;
  /** The value of a text that is not empty; undefined if the field cannot hold it, `lost` what of it cannot be held. */
  value(text: string): { readonly value: unknown; readonly lost?: string } | undefined;
}

/** More characters than any list of a declaration has; a text beyond them is no list. */
export const LONGEST_LIST = 20_000;

const list: Form = {
  text: value => (Array.isArray(value) ? value.join(',') : ''),
  value: text => (text.length > LONGEST_LIST ? undefined : { value: text.split(',').filter(item => item !== '') }),
};

const FORMS: Partial<Record<FieldKind, Form>> = {
  list,
  codes: list,
  date: {
    text: value => (isDate(String(value)) ? `${value}${MIDNIGHT}` : String(value)),
    value(text) {
      const [, year, , month, date, time = '0'] = MOMENT.exec(text) ?? [];
      const day = `${year}-${month}-${date}`;
      if (!isDate(day)) return { value: text };
      return /^[0:]+$/u.test(time) ? { value: day } : { value: day, lost: time };
    },
  },
  flag: {
    text: value => (value === true ? '1' : value === false ? '0' : ''),
    value: text => (text === '1' || text === '0' ? { value: text === '1' } : undefined),
  },
};

// Everything else is written as it is held: codes keep their zeros, decimals their digits.
const plain: Form = { text: value => String(value), value: text => ({ value: text }) };

/** The codes in the text of a field: all of a list, else the one. */
export function itemsIn(field: Field, text: string): readonly string[] {
  return FORMS[field.kind] === list ? text.split(',') : [text];
}

/** The value of a field as the message writes it; empty where there is none. */
export function textOf(field: Field, value: unknown): string {
  if (value === undefined || value === null || !isScalar(field)) return '';
  return messageText((FORMS[field.kind] ?? plain).text(value));
}

/** What a text of the message is as a value of the field. Wrong values of the right shape are kept: the check says what is wrong. */
export function readText(field: Field, text: string): ReturnType<Form['value']> {
  return (FORMS[field.kind] ?? plain).value(text);
}
