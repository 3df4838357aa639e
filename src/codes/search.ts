import type { CodeRow } from './row.ts';

/**
 * A row is ranked by its best match, smaller first. Several words must all match, each in any way; their ranks are added.
 * Rows of one rank stay in the order of the table.
 */
const RANK = {
  codeAsTyped: 0,
  code: 1,
  codePrefix: 2,
  name: 3,
  namePrefix: 4,
  initials: 5,
  initialsPrefix: 6,
  nameInside: 7,
  initialsInside: 8,
  further: 9,
} as const;
const NONE = 0xffff;
/** No name is longer; a pasted page must not become thousands of words to look for. */
const LONGEST_QUERY = 200;

export interface SearchOptions {
  /** At most so many rows; 50 unless told. */
  readonly limit?: number;
  readonly where?: (row: CodeRow) => boolean;
}

/** The rows' texts of one sort, folded and joined: one native search over the whole is several times faster than one a row. */
interface Haystack {
  readonly text: string;
  /** Where the text of each row begins, and one more at the end. */
  readonly starts: Uint32Array;
}

export interface SearchIndex {
  readonly rows: readonly CodeRow[];
  readonly codes: readonly string[];
  readonly names: Haystack;
  readonly initials: Haystack;
  readonly further: Haystack | undefined;
}

/** Full-width forms and capitals made alike, so that `ＡＢ（` finds `ab(`. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

export function prepareSearch(rows: readonly CodeRow[], further: readonly string[]): SearchIndex {
  const furtherTexts = rows.map(row => further.map(column => row.extra[column] ?? '').join('\t'));
  return {
    rows,
    codes: rows.map(row => fold(row.code)),
    names: haystack(rows.map(row => row.name)),
    initials: haystack(rows.map(row => row.initials)),
    further: further.length === 0 ? undefined : haystack(furtherTexts),
  };
}

export function search(index: SearchIndex, words: string, options: SearchOptions = {}): CodeRow[] {
  const limit = options.limit ?? 50;
  const typed = words
    .slice(0, LONGEST_QUERY)
    .normalize('NFKC')
    .split(/\s+/u)
    .filter(word => word !== '');
  const found: CodeRow[] = [];
  const take = (row: CodeRow): void => {
    if (found.length < limit && (options.where === undefined || options.where(row))) found.push(row);
  };
  if (typed.length === 0) {
    for (let at = 0; at < index.rows.length && found.length < limit; at++) take(index.rows[at] as CodeRow);
    return found;
  }
  for (const bucket of inOrder(ranksOfAll(index, typed))) {
    if (found.length >= limit) break;
    for (const at of bucket) take(index.rows[at] as CodeRow);
  }
  return found;
}

/** The sum of each row's ranks over all words, or NONE. */
function ranksOfAll(index: SearchIndex, typed: readonly string[]): Uint16Array {
  const sums = new Uint16Array(index.rows.length);
  for (const word of typed) {
    const ranks = ranksOf(index, word);
    for (let at = 0; at < sums.length; at++) {
      const rank = ranks[at] as number;
      const sum = sums[at] as number;
      sums[at] = rank === NONE || sum === NONE ? NONE : sum + rank;
    }
  }
  return sums;
}

function ranksOf(index: SearchIndex, typed: string): Uint16Array {
  const word = typed.toLowerCase();
  const ranks = new Uint16Array(index.rows.length).fill(NONE);
  for (let at = 0; at < index.codes.length; at++) {
    const code = index.codes[at] as string;
    if (!code.startsWith(word)) continue;
    if (code.length > word.length) ranks[at] = RANK.codePrefix;
    else ranks[at] = index.rows[at]?.code === typed ? RANK.codeAsTyped : RANK.code;
  }
  mark(ranks, index.names, word, RANK.name, RANK.namePrefix, RANK.nameInside);
  if (/^[a-z0-9]+$/.test(word)) {
    mark(ranks, index.initials, word, RANK.initials, RANK.initialsPrefix, RANK.initialsInside);
  }
  if (index.further !== undefined) mark(ranks, index.further, word, RANK.further, RANK.further, RANK.further);
  return ranks;
}

/** Lowers the rank of each row whose text holds the word, by whether it is the whole, the beginning, or elsewhere. */
function mark(
  ranks: Uint16Array,
  { text, starts }: Haystack,
  word: string,
  whole: number,
  prefix: number,
  inside: number,
): void {
  let row = 0;
  let at = text.indexOf(word);
  while (at >= 0) {
    while ((starts[row + 1] as number) <= at) row++;
    const end = (starts[row + 1] as number) - 1;
    const rank = at > (starts[row] as number) ? inside : at + word.length < end ? prefix : whole;
    if (rank < (ranks[row] as number)) ranks[row] = rank;
    at = text.indexOf(word, end + 1);
  }
}

function haystack(texts: readonly string[]): Haystack {
  const text = fold(texts.join('\n'));
  const starts = new Uint32Array(texts.length + 1);
  let at = 0;
  for (let row = 0; row < texts.length; row++) {
    starts[row] = at;
    const end = text.indexOf('\n', at);
    at = (end < 0 ? text.length : end) + 1;
  }
  starts[texts.length] = at;
  return { text, starts };
}

/** The row numbers that have a rank, the best rank first, in the order of the table inside a rank. */
function inOrder(ranks: Uint16Array): number[][] {
  const buckets: number[][] = [];
  for (let at = 0; at < ranks.length; at++) {
    const rank = ranks[at] as number;
    if (rank === NONE) continue;
    const bucket = buckets[rank];
    if (bucket === undefined) buckets[rank] = [at];
    else bucket.push(at);
  }
  return buckets.filter(bucket => bucket !== undefined);
}
