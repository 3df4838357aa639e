import type { Fault } from '../../../src/catalogue/fault.ts';
import type { Direction } from '../../../src/catalogue/row.ts';
import type { RowsReview } from '../../../src/jobs/review-rows.ts';
import type { Effect, Reply } from '../../contract/change.ts';
import type { ListColumn } from '../../layout/entry.ts';

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
  /** The columns to show, where they are others than those of the list. */
  readonly columns?: readonly ListColumn[];
  /** What is asked before rows are taken beside those that there are; the usual question unless told. */
  readonly question?: { readonly title: string; readonly text: string; readonly first: 'append' | 'replace' };
  /** Reads the workbook again with the lines that it hides. */
  readonly withHidden?: Effect;
  readonly take: (way: 'append' | 'replace') => Reply;
}
