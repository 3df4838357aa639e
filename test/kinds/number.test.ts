import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  absolute,
  add,
  compare,
  decimal,
  GrowingSum,
  integer,
  isNumber,
  multiply,
  rounding,
} from '../../src/kinds/number.ts';

const MONEY = { max: 19, scale: 5 };

// biome-ignore format: table
const DECIMALS = [
  ['1',                     '1'],
  ['１２．５０',            '12.5'],
  ['1,234,567.80',          '1234567.8'],
  ['１，２３４',            '1234'],
  [' 1 234 ',               '1234'],
  ['.5',                    '0.5'],
  ['+3',                    '3'],
  ['+.5',                   '0.5'],
  ['007',                   '7'],
  ['0.00000',               '0'],
  ['-0',                    '0'],
  ['99999999999999.99999',  '99999999999999.99999'],
  ['99999999999999.9999900', '99999999999999.99999'],
] as const;

// biome-ignore format: table
const REFUSED = [
  ['decimal', '123456789012345',  'number.too-large', { digits: 14 }],
  ['decimal', '0.123456',         'number.scale',     { scale: 5 }],
  ['decimal', '-1',               'number.negative',  undefined],
  ['decimal', '1,23',             'number.form',      undefined],
  ['decimal', '1.2.3',            'number.form',      undefined],
  ['decimal', '1e5',              'number.form',      undefined],
  ['decimal', '约5吨',            'number.form',      undefined],
  ['decimal', '1,234，5',         'number.form',      undefined],
  ['integer', '1.5',              'number.whole',     undefined],
  ['integer', '-1',               'number.negative',  undefined],
  ['integer', '12345678901234567890', 'number.too-large', { digits: 19 }],
] as const;

describe('numbers that people type', () => {
  test.each(DECIMALS)('%s is %s', (text, value) => {
    expect(decimal.parse(text, MONEY)).toEqual({ value });
  });

  test.each(REFUSED)('as %s %s is refused: %s', (kind, text, code, params) => {
    const size = kind === 'decimal' ? MONEY : { max: 19 };
    expect((kind === 'decimal' ? decimal : integer).parse(text, size)).toEqual({
      fault: params ? { code, params } : { code },
    });
  });

  test('an integer written with empty decimals is whole', () => {
    expect(integer.parse('20.0', { max: 4 })).toEqual({ value: '20' });
    expect(integer.parse('12345', { max: 4 })).toEqual({ fault: { code: 'number.too-large', params: { digits: 4 } } });
  });

  test('what the arithmetic takes', () => {
    for (const text of ['0', '-1.5', '12.50']) expect(isNumber(text)).toBe(true);
    for (const text of ['', '.', '1.', '.5', '1e5', '１', 'NaN', '1,000']) expect(isNumber(text)).toBe(false);
  });
});

const SCALE = 6;
const number = fc
  .tuple(fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n }), fc.integer({ min: 0, max: SCALE }))
  .map(([units, scale]) => {
    const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
    const cut = digits.length - scale;
    return `${units < 0n ? '-' : ''}${digits.slice(0, cut)}${scale ? `.${digits.slice(cut)}` : ''}`;
  });

/** The number in millionths, by a way of its own: the digits after the point filled up. */
function millionths(text: string, scale = SCALE): bigint {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const units = BigInt(whole) * 10n ** BigInt(scale) + BigInt(fraction.padEnd(scale, '0') || '0');
  return text.startsWith('-') ? -units : units;
}

describe('arithmetic against whole numbers', () => {
  test('sums', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(millionths(add(a, b))).toBe(millionths(a) + millionths(b));
      }),
    );
  });

  test('products', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(millionths(multiply(a, b), 2 * SCALE)).toBe(millionths(a) * millionths(b));
      }),
    );
  });

  test('order', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [x, y] = [millionths(a), millionths(b)];
        expect(Math.sign(compare(a, b))).toBe(x < y ? -1 : x > y ? 1 : 0);
      }),
    );
  });

  test('results are canonical', () => {
    expect(add('0.10', '-0.1')).toBe('0');
    expect(add('9999999999999.99999', '0.00001')).toBe('10000000000000');
    expect(multiply('0.5', '0.2')).toBe('0.1');
    expect(compare('1.50', '1.5')).toBe(0);
  });

  test.each([
    ['12.5', '0.05'],
    ['100', '0.5'],
    ['0.00001', '0.000005'],
  ])('half of the last digit of %s is %s', (value, half) => {
    expect(rounding(value)).toBe(half);
  });

  test('without its sign', () => {
    expect(absolute('-1.5')).toBe('1.5');
    expect(absolute('1.5')).toBe('1.5');
  });
});

test('a sum that grows is what adding one after the other gives, short and long decimals mixed', () => {
  const decimals = fc
    .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.nat({ max: 9 }))
    .map(([negative, units, scale]) => {
      const digits = units.toString().padStart(scale + 1, '0');
      return `${negative ? '-' : ''}${digits.slice(0, digits.length - scale)}${scale ? `.${digits.slice(-scale)}` : ''}`;
    });
  const short = fc.tuple(fc.nat({ max: 99_999_999 }), fc.nat({ max: 999 })).map(([a, b]) => `${a}.${b}`);
  fc.assert(
    fc.property(fc.array(fc.oneof(decimals, { weight: 3, arbitrary: short }), { maxLength: 60 }), values => {
      const sum = new GrowingSum();
      for (const value of values) sum.add(value);
      expect(sum.text).toBe(values.reduce(add, '0'));
    }),
  );
  const many = new GrowingSum();
  for (let at = 0; at < 2000; at += 1) many.add('9999999999999.9');
  expect(many.text).toBe(multiply('9999999999999.9', '2000'));
});
