import type { CodeBook } from '../code-book.ts';
import type { Declaration } from '../document.ts';
import type { Fault } from '../fault.ts';

/** What a rule may look at beside the document. `today` is `yyyy-MM-dd`. */
export interface RuleContext {
  readonly book: CodeBook;
  readonly today: string;
}

/** A rule across fields: what it finds. Only values without a fault of their own are compared. */
export type Rule = (document: Declaration, context: RuleContext) => readonly Fault[];

export type Params = NonNullable<Fault['params']>;

export const error = (code: string, path: string, params?: Params): Fault => ({
  code,
  path,
  level: 'error',
  ...(params && { params }),
});
export const warning = (code: string, path: string, params?: Params): Fault => ({
  code,
  path,
  level: 'warning',
  ...(params && { params }),
});
