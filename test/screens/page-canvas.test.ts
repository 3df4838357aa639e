import { describe, expect, test } from 'vitest';
import { lineWidth, toText } from '../../screens/draw/line.ts';
import { type CanvasMark, drawCanvas } from '../../screens/widgets/page-canvas/canvas.ts';
import {
  canvasSize,
  READABLE,
  scrolledTo,
  withinPage,
  type Zoom,
  zoomed,
  zoomFor,
} from '../../screens/widgets/page-canvas/zoom.ts';
import { PAPERS } from '../../src/paper/forms/index.ts';
import type { PlacedPage, PlacedText } from '../../src/paper/placed.ts';
import { paper, sample } from '../paper/records.ts';

const TOP = { column: 0, row: 0 };
// At the readable zoom a column is 1.6 mm wide and a row 3.2 mm high.
const [W, H] = [1.6, 3.2];
const EMPTY: PlacedPage = { paper: 'inbound', backdrop: {}, texts: [], lines: [], ticks: [], bars: [], boxes: [] };

/** A text of nine points that begins at a column of a row. */
const text = (column: number, row: number, words: string, more: Partial<PlacedText> = {}): PlacedText => ({
  layer: 'value',
  text: words,
  x: column * W + 0.01,
  y: (row + 0.5) * H + 0.95,
  size: 9,
  ...more,
});

/** A rule between two cells. */
const rule = (x1: number, y1: number, x2: number, y2: number) =>
  ({ layer: 'background', x1: x1 * W, y1: y1 * H, x2: x2 * W, y2: y2 * H, weight: 0.5 }) as const;

function shown(page: Partial<PlacedPage>, columns = 20, rows = 3, marks: readonly CanvasMark[] = [], scroll = TOP) {
  return drawCanvas({ ...EMPTY, ...page }, { zoom: READABLE, scroll, marks }, { columns, rows }).map(line =>
    toText(line).trimEnd(),
  );
}

describe('rules', () => {
  test('are joined where they meet', () => {
    const lines = [
      ...[0, 2, 4].map(y => rule(0, y, 10, y)),
      rule(0, 0, 0, 4),
      rule(10, 0, 10, 4),
      rule(4, 0, 4, 4),
      rule(7, 2, 7, 4),
    ];
    expect(shown({ lines }, 20, 5)).toEqual([
      '┌───┬─────┐',
      '│   │     │',
      '├───┼──┬──┤',
      '│   │  │  │',
      '└───┴──┴──┘',
    ]);
  });
  test('that fit into one cell are drawn all the same', () =>
    expect(shown({ lines: [rule(3, 0, 3.2, 0), rule(6, 1, 6, 1.2)] })).toEqual(['   ─', '      │', '']));
});

describe('a text', () => {
  test('stands at its place', () => expect(shown({ texts: [text(3, 1, '红葡萄酒')] })[1]).toBe('   红葡萄酒'));
  test('in the middle, and at the right', () => {
    const box = (align: 'center' | 'right', words: string) => text(4, 0, words, { align });
    expect(shown({ texts: [box('center', 'AAAA')] })[0]).toBe('     AAAA');
    expect(shown({ texts: [box('right', 'AAAA')] })[0]).toBe('      AAAA');
  });
  test('is cut where the next begins', () =>
    expect(shown({ texts: [text(0, 0, '深圳市五洲商贸'), text(7, 0, '合同')] })[0]).toBe('深圳市…合同'));
  test('is cut at a rule that runs down', () =>
    expect(shown({ texts: [text(0, 0, '深圳市五洲商贸')], lines: [rule(6, 0, 6, 2)] })[0]).toBe('深圳… │'));
  test('lies over a rule that runs across', () =>
    expect(shown({ texts: [text(2, 0, '合同'), text(2, 1, '发票')], lines: [rule(0, 0, 9, 0)] })).toEqual([
      '──合同────',
      '  发票',
      '',
    ]));
  test('goes off that rule where there is room on its side', () =>
    expect(shown({ texts: [text(2, 1, '合同')], lines: [rule(0, 1, 9, 1)] }).slice(1)).toEqual([
      '──────────',
      '  合同',
    ]));
  test('tells that another one has no room behind it', () =>
    expect(shown({ texts: [text(2, 0, '合同'), text(2, 0, '发票')] })[0]).toBe('  合同…'));
  test('of a label gives way to a value', () =>
    expect(shown({ texts: [text(2, 0, '合同', { layer: 'background' }), text(2, 0, '发票')] })[0]).toBe('  发票'));
  test('of a title is spaced out', () =>
    expect(shown({ texts: [text(0, 0, '报检单', { size: 18 })] })[0]).toBe('报  检  单'));
});

