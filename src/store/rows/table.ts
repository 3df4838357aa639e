import { Bug } from '../../errors.ts';
import { rowsHolding, rowsWithPieces } from './pieces.ts';

/**
 * How one column of a table lies in its bytes.
 *
 * `words`: each different value once, as JSON, and a number of 1, 2 or 4 bytes a row. `text`: all values in one piece and where each begins.
 * `json`: as text, but each value is JSON and an empty one is absent. Nothing is decoded until somebody asks for it:
 * reading 200,000 rows as JSON takes two seconds, reading these bytes a tenth of one.
 */
interface ColumnPlan {
  name: string;
  as: 'words' | 'text' | 'json';
  /** Offsets from the first byte behind the header. */
  start: number;
  /** Where the numbers end and the words or the text begin. */
  body: number;
  end: number;
  /** Bytes of a number of `words`. */
  width?: 1 | 2 | 4;
  /** The text has ASCII characters only. */
  ascii?: boolean;
}

interface TableHeader {
  rows: number;
  columns: ColumnPlan[];
}

type Cell = unknown;

interface Column {
  name: string;
  cell(row: number): Cell;
  reader(): Reader;
  all(): readonly Cell[];
  /** Rows whose text has one of the pieces. */
  holding(pieces: ReadonlySet<string>): readonly number[];
}

/** The value of a row in one column. */
type Reader = (row: number) => Cell;

/** Rows of plain values kept by columns in one piece of memory; the form of the index on the disk. */
export class Table {
  readonly length: number;
  readonly #columns: readonly Column[];
  readonly #byName: ReadonlyMap<string, Column>;

  /** `bytes` as `encodeTable` made them; a `RangeError` or `SyntaxError` when they are not. */
  constructor(bytes: Buffer) {
    if (bytes.length === 0) {
      this.length = 0;
      this.#columns = [];
      this.#byName = new Map();
      return;
    }
    const headerEnd = bytes.indexOf(10);
    if (headerEnd < 0) throw new RangeError('The table has no header');
    const header = JSON.parse(bytes.toString('utf8', 0, headerEnd)) as TableHeader;
    const body = bytes.subarray(headerEnd + 1);
    if (body.length !== (header.columns.at(-1)?.end ?? 0)) throw new RangeError('The table is cut off');
    this.length = header.rows;
    this.#columns = header.columns.map(plan => openColumn(plan, header.rows, body));
    this.#byName = new Map(this.#columns.map(column => [column.name, column]));
  }

  get names(): readonly string[] {
    return this.#columns.map(column => column.name);
  }

  cell(name: string, row: number): Cell {
    return this.#byName.get(name)?.cell(row);
  }

  row(row: number): Record<string, Cell> {
    const values: Record<string, Cell> = {};
    for (const column of this.#columns) {
      const value = column.cell(row);
      if (value !== undefined) values[column.name] = value;
    }
    return values;
  }

  /** For going through a column row by row: 200,000 texts are kept as one piece of text instead of an array of strings. */
  reader(name: string): Reader {
    return this.#byName.get(name)?.reader() ?? (() => undefined);
  }

  /** Rows whose text in a column, pieces of one length after each other, has one of these pieces; in order. */
  holding(name: string, pieces: ReadonlySet<string>): readonly number[] {
    return this.#byName.get(name)?.holding(pieces) ?? [];
  }

  /** A whole column, decoded once; undefined where a row lacks it. */
  column(name: string): readonly Cell[] {
    return this.#byName.get(name)?.all() ?? new Array<Cell>(this.length).fill(undefined);
  }
}

/** The bytes of a table whose columns are `names`; `valuesOf` gives one value a row. */
export function encodeTable(
  rows: number,
  names: readonly string[],
  valuesOf: (name: string) => readonly Cell[],
): Buffer {
  const pieces: Buffer[] = [];
  const columns: ColumnPlan[] = [];
  let at = 0;
  for (const name of names) {
    const column = encodeColumn(valuesOf(name));
    columns.push({
      name,
      ...column.how,
      start: at,
      body: at + column.numbers.length,
      end: at + column.numbers.length + column.body.length,
    });
    pieces.push(column.numbers, column.body);
    at = columns.at(-1)?.end ?? at;
  }
  const header: TableHeader = { rows, columns };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...pieces]);
}

interface EncodedColumn {
  how: Pick<ColumnPlan, 'as' | 'width' | 'ascii'>;
  numbers: Buffer;
  body: Buffer;
}

// A column whose values mostly differ is smaller as text.
const WORDS_PER_ROW = 0.25;

function encodeColumn(values: readonly Cell[]): EncodedColumn {
  const words = collectWords(values);
  if (words !== undefined) return encodeWords(values, words);
  const plain = values.every(value => typeof value === 'string');
  const texts = plain
    ? (values as readonly string[])
    : values.map(value => (value === undefined ? '' : JSON.stringify(value)));
  return encodeText(texts, plain ? 'text' : 'json');
}

function collectWords(values: readonly Cell[]): Map<Cell, number> | undefined {
  const limit = Math.max(256, values.length * WORDS_PER_ROW);
  const words = new Map<Cell, number>();
  for (const value of values) {
    if (typeof value === 'object' && value !== null) return undefined;
    if (words.has(value)) continue;
    if (words.size >= limit) return undefined;
    words.set(value, words.size);
  }
  return words;
}

