import type { Place } from '../../../src/paper/form.ts';
import type { PlacedBar, PlacedPage } from '../../../src/paper/placed.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { type Line, type Span, span } from '../../draw/line.ts';
import type { Look } from '../../draw/look.ts';
import { type CellKind, Grid, type GridRow } from './grid.ts';
import { putTexts } from './texts.ts';
import { canvasSize, cellsOf, type Scroll, type Zoom } from './zoom.ts';

/** A place on the page that is shown in a look of its own; later ones lie over earlier ones. */
export interface CanvasMark {
  readonly place: Place;
  readonly look: Look;
  /** Its blank cells are dotted, so that an empty place is seen without colours. */
  readonly dotted?: true;
}

export interface CanvasView {
  readonly zoom: Zoom;
  readonly scroll: Scroll;
  readonly marks?: readonly CanvasMark[];
}

const LOOK_OF: Readonly<Record<CellKind, Look>> = { blank: 'plain', rule: 'rule', label: 'plain', value: 'value' };

/** The part of a page that the window shows: exactly as many lines and columns as the area, or as the page when that is smaller. */
export function drawCanvas(page: PlacedPage, { zoom, scroll, marks = [] }: CanvasView, area: Size): readonly Line[] {
  const { columns, rows } = canvasSize(zoom);
  const grid = gridOf(page, zoom);
  const window = {
    from: scroll.column,
    to: Math.min(columns, scroll.column + area.columns),
    marks: marks.map(mark => ({ ...mark, cells: cellsOf(mark.place, zoom) })),
  };
  return grid.rows
    .slice(scroll.row, Math.min(rows, scroll.row + area.rows))
    .map((row, at) => lineOf(row, scroll.row + at, window));
}

interface Window {
  readonly from: number;
  readonly to: number;
  readonly marks: readonly (CanvasMark & { readonly cells: ReturnType<typeof cellsOf> })[];
}

function lineOf({ texts, kinds }: GridRow, row: number, { from, to, marks }: Window): Line {
  const here = marks.filter(({ cells }) => row >= cells.row && row < cells.row + cells.rows);
  const spans: Span[] = [];
  let text = '';
  let look: Look = 'plain';
  for (let column = from; column < to; column += 1) {
    const kind = kinds[column] ?? 'blank';
    const mark = here.findLast(({ cells }) => column >= cells.column && column < cells.column + cells.columns);
    const own = mark?.look ?? LOOK_OF[kind];
    if (own !== look && text !== '') {
      spans.push(span(text, look));
      text = '';
    }
    look = own;
    const cell = shownAt(texts, column, from, to);
    text += cell === ' ' && mark?.dotted ? '·' : cell;
    // Both columns of a wide character have the look of the first.
    if (texts[column + 1] === '' && column + 1 < to) column += 1;
  }
  if (text !== '') spans.push(span(text, look));
  return spans;
}

/** A character that the edge of the window would cut in two is blank. */
function shownAt(texts: readonly string[], column: number, from: number, to: number): string {
  const text = texts[column] ?? ' ';
  if (text === '') return column === from ? ' ' : '';
  return texts[column + 1] === '' && column + 1 >= to ? ' ' : text;
}

// A page stays the same object while it is looked at.
const known = new WeakMap<PlacedPage, Map<Zoom, Grid>>();

function gridOf(page: PlacedPage, zoom: Zoom): Grid {
  const grids = known.get(page) ?? new Map<Zoom, Grid>();
  known.set(page, grids);
  const held = grids.get(zoom);
  if (held) return held;
  const grid = new Grid(zoom);
  for (const { x1, y1, x2, y2 } of page.lines) grid.rule(x1, y1, x2, y2);
  for (const bar of page.bars) putBar(grid, bar);
  putTexts(grid, page);
  grids.set(zoom, grid);
  return grid;
}

/** A bar code as strokes that tell how much of each column is black. */
function putBar(grid: Grid, bar: PlacedBar): void {
  const { column, row, columns, rows } = cellsOf(bar, grid.zoom);
  const width = bar.w / columns;
  for (let at = 0; at < columns; at += 1) {
    const from = bar.x + at * width;
    const black = bar.bars.reduce(
      (sum, { x, w }) => sum + Math.max(0, Math.min(x + w, from + width) - Math.max(x, from)),
      0,
    );
    const stroke = black > width * 0.55 ? '█' : black > width * 0.42 ? '▌' : '│';
    for (let down = 0; down < rows; down += 1) grid.put(column + at, row + down, stroke, 1, 'value');
  }
}