test('boxes to tick stand before their words, and bar codes are strokes', () => {
  const at = (column: number, ticked: boolean) => ({ x: column * W, y: 0.5, side: 2, ticked });
  const ticks = [at(0, true), at(10, false)];
  expect(shown({ ticks, texts: [text(0, 0, '合同'), text(12, 0, '发票')] })[0]).toBe('√合同     □ 发票');
  const bars = [
    {
      text: 'A',
      x: 0,
      y: 0,
      w: 3 * W,
      h: H,
      bars: [
        { x: 0, w: 1.5 },
        { x: 3.2, w: 0.7 },
      ],
    },
  ];
  expect(shown({ bars })[0]).toBe('█│▌');
});

describe('the window', () => {
  const texts = [text(0, 0, '红葡萄酒')];
  test('cuts wide characters to blanks', () => {
    expect(shown({ texts }, 5)[0]).toBe('红葡');
    expect(shown({ texts }, 5, 1, [], { column: 1, row: 0 })[0]).toBe(' 葡萄');
  });
  test('shows marked places in their look, the last one on top', () => {
    const marks: CanvasMark[] = [
      { place: { x: 0, y: 0, w: 6 * W, h: H }, look: 'selected', dotted: true },
      { place: { x: 2 * W, y: 0, w: 2 * W, h: H }, look: 'chosen' },
    ];
    const [line = []] = drawCanvas(
      { ...EMPTY, texts: [text(0, 0, '红葡')] },
      { zoom: READABLE, scroll: TOP, marks },
      {
        columns: 8,
        rows: 1,
      },
    );
    expect(line).toEqual([
      { text: '红', look: 'selected' },
      { text: '葡', look: 'chosen' },
      { text: '··', look: 'selected' },
      { text: '  ', look: 'plain' },
    ]);
  });
  test('moves no further than it must to show a place and what stands around it', () => {
    const area = { columns: 80, rows: 20 };
    const place = { x: 100 * W, y: 50 * H, w: 10 * W, h: 2 * H };
    expect(scrolledTo(place, TOP, READABLE, area)).toEqual({ column: 34, row: 36 });
    expect(scrolledTo(place, { column: 40, row: 40 }, READABLE, area)).toEqual({ column: 40, row: 40 });
    expect(scrolledTo(place, { column: 120, row: 80 }, READABLE, area)).toEqual({ column: 52, row: 46 });
  });
  test('stays on the page', () =>
    expect(withinPage({ column: 999, row: -3 }, READABLE, { columns: 80, rows: 20 })).toEqual({
      column: canvasSize(READABLE).columns - 80,
      row: 0,
    }));
});

describe('the zoom', () => {
  test('finds the whole page and its whole width', () => {
    const area = { columns: 80, rows: 20 };
    const page = canvasSize(zoomFor(area, 'page'));
    expect([page.columns <= 80, page.rows <= 20]).toEqual([true, true]);
    const next = canvasSize(zoomed(zoomFor(area, 'width'), 1));
    expect(next.columns).toBeGreaterThan(80);
  });
  test('ends at both ends', () => {
    let zoom: Zoom = 0;
    const steps = new Set<Zoom>();
    for (let at = 0; at < 20; at += 1) {
      steps.add(zoom);
      zoom = zoomed(zoom, 1);
    }
    expect([zoomed(0, -1), zoomed(zoom, 1), steps.size]).toEqual([0, zoom, zoom + 1]);
  });
});

describe.each(PAPERS.map(({ name }) => name))('%s', name => {
  const [page = EMPTY] = sample(paper(name)).pages;
  test('is exactly as wide as the window at every zoom', () => {
    for (let zoom = 0; zoom <= READABLE + 1; zoom += 1) {
      const { columns, rows } = canvasSize(zoom);
      for (const column of [0, 1, Math.floor(columns / 3)]) {
        const area = { columns: Math.min(80, columns - column), rows };
        const widths = drawCanvas(page, { zoom, scroll: { column, row: 0 } }, area).map(lineWidth);
        expect([zoom, new Set(widths), widths.length]).toEqual([zoom, new Set([area.columns]), rows]);
      }
    }
  });
  test('has all its values whole where it is readable', () => {
    const lines = drawCanvas(page, { zoom: READABLE + 1, scroll: TOP }, canvasSize(READABLE + 1)).map(toText);
    const cut = page.texts.filter(
      ({ layer, size, text: words }) => layer === 'value' && size < 14 && !lines.some(line => line.includes(words)),
    );
    expect(cut.map(({ text: words }) => words)).toEqual([]);
  });
});
