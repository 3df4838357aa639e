import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KINDS, type ScalarKind } from '../../src/kinds/index.ts';
import { lengthOf } from '../../src/kinds/kind.ts';

const LONG = '长'.repeat(101);

// biome-ignore format: table
const TAKEN: readonly [kind: 'text' | 'code' | 'phone' | 'flags', text: string, max: number, value: string | undefined][] = [
  ['text',  '深圳市五洲商贸有限公司',        100, '深圳市五洲商贸有限公司'],
  ['text',  '  A\tB  C ',                    100, 'A B C'],
  ['text',  'N/M\r\nNO.1-20',                100, 'N/M\nNO.1-20'],
  ['text',  '\u001b[31m红\u001b[0m\u0007色', 100, '红色'],
  ['text',  'a\u200bb\u202ec\ufeff',         100, 'abc'],
  ['text',  '𠮷野家',                        3,   '𠮷野家'],
  ['text',  '坏\ud842字',                    9,   '坏\ufffd字'],
  ['text',  'ＡＢ１２',                      9,   'ＡＢ１２'],
  ['text',  '',                              9,   undefined],
  ['text',  ' \n\t ',                        9,   undefined],
  ['code',  '４４０３００',                  6,   '440300'],
  ['code',  '4c13',                          4,   '4C13'],
  ['code',  ' 11 0000 ',                     6,   '110000'],
  ['code',  '\u3000',                        6,   undefined],
  ['code',  '\u0390',                        6,   '\u03aa\u0301'],
  ['phone', '0755-26391234',                 20,  '0755-26391234'],
  ['phone', '０７５５—２６３９１２３４',     20,  '0755-26391234'],
  ['phone', '+86 (755) 2639 1234*801',       30,  '+86 (755) 2639 1234*801'],
  ['flags', '0100',                          4,   '0100'],
  ['flags', '１',                            4,   '1000'],
  ['flags', '01',                            3,   '010'],
];

// biome-ignore format: table
const REFUSED: readonly [kind: ScalarKind, text: string, max: number, code: string, params?: object][] = [
  ['text',  LONG,          100, 'text.too-long', { length: 101, max: 100 }],
  ['text',  '𠮷𠮷𠮷',       2,   'text.too-long', { length: 3, max: 2 }],
  ['code',  '4403001',     6,   'text.too-long', { length: 7, max: 6 }],
  ['phone', '张先生',      20,  'phone.form'],
  ['phone', '12',          20,  'phone.form'],
  ['phone', '0'.repeat(21), 20, 'text.too-long', { length: 21, max: 20 }],
  ['flags', '01001',       4,   'flags.form', { max: 4 }],
  ['flags', '2',           4,   'flags.form', { max: 4 }],
  ['flags', '是',          4,   'flags.form', { max: 4 }],
];

describe('texts', () => {
  test.each(TAKEN)('%s takes %j of at most %i as %j', (kind, text, max, value) => {
    expect(KINDS[kind].parse(text, { max })).toEqual({ value });
    if (value !== undefined) expect(KINDS[kind].fault(value, { max })).toBeUndefined();
  });

  test('what a code is written as is read as the same code, also where capitals are several characters', () => {
    const written = KINDS.code.parse('\u0390', { max: 6 }).value;
    expect(KINDS.code.parse(String(written), { max: 6 }).value).toBe(written);
  });

  test.each(REFUSED)('%s refuses %j of at most %i: %s', (kind, text, max, code, params) => {
    expect(KINDS[kind].parse(text, { max })).toEqual({ fault: params ? { code, params } : { code } });
  });

  test('a held value is judged as what was typed', () => {
    expect(KINDS.text.fault(LONG, { max: 100 })?.code).toBe('text.too-long');
    expect(KINDS.flags.fault('01', { max: 4 })?.code).toBe('flags.form');
    expect(KINDS.phone.fault('张', { max: 4 })?.code).toBe('phone.form');
  });

  test('what is not text is no value', () => {
    for (const kind of ['text', 'code', 'phone', 'flags', 'date', 'decimal', 'integer'] as const) {
      for (const value of [1, true, null, undefined, [], {}, ['a']]) expect(KINDS[kind].is(value)).toBe(false);
      expect(KINDS[kind].is('')).toBe(true);
    }
  });

  test('characters are counted as people do', () => {
    expect(lengthOf('𠮷a中')).toBe(3);
  });
});

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'0123456789.,-+/年月日 １２，；是否YN\u001b[m\n\t\u200b'), maxLength: 14 }),
);
const SIZES = [{ max: 4 }, { max: 19, scale: 5 }, { max: 2000 }];

describe('every kind', () => {
  test.each(Object.keys(KINDS) as ScalarKind[])('%s reads what it writes', name => {
    const kind = KINDS[name] as (typeof KINDS)['text'];
    fc.assert(
      fc.property(anything, fc.constantFrom(...SIZES), (text, size) => {
        const { value } = kind.parse(text, size);
        if (value === undefined) return;
        expect(kind.is(value)).toBe(true);
        expect(kind.fault(value, size)).toBeUndefined();
        expect(kind.parse(kind.format(value), size)).toEqual({ value });
      }),
    );
  });

  test.each(Object.keys(KINDS) as ScalarKind[])('%s gives a screen a width', name => {
    for (const size of SIZES) {
      expect(KINDS[name].width(size)).toBeGreaterThan(0);
      expect(KINDS[name].width(size)).toBeLessThanOrEqual(2000);
    }
  });
});
