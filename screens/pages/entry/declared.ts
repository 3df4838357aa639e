import type { Row } from '../../../src/declaration/path.ts';
import type { Declared } from '../../fields/field-editor.ts';
import type { DraftName } from './marks.ts';
import { type EntryPage, formHolds, formRow, type ListName } from './state.ts';

/** A row of a list as it is declared, wherever it is held at the moment. */
export interface EffectiveRow {
  readonly row: Row;
  readonly draft: DraftName;
  readonly path: string;
}

type Lists = Pick<EntryPage, 'document' | 'form' | 'lists'>;

/** The rows of a list; the one that is being filled in in the form stands in its place, a new one at the end. */
export function effectiveRows(page: Lists, list: ListName): readonly EffectiveRow[] {
  const { editingIndex: taken } = page.lists[list];
  const inForm: EffectiveRow = { row: formRow(page, list), draft: 'form', path: `${list}[0]` };
  const rows = page.document[list].map(
    (row, index): EffectiveRow =>
      index === taken ? inForm : { row: row as Row, draft: 'document', path: `${list}[${index}]` },
  );
  return taken === undefined && formHolds(page, list) ? [...rows, inForm] : rows;
}

/** What fields of other rows may mean; the goods line in hand is that in the form, else the selected one. */
export function declaredIn(page: Lists): Declared {
  const goods = effectiveRows(page, 'goods').map(({ row }) => row);
  const { editingIndex: taken, index } = page.lists.goods;
  const current = taken ?? (goods.length > page.document.goods.length ? goods.length - 1 : index);
  return { goods, current, containers: effectiveRows(page, 'containers').map(({ row }) => row) };
}
