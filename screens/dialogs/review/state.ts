import type { Fault } from '../../../src/catalogue/fault.ts';
import type { Direction } from '../../../src/catalogue/row.ts';
import type { RowsReview } from '../../../src/jobs/review-rows.ts';
import type { Reply } from '../../contract/change.ts';

/** A line of the review: a row by its number, or something that is to be known. */
export type ReviewLine = { readonly row: number } | { readonly level: Fault['level']; readonly text: string };

/** What a workbook says, before anything of it is taken (I1, I3). */
export interface ReviewDialog {
  readonly kind: 'review';
  readonly review: RowsReview;
  readonly direction: Direction;
  readonly lines: readonly ReviewLine[];
  readonly index: number;
  /** Rows that the declaration has already. */
  readonly held: number;
  readonly take: (way: 'append' | 'replace') => Reply;
}
