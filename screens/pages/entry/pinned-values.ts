import { fieldOf, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../../src/catalogue/document.ts';
import { applyAll, type Edit } from '../../../src/declaration/edit.ts';
import { pathOf, type Row } from '../../../src/declaration/path.ts';
import type { DeclarationRecord } from '../../../src/declaration/record.ts';
import type { Pin } from '../../contract/ui.ts';

const editsOf = (pins: readonly Pin[], document: Declaration, ofRows: boolean): readonly Edit[] =>
  pins
    .filter(({ direction }) => direction === document.direction)
    .flatMap(({ values }) => values)
    .flatMap(({ id, value }): Edit[] => {
      const { section, name } = fieldOf(id);
      const { rows: list } = SECTIONS[section];
      if ((list !== undefined) !== ofRows) return [];
      return [{ op: 'set', path: pathOf(list ? [list, 0, name] : [name]), value }];
    });

/** A declaration that is begun, with what is pinned. */
export function withPins(record: DeclarationRecord, pins: readonly Pin[] = []): DeclarationRecord {
  const edits = editsOf(pins, record.document, false);
  return edits.length === 0 ? record : { ...record, document: applyAll(record.document, edits).document };
}

/** A line that is begun, with what is pinned. */
export function rowWithPins(row: Row, { direction }: Declaration, pins: readonly Pin[] = []): Row {
  const document: Declaration = { direction, containers: [], goods: [row] };
  const edits = editsOf(pins, document, true);
  return edits.length === 0 ? row : (applyAll(document, edits).document.goods[0] as Row);
}
