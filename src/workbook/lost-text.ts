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
  // Nearly every file says otherwise in its first cells; only the others are gone through.
  if (sheets.some(({ rows }) => rows.some(row => row.some(text => /[^\u0000-\u007f]/u.test(text))))) return;
  const texts = sheets.flatMap(({ rows }) => rows.flat());
  for (const sign of SIGNS) {
    const isLost = (text: string): boolean => text.includes(sign.repeat(2)) || text === sign;
    const lost = texts.filter(isLost);
    const words = texts.filter(text => /[A-Za-z]{2}/u.test(text) && !isLost(text));
    // As many signs as there were characters: blanks of a form are all alike.
    const lengths = new Set(lost.map(({ length }) => length));
    if (lost.length >= MIN_CELLS && lost.length > 2 * words.length && lengths.size > 1)
      throw new Refused('workbook.lost-text', { sign });
  }
}
