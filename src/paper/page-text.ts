import type { PlacedPage, PlacedText } from './placed.ts';

// One column and one line of the screen, in millimetres: a Chinese character of 9 points takes two columns.
const COLUMN = 1.6;
const LINE = 4.1;

const isWide = (character: string) => (character.codePointAt(0) ?? 0) >= 0x2e80;

/** A page as text: every text as near to its place as the columns allow, none over another. */
export function pageText({ texts, ticks }: PlacedPage): readonly string[] {
  const marks = ticks.map(({ x, y, side, ticked }) => ({ x, y: y + side, text: ticked ? '√' : '□' }));
  const rows = new Map<number, Pick<PlacedText, 'x' | 'text'>[]>();
  for (const { x, y, text } of [...texts, ...marks]) {
    const row = Math.round(y / LINE);
    rows.set(row, [...(rows.get(row) ?? []), { x, text }]);
  }
  const numbers = [...rows.keys()];
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return Array.from({ length: numbers.length === 0 ? 0 : last - first + 1 }, (_, at) =>
    lineOf(rows.get(first + at) ?? []),
  );
}

// The left margin of the paper is no use on a screen.
const MARGIN = 8;

function lineOf(texts: readonly Pick<PlacedText, 'x' | 'text'>[]): string {
  let line = '';
  let column = 0;
  for (const { x, text } of texts.toSorted((a, b) => a.x - b.x)) {
    const wanted = Math.round(x / COLUMN) - MARGIN;
    const blanks = Math.max(wanted - column, column > 0 ? 1 : 0);
    line += ' '.repeat(blanks) + text;
    column += blanks + [...text].reduce((sum, each) => sum + (isWide(each) ? 2 : 1), 0);
  }
  return line;
}
