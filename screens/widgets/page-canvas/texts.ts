import { widthOf as inkWidth, POINT } from '../../../src/paper/char-widths.ts';
import type { PlacedPage, PlacedText } from '../../../src/paper/placed.ts';
import { graphemes } from '../../../src/terminal/graphemes.ts';
import { head, widthOf } from '../../draw/line.ts';
import type { CellKind, Grid } from './grid.ts';
import { cellAt, cellOf, type Zoom } from './zoom.ts';

/** A text that wants to begin at a column of a row. */
interface Wish {
  readonly text: string;
  readonly kind: CellKind;
  column: number;
  readonly columns: number;
  /** Its middle, in millimetres. */
  readonly y: number;
  /** Blanks behind each of its characters, where it is printed wider than it is drawn. */
  readonly gap: number;
  /** The lower goes first where several want the same place. */
  readonly rank: number;
  /** A box to tick, beside which its word has room. */
  readonly tick?: true;
  /** Others that wanted this place are left out. */
  more: boolean;
}

/** The middle of a line of text over the line that it stands on, in parts of its size. */
const MIDDLE = 0.3;

/** Puts the texts and ticks of a page into the grid: each at its place, none over another or over a rule that runs down. What has no room is cut with `…`. */
export function putTexts(grid: Grid, { texts, ticks }: PlacedPage): void {
  const { w, h } = cellOf(grid.zoom);
  const rows = new Map<number, Wish[]>();
  const add = (y: number, wish: Omit<Wish, 'y'>) => {
    const row = cellAt(y, h);
    rows.set(row, [...(rows.get(row) ?? []), { ...wish, y }]);
  };
  for (const text of texts) add(text.y - MIDDLE * text.size * POINT, wishOf(text, grid.zoom));
  for (const { x, y, side, ticked } of ticks) {
    const shown = { text: ticked ? '√' : '□', kind: ticked ? 'value' : 'label', rank: ticked ? 0 : 2 } as const;

    add(y + side / 2, { ...shown, column: cellAt(x, w), columns: 1, gap: 0, tick: true, more: false });
  }
  moveOffRules(grid, rows);
  for (const [row, wishes] of rows) putRow(grid, row, wishes);
}

/** From this size on, in points, a text is a title. */
const TITLE = 14;

function wishOf({ text, x, size, align, layer }: PlacedText, zoom: Zoom): Omit<Wish, 'y'> {
  const { w } = cellOf(zoom);
  const ink = inkWidth(text, size);
  const bare = widthOf(text);
  const gaps = Math.max(1, graphemes(text).length - 1);
  // Large titles are spaced out, so that they are as wide as on the paper.
  const gap = size < TITLE ? 0 : Math.max(0, Math.floor((ink / w - bare) / gaps));
  const columns = bare + gap * (graphemes(text).length - 1);
  const first = cellAt(x, w);
  const wanted = align === 'center' ? Math.round((x + ink / 2) / w - columns / 2) : Math.round((x + ink) / w) - columns;
  const column = align === undefined ? Math.round(x / w) : Math.max(first, wanted);
  const kind = layer === 'value' ? 'value' : 'label';
  return { text, kind, column, columns, gap, rank: kind === 'value' ? 1 : 3, more: false };
}

/** What stands on one line on the paper and would lie on rules goes to the row beside it, on the side on which it is printed, where that is free. */
function moveOffRules(grid: Grid, rows: Map<number, Wish[]>): void {
  for (const [row, wishes] of [...rows]) {
    for (const side of [-1, 1] as const) {
      const moved = wishes.filter(wish => isOnSide(grid, row, wish, side));
      const beside = rows.get(row + side) ?? [];
      const isAlone = wishes.every(wish => moved.includes(wish) || !moved.some(({ y }) => isNear(y, wish.y)));
      if (moved.length === 0 || !isAlone) continue;
      const isFree =
        grid.rows[row + side] !== undefined &&
        moved.every(
          wish => grid.ruleAt(wish.column, row + side) === undefined && !beside.some(other => isOver(wish, other)),
        );
      if (!isFree) continue;
      rows.set(
        row,
        (rows.get(row) ?? []).filter(wish => !moved.includes(wish)),
      );
      rows.set(row + side, [...beside, ...moved]);
    }
  }
}

const isNear = (a: number, b: number) => Math.abs(a - b) < 1;

const isOver = (a: Wish, b: Wish) => a.column < b.column + b.columns && b.column < a.column + a.columns;

function isOnSide(grid: Grid, row: number, { column, y }: Wish, side: -1 | 1): boolean {
  const rule = grid.ruleAt(column, row);
  return rule !== undefined && (y > rule ? 1 : -1) === side;
}

function putRow(grid: Grid, row: number, wishes: readonly Wish[]): void {
  const taken = new Map<number, Wish>();
  for (const wish of wishes.toSorted((a, b) => a.rank - b.rank)) {
    if (grid.isUpright(wish.column, row)) wish.column += 1;
    if (!wish.tick && taken.get(wish.column)?.tick) wish.column += 1;
    const other = taken.get(wish.column);
    if (!other) taken.set(wish.column, wish);
    else if (!other.tick && other.kind === wish.kind) other.more = true;
  }
  const sorted = [...taken.values()].sort((a, b) => a.column - b.column);
  for (const [at, wish] of sorted.entries()) {
    const end = roomEnd(grid, row, wish, sorted[at + 1]?.column ?? grid.columns);
    putWish(grid, row, wish, end - wish.column);
  }
}

/** Where the room of a text ends: at the next text or rule, or at the edge of the paper. */
function roomEnd(grid: Grid, row: number, { column, columns, more }: Wish, next: number): number {
  const end = Math.min(next, grid.columns, column + columns + (more ? 1 : 0));
  for (let at = column; at < end; at += 1) if (grid.isUpright(at, row)) return at;
  return end;
}

function putWish(grid: Grid, row: number, { text, kind, column, columns, gap, more }: Wish, room: number): void {
  if (room <= 0 || (room < 2 && columns > room && kind === 'label')) return;
  const whole = columns + (more ? 1 : 0) <= room;
  const shown = whole ? text : head(text, Math.floor(room / (gap + 1)) - 1);
  let at = column;
  for (const part of graphemes(shown)) {
    const width = widthOf(part);
    if (width > 0) grid.put(at, row, part, width, kind);
    at += width + gap;
  }
  if (!whole || more) grid.put(whole ? at - gap : Math.min(at, column + room - 1), row, '…', 1, kind);
}
