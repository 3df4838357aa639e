import type { CodeBook } from '../catalogue/code-book.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { Annex } from './annex.ts';
import { backdropOf, linesOf, squareOf } from './backdrop.ts';
import { barsOf, QUIET } from './code-39.ts';
import type { Sheet } from './field-text.ts';
import type { Bar, Box, Form, Rows } from './form.ts';
import { PageDraft } from './page-draft.ts';
import { annexPages } from './place-annex.ts';
import { endlessPages, placeRows } from './place-rows.ts';
import { type Placing, placeValue } from './place-value.ts';
import type { Placed, PlacedPage } from './placed.ts';
import { fill, holds, printedCodes } from './values.ts';

export interface PlaceOptions {
  /** Names the codes. */
  readonly book: CodeBook;
}

/** A paper filled from a declaration: every text, rule, tick and bar at its place, on the form and on as many annex pages as it takes. */
export function place(record: DeclarationRecord, form: Form, { book }: PlaceOptions): Placed {
  const sheet: Sheet = { record, book, printed: printedCodes(form), title: form.title };
  const placing: Placing = { sheet, annex: new Annex(), refers: new Set() };
  const endless = form.boxes.find((box): box is Rows & Box => box.kind === 'rows' && box.endless === true);
  const pages: readonly PlacedPage[] = endless
    ? endlessPages(placing, endless, page => placeBoxes({ ...placing, sheet: { ...sheet, page } }, form))
    : [placeBoxes(placing, form).finish()];
  return { pages: [...pages, ...annexPages(placing)], refers: [...placing.refers] };
}

/** One page of a form with everything but rows without an end. */
function placeBoxes(placing: Placing, form: Form): PageDraft {
  const page = new PageDraft(form.name, backdropOf(form));
  for (const box of form.boxes) {
    if (box.kind === 'value') placeValue(placing, page, box, fill(placing.sheet, box.text));
    else if (box.kind === 'rows' && !box.endless) placeRows(placing, page, box);
    else if (box.kind === 'bar') placeBar(placing, page, box);
    else if (box.kind === 'line' && box.when !== undefined && holds(placing.sheet, box.when))
      page.lines.push(...linesOf(box));
    else if (box.kind === 'tick') {
      const { x, y, w } = squareOf(box);
      page.ticks.push({ x, y, side: w, ticked: holds(placing.sheet, box.when) });
    }
  }
  return page;
}

// The bar of 0.25 mm is what a scanner of the counter reads from an ink jet's paper.
const NARROW = 0.25;

function placeBar({ sheet }: Placing, page: PageDraft, box: Bar): void {
  const text = fill(sheet, box.text);
  const code = barsOf(text);
  if (!code || (code.width + 2 * QUIET) * NARROW > box.w) return;
  const w = code.width * NARROW;
  const x = box.x + box.w - QUIET * NARROW - w;
  const bars = code.bars.map(({ at, width }) => ({ x: x + at * NARROW, w: width * NARROW }));
  page.bars.push({ text, x, y: box.y, w, h: box.h, bars });
}
