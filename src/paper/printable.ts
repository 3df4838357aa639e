import { type Adjustment, EXACT } from './adjust.ts';
import { holds, inkOf } from './check-placed.ts';
import { type PlacedPage, SHEET } from './placed.ts';

/** What a printer leaves white along each edge, in millimetres. */
export interface Margins {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What printers of offices leave white at most, when nobody has measured. */
export const USUAL_MARGINS: Margins = { left: 5, top: 5, right: 5, bottom: 5 };

/** A printer that nobody has measured. */
export const UNMEASURED: Adjustment & Margins = { ...EXACT, ...USUAL_MARGINS };

/** What stands where a printer does not print, by the names of its boxes; of words on the form itself, the words. */
export function outsidePrintable(
  pages: readonly PlacedPage[],
  { left, top, right, bottom }: Margins,
  valuesOnly = false,
): readonly string[] {
  const area = { x: left, y: top, w: SHEET.w - left - right, h: SHEET.h - top - bottom };
  const found = new Set<string>();
  for (const { texts, boxes, bars } of pages) {
    for (const text of texts) {
      if ((valuesOnly && text.layer === 'background') || holds(area, inkOf(text))) continue;
      const box = text.box === undefined ? undefined : boxes[text.box];
      found.add((box?.label || text.text).trim());
    }
    for (const bar of bars) if (!holds(area, bar)) found.add('条形码');
  }
  return [...found];
}
