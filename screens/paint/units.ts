import { graphemes } from '../../src/terminal/graphemes.ts';

/** A text in which each grapheme is one UTF-16 unit, and how such a text is read. */
export interface Units {
  readonly units: string;
  read(units: string): string;
}

// Low halves of a pair: alone they are no character, so that nobody can type one.
const FIRST_HALF = 0xdc00;
const HALVES = /[\udc00-\udfff]/gu;

/**
 * ink-text-input counts UTF-16 units, and would set its caret into the middle of 𠮷 and take back half of it.
 * It is given half a character for each grapheme that has several units; there are 1024 of them.
 */
export function unitsOf(text: string): Units {
  const long: string[] = [];
  const units = graphemes(text)
    .map(part => (part.length === 1 ? part : String.fromCharCode(FIRST_HALF + long.push(part) - 1)))
    .join('');
  return { units, read: given => given.replace(HALVES, half => long[half.charCodeAt(0) - FIRST_HALF] ?? '') };
}
