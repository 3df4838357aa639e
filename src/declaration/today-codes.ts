import { codesIn, type Field, fieldsOf, HEAD_SECTIONS, SECTIONS } from '../catalogue/catalogue.ts';
import type { CodeBook, CodeEntry } from '../catalogue/code-book.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Direction } from '../catalogue/row.ts';
import { type OtherCode, otherCode } from './other-list.ts';
import type { Row } from './path.ts';

/** Told of each code that was read as that of another list. */
type Say = (path: string, other: OtherCode, here: CodeEntry) => void;

interface Source {
  readonly direction: Direction;
  readonly book: CodeBook;
  readonly say: Say;
}

/**
 * A declaration from outside with codes of the forms since 2018 read as those of e-CIQ, which documents hold. Where several could be
 * meant the code stays: the check names them.
 */
export function withEciqCodes(document: Declaration, book: CodeBook, say: Say = () => {}): Declaration {
  const source = { direction: document.direction, book, say };
  const head = readRow(document as unknown as Row, HEAD_SECTIONS.flatMap(fieldsOf), '', source);
  const lists = Object.values(SECTIONS).flatMap(({ rows: list }, at) => {
    const rows = list && (document as unknown as Row)[list];
    if (!list || !Array.isArray(rows)) return [];
    const fields = fieldsOf(Object.keys(SECTIONS)[at] as keyof typeof SECTIONS);
    return [[list, rows.map((row: Row, index: number) => readRow(row, fields, `${list}[${index}].`, source))] as const];
  });
  return { ...head, ...Object.fromEntries(lists) } as unknown as Declaration;
}

function readRow(row: Row, fields: readonly Field[], at: string, source: Source): Row {
  const { direction, book } = source;
  const read = fields.flatMap((field): [string, unknown][] => {
    const value = row[field.name];
    if (value === undefined || field.extras.at) return [];
    if (field.kind === 'rows')
      return Array.isArray(value)
        ? [
            [
              field.name,
              value.map((child: Row, index) => readRow(child, field.children, `${at}${field.name}[${index}].`, source)),
            ],
          ]
        : [];
    if (field.kind === 'group')
      return typeof value === 'object' && value !== null
        ? [[field.name, readRow(value as Row, field.children, `${at}${field.name}.`, source)]]
        : [];
    const table = codesIn(book, field, direction);
    if (table === undefined) return [];
    const one = (code: unknown) =>
      typeof code === 'string' ? (listed(code, field, at, source) ?? eciqCode(code, table, book)) : code;
    return [[field.name, Array.isArray(value) ? value.map(one) : one(value)]];
  });
  return { ...row, ...Object.fromEntries(read) };
}

/** The code of our list for one of the list since 2018 that says the same; who reads is told. */
function listed(text: string, field: Field, at: string, { direction, book, say }: Source): string | undefined {
  const other = text === '' ? undefined : otherCode(field, direction, text, book);
  if (!other?.here) return undefined;
  say(`${at}${field.name}`, other, other.here);
  return other.here.code;
}

/** A code that e-CIQ has is its own, whatever it is called today. */
function eciqCode(code: string, table: string, book: CodeBook): string {
  return code === '' || book.find(table, code) ? code : (book.ofToday?.(table, code).preferred ?? code);
}
