import { codesIn, type Field } from '../catalogue/catalogue.ts';
import type { CodeEntry } from '../catalogue/code-book.ts';
import type { Direction } from '../catalogue/row.ts';
import { type OtherCode, otherCode } from '../declaration/other-list.ts';
import { DOUBTFUL_WORDS } from './layout.ts';
import { type CodeSource, errorNote, type Note, warningNote } from './reading.ts';

/** What a cell says about a code: the code, its row when the table has it, and what is wrong. */
export interface CodeCell {
  readonly code: string;
  readonly entry?: CodeEntry;
  readonly note?: Note;
}

const SCIENTIFIC = /^\d(\.\d+)?E\+?\d+$/u;

/** A code, its name, or both (`142 中国`) → the code. A wrong one is kept as it was written. */
export function readCode(text: string, field: Field, direction: Direction, source: CodeSource): CodeCell {
  const plain = text.normalize('NFKC').trim();
  const shaped = plain.replace(/\s/gu, '').toUpperCase();
  const { book } = source;
  const table = codesIn(book, field, direction);
  if (table === undefined) return { code: shaped };
  const entry =
    byCode(shaped, table, source) ??
    byName(text.trim(), table, direction, source) ??
    byBoth(plain, table, direction, source);
  if (entry) return { code: entry.code, entry };
  const doubtful = doubtfulCode(plain, table, source);
  if (doubtful) return doubtful;
  const other = otherCode(field, direction, plain, book);
  if (other?.here) return { code: other.here.code, entry: other.here, note: readAs(other, other.here) };
  if (other) return { code: other.code, note: errorNote('code.other-list', other.told) };
  if (SCIENTIFIC.test(shaped)) return { code: shaped, note: errorNote('cell.scientific', { text: plain }) };
  const digits = /^[\d.-]+$/u.test(shaped) ? shaped.replace(/[.-]/gu, '') : shaped;
  const padded = /^\d+$/u.test(digits) ? withZeros(digits, table, field.size.max, source) : undefined;
  if (padded) return { ...padded, note: warningNote('cell.zeros', { text: plain, code: padded.code }) };
  const short = /^\d+$/u.test(digits) ? shortNote(plain, digits, table, field.size.max, source) : undefined;
  if (short) return { code: digits, note: short };
  if (!/^[0-9A-Z]+$/u.test(digits) || (book.complete(table) && /[A-Z]/u.test(digits) && !book.fits(table, digits))) {
    return { code: plain, note: nameNote(plain, table, direction, source) };
  }
  // Which of several is meant the check says, as it does of any code of today.
  if ((book.ofToday?.(table, digits).codes.length ?? 0) > 0) return { code: digits };
  return book.complete(table) ? { code: digits, note: errorNote('code.unknown', { code: digits }) } : { code: digits };
}

const readAs = ({ code, name, told }: OtherCode, here: CodeEntry): Note =>
  warningNote('code.read-as', { text: `${code} ${name}`, here: `${here.code} ${here.name}`, era: told.era });

function byCode(shaped: string, table: string, { book }: CodeSource): CodeEntry | undefined {
  return (
    book.find(table, shaped) ??
    // 8703.2341.10 is how tariffs print it.
    (/^\d[\d.-]*\d$/u.test(shaped) ? book.find(table, shaped.replace(/[.-]/gu, '')) : undefined)
  );
}

/** Some tables hold rows of both directions, and the same name in each. */
const fits = ({ extra }: CodeEntry, direction: Direction) =>
  !extra.direction || extra.direction === (direction === 'in' ? 'in' : 'out');

function alike(name: string, table: string, direction: Direction, { rowsOf }: CodeSource): readonly CodeEntry[] {
  return (rowsOf?.(table) ?? []).filter(row => folded(row.name) === folded(name) && fits(row, direction));
}

/** Names are written with wide and narrow brackets alike. */
const folded = (name: string) => name.normalize('NFKC').toUpperCase();

function byName(name: string, table: string, direction: Direction, source: CodeSource): CodeEntry | undefined {
  const entry = source.book.named(table, name) ?? source.book.named(table, name.normalize('NFKC'));
  if (entry && fits(entry, direction)) return entry;
  const rows = alike(name, table, direction, source);
  return rows.length === 1 ? rows[0] : undefined;
}

