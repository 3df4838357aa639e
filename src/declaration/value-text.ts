import { codesIn, type Field, isScalar } from '../catalogue/catalogue.ts';
import type { CodeBook } from '../catalogue/code-book.ts';
import type { Direction } from '../catalogue/row.ts';
import { kindOf } from '../kinds/index.ts';

/** How a code is told: with its name behind it, by the name, or alone. */
export type Naming = 'both' | 'name' | 'code';

/** A value as its kind writes it, codes with their names. */
export function valueText(
  value: unknown,
  field: Field,
  {
    book,
    direction,
    naming = 'both',
  }: { readonly book: CodeBook; readonly direction: Direction; readonly naming?: Naming },
): string {
  if (value === undefined || !isScalar(field)) return '';
  const kind = kindOf(field.kind);
  const text = kind.is(value) ? kind.format(value) : String(value);
  const table = codesIn(book, field, direction);
  if (table === undefined || naming === 'code' || !book.loaded(table)) return text;
  const items = Array.isArray(value) ? value : [value];
  return items
    .map(code => {
      const known = typeof code === 'string' ? book.find(table, code)?.name : undefined;
      return known === undefined ? String(code) : naming === 'name' ? known : `${code} ${known}`;
    })
    .join('、');
}
