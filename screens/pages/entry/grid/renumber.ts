import { type FieldId, fieldOf, type ListName } from '../../../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../../../src/catalogue/document.ts';
import { rowsHolding } from '../../../../src/declaration/derive.ts';
import type { Edit } from '../../../../src/declaration/edit.ts';
import { pathOf } from '../../../../src/declaration/path.ts';
import { LINE_FIELDS, MAIN_LIST } from '../../../layout/entry.ts';

/** The fields that hold the number of a line. */
const NUMBERS = (Object.keys(LINE_FIELDS) as FieldId[]).filter(id => {
  const rule = LINE_FIELDS[id];
  return rule?.number === id && !rule.always;
});

/** The edits that let what names a line by its number follow the line; `placeOf` tells where it stands now, undefined where it has gone. */
export function renumberEdits(
  document: Declaration,
  list: ListName,
  placeOf: (line: number) => number | undefined,
): readonly Edit[] {
  if (list !== MAIN_LIST) return [];
  return NUMBERS.flatMap(id => {
    const field = fieldOf(id);
    return rowsHolding(document, field).flatMap(({ row, at }): Edit[] => {
      const held = row[field.name];
      const line = typeof held === 'string' && /^\d+$/u.test(held) ? Number(held) - 1 : -1;
      if (line < 0) return [];
      const place = placeOf(line);
      const value = place === undefined ? undefined : String(place + 1);
      return value === held ? [] : [{ op: 'set', path: pathOf([...at, field.name]), value }];
    });
  });
}
