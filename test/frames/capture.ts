import type { IBufferCell } from '@xterm/headless';
import { cursorOf, read, type Screen } from '../terminal/xterm.ts';

/** A letter for each look that the program has, by its SGR parameters; what is not here is written out. */
// biome-ignore format: table
const LETTERS: Readonly<Record<string, string>> = {
  '':           '.',
  '1':          'b',
  '7':          'i',
  '1;7':        'm',
  '32':         'g',
  '33':         'w',
  '36':         'l',
  '90':         'q',
  '1;31':       'r',
  '1;36':       'k',
  '4;31':       'R',
  '37;44':      't',
  '1;97;44':    'F',
  '4;37;44':    'U',
  '4;97;44':    'C',
  '7;97;44':    'S',
  '1;30;103':   'Y',
  '1;30;106':   'T',
};

const ATTRIBUTES = [
  ['isBold', 1],
  ['isDim', 2],
  ['isItalic', 3],
  ['isUnderline', 4],
  ['isInverse', 7],
  ['isStrikethrough', 9],
] as const;

const SEEN_ON_BLANKS = /(?:^|;)(?:4|7|9|4\d|10\d|48:.*)(?:$|;)/u;

/** What stands on a terminal, as lines of text. */
export interface Frame {
  readonly text: string;
  /** The looks in it, as SGR parameters. */
  readonly looks: ReadonlySet<string>;
}

/**
 * Size and cursor (column and row from 0), the rows with their numbers, and then for each row that has looks how many cells
 * have which, such as `07 .2 k8 F14`; plain cells at the end of a row are left out, and rows that look the same are one line.
 */
export function capture(screen: Screen): Frame {
  const cursor = cursorOf(screen);
  const at = cursor ? `cursor ${cursor.x},${cursor.y}` : 'no cursor';
  const texts = read(screen).split('\n');
  const rows = Array.from({ length: screen.rows }, (_, y) => `${number(y)} ${texts[y] ?? ''}`.trimEnd());
  const runs = Array.from({ length: screen.rows }, (_, y) => runsOf(screen, y));
  const text = [`# ${screen.cols}x${screen.rows}, ${at}`, ...rows, '', ...runLines(runs)].join('\n');
  return { text, looks: new Set(runs.flat().map(({ look }) => look)) };
}

/** What the letters stand for. */
export function legend(looks: ReadonlySet<string>): string {
  const letters = Object.entries(LETTERS).filter(([look]) => looks.has(look));
  return ['Looks:', ...letters.map(([look, letter]) => `${letter}=${look || 'plain'}`)].join(' ');
}

const number = (row: number): string => String(row).padStart(2, '0');

/** Cells side by side with one look. */
interface Run {
  readonly look: string;
  count: number;
}

function runLines(rows: readonly (readonly Run[])[]): string[] {
  const lines: { readonly first: number; last: number; readonly runs: string }[] = [];
  for (const [y, row] of rows.entries()) {
    const runs = row.map(({ look, count }) => `${LETTERS[look] ?? `{${look}}`}${count}`).join(' ');
    const above = lines.at(-1);
    if (runs === '') continue;
    if (above?.last === y - 1 && above.runs === runs) above.last = y;
    else lines.push({ first: y, last: y, runs });
  }
  return lines.map(({ first, last, runs }) => `${number(first)}${first === last ? '' : `-${number(last)}`} ${runs}`);
}

function runsOf(screen: Screen, y: number): readonly Run[] {
  const buffer = screen.buffer.active;
  const line = buffer.getLine(buffer.baseY + y);
  const runs: Run[] = [];
  const cell = buffer.getNullCell();
  /** Blanks whose look nobody can see: they go with what stands around them. */
  let blanks = 0;
  const add = (look: string, count: number): void => {
    const before = runs.at(-1);
    if (count === 0) return;
    if (before?.look === look) before.count += count;
    else runs.push({ look, count });
  };
  for (let x = 0; x < screen.cols; x += 1) {
    if (!line?.getCell(x, cell)) break;
    const look = lookOf(cell);
    const bare = !SEEN_ON_BLANKS.test(look);
    // The second column of a wide character has no characters of its own, but is not blank.
    if (bare && cell.getWidth() > 0 && cell.getChars().trim() === '') {
      blanks += 1;
      continue;
    }
    add(bare && runs.at(-1)?.look === look ? look : '', blanks);
    add(look, 1);
    blanks = 0;
  }
  if (runs.at(-1)?.look === '') runs.pop();
  return runs;
}

function lookOf(cell: IBufferCell): string {
  if (cell.isAttributeDefault()) return '';
  return [
    ...ATTRIBUTES.flatMap(([is, parameter]) => (cell[is]() ? [parameter] : [])),
    ...(cell.isFgDefault() ? [] : [colour(cell.isFgPalette(), cell.getFgColor(), 30)]),
    ...(cell.isBgDefault() ? [] : [colour(cell.isBgPalette(), cell.getBgColor(), 40)]),
  ].join(';');
}

/** The sixteen colours that every terminal has by their own parameters. */
function colour(palette: boolean, value: number, base: 30 | 40): string {
  if (!palette) return `${base + 8}:2:${value.toString(16).padStart(6, '0')}`;
  if (value < 8) return String(base + value);
  return value < 16 ? String(base + 52 + value) : `${base + 8}:5:${value}`;
}
