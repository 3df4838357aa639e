import type { Cell, Row } from './cells.ts';
import { move, type Point } from './moves.ts';
import { PLAIN, type Style, transition, withLink } from './style.ts';

/** Writes cells in as few bytes as it can, since it knows where the cursor stands and in which style the terminal writes. */
export interface Pen {
  /** What was written since the last `take`. */
  readonly written: string;
  take(): string;
  write(text: string): void;
  goTo(x: number, y: number): void;
  /** To the next cell to draw: by the cells between, if that is shorter than a move. */
  advance(row: Row, x: number, y: number): void;
  draw(cell: Cell, columns: number): void;
  /** Blank from there to the end of the line. */
  erase(x: number, y: number): void;
  /** What is written next, by whomever, leads nowhere. */
  unlink(): void;
  /** A blank screen with the cursor in its corner. */
  clear(): void;
  /** The cursor may stand anywhere now. */
  forget(): void;
}

/** Unchanged cells up to this many may be written again instead of a cursor move. */
const WIDEST_GAP = 8;

export function createPen(): Pen {
  let place: Point | undefined;
  let style: Style = PLAIN;
  let out = '';

  function goTo(x: number, y: number): void {
    out += move(place, { x, y });
    place = { x, y };
  }

  return {
    get written() {
      return out;
    },
    take() {
      const taken = out;
      out = '';
      return taken;
    },
    write(text) {
      out += text;
    },
    goTo,
    advance(row, x, y) {
      if (place && place.y === y && place.x < x && x - place.x <= WIDEST_GAP) {
        const between = row.slice(place.x, x);
        const again = between.map(cell => cell.glyph).join('');
        const cheap = between.every(cell => cell.certain && cell.style.key === style.key);
        if (between.length === x - place.x && cheap && Buffer.byteLength(again) <= move(place, { x, y }).length) {
          out += again;
          place = { x, y };
          return;
        }
      }
      goTo(x, y);
    },
    draw(cell, columns) {
      out += transition(style, cell.style) + cell.glyph;
      style = cell.style;
      const x = place ? place.x + cell.width : columns;
      // At the right edge terminals differ in where the cursor is.
      place = place && cell.certain && x < columns ? { x, y: place.y } : undefined;
    },
    erase(x, y) {
      goTo(x, y);
      out += `${transition(style, PLAIN)}\x1b[K`;
      style = PLAIN;
    },
    unlink() {
      out += transition(style, withLink(style, ''));
      style = withLink(style, '');
    },
    clear() {
      out += '\x1b[m\x1b[H\x1b[2J';
      place = { x: 0, y: 0 };
      style = PLAIN;
    },
    forget() {
      place = undefined;
    },
  };
}
