import stringWidth from 'string-width';
import { graphemes } from '../../src/terminal/graphemes.ts';
import { hyperlinked } from '../../src/terminal/hyperlinks.ts';
import { LOOKS, type Look } from './look.ts';

/** A piece of a line in one look. */
export interface Span {
  readonly text: string;
  readonly look: Look;
  /** Where it leads, in terminals that take hyperlinks; else it is text like any other. */
  readonly href?: string;
}

/** One line of the screen; lines that are drawn over others are padded, so that nothing shows through. */
export type Line = readonly Span[];

const ASCII = /^[\x20-\x7e]*$/u;
const known = new Map<string, number>();
/** Bounded, since texts of a long day must not fill memory. */
const MAX_KNOWN = 4096;

/** Columns that a text takes; Chinese counts two. */
export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = known.get(text);
  if (width === undefined) {
    width = stringWidth(text);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(text, width);
  }
  return width;
}

export function lineWidth(line: Line): number {
  return line.reduce((sum, { text }) => sum + widthOf(text), 0);
}

export const span = (text: string, look: Look = 'plain'): Span => ({ text, look });
export const line = (text: string, look: Look = 'plain'): Line => [span(text, look)];
/** A piece of an address that leads to the whole of it. */
export const linked = (text: string, href: string, look: Look = 'plain'): Line => [{ text, look, href }];
export const blank = (columns: number, look: Look = 'plain'): Span => span(' '.repeat(Math.max(0, columns)), look);

/** The text in exactly so many columns: cut with `…` or filled with blanks. */
export function fitted(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  if (columns <= 0) return '';
  const flat = text.includes('\n') ? text.replace(/\n/gu, '⏎') : text;
  const width = widthOf(flat);
  const cut = width <= columns ? flat : `${head(flat, columns - 1)}…`;
  const room = ' '.repeat(Math.max(0, columns - widthOf(cut)));
  return align === 'left' ? cut + room : room + cut;
}

/** As much of the beginning as fits into the columns. */
export function head(text: string, columns: number): string {
  if (ASCII.test(text)) return text.slice(0, Math.max(0, columns));
  let room = columns;
  let taken = '';
  for (const part of graphemes(text)) {
    room -= widthOf(part);
    if (room < 0) break;
    taken += part;
  }
  return taken;
}

/** The columns from `from` up to `to`; half of a wide character becomes a blank. */
export function slice(whole: Line, from: number, to: number): Line {
  const found: Span[] = [];
  let at = 0;
  for (const piece of whole) {
    const end = at + widthOf(piece.text);
    if (end > from && at < to)
      found.push(at >= from && end <= to ? piece : { ...piece, text: cut(piece.text, from - at, to - at) });
    at = end;
    if (at >= to) break;
  }
  return found;
}

function cut(text: string, from: number, to: number): string {
  if (ASCII.test(text)) return text.slice(Math.max(0, from), Math.max(0, to));
  let at = 0;
  let found = '';
  for (const part of graphemes(text)) {
    const end = at + widthOf(part);
    if (at >= from && end <= to) found += part;
    else if (end > from && at < to) found += ' '.repeat(Math.min(end, to) - Math.max(at, from));
    at = end;
    if (at >= to) break;
  }
  return found;
}

/** The line in exactly so many columns. */
export function exactly(whole: Line, columns: number, look: Look = 'plain'): Line {
  const width = lineWidth(whole);
  if (width === columns) return whole;
  return width > columns ? slice(whole, 0, columns) : [...whole, blank(columns - width, look)];
}

/** `top` laid over `base` from column `x`. */
export function over(base: Line, x: number, top: Line): Line {
  const end = x + lineWidth(top);
  return [...exactly(slice(base, 0, x), x), ...top, ...slice(base, end, Number.POSITIVE_INFINITY)];
}

const styled = new WeakMap<Line, string>();

/** The line as text with styles, for the terminal; most lines of a picture are those of the one before. */
export function toAnsi(whole: Line): string {
  const known = styled.get(whole);
  if (known !== undefined) return known;
  const text = whole
    .map(({ text, look, href }) => {
      const shown = LOOKS[look] === '' || text === '' ? text : `\x1b[${LOOKS[look]}m${text}\x1b[0m`;
      return href === undefined || text === '' ? shown : hyperlinked(shown, href);
    })
    .join('');
  styled.set(whole, text);
  return text;
}

/** The line as people read it. */
export function toText(whole: Line): string {
  return whole.map(({ text }) => text).join('');
}
