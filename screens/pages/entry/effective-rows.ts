import type { ListName } from '../../../src/catalogue/catalogue.ts';
import type { Row } from '../../../src/declaration/path.ts';
import type { Declared } from '../../fields/field-editor.ts';
import { CONTAINER_LIST, MAIN_LIST } from '../../layout/entry.ts';
import type { DraftName } from './drafts.ts';
import { gridOf, gridRow, type InGrid } from './grid/place.ts';
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
export function declaredIn(page: InGrid): Declared {
  const rowsOf = (list: ListName) => effectiveRows(page, list).map(({ row }) => row);
  const lines = rowsOf(MAIN_LIST);
  const { editingIndex, index } = page.lists[MAIN_LIST];
  const isNew = lines.length > page.drafts.document[MAIN_LIST].length;
  const inForm = editingIndex ?? (isNew ? lines.length - 1 : index);
  const current = gridOf(page) === MAIN_LIST ? gridRow(page, MAIN_LIST) : inForm;
  return { lines, current, containers: rowsOf(CONTAINER_LIST) };
}

/** The place of the line of the main list that is being filled in, or will stand at. */
export function lineInForm(page: InGrid): number {
  const { lists, drafts } = page;
  if (gridOf(page) === MAIN_LIST) return gridRow(page, MAIN_LIST);
  return lists[MAIN_LIST].editingIndex ?? drafts.document[MAIN_LIST].length;
}
