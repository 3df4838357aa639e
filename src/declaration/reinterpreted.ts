import { codesOf, FIELDS } from '../catalogue/catalogue.ts';
import { bookFor, type CodeBook } from '../catalogue/code-book.ts';
import type { Dialect } from '../catalogue/dialect.ts';
import { dialectIn } from '../catalogue/dialect-in-force.ts';
import type { Declaration } from '../catalogue/document.ts';
import { rowsHolding } from './derive.ts';
import type { Doubt } from './doubts.ts';
import { ERAS } from './other-list.ts';
import { pathOf, valueIn } from './path.ts';

/** Codes that were chosen in another dialect than the one in force, and stand for something else in it: whoever chose them must look again. */
export function reinterpretedOf(document: Declaration, dialect: Dialect, general: CodeBook): readonly Doubt[] {
  const book = bookFor(general, document);
  const { direction } = document;
  const now = dialectIn(book, direction);
  if (now === dialect) return [];
  return FIELDS.filter(({ extras }) => extras.codesOfDialect).flatMap(field =>
    rowsHolding(document, field).flatMap(({ row, at }): Doubt[] => {
      const held = valueIn(row, field);
      const codes = (Array.isArray(held) ? held : [held]).map(String);
      const named = (each: Dialect, code: string) => book.find(codesOf(field, direction, each) ?? '', code);
      const changed = codes.flatMap(code => {
        const [was, is] = [named(dialect, code), named(now, code)];
        return was && is && was.name !== is.name ? [{ was, is }] : [];
      });
      if (changed.length === 0) return [];
      const listed = (of: 'was' | 'is') => changed.map(each => `${each[of].code} ${each[of].name}`).join('、');
      const params = { era: ERAS[dialect].name, codes: listed('was'), now: listed('is') };
      const path = pathOf([...at, field.name]);
      return [
        {
          fault: { code: 'code.list-changed', path, level: 'warning', params },
          key: `code.list-changed ${now} ${path} ${params.codes}`,
        },
      ];
    }),
  );
}
