import { Refused } from './refusal.ts';
import type { Sheet } from './sheet.ts';

/** Signs that programs write for each character that their encoding has not. */
const SIGNS = ['_', '?'] as const;
/** Fewer may stand in any form: what is to be filled in is a line of such signs. */
const MIN_CELLS = 3;

/**
 * Throws Refused for a file in which nothing is left of its words but a sign for each character, as some writers of Excel 5.0/95 and of
 * plain ASCII leave them. Without that people would be told that headings are unknown, and look for the fault in their own workbook.
 */
export function refuseLost(sheets: readonly Sheet[]): void {
  const texts = sheets.flatMap(({ rows }) => rows.flat());
  if (texts.some(text => /[^\u0000-\u007f]/u.test(text))) return;
  for (const sign of SIGNS) {
    const lost = texts.filter(text => text.includes(sign.repeat(2)) || text === sign);
    const words = texts.filter(text => /[A-Za-z]{2}/u.test(text) && !lost.includes(text));
    // As many signs as there were characters: blanks of a form are all alike.
    const lengths = new Set(lost.map(({ length }) => length));
    if (lost.length >= MIN_CELLS && lost.length > 2 * words.length && lengths.size > 1)
      throw new Refused('workbook.lost-text', { sign });
  }
}
