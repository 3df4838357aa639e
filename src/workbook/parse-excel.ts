import { strFromU8, unzipSync } from 'fflate';
import type { CellObject, ParsingOptions, WorkBook, WorkSheet } from 'xlsx';
import { cleanLine } from '../text.ts';
import { excelCell } from './cell-text.ts';
import type { Limits } from './limits.ts';
import { readInChinese } from './old-chinese.ts';
import { type RefusalCode, Refused } from './refusal.ts';
import type { MergedCell, Sheet } from './sheet.ts';
import { type AddCell, SheetBuilder } from './sheet-builder.ts';
import { withFills } from './with-fills.ts';

// Drawings, macros, links to other files and the like hold no cells; what is not unpacked can do no harm.
const PART = /\.(xml|rels)$/iu;
const NO_CELLS =
  /(^|\/)(externalLinks|media|drawings|charts|chartsheets|embeddings|pivotCache|pivotTables|customXml|activeX|ctrlProps|queryTables|docProps|threadedComments)\//iu;

const MB = 1024 * 1024;

/** A zip of XML parts. Sizes are judged by the directory before anything is unpacked, and nothing is unpacked beyond its declared size. */
export async function parseXlsx(bytes: Uint8Array, limits: Limits): Promise<Sheet[]> {
  const parts = unpack(bytes, limits);
  const names = Object.keys(parts);
  if (!names.some(name => /(^|\/)workbook\d*\.xml$/iu.test(name))) throw new Refused(otherOffice(names));
  // A stream longer or shorter than declared leaves a part without its end.
  for (const name of names) {
    const part = parts[name] as Uint8Array;
    if (!strFromU8(part.subarray(-64)).trimEnd().endsWith('>')) throw new Refused('workbook.broken');
  }
  return sheetsOf(({ parse_zip }) => parse_zip(containerOf(withFills(parts)), { ...OPTIONS }), limits);
}

/** What a zip of XML parts is that is no workbook. */
function otherOffice(names: readonly string[]): RefusalCode {
  if (names.includes('word/document.xml')) return 'workbook.word';
  return names.includes('ppt/presentation.xml') ? 'workbook.slides' : 'workbook.kind';
}

function unpack(bytes: Uint8Array, limits: Limits): Record<string, Uint8Array> {
  try {
    takeCensus(bytes, limits);
    return unzipSync(bytes, { filter: part => PART.test(part.name) && !NO_CELLS.test(part.name) });
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('workbook.broken');
  }
}

/** The names of all parts, by the directory alone. Throws Refused where there is more of them than anybody needs. */
export function takeCensus(bytes: Uint8Array, limits: Limits): readonly string[] {
  const names: string[] = [];
  let size = 0;
  unzipSync(bytes, {
    filter: part => {
      names.push(part.name);
      size += part.originalSize;
      return false;
    },
  });
  if (names.length > limits.parts) {
    throw new Refused('workbook.too-many-parts', { count: names.length, max: limits.parts });
  }
  const [mb, max] = [Math.ceil(size / MB), Math.floor(limits.unpackedBytes / MB)];
  if (size > limits.unpackedBytes) throw new Refused('workbook.unpacked', { size: mb, max });
  return names;
}

/** Names of streams as compound files write them: an xlsx with a password has one of its own, and so has each program but Excel. */
const STREAMS: readonly (readonly [Buffer, RefusalCode])[] = [
  [Buffer.from('EncryptedPackage', 'utf16le'), 'workbook.encrypted'],
  [Buffer.from('PowerPoint Document', 'utf16le'), 'workbook.slides'],
  [Buffer.from('WordDocument', 'utf16le'), 'workbook.word'],
];
/** A workbook may hold a Word document as an object, with its streams. */
const WORKBOOK = ['Workbook', 'Book'].map(name => Buffer.from(`${name}\u0000`, 'utf16le'));

/** The compound file of Excel 97-2003, and of encrypted workbooks. */
export async function parseXls(bytes: Uint8Array, limits: Limits): Promise<Sheet[]> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const isWorkbook = WORKBOOK.some(name => file.includes(name));
  const other = STREAMS.find(([name, code]) => (code === 'workbook.encrypted' || !isWorkbook) && file.includes(name));
  if (other) throw new Refused(other[1]);
  return sheetsOf(({ read }) => read(bytes, { ...OPTIONS }), limits, readInChinese);
}

/** What the parser makes of an unpacked zip; exported, and missing in its types. */
type Parser = typeof import('xlsx') & {
  parse_zip(container: ReturnType<typeof containerOf>, options: ParsingOptions): WorkBook;
};

