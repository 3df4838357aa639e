import type { Edit } from '../../../src/declaration/edit.ts';

/**
 * The documents of a page: what is declared; the forms, one row of each list that is being filled in;
 * and the row that is being filled in in an open popup, and in one opened from there.
 */
export type DraftName = 'document' | 'form' | 'popup' | 'inner';

/** An edit of one of the documents. */
export interface DraftEdit {
  readonly draft: DraftName;
  readonly edit: Edit;
}
