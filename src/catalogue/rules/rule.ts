import type { CodeBook } from '../code-book.ts';
import type { Dialect } from '../dialect.ts';
import type { Declaration } from '../document.ts';
import type { Fault } from '../fault.ts';
import { type FaultCode, judgementOf } from '../wording.ts';

/** A declaration that was made before. */
export interface Former {
  readonly entryNo: string;
  readonly document: Declaration;
}

/** What a rule may look at beside the document. */
export interface RuleContext {
  readonly book: CodeBook;
  /** `yyyy-MM-dd`. */
  readonly today: string;
  /** The forms that the message will have; those in force where it is not given. */
  readonly dialect?: Dialect;
  /** Earlier declarations of the same party, the newest first; without it nothing is known of them. */
  readonly former?: (document: Declaration) => readonly Former[];
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
