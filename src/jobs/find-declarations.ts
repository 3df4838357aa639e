import { eachSpelled } from '../codes/pinyin.ts';
import type { Summary } from '../declaration/summary.ts';
import type { Office } from './office.ts';

type Rows = ReturnType<Office['store']['rows']>;

/** What of a declaration is a number: that of the bureau and ours are looked for first. */
const NUMBERS = ['entryNo', 'declarationNo', 'clearanceNo', 'contract', 'bill', 'containers'] as const;
const NAMES = ['party', 'goods', 'enterprise', 'declarant'] as const;
type Searched = (typeof NUMBERS)[number] | (typeof NAMES)[number];

/** How well a word is found, the best first; several words add up. */
const RANK = { whole: 0, end: 1, begin: 2, inside: 3, name: 4, initials: 5, spelled: 6 } as const;
const NONE = 255;

export interface FoundDeclaration {
  /** Its place in the rows. */
  readonly at: number;
  readonly rank: number;
  /** The column where the first word was found. */
  readonly column: Searched;
}

/** A look through all declarations, newest first, that can be taken up again where it stopped. */
export interface DeclarationScan {
  readonly rows: Rows;
  readonly words: readonly string[];
  readonly seen: number;
  readonly found: readonly FoundDeclaration[];
}

export function beginDeclarationScan(rows: Rows, words: string): DeclarationScan {
  const split = words.normalize('NFKC').toLowerCase().split(/\s+/u).filter(Boolean);
  return { rows, words: split, seen: 0, found: [] };
}

export const isScanned = ({ rows, seen }: DeclarationScan): boolean => seen >= rows.length;

/** The scan after so many more rows. Without words every declaration is as good. */
export function advanceDeclarationScan(scan: DeclarationScan, steps: number): DeclarationScan {
  const { rows, words, seen: start } = scan;
  const end = Math.min(rows.length, start + steps);
  const count = Math.max(0, end - start);
  const sums = new Uint8Array(count);
  const columns: Searched[] = new Array<Searched>(count).fill('party');
  for (const [at, word] of words.entries()) {
    const { ranks, where } = ranksOf(rows, start, count, word);
    for (let row = 0; row < count; row += 1) {
      const [sum, rank] = [sums[row] ?? NONE, ranks[row] ?? NONE];
      sums[row] = sum === NONE || rank === NONE ? NONE : Math.min(NONE - 1, sum + rank);
      if (at === 0) columns[row] = where[row] ?? 'party';
    }
  }
  const found = [...scan.found];
  sums.forEach((rank, row) => {
    if (rank !== NONE) found.push({ at: start + row, rank, column: columns[row] ?? 'party' });
  });
  return { ...scan, seen: end, found };
}

/** The best of what was found, the newest first among equals. */
export function bestDeclarations({ found }: DeclarationScan, limit: number): readonly FoundDeclaration[] {
  // One letter finds nearly all: they are put into their order without comparing any two.
  const buckets: FoundDeclaration[][] = [];
  for (const each of found) {
    const bucket = buckets[each.rank];
    if (!bucket) buckets[each.rank] = [each];
    else if (bucket.length < limit) bucket.push(each);
  }
  return buckets.flat().slice(0, limit);
}

interface Ranked {
  readonly ranks: Uint8Array;
  readonly where: readonly (Searched | undefined)[];
}

/** How well each of `count` rows has the word, column by column: reading one column is much cheaper than reading a row. */
function ranksOf(rows: Rows, start: number, count: number, word: string): Ranked {
  const ranks = new Uint8Array(count).fill(NONE);
  const where = new Array<Searched | undefined>(count).fill(undefined);
  const note = (row: number, rank: number, column: Searched): void => {
    if (rank >= (ranks[row] ?? NONE)) return;
    ranks[row] = rank;
    where[row] = column;
  };
  for (const column of NUMBERS) {
    eachText(rows, column, start, count, (text, row) => {
      const at = text.indexOf(word);
      if (at >= 0) note(row, rankAt(text, word, at), column);
    });
  }
  for (const column of NAMES) {
    const read: string[] = [];
    eachText(rows, column, start, count, (text, row) => {
      read[row] = text;
      if (text.includes(word)) note(row, RANK.name, column);
    });
    spelled(read, word, row => note(row, RANK.spelled, column));
  }
  if (/^[a-z0-9]+$/u.test(word))
    eachText(rows, 'initials', start, count, (text, row) => {
      if (text.includes(word)) note(row, RANK.initials, 'party');
    });
  return { ranks, where };
}

function rankAt(text: string, word: string, at: number): number {
  if (text.length === word.length) return RANK.whole;
  if (text.endsWith(word)) return RANK.end;
  return at === 0 ? RANK.begin : RANK.inside;
}

function eachText(
  rows: Rows,
  column: Searched | ('initials' & keyof Summary),
  start: number,
  count: number,
  look: (text: string, row: number) => void,
): void {
  const read = rows.reader(column);
  for (let row = 0; row < count; row += 1) {
    const text = read(start + row);
    if (text) look(text.toLowerCase(), row);
  }
}

/** The texts that are read as this pinyin in full, or a part of them; looked through as one. */
function spelled(texts: readonly string[], word: string, found: (row: number) => void): void {
  if (!/^[a-z]+$/u.test(word)) return;
  const whole = Array.from(texts, text => text ?? '').join('\n');
  let row = 0;
  let end = texts[0]?.length ?? 0;
  eachSpelled(whole, word, at => {
    while (at > end) {
      row += 1;
      end += 1 + (texts[row]?.length ?? 0);
    }
    found(row);
  });
}
