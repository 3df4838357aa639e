import { codesIn, type Field, type FieldId, fieldOf, isScalar } from '../catalogue/catalogue.ts';
import type { CodeBook } from '../catalogue/code-book.ts';
import { isMissing } from '../declaration/check.ts';
import { rowsHolding } from '../declaration/derive.ts';
import { fieldAt, get, parsePath, pathOf, type Steps, valueIn } from '../declaration/path.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { kindOf } from '../kinds/index.ts';
import { cleanText } from '../text.ts';

/** What a paper is filled from. */
export interface Sheet {
  readonly record: DeclarationRecord;
  readonly book: CodeBook;
  /** By field: the codes that the form prints with a box to tick. */
  readonly printed: Readonly<Record<string, ReadonlySet<string>>>;
  /** Of an annex: the paper that it belongs to, which page it is and of how many. */
  readonly title?: string;
  readonly page?: number;
  readonly pages?: number;
}

/** `name` gives the name of a code, `year`, `month` and `day` a part of a date. */
export type Part = 'name' | 'year' | 'month' | 'day';

/** The text of the value at a path: nothing where there is none. A value that is wrong is printed as it is. */
export function textAt(sheet: Sheet, path: string | Steps, part?: Part): string {
  const steps = typeof path === 'string' ? parsePath(path) : path;
  const field = steps && fieldAt(steps);
  return field ? textOf(sheet, field, get(sheet.record.document, steps), part) : '';
}

/** The texts of a field in all rows that hold it, each once, in their order. */
export function textsOf(sheet: Sheet, id: FieldId, part?: Part): readonly string[] {
  const field = fieldOf(id);
  const texts = rowsHolding(sheet.record.document, field).map(({ row }) =>
    textOf(sheet, field, valueIn(row, field), part),
  );
  return [...new Set(texts)].filter(text => text !== '');
}

/** The paths of all rows below a list of the document: `attachedDocuments`, `goods[0].packages`. */
export function pathsOf(sheet: Sheet, list: string): readonly string[] {
  const held = get(sheet.record.document, list) ?? sheet.record.document[list as 'goods'];
  const steps = parsePath(list) ?? [];
  return Array.isArray(held) ? held.map((_, at) => pathOf([...steps, at])) : [];
}

function textOf({ record, book }: Sheet, field: Field, value: unknown, part: Part | undefined): string {
  if (isMissing(value) || !isScalar(field)) return '';
  const plain = cleanText(kindOf(field.kind).format(value as never));
  if (part === undefined) return plain;
  if (part !== 'name') return partOfDate(plain, part);
  const table = codesIn(book, field, record.document.direction);
  const codes = Array.isArray(value) ? value : [value];
  return codes.map(code => (table && book.find(table, String(code))?.name) || cleanText(String(code))).join(',');
}

/** A part of `2017-09-20`. What is no date stands where its year would. */
export function partOfDate(date: string, part: 'year' | 'month' | 'day'): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(date) ?? ['', date, '', ''];
  return { year, month, day }[part] ?? '';
}
