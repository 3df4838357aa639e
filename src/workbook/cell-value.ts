import { codesIn, type Field, isScalar, sizeOf } from '../catalogue/catalogue.ts';
import type { CodeEntry } from '../catalogue/code-book.ts';
import type { Direction } from '../catalogue/row.ts';
import { isDate } from '../kinds/date.ts';
import { kindOf } from '../kinds/index.ts';
import type { Size } from '../kinds/kind.ts';
import { rounded } from '../kinds/number.ts';
import { type CodeCell, readCode } from './code-cell.ts';
import { LIST_CELLS, type ListCell } from './layout.ts';
import { type CodeSource, errorNote, type Note, warningNote } from './reading.ts';

/** The value that a cell gives a field, in the shape of the field's kind; a wrong one is kept where its shape allows. */
export interface CellValue {
  readonly value: unknown;
  readonly notes: readonly Note[];
}

/** How a cell can be read into a field: every single value, and the lists of LIST_CELLS. */
export function readValue(raw: string, field: Field, direction: Direction, source: CodeSource): CellValue {
  const text = field.kind === 'text' ? raw : raw.replace(/^['‘’＇](?=[\d.])/u, '');
  const list = LIST_CELLS[field.id];
  if (list) return readList(text, field, list, direction, source);
  if (!isScalar(field)) return { value: undefined, notes: [] };
  const size = sizeOf(field, direction);
  const kind = kindOf(field.kind);
  switch (field.kind) {
    case 'code': {
      const { code, note } = readCode(text, field, direction, source);
      return judged(code, note ? [note] : [], kind, size);
    }
    case 'codes': {
      const cells = tokensOf(text, field, direction, source).map(token => readCode(token, field, direction, source));
      const codes = [...new Set(cells.map(cell => cell.code))];
      const notes = cells.flatMap(cell => cell.note ?? []);
      return codes.length === 0 ? { value: undefined, notes } : judged(codes, notes, kind, size);
    }
    case 'integer':
    case 'decimal': {
      if (PERCENT.test(text)) return { value: undefined, notes: [errorNote('cell.percent', { text })] };
      const number = plainNumber(text);
      const plain = unscientific(number);
      return plain === number
        ? withDigits(parsed(number, kind, size), text, size)
        : { ...parsed(plain, kind, size), notes: [warningNote('cell.rounded', { text: plain })] };
    }
    case 'date': {
      const behind = dayBehind(text);
      if (behind) return behind;
      const day = dayOfSerial(text.replace(/\.0+$/u, ''));
      return day === undefined
        ? parsed(/^\d{8}\.0+$/u.test(text) ? text.slice(0, 8) : text, kind, size)
        : { ...parsed(day, kind, size), notes: [warningNote('cell.serial', { text, day })] };
    }
    case 'flags':
      // Which zeros are missing, those before or those behind, nobody can tell.
      return text.length < size.max
        ? { value: text, notes: [errorNote('flags.form', { max: size.max })] }
        : parsed(text, kind, size);
    default: {
      const value = parsed(text, kind, size);
      const lost = /^\d(\.\d+)?E\+\d+$/iu.test(text);
      return lost ? { ...value, notes: [...value.notes, errorNote('cell.scientific', { text })] } : value;
    }
  }
}

const DAY_BEHIND = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[T\s].*)?$/u;

/** `31/12/2025`: a day the year of which stands last. Where day and month could be either, nobody but the sender knows. */
function dayBehind(text: string): CellValue | undefined {
  const [, one = '', , other = '', year = ''] = DAY_BEHIND.exec(text.normalize('NFKC').trim()) ?? [];
  if (year === '') return undefined;
  const day = (month: string, of: string) => `${year}-${month.padStart(2, '0')}-${of.padStart(2, '0')}`;
  const [first, second] = [day(other, one), day(one, other)].filter(isDate);
  if (first === undefined) return undefined;
  if (second !== undefined && second !== first) {
    return { value: text, notes: [errorNote('cell.day-or-month', { text, first, second })] };
  }
  return { value: first, notes: [warningNote('cell.day-behind', { text, day: first })] };
}

/** What a formula left: people see a short number in the sheet and cannot know what is wrong with it. */
function withDigits(cell: CellValue, text: string, size: Size): CellValue {
  const { value } = cell;
  if (cell.notes.length === 0) return cell;
  const notes = cell.notes.map(note => {
    const digits = typeof value === 'string' && note.code === 'number.scale' ? (value.split('.')[1] ?? '') : '';
    const scale = size.scale ?? 0;
    const params = { text, digits: digits.length, scale, rounded: digits && rounded(value as string, scale) };
    return digits.length > SEEN ? errorNote('cell.decimals', params) : note;
  });
  return { value, notes };
}

function judged(value: string | string[], notes: Note[], kind: AnyKind, size: Size): CellValue {
  const fault = notes.length === 0 ? kind.fault(value, size) : undefined;
  return { value, notes: fault ? [errorNote(fault.code, fault.params)] : notes };
}

function parsed(cell: string, kind: AnyKind, size: Size): CellValue {
  const { value, fault } = kind.parse(cell, size);
  if (!fault) return { value, notes: [] };
  return { value: kind.is(cell) ? cell : undefined, notes: [errorNote(fault.code, fault.params)] };
}

type AnyKind = ReturnType<typeof kindOf>;

const PERCENT = /^[-+]?[\d.,\s]+[%％‰]$/u;

/** `1'200.50` is how the Swiss and their programs divide thousands, `(5)` how accountants write less than nothing. */
function plainNumber(text: string): string {
  const plain = text.replace(/(?<=\d)['’＇](?=\d{3}(?!\d))/gu, '');
  const [, inside] = /^[(（]\s*([\d.,\s]*\d)\s*[)）]$/u.exec(plain) ?? [];
  return inside === undefined ? plain : `-${inside}`;
}

/** More decimals than Excel shows by itself in a column of usual width. */
const SEEN = 8;

/** Excel counts days from the last of 1899; so many are a day of 2000 to 2099 that has lost its format. */
function dayOfSerial(text: string): string | undefined {
  const days = /^\d{5}$/u.test(text) ? Number(text) : 0;
  if (days < 36_526 || days > 73_050) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Spreadsheets write 1.5E+3 into CSV files. */
function unscientific(text: string): string {
  return /^\d(\.\d+)?E[+-]\d{1,2}$/iu.test(text) ? Number(text).toLocaleString('en', PLAIN) : text;
}
const PLAIN = { useGrouping: false, maximumFractionDigits: 20 } as const;

/** A plain number, with a word behind it or without: nearly all that there is. */
const SIMPLE = /^(\d+(?:\.\d+)?)([A-Za-z\u4e00-\u9fff]*)$/u;

/** `23.235千克`, `USD 12.5` → number and unit; undefined when there is no number with one word beside it. */
export function splitUnit(text: string): { readonly number: string; readonly unit: string } | undefined {
  const [simple, digits = '', word = ''] = SIMPLE.exec(text) ?? [];
  if (simple !== undefined) return word ? { number: digits, unit: word } : undefined;
  if (PERCENT.test(text.trim())) return undefined;
  const plain = plainNumber(text).normalize('NFKC').trim();
  if (/^\d(\.\d+)?E[+-]?\d+$/iu.test(plain)) return undefined;
  const [, before = '', number = '', after = ''] =
    /^([^\d.,+\-\s]*)\s*([-+]?(?:\d[\d,]*(?:\.\d*)?|\.\d+))\s*([^\d.,+\-\s].*)?$/u.exec(plain) ?? [];
  return number && !before !== !after ? { number, unit: before || after.trim() } : undefined;
}

/** `USD98.00/箱`, `98元 per kg` → the price and what it is for; undefined without that. */
export function splitPer(text: string): { readonly price: string; readonly per: string } | undefined {
  const [, price = '', stroke = '', word = ''] =
    /^(.*\d[^/]*)(?:\/\s*(\p{L}[^/\d]*)|\s(?:per|每)\s*(\p{L}[^/\d]*))$/iu.exec(text.normalize('NFKC').trim()) ?? [];
  const per = (stroke || word).trim();
  return per ? { price: price.trim(), per } : undefined;
}

/** A name may hold a separator itself, so the whole is tried before its parts, and blanks divide last. */
function tokensOf(text: string, field: Field, direction: Direction, source: CodeSource): string[] {
  if (readCode(text, field, direction, source).entry) return [text];
  const parts = text.split(/[,，;；\n]+/u).map(part => part.trim());
  return parts
    .filter(Boolean)
    .flatMap(part =>
      readCode(part, field, direction, source).entry ? [part] : part.split(/[、\s]+/u).filter(Boolean),
    );
}

function readList(text: string, field: Field, list: ListCell, direction: Direction, source: CodeSource): CellValue {
  const codeField = field.children.find(child => child.name === list.code) as Field;
  const rows = new Map<string, Record<string, string>>();
  const notes: Note[] = [];
  const numbered = list.number ? /^([^:：]+)[:：]\s*(.+)$/u : undefined;
  const pieces = text.split(/[,，;；\n]+/u).flatMap(piece => {
    const [, head = piece, number] = numbered?.exec(piece.trim()) ?? [];
    const tokens = tokensOf(head.trim(), codeField, direction, source);
    return tokens.map(token => ({ token, number: tokens.length === 1 ? number : undefined }));
  });
  for (const { token, number } of pieces) {
    for (const { code, entry, note } of readShortcuts(token, codeField, direction, source)) {
      if (note) notes.push(note);
      rows.set(code, {
        [list.code]: code,
        ...(list.name && entry && { [list.name]: entry.name }),
        ...(list.number && number && { [list.number]: number }),
        ...extraOf(list, entry),
      });
    }
  }
  return { value: rows.size > 0 ? [...rows.values()] : undefined, notes };
}

const extraOf = (list: ListCell, entry: CodeEntry | undefined) =>
  Object.fromEntries((list.extra ?? []).flatMap(name => (entry?.extra[name] ? [[name, entry.extra[name]]] : [])));

/** `123` in a table with shortcut characters are three codes, unless it is a code or name itself. */
function readShortcuts(text: string, field: Field, direction: Direction, source: CodeSource): CodeCell[] {
  const cell = readCode(text, field, direction, source);
  const table = codesIn(source.book, field, direction);
  if (cell.entry || table === undefined) return [cell];
  const side = direction === 'in' ? 'in' : 'out';
  const rows = (source.rowsOf?.(table) ?? []).filter(row => !row.extra.direction || row.extra.direction === side);
  const entries = [...text.normalize('NFKC').toUpperCase()].map(character =>
    rows.find(row => row.extra.shortcut === character),
  );
  return entries.every(entry => entry !== undefined) ? entries.map(entry => ({ code: entry.code, entry })) : [cell];
}
