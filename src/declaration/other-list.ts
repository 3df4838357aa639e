import { codesOf, type Field } from '../catalogue/catalogue.ts';
import type { CodeBook, CodeEntry } from '../catalogue/code-book.ts';
import { DIALECT, type Dialect } from '../catalogue/dialect.ts';
import type { Direction } from '../catalogue/row.ts';

/** A code of the list that the forms since 2018 have, and the row of ours that says the same; without one there is none. */
export interface OtherCode {
  readonly code: string;
  readonly name: string;
  readonly here: CodeEntry | undefined;
}

const BOTH = /^(\d+)[\s\-:|/]*(\p{L}.*)$/u;
const folded = (name: string) => name.normalize('NFKC').replace(/\s/gu, '').toUpperCase();

/**
 * What a text is in the list of 2018 that stands for nothing in ours: a code that ours has not, a code with its name, or a name. Undefined
 * where both forms have one list. A code alone that both lists have is ours.
 */
export function otherCode(
  field: Field,
  direction: Direction,
  text: string,
  book: CodeBook,
  dialect: Dialect = DIALECT,
): OtherCode | undefined {
  const [table, later] = [codesOf(field, direction, dialect), codesOf(field, direction, '2018')];
  if (table === undefined || later === undefined || table === later || book.find(table, text)) return undefined;
  const [, code = '', name = ''] = BOTH.exec(text) ?? [];
  const both = book.find(later, code);
  const there =
    book.find(later, text) ??
    (both && folded(both.name) === folded(name) ? both : undefined) ??
    book.named(later, text);
  return there && { code: there.code, name: there.name, here: book.named(table, there.name) };
}
