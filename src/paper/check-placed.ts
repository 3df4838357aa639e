import { POINT, widthOf } from './char-widths.ts';
import { above, below, SMALLEST } from './fit.ts';
import type { Place } from './form.ts';
import { type Placed, type PlacedLine, type PlacedPage, type PlacedText, SHEET } from './placed.ts';

// Printers leave this much of the edge white, in millimetres.
const MARGIN = 5;
const EPSILON = 1e-3;

/** What is wrong with placed pages: a text that leaves its box, lies on another or on a rule, leaves the paper or is too small, and a value that is not all there. */
export function placedFaults({ pages, refers }: Placed): readonly string[] {
  return [
    ...pages.flatMap((page, at) => pageFaults(page).map(fault => `page ${at + 1}: ${fault}`)),
    ...valueFaults(pages, refers),
  ];
}

function pageFaults(page: PlacedPage): readonly string[] {
  const inks = page.texts.map(text => ({ text, ink: inkOf(text) }));
  const paper = { x: MARGIN, y: MARGIN, w: SHEET.w - 2 * MARGIN, h: SHEET.h - 2 * MARGIN };
  const faults: string[] = [];
  for (const { text, ink } of inks) {
    const name = `“${text.text}”`;
    const box = text.box === undefined ? paper : page.boxes[text.box];
    if (!box || !holds(box, ink)) faults.push(`${name} leaves ${(box as { id?: string })?.id ?? 'the paper'}`);
    if (!holds(paper, ink)) faults.push(`${name} leaves the paper`);
    if (text.size < SMALLEST) faults.push(`${name} is too small: ${text.size}`);
    for (const line of page.lines) {
      if (line.layer === 'background' && crosses(line, text)) faults.push(`${name} lies on a rule`);
    }
    for (const { x, y, side } of page.ticks) {
      if (overlap({ x, y, w: side, h: side }, ink)) faults.push(`${name} lies on a box to tick`);
    }
    for (const bar of page.bars) if (overlap(bar, ink)) faults.push(`${name} lies on the bar code`);
  }
  const sorted = inks.toSorted((a, b) => a.ink.y - b.ink.y);
  for (const [at, { text, ink }] of sorted.entries()) {
    for (let next = at + 1; next < sorted.length; next += 1) {
      const other = sorted[next];
      if (!other || other.ink.y >= ink.y + ink.h) break;
      if (overlap(ink, other.ink)) faults.push(`“${text.text}” lies on “${other.text.text}”`);
    }
  }
  return faults;
}

/** Every value is printed whole: in its box, over several, or in the place that its box names. */
function valueFaults(pages: readonly PlacedPage[], refers: Placed['refers']): readonly string[] {
  const printed = new Map<string, string>();
  for (const { texts, boxes } of pages) {
    for (const { text, box } of texts) {
      const { id, elsewhere } = (box === undefined ? undefined : boxes[box]) ?? {};
      // What stands there for a value that is elsewhere is no part of it: the annex may have a box of the same name.
      if (id !== undefined && elsewhere === undefined) printed.set(id, (printed.get(id) ?? '') + bare(text));
    }
  }
  // A box that is on every page of a paper holds the same value on each.
  const isThere = (id: string, full: string) => {
    const held = printed.get(id) ?? '';
    const wanted = bare(full);
    return wanted === '' ? held === '' : held.replaceAll(wanted, '') === '' && held !== '';
  };
  return pages.flatMap(({ boxes }) =>
    boxes.flatMap(({ id, full, elsewhere }) => {
      if (elsewhere === undefined) return isThere(id, full) || isCounted(id) ? [] : [`${id} is not whole: “${full}”`];
      if (refers.some(paper => paper === elsewhere)) return [];
      return isThere(elsewhere, full) ? [] : [`${id} is not in ${elsewhere}: “${full}”`];
    }),
  );
}

// The number of a page differs from page to page.
const isCounted = (id: string) => id === 'page';

const bare = (text: string) => text.replace(/\s+/gu, '');

export function inkOf({ x, y, text, size }: PlacedText): Place {
  return { x, y: y - above(size), w: widthOf(text, size), h: above(size) + below(size) };
}

export function holds(outer: Place, inner: Place): boolean {
  return (
    inner.x >= outer.x - EPSILON &&
    inner.y >= outer.y - EPSILON &&
    inner.x + inner.w <= outer.x + outer.w + EPSILON &&
    inner.y + inner.h <= outer.y + outer.h + EPSILON
  );
}

function overlap(a: Place, b: Place): boolean {
  return (
    a.x < b.x + b.w - EPSILON && b.x < a.x + a.w - EPSILON && a.y < b.y + b.h - EPSILON && b.y < a.y + a.h - EPSILON
  );
}

// Parts of a size: a rule may run close under a line of text, as it does where something is to be filled in, but not through it.
const CORE_ABOVE = 0.8;
const CORE_BELOW = 0.14;

function crosses({ x1, y1, x2, y2 }: PlacedLine, { x, y, text, size }: PlacedText): boolean {
  const em = size * POINT;
  const core = { x, y: y - CORE_ABOVE * em, w: widthOf(text, size), h: (CORE_ABOVE + CORE_BELOW) * em };
  return overlap(core, {
    x: Math.min(x1, x2) - EPSILON * 2,
    y: Math.min(y1, y2) - EPSILON * 2,
    w: Math.abs(x2 - x1) + EPSILON * 4,
    h: Math.abs(y2 - y1) + EPSILON * 4,
  });
}
