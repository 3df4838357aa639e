import { codesIn, codesOf, type Field } from '../catalogue/catalogue.ts';
import type { CodeBook } from '../catalogue/code-book.ts';
import { dialectIn } from '../catalogue/dialect-in-force.ts';
import type { Direction } from '../catalogue/row.ts';
import type { Form } from './form.ts';
import type { Slot } from './plan.ts';

interface Counterparts {
  readonly codes: readonly string[];
  /** The one to take; without it none of several is surer than the others. */
  readonly preferred: string | undefined;
}

/** Which of today's codes stand for a code that documents hold, and the other way round. */
export interface CodeMaps {
  toToday(table: string, code: string): Counterparts;
  fromToday(table: string, code: string): Counterparts;
}

/** What is known of codes where a message is written or read. */
export interface Codes {
  readonly book: CodeBook;
  /** Without it no code of today's tables is known. */
  readonly maps?: CodeMaps;
}

/** A code in the tables of the other side; or, with `none`, why there is none, in Chinese. */
export type Translated = { readonly code: string } | { readonly none: string };

const NONE: Counterparts = { codes: [], preferred: undefined };

/** What the form writes for a code of the document. */
export function codeForForm(field: Field, slot: Slot, code: string, side: Side): Translated {
  const { direction, form, codes } = side;
  const table = codesIn(codes?.book ?? {}, field, direction);
  const other = codesOf(field, direction, form.dialect);
  if (table === undefined || other === undefined || codes === undefined) return { code };
  if (isToday(slot)) return chosen(codes.maps?.toToday(table, code) ?? NONE, nameOf(codes.book, table, code));
  return other === table ? { code } : sameName(codes.book, table, other, code);
}

/** What the document holds for a code of the form. A code that no table knows is kept: the check has its own words for that. */
export function codeForDocument(field: Field, slot: Slot, text: string, side: Side): Translated {
  const { direction, form, codes, own } = side;
  const table = codesIn(codes?.book ?? {}, field, direction);
  if (table === undefined || codes === undefined) return { code: text };
  const other = codesOf(field, direction, form.dialect);
  if (other !== undefined && other !== table) {
    if (!codes.book.find(other, text)) return { code: text };
    return sameName(codes.book, other, table, text);
  }
  if (!isToday(slot) && (own || codes.book.find(table, text))) return { code: text };
  const found = codes.maps?.fromToday(table, text) ?? NONE;
  return found.codes.length === 0 ? { code: text } : chosen(found, text);
}

/** Between which tables: of which form, on which kind of declaration. */
export interface Side {
  readonly form: Form;
  readonly direction: Direction;
  readonly codes: Codes | undefined;
  /** The message is our own, so that no code of today stands where one of e-CIQ belongs. */
  readonly own?: boolean;
}

/** Whether the form may write another code in this element than documents hold. */
export const hasOwnCodes = (slot: Slot, { form, direction, codes }: Side): boolean =>
  isToday(slot) || form.dialect !== dialectIn(codes?.book ?? {}, direction);

const isToday = ({ source }: Slot) => source.from === 'field' && source.today === true;

function chosen({ codes, preferred }: Counterparts, named: string): Translated {
  if (preferred !== undefined) return { code: preferred };
  return {
    none: codes.length === 0 ? `${named} 没有对应的代码` : `${named} 对应 ${codes.join('、')}，不能确定是哪一个`,
  };
}

// The lists of goods attributes say the same things in the same words under other codes.
function sameName(book: CodeBook, from: string, to: string, code: string): Translated {
  const name = book.find(from, code)?.name;
  const other = name === undefined ? undefined : book.named(to, name);
  return other ? { code: other.code } : { none: `${nameOf(book, from, code)} 没有对应的代码` };
}

const nameOf = (book: CodeBook, table: string, code: string) => `${code} ${book.find(table, code)?.name ?? ''}`.trim();