/** Parts as the parser holds those of a zip that it has unpacked itself: packed again each byte would be summed up twice. */
function containerOf(parts: Readonly<Record<string, Uint8Array>>) {
  const entries = Object.entries(parts).map(([name, part]) => ({
    path: `Root Entry/${name}`,
    file: { name, type: 2, size: part.length, content: Buffer.from(part.buffer, part.byteOffset, part.length) },
  }));
  return { FullPaths: entries.map(({ path }) => path), FileIndex: entries.map(({ file }) => file) };
}

const OPTIONS = {
  type: 'array',
  dense: true,
  cellDates: true,
  UTC: true,
  cellNF: true,
  sheetStubs: true,
  // Which rows are hidden is told with the styles, and only with them.
  cellStyles: true,
  cellHTML: false,
  bookVBA: false,
} as const satisfies ParsingOptions;

async function sheetsOf(
  parse: (parser: Parser) => WorkBook,
  limits: Limits,
  mend?: (book: WorkBook) => void,
): Promise<Sheet[]> {
  const parser = (await import('xlsx')) as unknown as Parser;
  // Excel 95 and older keep Chinese in code page 936.
  parser.set_cptable(await import('xlsx/dist/cpexcel.full.mjs'));
  let book: WorkBook;
  try {
    book = parse(parser);
  } catch (error) {
    const encrypted = /password|encrypt/iu.test(error instanceof Error ? error.message : '');
    throw new Refused(encrypted ? 'workbook.encrypted' : 'workbook.broken');
  }
  const { SheetNames: names } = book;
  if (names.length > limits.sheets) {
    throw new Refused('workbook.too-many-sheets', { count: names.length, max: limits.sheets });
  }
  mend?.(book);
  const builder = new SheetBuilder(limits);
  return names.map((name, index) => {
    const cells = book.Sheets[name];
    const sheet = builder.sheet(cleanLine(name), add => addCells(cells?.['!data'] ?? [], add));
    const hidden = book.Workbook?.Sheets?.[index]?.Hidden ? [...sheet.rows.keys()] : hiddenRows(cells, sheet);
    const merged = mergedCells(cells, sheet, limits);
    const hiddenColumns = columnsHidden(cells, sheet);
    return {
      ...sheet,
      ...(hidden.length > 0 && { hidden }),
      ...(hiddenColumns.length > 0 && { hiddenColumns }),
      ...(merged.length > 0 && { merged }),
    };
  });
}

function hiddenRows(cells: WorkSheet | undefined, { rows }: Sheet): number[] {
  const facts = cells?.['!rows'] ?? [];
  return [...rows.keys()].filter(row => (rows[row] as readonly string[]).length > 0 && facts[row]?.hidden);
}

/** A column without any width is not seen either. */
function columnsHidden(cells: WorkSheet | undefined, { rows }: Sheet): number[] {
  const facts = cells?.['!cols'] ?? [];
  const width = rows.reduce((most, { length }) => Math.max(most, length), 0);
  return [...Array(Math.min(width, facts.length)).keys()].filter(
    at => (facts[at]?.hidden || facts[at]?.width === 0) && rows.some(row => row[at]),
  );
}

/** Those with something in them; a merge over one row only makes room for a long text. */
function mergedCells(cells: WorkSheet | undefined, { rows }: Sheet, limits: Limits): MergedCell[] {
  const merged = (cells?.['!merges'] ?? []).flatMap(({ s, e }): MergedCell[] => {
    const last = Math.min(e.r, rows.length - 1);
    return last > s.r && rows[s.r]?.[s.c] ? [{ row: s.r, column: s.c, last }] : [];
  });
  // Merges may lie upon one another as often as somebody likes.
  const covered = merged.reduce((sum, { row, last }) => sum + last - row, 0);
  if (covered > limits.cells) throw new Refused('workbook.too-many-cells', { max: limits.cells });
  return merged;
}

/** Walks what is there: a sheet of one cell in column ZZZZZ is a list with a hole of twelve million. */
function addCells(rows: readonly (readonly (CellObject | undefined)[] | undefined)[], add: AddCell): void {
  for (const row of placesOf(rows)) {
    const cells = rows[row] ?? [];
    for (const column of placesOf(cells)) {
      const cell = cells[column];
      if (cell && (cell.t !== 'z' || cell.f !== undefined)) add(row, column, excelCell(cell));
    }
  }
}

const placesOf = (list: readonly unknown[]): Iterable<number> =>
  list.length <= SHORT ? list.keys() : Object.keys(list).map(Number);

/** Counting through a list is quicker than asking what is in it, unless most of it is nothing. */
const SHORT = 500;
