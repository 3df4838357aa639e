import fc from 'fast-check';
import { openSync } from 'fontkit';
import { describe, expect, test } from 'vitest';
import { POINT, widthOf } from '../../src/paper/char-widths.ts';
import { barsOf } from '../../src/paper/code-39.ts';
import { fitText, heightOf, linesIn } from '../../src/paper/fit.ts';
import { wrap } from '../../src/paper/wrap.ts';
import { fontFile } from './records.ts';

/** So many wide characters at nine points, in millimetres. */
const wide = (count: number) => count * 9 * POINT + 0.01;

describe('a text is broken', () => {
  // biome-ignore format: table
  test.each([
    ['between Chinese characters',            '红葡萄酒白葡萄酒',            4, ['红葡萄酒', '白葡萄酒']],
    ['not before a closing mark',             '红葡萄酒，白葡萄',            4, ['红葡萄', '酒，白葡', '萄']],
    ['not behind an opening mark',            '红葡萄（白葡萄）',            4, ['红葡萄', '（白葡', '萄）']],
    ['at blanks',                             'RED WINE OF FRANCE',          5, ['RED', 'WINE OF', 'FRANCE']],
    ['behind / , ; -',                        'COSU6158230170/HB-77120',     9, ['COSU6158230170/', 'HB-77120']],
    ['nowhere in a number',                   '6000.5升 7800.25千克',        6, ['6000.5升', '7800.25千克']],
    ['where the value breaks',                'WUZHOU\nSHENZHEN\n\nNO.1',    9, ['WUZHOU', 'SHENZHEN', '', 'NO.1']],
    ['anywhere when there is no other place', 'WWWWWWWWWW',                  5, ['WWWW', 'WWWW', 'WW']],
    ['keeping the blanks of its beginning',   '　　本企业接受委托',          5, ['　　本企业', '接受委托']],
    ['with a mark on its letter',             'é́é́é́é́',             1, ['é́', 'é́', 'é́', 'é́']],
  ])('%s', (_how, text, count, lines) => expect(wrap(text, wide(count), 9)).toEqual(lines));

  test('between container numbers only', () => {
    const numbers = 'MRKU-6105297,NYKU/8527234,DFSU4335027';
    expect(wrap(numbers, wide(9), 9, true)).toEqual(['MRKU-6105297,', 'NYKU/8527234,', 'DFSU4335027']);
  });

  test('and all of it is there, on lines that are not too wide', () => {
    const texts = fc
      .array(fc.constantFrom('红', '，', '（', 'W', 'i', ' ', '\n', '/', '1', '𠮷', '́'))
      .map(all => all.join(''));
    fc.assert(
      fc.property(texts, fc.integer({ min: 3, max: 40 }), fc.boolean(), (text, width, numbers) => {
        const lines = wrap(text, width, 7, numbers);
        expect(lines.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
        for (const line of lines)
          if ([...line.replace(/\p{M}/gu, '')].length > 1)
            expect(widthOf(line.replace(/\p{M}/gu, ''), 7)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('a text fits', () => {
  const place = { w: wide(10), h: 9 };
  test('at its own size', () => expect(fitText('红葡萄酒', place, 9)).toEqual({ size: 9, lines: ['红葡萄酒'] }));
  test('smaller, down to 7 points', () => {
    expect(fitText('红'.repeat(22), place, 9)?.size).toBe(8);
    expect(fitText('红'.repeat(24), place, 9)?.size).toBe(7.5);
    expect(fitText('红'.repeat(36), place, 9)?.size).toBe(7);
    expect(fitText('红'.repeat(37), place, 9)).toBeUndefined();
  });
  test('on one line where a rule stands below', () => {
    expect(fitText('红葡\n萄酒', place, 9, { oneLine: true })).toEqual({ size: 9, lines: ['红葡 萄酒'] });
    expect(fitText('红'.repeat(13), place, 9, { oneLine: true })).toBeUndefined();
  });
  test('in as many lines as there is height for', () => {
    for (const lines of [1, 2, 7]) expect(linesIn(heightOf(lines, 8), 8)).toBe(lines);
    expect(linesIn(heightOf(3, 8) - 0.1, 8)).toBe(2);
    expect(linesIn(0.5, 8)).toBe(0);
  });
});

test('no character of the font is wider than it is taken for, and most are exactly as wide', () => {
  const font = openSync(fontFile('400Regular'));
  const em = POINT;
  const wrong = font.characterSet.filter(
    each => font.glyphForCodePoint(each).advanceWidth / 1000 > widthOf(String.fromCodePoint(each), 1) / em + 1e-9,
  );
  expect(wrong).toEqual([]);
  const exact = [...' 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz/,;-()[].*国éÜ№中，。'];
  expect(
    exact.filter(
      each =>
        Math.abs(font.glyphForCodePoint(each.codePointAt(0) ?? 0).advanceWidth / 1000 - widthOf(each, 1) / em) > 1e-9,
    ),
  ).toEqual([]);
});

describe('Code 39', () => {
  test('has five bars and four spaces a character, three of them wide', () => {
    const { width, bars } = barsOf('E') as NonNullable<ReturnType<typeof barsOf>>;
    // *E*: three characters of 15 narrow elements and two spaces between them.
    expect([width, bars.length]).toEqual([47, 15]);
    expect(bars.slice(5, 10)).toEqual(
      [
        { at: 16, width: 3 },
        { at: 20, width: 1 },
        { at: 22, width: 3 },
        { at: 28, width: 1 },
        { at: 30, width: 1 },
      ].map(({ at, width: wide }) => ({ at, width: wide })),
    );
  });
  test('refuses what it cannot write', () => {
    for (const text of ['', 'a', '报', '1*2']) expect(barsOf(text)).toBeUndefined();
  });
  test('tells all its characters apart', () => {
    const all = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%'];
    expect(new Set(all.map(each => JSON.stringify(barsOf(each)))).size).toBe(43);
    expect(new Set(all.map(each => barsOf(each)?.width))).toEqual(new Set([47]));
  });
});
