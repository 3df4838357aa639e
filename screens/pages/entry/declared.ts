import type { Row } from '../../../src/declaration/path.ts';
import type { Declared } from '../../fields/field-editor.ts';
import type { On } from './marks.ts';
import { type EntryPage, formHolds, formRow, type ListName } from './state.ts';

/** A row of a list as it is declared, wherever it is held at the moment. */
export interface HeldRow {
  readonly row: Row;
  readonly on: On;
  readonly path: string;
}

type Lists = Pick<EntryPage, 'document' | 'form' | 'rows'>;

/** The rows of a list; the one that is being filled in in the form stands in its place, a new one at the end. */
export function heldRows(page: Lists, list: ListName): readonly HeldRow[] {
  const { taken } = page.rows[list];
  const inForm: HeldRow = { row: formRow(page, list), on: 'form', path: `${list}[0]` };
  const rows = page.document[list].map(
    (row, index): HeldRow =>
      index === taken ? inForm : { row: row as Row, on: 'document', path: `${list}[${index}]` },
  );
  return taken === undefined && formHolds(page, list) ? [...rows, inForm] : rows;
}

/** What fields of other rows may mean; the goods line in hand is that in the form, else the selected one. */
export function declaredIn(page: Lists): Declared {
  const goods = heldRows(page, 'goods').map(({ row }) => row);
  const { taken, index } = page.rows.goods;
  const current = taken ?? (goods.length > page.document.goods.length ? goods.length - 1 : index);
  return { goods, current, containers: heldRows(page, 'containers').map(({ row }) => row) };
}
