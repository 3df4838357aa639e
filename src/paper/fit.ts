import { POINT } from './char-widths.ts';
import { wrap } from './wrap.ts';

/** Nothing is printed smaller, in points. */
export const SMALLEST = 7;
const STEP = 0.5;

// Parts of the size of a text: how far its ink reaches above and below the line that it stands on, and from one line to the next.
const ABOVE = 0.88;
const BELOW = 0.28;
const LEADING = 1.2;

/** How far the ink of a line at a size reaches above its baseline, in millimetres. */
export const above = (size: number): number => ABOVE * size * POINT;
/** How far the ink of a line at a size reaches below its baseline, in millimetres. */
export const below = (size: number): number => BELOW * size * POINT;
/** From one line to the next, in millimetres. */
export const leading = (size: number): number => LEADING * size * POINT;

/** How high so many lines are, in millimetres. */
export function heightOf(lines: number, size: number): number {
  return lines === 0 ? 0 : above(size) + below(size) + (lines - 1) * leading(size);
}

/** How many lines have room in a height. */
export function linesIn(height: number, size: number): number {
  return Math.max(0, Math.floor((height + 1e-6 - above(size) - below(size)) / leading(size)) + 1);
}

/** A text that has found its size and its lines. */
export interface Fitted {
  readonly size: number;
  readonly lines: readonly string[];
}

/** The sizes that are tried, the wanted one first. */
export function sizesFrom(size: number): readonly number[] {
  const sizes: number[] = [];
  for (let at = size; at > SMALLEST; at -= STEP) sizes.push(at);
  return [...sizes, Math.min(size, SMALLEST)];
}

interface Fitting {
  readonly numbers?: boolean | undefined;
  readonly oneLine?: boolean | undefined;
}

/** The text at the largest size, from the wanted one down to the smallest, at which all of it has room; undefined when it has none. */
export function fitText(
  text: string,
  place: { readonly w: number; readonly h: number },
  size: number,
  { numbers = false, oneLine = false }: Fitting = {},
): Fitted | undefined {
  const whole = oneLine ? text.replaceAll('\n', ' ') : text;
  for (const each of sizesFrom(size)) {
    const lines = wrap(whole, place.w, each, numbers);
    if (oneLine && lines.length > 1) continue;
    if (heightOf(lines.length, each) <= place.h + 1e-6) return { size: each, lines };
  }
  return undefined;
}
