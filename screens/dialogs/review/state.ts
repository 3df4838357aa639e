import type { FieldId } from '../../../src/catalogue/catalogue.ts';
import type { Fault } from '../../../src/catalogue/fault.ts';
import type { DeclarationReview } from '../../../src/jobs/review-declaration.ts';
import type { RowsReview } from '../../../src/jobs/review-rows.ts';
import type { ReviewedRow } from '../../../src/jobs/reviewed-rows.ts';
import type { ColumnChoice } from '../../../src/workbook/scan.ts';
import type { Effect, Reply } from '../../contract/change.ts';
import type { FieldSession, OwnLists } from '../../fields/field-editor.ts';
import type { ListColumn } from '../../layout/entry.ts';

/** A line of the review: a line of the workbook, a value at its place, what is wrong with either, or what belongs to none. */
export type ReviewLine =
  | { readonly row: number; readonly level?: never; readonly place?: never }
  | { readonly place: string; readonly level?: never; readonly row?: never }
  | {
      readonly row?: number;
      readonly path?: string;
      readonly level: Fault['level'];
      readonly text: string;
      readonly place?: never;
    };

/** A value that is being corrected. */
export interface CellEdit {
  readonly id: FieldId;
  readonly row: number;
  /** The place of a value that is shown as a line of its own. */
  readonly place?: string | undefined;
  readonly session: FieldSession;
  /** The value goes to all rows that are taken, or to those that are marked. */
  readonly toAll: boolean;
}

/** The review as it was before something was done. */
interface Step {
  /** What was done. */
  readonly name: string;
  readonly review: RowsReview;
  readonly whole: DeclarationReview | undefined;
  readonly view: ReviewView;
  readonly opened: number;
}

/** What is in view: the values outside of the lists, the rows of one, or the values of one row. */
export type ReviewView = 'head' | 'rows' | 'values';

/** What becomes of a whole declaration: opened, unsaved, or kept at once. */
export type WholeWay = 'open' | 'keep';

/** What a workbook says, before anything of it is taken (I1, I3). */
export interface ReviewDialog {
  readonly kind: 'review';
  readonly review: RowsReview;
  /** The declaration whose list the rows are, where all of it is taken. */
  readonly whole: DeclarationReview | undefined;
  readonly view: ReviewView;
  /** The row whose values are in view. */
  readonly opened: number;
  /** Values that are empty are in view, too. */
  readonly empty: boolean;
  /** The row of a popup that was added in this view: its places are in view though nothing stands there yet. */
  readonly fresh?: string | undefined;
  readonly lines: readonly ReviewLine[];
  readonly index: number;
  readonly columns: readonly ListColumn[];
  /** The column of the cell that keys go by. */
  readonly column: number;
  readonly edit: CellEdit | undefined;
  /** Keys of rows. */
  readonly marked: ReadonlySet<string>;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  readonly own: OwnLists;
  /** Rows that the declaration has already. */
  readonly held: number;
  /** What is asked before rows are taken beside those that there are; the usual question unless told. */
  readonly question?: { readonly title: string; readonly text: string; readonly first: 'append' | 'replace' };
  /** Reads the sheets again, their columns understood as these say; none where the rows come from elsewhere. */
  readonly again?: (choices: readonly ColumnChoice[], then: (review: RowsReview) => Reply) => Effect;
  /** Reads the whole file again, with what it hides or without. */
  readonly againWhole?: ((hidden: boolean, then: (whole: DeclarationReview) => Reply) => Effect) | undefined;
  readonly take: (way: 'append' | 'replace', rows: readonly ReviewedRow[]) => Reply;
  readonly takeWhole?: (way: WholeWay, whole: DeclarationReview) => Reply;
  /** Where it stands among those that are taken one after the other, and what leads on without it. */
  readonly turn?: { readonly text: string; readonly skip: Reply; readonly stop: Reply } | undefined;
}
