import { describe, expect, test } from 'vitest';
import { flag, list } from '../../src/kinds/lists.ts';

// biome-ignore format: table
const LISTS = [
  ['MRKU4795820,NYKU8527234',           ['MRKU4795820', 'NYKU8527234']],
  ['mrku4795820，nyku8527234；ｄfsu4335027', ['MRKU4795820', 'NYKU8527234', 'DFSU4335027']],
  ['A\nB\tC D、E;F',                    ['A', 'B', 'C', 'D', 'E', 'F']],
  ['A,,A, a',                           ['A']],
] as const;

describe('lists', () => {
  test.each(LISTS)('%j is %j', (text, value) => {
    expect(list.parse(text, { max: 2000 })).toEqual({ value });
  });

  test('separators alone are nothing', () => {
    expect(list.parse(' ，; ', { max: 20 })).toEqual({ value: undefined });
  });

  test('the length is that of the joined text', () => {
    expect(list.parse('11,14,16,19,25,31,34', { max: 20 })).toEqual({
      value: ['11', '14', '16', '19', '25', '31', '34'],
    });
    expect(list.parse('11,14,16,19,25,31,34,40', { max: 20 })).toEqual({
      fault: { code: 'text.too-long', params: { length: 23, max: 20 } },
    });
  });

  test('only a list of texts is one', () => {
    expect(list.is([])).toBe(true);
    expect(list.is(['A'])).toBe(true);
    for (const value of ['A', [1], [['A']], {}, null, undefined]) expect(list.is(value)).toBe(false);
  });
});

describe('yes or no', () => {
  test.each(['1', 'y', 'Yes', 'TRUE', '是', '１', '√', '✓'])('%s is yes', text => {
    expect(flag.parse(text, { max: 1 })).toEqual({ value: true });
  });

  test.each(['0', 'n', 'No', 'false', '否', '０'])('%s is no', text => {
    expect(flag.parse(text, { max: 1 })).toEqual({ value: false });
  });

  test.each(['2', '也许', '11'])('%s is neither', text => {
    expect(flag.parse(text, { max: 1 })).toEqual({ fault: { code: 'flag.form' } });
  });

  test('nothing is no answer', () => {
    expect(flag.parse('  ', { max: 1 })).toEqual({ value: undefined });
  });

  test('it is written in Chinese', () => {
    expect([flag.format(true), flag.format(false)]).toEqual(['是', '否']);
    for (const value of ['1', 1, null, undefined]) expect(flag.is(value)).toBe(false);
  });
});
