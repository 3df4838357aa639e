import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Adjustment, adjustmentOf, CROSSES, operatorOf } from '../../src/paper/adjust.ts';
import { POINT } from '../../src/paper/char-widths.ts';
import { SHEET } from '../../src/paper/placed.ts';
import { outsidePrintable, USUAL_MARGINS } from '../../src/paper/printable.ts';
import { paper, sample } from './records.ts';

/** Where a printer that moves and stretches puts the crosses. */
const printedBy = (dx: number, dy: number, stretchX: number, stretchY: number) =>
  CROSSES.map(({ x, y }) => ({ x: dx + x * stretchX, y: dy + y * stretchY }));

const adjustment = (measured: ReturnType<typeof printedBy>): Adjustment => {
  const found = adjustmentOf(measured);
  if ('wrong' in found) throw new Error(found.wrong);
  return found;
};

test('a printer that is as it should be is left alone', () => {
  expect(adjustment(printedBy(0, 0, 1, 1))).toEqual({ dx: 0, dy: 0, scaleX: 1, scaleY: 1 });
});

test('what was moved and stretched comes out where it belongs', () => {
  const millimetres = fc.double({ min: -8, max: 8, noNaN: true });
  const stretch = fc.double({ min: 0.95, max: 1.05, noNaN: true });
  fc.assert(
    fc.property(millimetres, millimetres, stretch, stretch, (dx, dy, stretchX, stretchY) => {
      const { scaleX, scaleY, ...shift } = adjustment(printedBy(dx, dy, stretchX, stretchY));
      for (const { x, y } of CROSSES) {
        expect(Math.abs(dx + stretchX * (shift.dx + scaleX * x) - x)).toBeLessThan(0.02);
        expect(Math.abs(dy + stretchY * (shift.dy + scaleY * y) - y)).toBeLessThan(0.02);
      }
    }),
  );
});

test('the drawing operator moves to the right and down', () => {
  const [a, b, c, d, e, f] = operatorOf({ dx: 2, dy: 3, scaleX: 1.01, scaleY: 0.99 }).split(' ').map(Number.parseFloat);
  expect([a, b, c, d]).toEqual([1.01, 0, 0, 0.99]);
  const down = (SHEET.h - 100) / POINT;
  expect((e ?? 0) * POINT).toBeCloseTo(2, 2);
  expect(SHEET.h - ((d ?? 0) * down + (f ?? 0)) * POINT).toBeCloseTo(100 * 0.99 + 3, 2);
});

// biome-ignore format: table
test.each([
  ['a page that was fitted to the paper', printedBy(8, 10, 0.9, 0.9),            '打出来的是原大的 90%'],
  ['one that is far off',                 printedBy(18, 0, 1, 1),                '偏了 15 毫米以上'],
  ['one that was measured from the other edge', CROSSES.map(({ x, y }) => ({ x: SHEET.w - x, y })), '打出来的是原大的 -100%'],
  ['paper that lay awry',                 CROSSES.map(({ x, y }) => ({ x: x + y / 60, y })), '左边两个十字到纸左边的距离相差 4.3 毫米'],
  ['the same everywhere',                 CROSSES.map(() => ({ x: 20, y: 20 })), '原大的 0%'],
  ['three crosses',                       printedBy(0, 0, 1, 1).slice(1),        '要量全四个十字'],
])('%s is refused', (_name, measured, says) => {
  expect(adjustmentOf(measured)).toEqual({ wrong: expect.stringContaining(says) });
});

test('what stands where a printer does not print is told by name', () => {
  const { pages } = sample(paper('inbound'));
  expect(outsidePrintable(pages, USUAL_MARGINS)).toEqual([]);
  expect(outsidePrintable(pages, { ...USUAL_MARGINS, top: 20 }, true)).toEqual(['编号', '条形码']);
  expect(outsidePrintable(pages, { ...USUAL_MARGINS, top: 25 })).toEqual(
    expect.arrayContaining(['编号', '中华人民共和国出入境检验检疫']),
  );
});
