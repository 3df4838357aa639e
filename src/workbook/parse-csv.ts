import { type CsvError, parse } from 'csv-parse/sync';
import { decodeAs } from '../encoding.ts';
import { looksLikeBig5 } from './big5.ts';
import { type CellText, textCell } from './cell-text.ts';
import type { Limits } from './limits.ts';
import { Refused } from './refusal.ts';
import type { Sheet } from './sheet.ts';
import { type AddCell, SheetBuilder } from './sheet-builder.ts';
import { unmarkedUtf16 } from './unmarked-utf16.ts';

/** A text file with commas, semicolons or tabs between the values, in any encoding that Excel and WPS write in China. */
export function parseCsv(bytes: Uint8Array, limits: Limits): Sheet[] {
  const decoded = decode(bytes);
  // Excel's own way of naming the delimiter.
  const named = /^sep=(.)\r?\n/u.exec(decoded)?.[1];
  const text = named ? `\n${decoded.slice(decoded.indexOf('\n') + 1)}` : decoded;
  const rows = records(text, named ?? delimiterOf(text), limits);
  return [new SheetBuilder(limits).sheet('CSV', add => addCells(rows, add))];
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeAs('utf-16le', bytes) ?? refuse();
  if (first === 0xfe && second === 0xff) return decodeAs('utf-16be', bytes) ?? refuse();
  const unmarked = unmarkedUtf16(bytes);
  if (unmarked !== undefined) return decodeAs(unmarked, bytes) ?? refuse();
  const unicode = decodeAs('utf-8', bytes);
  if (unicode !== undefined) return unicode;
  if (looksLikeBig5(bytes) && decodeAs('big5', bytes) !== undefined) throw new Refused('workbook.big5');
  return decodeAs('gb18030', bytes) ?? refuse();
}

function refuse(): never {
  throw new Refused('workbook.encoding');
}

/** The delimiter that the first line with any has most of, outside quotes. */
function delimiterOf(text: string): string {
  for (const line of text.slice(0, 100_000).split('\n')) {
    const bare = line.replace(/"[^"]*"/gu, '');
    const counts = [',', '\t', ';'].map(mark => ({ mark, count: bare.split(mark).length - 1 }));
    const best = counts.reduce((a, b) => (b.count > a.count ? b : a));
    if (best.count > 0) return best.mark;
  }
  return ',';
}

function records(text: string, delimiter: string, limits: Limits): string[][] {
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      // One row too many shows that there are too many.
      to: limits.rows + 1,
    });
  } catch (error) {
    const { lines } = error as CsvError & { lines?: number };
    throw lines === undefined ? error : new Refused('workbook.broken-line', { line: lines });
  }
}

function addCells(rows: readonly (readonly string[])[], add: AddCell): void {
  for (const [row, cells] of rows.entries()) {
    for (const [column, raw] of cells.entries()) if (raw !== '') add(row, column, csvCell(raw));
  }
}

/** What an apostrophe stands before that only says that it is text: what could run, and numbers with their zeros, dates and codes. */
const MARKED = /^'(?:[=+\-@]|'*\d[^'\s]*(?:\s[\d:.]+)*$)/u;

/** `="0204"` and `'0204` are how people keep zeros in a CSV; `'=x` is how exports keep formulas from running. Nothing else that begins with = has a value. */
function csvCell(raw: string): CellText {
  const kept = /^="([^"]*)"$/u.exec(raw)?.[1];
  if (kept !== undefined) return textCell(kept);
  if (MARKED.test(raw)) return textCell(raw.slice(1));
  return raw.startsWith('=') ? { text: '', fault: { code: 'cell.formula', level: 'error' } } : textCell(raw);
}
