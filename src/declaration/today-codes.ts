import { codesOf, type Field, fieldsOf, HEAD_SECTIONS, SECTIONS } from '../catalogue/catalogue.ts';
import type { CodeBook } from '../catalogue/code-book.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Direction } from '../catalogue/row.ts';
import type { Row } from './path.ts';

/**
 * A declaration from outside with codes of the forms since 2018 read as those of e-CIQ, which documents hold. Where several could be
 * meant the code stays: the check names them.
 */
export function withEciqCodes(document: Declaration, book: CodeBook): Declaration {
  const { direction } = document;
  const head = readRow(document as unknown as Row, HEAD_SECTIONS.flatMap(fieldsOf), direction, book);
  const lists = Object.values(SECTIONS).flatMap(({ rows: list }, at) => {
    const rows = list && (document as unknown as Row)[list];
    if (!list || !Array.isArray(rows)) return [];
    const fields = fieldsOf(Object.keys(SECTIONS)[at] as keyof typeof SECTIONS);
    return [[list, rows.map((row: Row) => readRow(row, fields, direction, book))] as const];
  });
  return { ...head, ...Object.fromEntries(lists) } as unknown as Declaration;
}

function readRow(row: Row, fields: readonly Field[], direction: Direction, book: CodeBook): Row {
  const read = fields.flatMap((field): [string, unknown][] => {
    const value = row[field.name];
    if (value === undefined || field.extras.at) return [];
    if (field.kind === 'rows')
      return Array.isArray(value)
        ? [[field.name, value.map((child: Row) => readRow(child, field.children, direction, book))]]
        : [];
    if (field.kind === 'group')
      return typeof value === 'object' && value !== null
        ? [[field.name, readRow(value as Row, field.children, direction, book)]]
        : [];
    const table = codesOf(field, direction);
    if (table === undefined) return [];
    const one = (code: unknown) => (typeof code === 'string' ? eciqCode(code, table, book) : code);
    return [[field.name, Array.isArray(value) ? value.map(one) : one(value)]];
  });
  return { ...row, ...Object.fromEntries(read) };
}

/** A code that e-CIQ has is its own, whatever it is called today. */
function eciqCode(code: string, table: string, book: CodeBook): string {
  return code === '' || book.find(table, code) ? code : (book.ofToday?.(table, code).preferred ?? code);
}
