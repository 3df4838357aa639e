import { cleanText } from '../text.ts';
import { capitals, type Kind, type KindFault, lengthOf, type Size } from './kind.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

function tooLong(length: number, size: Size): KindFault | undefined {
  return length > size.max ? { code: 'text.too-long', params: { length, max: size.max } } : undefined;
}

/** Parsing that cleans, shapes, and then judges: every kind whose value is a string. */
export function textual(options: {
  readonly shape?: (text: string, size: Size) => string;
  readonly fault?: (value: string, size: Size) => KindFault | undefined;
  readonly width: (size: Size) => number;
  /** What `max` counts; characters unless told. */
  readonly length?: (value: string) => number;
}): Kind<string> {
  const { length = lengthOf } = options;
  const judge = (value: string, size: Size) => options.fault?.(value, size) ?? tooLong(length(value), size);
  return {
    parse(text, size) {
      const cleaned = cleanText(text);
      if (cleaned === '') return { value: undefined };
      const value = options.shape?.(cleaned, size) ?? cleaned;
      const fault = judge(value, size);
      return fault ? { fault } : { value };
    },
    format: value => value,
    fault: judge,
    is: isText,
    width: options.width,
  };
}

/** Free text; over its length is a fault, nothing is ever cut. */
export const text = textual({ width: size => Math.min(size.max, 40) });

/** One code of a table, in half-width upper case. Whether the table has it is for the check to say. */
export const code = textual({
  shape: value => capitals(value).replace(/\s/gu, ''),
  width: size => size.max,
});

const PHONE = /^[0-9+()\-\s*#]+$/u;

/** A telephone number: digits and the marks people put between them. */
export const phone = textual({
  shape: value => value.normalize('NFKC').replace(/[\u2010-\u2015\u2212]/gu, '-'),
  fault: value =>
    PHONE.test(value) && /[0-9]{3}/u.test(value.replace(/[^0-9]/gu, '')) ? undefined : { code: 'phone.form' },
  width: size => size.max,
});

/** A row of 0/1 digits, one a flag, such as 0100; shorter input is filled with 0 from the right. */
export const flags = textual({
  shape: (value, size) => value.normalize('NFKC').padEnd(size.max, '0'),
  fault: (value, size) =>
    new RegExp(`^[01]{${size.max}}$`, 'u').test(value) ? undefined : { code: 'flags.form', params: { max: size.max } },
  width: size => size.max,
});
