import { cleanLine } from '../text.ts';
import { capitals, type Kind, lengthOf } from './kind.ts';

const SEPARATORS = /[,，、;；\s]+/u;

const isList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(item => typeof item === 'string');

/** Several codes or numbers with commas between them; written twice, kept once. `max` counts the characters of the joined text. */
export const list: Kind<string[]> = {
  parse(text, size) {
    const items = capitals(cleanLine(text)).split(SEPARATORS).filter(Boolean);
    if (items.length === 0) return { value: undefined };
    const value = [...new Set(items)];
    const fault = list.fault(value, size);
    return fault ? { fault } : { value };
  },
  format: value => value.join(','),
  fault(value, size) {
    const length = lengthOf(value.join(','));
    return length > size.max ? { code: 'text.too-long', params: { length, max: size.max } } : undefined;
  },
  is: isList,
  width: size => Math.min(size.max, 40),
};

const YES = new Set(['1', 'Y', 'YES', 'TRUE', '是', '√', '✓']);
const NO = new Set(['0', 'N', 'NO', 'FALSE', '否']);

/** Yes or no; a check box. */
export const flag: Kind<boolean> = {
  parse(text) {
    const word = capitals(cleanLine(text));
    if (word === '') return { value: undefined };
    if (YES.has(word)) return { value: true };
    return NO.has(word) ? { value: false } : { fault: { code: 'flag.form' } };
  },
  format: value => (value ? '是' : '否'),
  fault: () => undefined,
  is: (value): value is boolean => typeof value === 'boolean',
  width: () => 4,
};
