import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bar, barChart, columnChart, lineChart } from '../../screens/draw/chart.ts';
import { widthOf } from '../../screens/draw/line.ts';
import { standIn } from '../../src/terminal/ascii-borders.ts';
import { glyphsOf } from '../../src/terminal/glyphs.ts';
import { graphemes } from '../../src/terminal/graphemes.ts';

// biome-ignore format: table
test.each([
  [0,    8, 8, '        '],
  [8,    8, 8, '████████'],
  [4,    8, 8, '████    '],
  [1,    8, 8, '█       '],
  [0.5,  8, 8, '▌       '],
  [5.25, 8, 8, '█████▎  '],
  [0.01, 8, 8, '▏       '],
  [3,    0, 4, '    '],
  [9,    3, 2, '██'],
])('a bar of %d where %d is the most, in %d columns', (value, most, columns, drawn) => {
  expect(bar(value, most, columns)).toBe(drawn);
});

const points = (...values: readonly number[]) =>
  values.map((value, at) => ({ label: `2017-${String(at + 1).padStart(2, '0')}`, value, text: String(value) }));

describe('charts', () => {
  test('bars have a line each', () => {
    expect(
      barChart(
        [
          { label: '海澜', value: 10, text: '10' },
          { label: '衡达报关', value: 5, text: '5' },
        ],
        24,
        5,
      ),
    ).toEqual(['海澜     ████████████ 10', '衡达报关 ██████        5']);
  });

  test('what has no room is counted', () => {
    expect(barChart(points(4, 3, 2, 1), 20, 3)).toEqual([
      '2017-01 ██████████ 4',
      '2017-02 ███████▌   3',
      '… 还有 2 组         ',
    ]);
  });

  test('columns stand on time', () => {
    expect(columnChart(points(1, 2, 4, 3), 20, 5)).toEqual([
      '4 │        ███ ▂▂▂  ',
      '  │    ▄▄▄ ███ ███  ',
      '0 │▆▆▆ ███ ███ ███  ',
      '  └──────────────── ',
      '   2017-01  2017-04 ',
    ]);
  });

  test('a line turns where the value does', () => {
    expect(lineChart(points(1, 1, 3, 2, 0), 20, 5)).toEqual([
      '3 │     ╭──╮        ',
      '  │─────╯  ╰──╮     ',
      '0 │           ╰───  ',
      '  └───────────────  ',
      '   2017-01 2017-05  ',
    ]);
  });
});

test('a chart is as large as it may be, whatever the numbers and the room, and has a plain form as wide', () => {
  const values = fc.array(fc.oneof(fc.nat({ max: 5 }), fc.double({ min: 0, max: 1e12, noNaN: true })), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(values, fc.integer({ min: 10, max: 90 }), fc.integer({ min: 1, max: 20 }), (all, columns, rows) => {
      const given = all.map((value, at) => ({ label: `第${at}组`, value, text: value.toPrecision(3) }));
      for (const chart of [barChart, columnChart, lineChart]) {
        const lines = chart(given, columns, rows);
        expect(lines.length).toBeLessThanOrEqual(rows);
        for (const text of lines) {
          expect(widthOf(text)).toBe(columns);
          const glyphs = graphemes(text).flatMap(part => glyphsOf(part));
          const plain = glyphs.map(glyph => (glyph.ambiguous ? standIn(glyph.text) : glyph.text)).join('');
          expect(widthOf(plain)).toBe(columns);
          expect(plain).not.toMatch(/[\u2500-\u259f?]/u);
        }
      }
    }),
  );
});
