import type { ListName } from '../../../src/catalogue/catalogue.ts';
import type { Row } from '../../../src/declaration/path.ts';
import type { Declared } from '../../fields/field-editor.ts';
import { CONTAINER_LIST, MAIN_LIST } from '../../layout/entry.ts';
import type { DraftName } from './drafts.ts';
import { type EntryPage, formHolds, formRow } from './state.ts';

/** A row of a list as it is declared, wherever it is held at the moment. */
export interface EffectiveRow {
  readonly row: Row;
  readonly draft: DraftName;
  readonly path: string;
}

type Lists = Pick<EntryPage, 'drafts' | 'lists'>;

/** The rows of a list; the one that is being filled in in the form stands in its place, a new one at the end. */
export function effectiveRows(page: Lists, list: ListName): readonly EffectiveRow[] {
  const { editingIndex } = page.lists[list];
  const inForm: EffectiveRow = { row: formRow(page, list), draft: 'form', path: `${list}[0]` };
  const rows = page.drafts.document[list].map(
    (row, index): EffectiveRow =>
      index === editingIndex ? inForm : { row: row as Row, draft: 'document', path: `${list}[${index}]` },
  );
  return editingIndex === undefined && formHolds(page, list) ? [...rows, inForm] : rows;
}

/** What fields of other rows may mean; the line that is meant is that in the form, else the selected one. */
export function declaredIn(page: Lists): Declared {
  const rowsOf = (list: ListName) => effectiveRows(page, list).map(({ row }) => row);
  const lines = rowsOf(MAIN_LIST);
  const { editingIndex, index } = page.lists[MAIN_LIST];
  const isNew = lines.length > page.drafts.document[MAIN_LIST].length;
  return { lines, current: editingIndex ?? (isNew ? lines.length - 1 : index), containers: rowsOf(CONTAINER_LIST) };
}

/** The place of the line that the form of the main list stands for, or will stand at. */
export function lineInForm({ lists, drafts }: Lists): number {
  return lists[MAIN_LIST].editingIndex ?? drafts.document[MAIN_LIST].length;
}
