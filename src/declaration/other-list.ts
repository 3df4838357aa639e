import { codesOf, type Field } from '../catalogue/catalogue.ts';
import type { CodeBook, CodeEntry } from '../catalogue/code-book.ts';
import type { Dialect } from '../catalogue/dialect.ts';
import { dialectIn } from '../catalogue/dialect-in-force.ts';
import type { Direction } from '../catalogue/row.ts';

/** A code of the list that is not in force, and the row of the one in force that says the same; without one there is none. */
export interface OtherCode {
  readonly code: string;
  readonly name: string;
  readonly here: CodeEntry | undefined;
  /** Since when or until when it was a code, and what stands for it now, for the wording of faults. */
  readonly told: { readonly code: string; readonly name: string; readonly era: string; readonly now: string };
}

/** The dialects as people are told of them, and which is the other one. */
export const ERAS: Readonly<Record<Dialect, { readonly other: Dialect; readonly name: string }>> = {
  2017: { other: '2018', name: '2017 年' },
  2018: { other: '2017', name: '2018 年起' },
};

const BOTH = /^(\d+)[\s\-:|/]*(\p{L}.*)$/u;
const folded = (name: string) => name.normalize('NFKC').replace(/\s/gu, '').toUpperCase();

/**
 * What a text is in the list that is not in force and stands for nothing in the one that is: a code that this one has not, a code with its
 * name, or a name. Undefined where both dialects have one list. A code alone that both lists have is of the one in force.
 */
export function otherCode(
  field: Field,
  direction: Direction,
  text: string,
  book: CodeBook,
  dialect: Dialect = dialectIn(book, direction),
): OtherCode | undefined {
  const { other } = ERAS[dialect];
  const [table, elsewhere] = [codesOf(field, direction, dialect), codesOf(field, direction, other)];
  if (table === undefined || elsewhere === undefined || table === elsewhere || book.find(table, text)) return undefined;
  const [, code = '', name = ''] = BOTH.exec(text) ?? [];
  const both = book.find(elsewhere, code);
  const there =
    book.find(elsewhere, text) ??
    (both && folded(both.name) === folded(name) ? both : undefined) ??
    book.named(elsewhere, text);
  if (!there) return undefined;
  const here = book.named(table, there.name);
  const now = here ? `应为 ${here.code} ${here.name}` : `${ERAS[dialect].name}没有`;
  const told = { code: there.code, name: there.name, era: ERAS[other].name, now };
  return { code: there.code, name: there.name, here, told };
}
