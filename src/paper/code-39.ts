// The nine elements of each character, bars and spaces in turn, beginning with a bar; 1 is a wide one (ISO/IEC 16388).
// biome-ignore format: table
const PATTERNS: Readonly<Record<string, string>> = {
  '0': '000110100', '1': '100100001', '2': '001100001', '3': '101100000', '4': '000110001', '5': '100110000',
  '6': '001110000', '7': '000100101', '8': '100100100', '9': '001100100', A:   '100001001', B:   '001001001',
  C:   '101001000', D:   '000011001', E:   '100011000', F:   '001011000', G:   '000001101', H:   '100001100',
  I:   '001001100', J:   '000011100', K:   '100000011', L:   '001000011', M:   '101000010', N:   '000010011',
  O:   '100010010', P:   '001010010', Q:   '000000111', R:   '100000110', S:   '001000110', T:   '000010110',
  U:   '110000001', V:   '011000001', W:   '111000000', X:   '010010001', Y:   '110010000', Z:   '011010000',
  '-': '010000101', '.': '110000100', ' ': '011000100', $:   '010101000', '/': '010100010', '+': '010001010',
  '%': '000101010', '*': '010010100',
};

/** Narrow elements to a wide one. */
const WIDE = 3;
/** Narrow elements of white that a reader needs at each end. */
export const QUIET = 10;

/** A text in Code 39: how many narrow elements it is wide, and where its bars are, in narrow elements from its left end. */
export interface Bars {
  readonly width: number;
  readonly bars: readonly { readonly at: number; readonly width: number }[];
}

/** The bars of a text between its start and stop characters, or undefined when it has characters that Code 39 lacks. */
export function barsOf(text: string): Bars | undefined {
  if (text === '' || text.includes('*')) return undefined;
  const bars: { at: number; width: number }[] = [];
  let at = 0;
  for (const character of `*${text}*`) {
    const pattern = PATTERNS[character];
    if (pattern === undefined) return undefined;
    for (const [place, wide] of [...pattern].entries()) {
      const width = wide === '1' ? WIDE : 1;
      if (place % 2 === 0) bars.push({ at, width });
      at += width;
    }
    // One narrow space between characters.
    at += 1;
  }
  return { width: at - 1, bars };
}
