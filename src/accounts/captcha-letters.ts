/**
 * Capital letters and digits, each five by seven, drawn for this program. Left out is what is taken for another one: 0 O D Q, 1 I, 2 Z, 5 S,
 * 8 B, U V, and F, which a line below makes an E.
 */
// biome-ignore format: table
const DRAWN: Readonly<Record<string, string>> = {
  '3': '11110 00001 00001 01110 00001 00001 11110',
  '4': '00010 00110 01010 10010 11111 00010 00010',
  '6': '00110 01000 10000 11110 10001 10001 01110',
  '7': '11111 00001 00010 00100 00100 01000 01000',
  '9': '01110 10001 10001 01111 00001 00010 01100',
  A:   '00100 01010 10001 10001 11111 10001 10001',
  C:   '01111 10000 10000 10000 10000 10000 01111',
  E:   '11111 10000 10000 11110 10000 10000 11111',
  H:   '10001 10001 10001 11111 10001 10001 10001',
  J:   '00111 00001 00001 00001 00001 10001 01110',
  K:   '10001 10010 10100 11000 10100 10010 10001',
  L:   '10000 10000 10000 10000 10000 10000 11111',
  M:   '10001 11011 10101 10101 10001 10001 10001',
  N:   '10001 11001 11001 10101 10011 10011 10001',
  P:   '11110 10001 10001 11110 10000 10000 10000',
  R:   '11110 10001 10001 11110 10100 10010 10001',
  T:   '11111 00100 00100 00100 00100 00100 00100',
  U:   '10001 10001 10001 10001 10001 10001 01110',
  W:   '10001 10001 10001 10101 10101 11011 10001',
  X:   '10001 10001 01010 00100 01010 10001 10001',
  Y:   '10001 10001 01010 00100 00100 00100 00100',
};

export const CAPTCHA_LETTERS = Object.keys(DRAWN);

export const LETTER = { columns: 5, rows: 7 } as const;

/** Whether a letter is drawn at a place, which may lie outside it. */
export function inLetter(letter: string, x: number, y: number): boolean {
  return (
    x >= 0 && x < LETTER.columns && y >= 0 && y < LETTER.rows && DRAWN[letter]?.[y * (LETTER.columns + 1) + x] === '1'
  );
}
