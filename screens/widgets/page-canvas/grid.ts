import { canvasSize, cellAt, cellOf, type Zoom } from './zoom.ts';

/** What a cell of the page shows. */
export type CellKind = 'blank' | 'rule' | 'label' | 'value';

/** One row of cells; behind a character that is two columns wide comes an empty text. */
export interface GridRow {
  readonly texts: string[];
  readonly kinds: CellKind[];
}

/** The sides of a cell to which its rules lead. */
const UP = 1;
const DOWN = 2;
const LEFT = 4;
const RIGHT = 8;

/** By the sums of the sides. A rule that ends in its cell is drawn through it. */
const RULES = ' ││││┘┐┤─└┌├─┴┬┼';
const drawn = (sides: number): string => (sides === LEFT || sides === RIGHT ? '─' : (RULES[sides] ?? ' '));

/** The cells of a page with its rules in them, joined where they meet; `upright` tells where a rule runs down. */
export class Grid {
  readonly zoom: Zoom;
  readonly columns: number;
  readonly rows: GridRow[];
  readonly #sides: Uint8Array;
  /** Where the rule across a cell is, in millimetres. */
  readonly #across = new Map<number, number>();

  constructor(zoom: Zoom) {
    const { columns, rows } = canvasSize(zoom);
    this.zoom = zoom;
    this.columns = columns;
    this.rows = Array.from({ length: rows }, () => ({
      texts: new Array<string>(columns).fill(' '),
      kinds: new Array<CellKind>(columns).fill('blank'),
    }));
    this.#sides = new Uint8Array(columns * rows);
  }

  rule(x1: number, y1: number, x2: number, y2: number): void {
    const { w, h } = cellOf(this.zoom);
    const [left, right] = [cellAt(Math.min(x1, x2), w), cellAt(Math.max(x1, x2), w)];
    const [top, bottom] = [cellAt(Math.min(y1, y2), h), cellAt(Math.max(y1, y2), h)];
    if (Math.abs(x2 - x1) >= Math.abs(y2 - y1)) {
      for (let at = left; at <= right; at += 1) {
        this.#join(at, top, sidesAt(at, left, right, LEFT, RIGHT));
        this.#across.set(top * this.columns + at, y1);
      }
    } else {
      for (let at = top; at <= bottom; at += 1) this.#join(left, at, sidesAt(at, top, bottom, UP, DOWN));
    }
  }

  #join(column: number, row: number, sides: number): void {
    const line = this.rows[row];
    if (!line || column < 0 || column >= this.columns) return;
    const at = row * this.columns + column;
    const all = (this.#sides[at] ?? 0) | sides;
    this.#sides[at] = all;
    line.texts[column] = drawn(all);
    line.kinds[column] = 'rule';
  }

  isUpright(column: number, row: number): boolean {
    return ((this.#sides[row * this.columns + column] ?? 0) & (UP | DOWN)) !== 0;
  }

  /** The height of the rule that runs across a cell, in millimetres. */
  ruleAt(column: number, row: number): number | undefined {
    return this.#across.get(row * this.columns + column);
  }

  /** Puts one character into its cells. */
  put(column: number, row: number, text: string, width: number, kind: CellKind): void {
    const line = this.rows[row];
    if (!line || column < 0 || column + width > this.columns) return;
    line.texts[column] = text;
    line.kinds[column] = kind;
    for (let at = column + 1; at < column + width; at += 1) {
      line.texts[at] = '';
      line.kinds[at] = kind;
    }
  }
}

/** A rule leads on to both sides, but not beyond its ends. */
function sidesAt(at: number, first: number, last: number, before: number, behind: number): number {
  if (first === last) return before | behind;
  return (at > first ? before : 0) | (at < last ? behind : 0);
}
