import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactly, fitted, line, lineWidth, over, slice, span, toText, widthOf } from '../../screens/draw/line.ts';
import { boxed, lay, scrolled, wrapped } from '../../screens/draw/picture.ts';

const texts = fc
  .array(fc.constantFrom('a', 'b ', '报', '检台', '𠮷', '…', '─', 'é'), { maxLength: 12 })
  .map(parts => parts.join(''));
const lines = fc.array(texts, { maxLength: 4 }).map(parts => parts.map(text => span(text)));

describe('lines', () => {
  it.each([
    ['报检台', 6, 'left', '报检台'],
    ['报检台', 5, 'left', '报检…'],
    ['报检台', 4, 'left', '报… '],
    ['ab', 4, 'right', '  ab'],
    ['甲\n乙', 6, 'left', '甲⏎乙 '],
    ['abc', 0, 'left', ''],
  ] as const)('%s in %i columns, %s', (text, columns, align, expected) => {
    expect(fitted(text, columns, align)).toBe(expected);
  });

  it('are as wide as they are asked to be', () => {
    fc.assert(
      fc.property(texts, lines, fc.nat(30), fc.nat(30), (text, whole, a, b) => {
        expect(widthOf(fitted(text, a))).toBe(a);
        expect(lineWidth(exactly(whole, a))).toBe(a);
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(lineWidth(slice(whole, from, to))).toBe(Math.max(0, Math.min(to, lineWidth(whole)) - from));
      }),
    );
  });

  it('laid over others keep every column in its place', () => {
    fc.assert(
      fc.property(lines, texts, fc.nat(20), (base, top, x) => {
        const laid = over(exactly(base, 60), x, line(top));
        expect(lineWidth(laid)).toBe(60);
        expect(toText(slice(laid, x, x + widthOf(top)))).toBe(top);
      }),
    );
  });
});

describe('pictures', () => {
  it('a box covers what is under it and never breaks its border', () => {
    const base = { lines: Array.from({ length: 5 }, () => line('报检台报检台报检台报检台')) };
    const { lines, cursor } = lay(base, {
      ...boxed('题', { lines: [line('a𠮷')], cursor: { x: 1, y: 0 } }, 6),
      at: { x: 3, y: 1 },
    });
    expect(lines.map(toText)).toEqual([
      '报检台报检台报检台报检台',
      '报 ┌─ 题 ───┐ 检台报检台',
      '报 │ a𠮷    │ 检台报检台',
      '报 └────────┘ 检台报检台',
      '报检台报检台报检台报检台',
    ]);
    expect(cursor).toEqual({ x: 6, y: 2 });
  });

  it.each([
    [0, 5, 10, 100, 0],
    [0, 12, 10, 100, 3],
    [50, 20, 10, 100, 20],
    [95, 99, 10, 100, 90],
    [0, 3, 10, 5, 0],
  ])('scrolls from %i to see %i in %i of %i: %i', (first, index, rows, count, expected) => {
    expect(scrolled(first, index, rows, count)).toBe(expected);
  });

  it('wraps Chinese anywhere and words as a whole', () => {
    expect(wrapped('报检台 is a client', 9)).toEqual(['报检台 is', 'a client']);
    expect(wrapped('一二三四五', 4)).toEqual(['一二', '三四', '五']);
    expect(wrapped('a\n\nb', 4)).toEqual(['a', '', 'b']);
    expect(wrapped('电话：000-000。日期', 13)).toEqual(['电话：', '000-000。日期']);
    expect(wrapped('一二三:四', 6)).toEqual(['一二', '三:四']);
    expect(wrapped('一二三).四', 6)).toEqual(['一二', '三).四']);
  });
});
