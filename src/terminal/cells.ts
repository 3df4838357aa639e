import { standIn } from './ascii-borders.ts';
import type { ColourDepth } from './colours.ts';
import { type Glyph, glyphsOf } from './glyphs.ts';
import { graphemes, isPlainText } from './graphemes.ts';
import { linkIn } from './hyperlinks.ts';
import { applySgr, PLAIN, type Style, withLink } from './style.ts';

/** One column of a screen. The right half of a wide character has an empty glyph and width 0. */
export interface Cell {
  readonly glyph: string;
  readonly width: 0 | 1 | 2;
  readonly style: Style;
  readonly certain: boolean;
}

/** The cells of a line from the left; what is missing on the right is blank. */
export type Row = readonly Cell[];

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What a terminal can show. */
export interface Look {
  readonly colours: ColourDepth;
  readonly ambiguous: 'narrow' | 'wide';
  /** Whether it takes hyperlinks; not unless told. */
  readonly links?: boolean;
}

export const FULL_LOOK: Look = { colours: 'true', ambiguous: 'narrow' };

export const BLANK: Cell = { glyph: ' ', width: 1, style: PLAIN, certain: true };

// SGR is the first group, the address of a link the second; every other escape sequence, and the controls that are left, have no place in a
// frame and are dropped.
const SEQUENCE =
  /\x1b\[([\d;]*)m|\x1b\]8;[^;\x07\x1b]*;([^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?|[\x00-\x1f\x7f-\x9f]+/g;

/**
 * One line of a frame as at most `columns` cells. Styles begin plain on every line, which is how Ink writes them.
 * A wide character that would be cut in half at the right edge becomes a blank.
 */
export function rowOf(line: string, columns: number, look: Look = FULL_LOOK): Row {
  const cells: Cell[] = [];
  let style = PLAIN;
  let from = 0;
  for (const match of line.matchAll(SEQUENCE)) {
    append(cells, line.slice(from, match.index), style, columns, look);
    from = match.index + match[0].length;
    if (match[1] !== undefined) style = applySgr(style, match[1], look.colours);
    else if (match[2] !== undefined && look.links) style = withLink(style, linkIn(match[2]));
  }
  append(cells, line.slice(from), style, columns, look);
  return look.ambiguous === 'wide' ? narrowed(cells) : cells;
}

/** Bounded as the glyphs are. A style that is no longer used takes its cells along. */
const MAX_CELLS = 4096;
const known = new WeakMap<Style, Map<number, Cell>>();

/** In the place of the code of a character. */
const RIGHT_HALF = -1;
const SPACE = 0x20;

/** A cell of plain text. The same one each time: a screen is forty times hundred of them, painted at every key. */
function plainCell(code: number, style: Style): Cell {
  let cells = known.get(style);
  if (cells === undefined || cells.size >= MAX_CELLS) {
    cells = new Map();
    known.set(style, cells);
  }
  let cell = cells.get(code);
  if (cell === undefined) {
    const [glyph] = code === RIGHT_HALF ? [] : glyphsOf(String.fromCharCode(code));
    cell = !glyph
      ? { glyph: '', width: 0, style, certain: true }
      : { glyph: glyph.text, width: glyph.width, style, certain: glyph.certain };
    cells.set(code, cell);
  }
  return cell;
}

function append(cells: Cell[], text: string, style: Style, columns: number, look: Look): void {
  if (text === '' || cells.length >= columns) return;
  if (look.ambiguous === 'narrow' && isPlainText(text)) {
    for (let at = 0; at < text.length && cells.length < columns; at += 1) {
      const cell = plainCell(text.charCodeAt(at), style);
      if (cell.width <= columns - cells.length) cells.push(cell);
      else cells.push(plainCell(SPACE, style));
      if (cell.width === 2 && cells.length < columns) cells.push(plainCell(RIGHT_HALF, style));
    }
    return;
  }
  for (const grapheme of graphemes(text)) {
    if (cells.length >= columns) return;
    for (const glyph of glyphsOf(grapheme)) draw(cells, glyph, style, columns, look);
  }
}

function draw(cells: Cell[], glyph: Glyph, style: Style, columns: number, look: Look): void {
  const room = columns - cells.length;
  if (room < 1) return;
  if (glyph.width > room) {
    cells.push({ ...BLANK, style });
    return;
  }
  const wideHere = glyph.ambiguous && look.ambiguous === 'wide';
  cells.push({ glyph: glyph.text, width: glyph.width, style, certain: glyph.certain && !wideHere });
  if (glyph.width === 2) cells.push({ glyph: '', width: 0, style, certain: true });
}

/** Ambiguous characters that this terminal would draw two columns wide: with a blank after it one may, else it gets a stand-in. */
function narrowed(cells: Cell[]): Row {
  for (let x = 0; x < cells.length; x++) {
    const cell = cells[x];
    if (cell?.width !== 1 || cell.certain || !isAmbiguous(cell.glyph)) continue;
    const stand = standIn(cell.glyph);
    const next = cells[x + 1];
    if (stand === '?' && next?.glyph === ' ' && next.style.key === cell.style.key) {
      cells[x] = { ...cell, width: 2 };
      cells[x + 1] = { ...next, glyph: '', width: 0 };
    } else cells[x] = { ...cell, glyph: stand, certain: true };
  }
  return cells;
}

function isAmbiguous(glyph: string): boolean {
  return glyphsOf(glyph)[0]?.ambiguous ?? false;
}

/** A whole frame as the rows of a screen; what does not fit is cut off at the right and at the bottom. */
export function cellsOf(frame: string, size: Size, look: Look = FULL_LOOK): Row[] {
  return linesOf(frame, size.rows).map(line => rowOf(line, size.columns, look));
}

/** The lines of a frame that fit; a line break at the very end starts no line. */
export function linesOf(frame: string, rows: number): string[] {
  const lines = frame.split('\n');
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.slice(0, rows).map(line => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

export function sameCell(a: Cell, b: Cell): boolean {
  return a === b || (a.glyph === b.glyph && a.width === b.width && a.style.key === b.style.key);
}
