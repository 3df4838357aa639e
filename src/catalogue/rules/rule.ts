import type { CodeBook } from '../code-book.ts';
import type { Dialect } from '../dialect.ts';
import type { Declaration } from '../document.ts';
import type { Fault } from '../fault.ts';
import type { Direction } from '../row.ts';
import { type FaultCode, judgementOf } from '../wording.ts';

/** A declaration that was made before. */
export interface Former {
  readonly entryNo: string;
  readonly document: Declaration;
}

/** An article of the goods master that people have confirmed. */
export interface ConfirmedArticle {
  readonly code: string;
  /** The office's own number; empty where it has none. */
  readonly number: string;
}

/** The confirmed articles of one name that a party has. */
export type KnownArticles = (direction: Direction, party: string, name: string) => readonly ConfirmedArticle[];

/** What a rule may look at beside the document. */
export interface RuleContext {
  readonly book: CodeBook;
  /** `yyyy-MM-dd`. */
  readonly today: string;
  /** The forms that the message will have; those in force where it is not given. */
  readonly dialect?: Dialect;
  /** Earlier declarations of the same party, the newest first; without it nothing is known of them. */
  readonly former?: (document: Declaration) => readonly Former[];
  /** Articles that were confirmed; without it nothing is known of them. */
  readonly articles?: KnownArticles;
}

/** A rule across fields: what it finds. Only values without a fault of their own are compared. */
export type Rule = (document: Declaration, context: RuleContext) => readonly Fault[];

type Params = NonNullable<Fault['params']>;

/** A fault of a rule; how it counts stands beside its wording. */
export const fault = (code: FaultCode, path: string, params?: Params): Fault => ({
  code,
  path,
  level: judgementOf(code).level,
  ...(params && { params }),
});
