import { describe, expect, it } from 'vitest';
import { widthOf } from '../../screens/draw/line.ts';
import { totalsIn } from '../../screens/pages/entry/list-view.ts';

const SUMS = [
  { label: '货物总值', sum: '123456789', unit: '欧元' },
  { label: '报检数量', sum: '6000', unit: '升' },
  { label: '报检重量', sum: '9000', unit: '' },
];

describe('the sums below the goods list', () => {
  it.each([
    [80, '共 3 项 · 货物总值 123456789 欧元 · 报检数量 6000 升 · 报检重量 9000'],
    [60, '共 3 项 · 货物总值 123456789 欧元 · 另 2 项，Alt+H'],
    [30, '共 3 项 · 3 项合计，Alt+H'],
  ])('in %i columns', (columns, text) => {
    expect(totalsIn(columns, '共 3 项', SUMS)).toBe(text);
  });

  it('are never cut', () => {
    for (let columns = 30; columns < 90; columns += 1) {
      const text = totalsIn(columns, '共 3 项', SUMS);
      expect(widthOf(text)).toBeLessThanOrEqual(columns);
      expect(text).toMatch(/(?:9000|Alt\+H)$/u);
    }
  });
});
