import { fold } from './fold.ts';
import { eachSpelled, isSyllables } from './pinyin.ts';
import type { CodeRow } from './row.ts';

/** Ranks by where in a text a word is found. */
interface Ranks {
  readonly whole: number;
  /** It ends the text, or what stands before a bracket, as a word of its own: 麦芽酿造的啤酒. */
  readonly word: number;
  /** It ends it as a part of a longer word: 无醇啤酒. */
  readonly end: number;
  readonly prefix: number;
  readonly inside: number;
}

/**
 * A row is ranked by its best match, smaller first. Several words must all match, each in any way; their ranks are added.
 * Rows of one rank stay in the order of the table. A name ends in what the thing is: those come before names that only begin so.
 */
const RANK = { codeAsTyped: 0, code: 1, codePrefix: 2, further: 17 } as const;
const NAME: Ranks = { whole: 3, word: 4, end: 5, prefix: 6, inside: 13 };
const INITIALS: Ranks = { whole: 7, word: 14, end: 14, prefix: 11, inside: 14 };
const PINYIN: Ranks = { whole: 8, word: 9, end: 10, prefix: 12, inside: 15 };
const FURTHER: Ranks = { whole: 17, word: 17, end: 17, prefix: 17, inside: 17 };
/** A mark, after which a word of its own may stand. */
const MARK = /[^\p{L}\p{N}]/u;
const NONE = 0xffff;
const BRACKET = '('.charCodeAt(0);
/** No name is longer; a pasted page must not become thousands of words to look for. */
const LONGEST_QUERY = 200;

export interface SearchOptions {
  /** At most so many rows; 50 unless told. */
  readonly limit?: number;
  readonly where?: (row: CodeRow) => boolean;
  /** Places of rows that come before all others but that of exactly the code, as far as they match. */
  readonly ahead?: readonly number[];
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
  /** What else is written for a code, with tabs between: found whole, or by its first half and more. */
  readonly written: Haystack | undefined;
}

/** `further` are texts, one a row, in which words are found after all else. */
export function prepareSearch(
  rows: readonly CodeRow[],
  further: readonly string[] | undefined,
  written?: readonly string[],
): SearchIndex {
  return {
    rows,
    codes: rows.map(row => fold(row.code)),
    names: haystack(rows.map(row => row.name)),
    initials: haystack(rows.map(row => row.initials)),
    further: further && haystack(further),
    written: written && haystack(written),
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
  const take = (at: number): void => {
    const row = index.rows[at] as CodeRow;
    if (found.length < limit && (options.where === undefined || options.where(row))) found.push(row);
  };
  const { ahead = [] } = options;
  if (typed.length === 0) {
    for (const at of ahead) take(at);
    for (let at = 0; at < index.rows.length && found.length < limit; at++) if (!ahead.includes(at)) take(at);
    return found;
  }
  const ranks = ranksOfAll(index, typed);
  const matching = ahead.filter(at => ranks[at] !== NONE && (ranks[at] as number) > RANK.code);
  for (const at of matching) ranks[at] = NONE;
  const buckets = inOrder(ranks);
  for (const bucket of [...buckets.slice(0, RANK.codePrefix), matching, ...buckets.slice(RANK.codePrefix)]) {
    if (found.length >= limit) break;
    for (const at of bucket ?? []) take(at);
  }
  return found;
}

/** The sum of each row's ranks over all words, or NONE; syllables with blanks between them are also one word. */
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
  if (typed.length > 1 && typed.every(word => isSyllables(word.toLowerCase())))
    markSpelled(sums, index.names, typed.join('').toLowerCase());
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
  mark(ranks, index.names, word, NAME);
  if (/^[a-z0-9]+$/.test(word)) mark(ranks, index.initials, word, INITIALS);
  markSpelled(ranks, index.names, word);
  if (index.further !== undefined) mark(ranks, index.further, word, FURTHER);
  if (index.written !== undefined) markWritten(ranks, index.written, word);
  return ranks;
}

/** Lowers the rank of each row whose text holds the word, by where it does; the first place and the end count. */
function mark(ranks: Uint16Array, { text, starts }: Haystack, word: string, by: Ranks): void {
  const { length } = word;
  const last = word.charCodeAt(length - 1);
  const hasEnds = by.end < by.inside;
  let row = 0;
  let at = text.indexOf(word);
  while (at >= 0) {
    while ((starts[row + 1] as number) <= at) row++;
    const start = starts[row] as number;
    const end = (starts[row + 1] as number) - 1;
    let rank = rankAt(text, at, at + length, start, end, by);
    if (hasEnds && text.charCodeAt(end - 1) === last && end - length > at && text.startsWith(word, end - length))
      rank = Math.min(rank, rankAt(text, end - length, end, start, end, by));
    if (rank < (ranks[row] as number)) ranks[row] = rank;
    at = text.indexOf(word, end + 1);
  }
}

/** Lowers the rank of each row for which something is written that begins with the word. */
function markWritten(ranks: Uint16Array, { text, starts }: Haystack, word: string): void {
  let row = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    while ((starts[row + 1] as number) <= at) row++;
    if (at > (starts[row] as number) && text.charAt(at - 1) !== '\t') continue;
    const end = endOfWritten(text, at, starts[row + 1] as number);
    const isPart = word.length >= 2 && word.length * 2 >= end - at;
    if ((isPart || end - at === word.length) && RANK.further < (ranks[row] as number)) ranks[row] = RANK.further;
  }
}

function endOfWritten(text: string, at: number, rowEnd: number): number {
  const tab = text.indexOf('\t', at);
  return tab >= 0 && tab < rowEnd ? tab : rowEnd - 1;
}

/** Lowers the rank of each row whose name is read as this pinyin in full, or a part of it. */
function markSpelled(ranks: Uint16Array, { text, starts }: Haystack, word: string): void {
  let row = 0;
  eachSpelled(text, word, (at, to) => {
    while ((starts[row + 1] as number) <= at) row++;
    const rank = rankAt(text, at, to, starts[row] as number, (starts[row + 1] as number) - 1, PINYIN);
    if (rank < (ranks[row] as number)) ranks[row] = rank;
  });
}

/** The rank of what stands from `at` to before `to` in a text from `start` to before `end`. */
function rankAt(text: string, at: number, to: number, start: number, end: number, by: Ranks): number {
  if (to === end) return at === start ? by.whole : endRank(text, at, start, by);
  if (text.charCodeAt(to) === BRACKET) return at === start ? by.word : endRank(text, at, start, by);
  return at === start ? by.prefix : by.inside;
}

function endRank(text: string, at: number, start: number, by: Ranks): number {
  return by.word < by.end && (at === start || endsPhrase(text, at, start)) ? by.word : by.end;
}

/** Whether what stands before `at` only says more of the word there: 的, 其他, or a mark. */
function endsPhrase(text: string, at: number, start: number): boolean {
  const before = text.charAt(at - 1);
  if (before === '的') return true;
  if (before === '他') return at - 2 >= start && text.charAt(at - 2) === '其';
  // Nearly all are Chinese characters, which need no expression.
  return (before < '\u4e00' || before > '\u9fff') && MARK.test(before);
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

/** The row numbers by their rank, in the order of the table inside a rank; nothing at a rank that no row has. */
function inOrder(ranks: Uint16Array): (number[] | undefined)[] {
  const buckets: (number[] | undefined)[] = [];
  for (let at = 0; at < ranks.length; at++) {
    const rank = ranks[at] as number;
    if (rank === NONE) continue;
    const bucket = buckets[rank];
    if (bucket === undefined) buckets[rank] = [at];
    else bucket.push(at);
  }
  return buckets;
}