function encodeWords(values: readonly Cell[], words: ReadonlyMap<Cell, number>): EncodedColumn {
  const width = words.size <= 0x100 ? 1 : words.size <= 0x10000 ? 2 : 4;
  const numbers = Buffer.alloc(values.length * width);
  values.forEach((value, row) => {
    const word = words.get(value);
    if (word === undefined) throw new Bug('A value of the column is not among its words');
    numbers.writeUIntLE(word, row * width, width);
  });
  // Each word in its own array, so that an absent value can be told from null.
  const body = JSON.stringify([...words.keys()].map(word => (word === undefined ? [] : [word])));
  return { how: { as: 'words', width }, numbers, body: Buffer.from(body) };
}

function encodeText(texts: readonly string[], as: 'text' | 'json'): EncodedColumn {
  const body = Buffer.from(texts.join(''));
  const numbers = Buffer.alloc((texts.length + 1) * 4);
  let at = 0;
  let characters = 0;
  texts.forEach((text, row) => {
    at += Buffer.byteLength(text);
    characters += text.length;
    numbers.writeUInt32LE(at, (row + 1) * 4);
  });
  return { how: { as, ascii: characters === at }, numbers, body };
}

function openColumn(plan: ColumnPlan, rows: number, bytes: Buffer): Column {
  const numbers = bytes.subarray(plan.start, plan.body);
  const body = bytes.subarray(plan.body, plan.end);
  return plan.as === 'words' ? wordColumn(plan, rows, numbers, body) : textColumn(plan, rows, numbers, body);
}

function wordColumn(plan: ColumnPlan, rows: number, numbers: Buffer, body: Buffer): Column {
  const width = plan.width ?? 1;
  let words: readonly Cell[] | undefined;
  const cell = (row: number): Cell => {
    words ??= (JSON.parse(body.toString('utf8')) as readonly (readonly [Cell?])[]).map(([word]) => word);
    return words[width === 1 ? (numbers[row] ?? 0) : numbers.readUIntLE(row * width, width)];
  };
  const holding = (pieces: ReadonlySet<string>): readonly number[] => rowsHolding(rows, cell, pieces);
  return { name: plan.name, cell, reader: () => cell, all: once(rows, cell), holding };
}

function textColumn(plan: ColumnPlan, rows: number, numbers: Buffer, body: Buffer): Column {
  const decode = plan.as === 'json' ? (text: string): Cell => (text === '' ? undefined : JSON.parse(text)) : undefined;
  const encoding = plan.ascii ? 'latin1' : 'utf8';
  const textAt = (row: number): string => {
    const from = numbers.readUInt32LE(row * 4);
    const to = numbers.readUInt32LE(row * 4 + 4);
    return body.toString(encoding, from, to);
  };
  const cell = (row: number): Cell => (decode === undefined ? textAt(row) : decode(textAt(row)));
  let whole: ReturnType<typeof wholeText> | undefined;
  const reader = (): Reader => {
    whole ??= wholeText(plan, rows, numbers, body);
    const { text, ends } = whole;
    return row => {
      const piece = text.substring(row === 0 ? 0 : (ends[row - 1] ?? 0), ends[row] ?? 0);
      return decode === undefined ? piece : decode(piece);
    };
  };
  // The strings of an array are decoded one by one: pieces of the whole text would keep all of it in memory.
  const holding = (pieces: ReadonlySet<string>): readonly number[] =>
    plan.ascii && decode === undefined
      ? rowsWithPieces(body, row => numbers.readUInt32LE(row * 4 + 4), rows, pieces)
      : rowsHolding(rows, cell, pieces);
  return { name: plan.name, cell, reader, all: once(rows, cell), holding };
}

/** All values in one piece of text, and where each ends in it. */
function wholeText(
  plan: ColumnPlan,
  rows: number,
  numbers: Buffer,
  body: Buffer,
): { readonly text: string; readonly ends: Uint32Array } {
  const ends = new Uint32Array(rows);
  for (let row = 0; row < rows; row += 1) ends[row] = numbers.readUInt32LE(row * 4 + 4);
  if (plan.ascii) return { text: body.toString('latin1'), ends };
  // From offsets in UTF-8 to offsets in UTF-16: bytes that continue a character do not count, and the first of four counts twice.
  let length = 0;
  for (let row = 0, at = 0; row < rows; row += 1) {
    for (const end = ends[row] ?? 0; at < end; at += 1) {
      const byte = body[at] ?? 0;
      if (byte < 0x80 || byte >= 0xc0) length += byte >= 0xf0 ? 2 : 1;
    }
    ends[row] = length;
  }
  return { text: body.toString('utf8'), ends };
}

function once(rows: number, cell: Reader): () => readonly Cell[] {
  let all: readonly Cell[] | undefined;
  return () => {
    if (all === undefined) {
      const values = new Array<Cell>(rows);
      for (let row = 0; row < rows; row += 1) values[row] = cell(row);
      all = values;
    }
    return all;
  };
}