/** `142 中国`, `035千克`, `美元(USD)`: a code, of today or as trade writes it, beside its name; both must mean the same. */
function byBoth(text: string, table: string, direction: Direction, source: CodeSource): CodeEntry | undefined {
  const [, before, after] = CODE_FIRST.exec(text) ?? [];
  const [, first, behind] = CODE_LAST.exec(text) ?? [];
  const [code, name] = before === undefined ? [behind, first] : [before, after];
  if (code === undefined || name === undefined) return undefined;
  const entry = source.book.find(table, code.toUpperCase()) ?? byName(code, table, direction, source);
  if (!entry) return undefined;
  const named = folded(entry.name) === folded(name) ? entry : byName(name, table, direction, source);
  return named?.code === entry.code ? entry : undefined;
}

const CODE_FIRST = /^([0-9A-Za-z]+)(?:[\s\-:|/]+(?=\S)|(?=[\u4e00-\u9fff(]))[([]?(.+?)[)\]]?$/u;
const CODE_LAST = /^([^0-9A-Za-z].*?)[\s\-:|/]*[([]?([0-9A-Za-z]+)[)\]]?$/u;

/** A sign of two codes; an office that has it among its own words is past the doubt. */
function doubtfulCode(text: string, table: string, { book }: CodeSource): CodeCell | undefined {
  const [entry, other] = (DOUBTFUL_WORDS[table]?.[text] ?? []).map(code => book.find(table, code));
  if (!entry || !other) return undefined;
  const params = { text, code: entry.code, name: entry.name, other: `${other.code} ${other.name}` };
  return { code: entry.code, entry, note: warningNote('code.two-meanings', params) };
}

/** Spreadsheets drop the zeros before a number: 204100000 was 0204100000. */
function withZeros(digits: string, table: string, max: number, { book }: CodeSource): CodeCell | undefined {
  for (let width = digits.length + 1; width <= max; width++) {
    const code = digits.padStart(width, '0');
    const entry = book.find(table, code);
    if (entry) return { code, entry };
  }
  // A starter table may lack the code: then its form must show that a zero is missing.
  const code = `0${digits}`;
  return !book.complete(table) && !book.fits(table, digits) && book.fits(table, code) ? { code } : undefined;
}

/** `0202.3000`: a heading of the tariff in the place of one of its codes. */
function shortNote(
  text: string,
  digits: string,
  table: string,
  size: number,
  { rowsOf }: CodeSource,
): Note | undefined {
  // Of two or three digits too many codes begin so to be of help.
  if (digits.length < 4 || digits.length >= size) return undefined;
  const longer = (rowsOf?.(table) ?? []).filter(({ code }) => code.length === size && code.startsWith(digits));
  if (longer.length === 0) return undefined;
  const codes = longer.slice(0, 4).map(({ code }) => code);
  const more = longer.length > codes.length ? '…' : '';
  return errorNote('code.short', { text, count: digits.length, size, codes: `${codes.join('、')}${more}` });
}

function nameNote(name: string, table: string, direction: Direction, source: CodeSource): Note {
  const codes = alike(name, table, direction, source).map(row => row.code);
  if (codes.length > 1) return errorNote('code.ambiguous', { name, codes: codes.slice(0, 5).join('、') });
  const near = nearest(name, table, direction, source).map(row => `${row.code} ${row.name}`);
  return errorNote('code.no-name', { name, near: near.length > 0 ? `，相近的有 ${near.join('、')}` : '' });
}

/** The rows that a search finds by the word, or by as much of its beginning as finds any. */
function nearest(name: string, table: string, direction: Direction, { near }: CodeSource): readonly CodeEntry[] {
  const letters = [...name].slice(0, 20);
  for (let count = letters.length; near && count >= Math.min(2, letters.length); count--) {
    const found = near(table, letters.slice(0, count).join('')).filter(row => fits(row, direction));
    if (found.length > 0) return found.slice(0, 3);
  }
  return [];
}
