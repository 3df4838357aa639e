import { type FieldId, fieldOf, type ListName } from '../../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../../src/catalogue/document.ts';
import { rowsHolding } from '../../../src/declaration/derive.ts';
import { applyAll, type Edit } from '../../../src/declaration/edit.ts';
import { pathOf, type Row } from '../../../src/declaration/path.ts';
import { LINE_FIELDS, MAIN_LIST } from '../../layout/entry.ts';

/** The fields that hold the number of a line. */
const NUMBERS = (Object.keys(LINE_FIELDS) as FieldId[]).filter(id => {
  const rule = LINE_FIELDS[id];
  return rule?.number === id && !rule.always;
});

/** The edits that let what names a line by its number follow the line; `placeOf` tells where it stands now, undefined where it has gone. */
function renumberEdits(
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

/** The edits of the rows of a list and, in `numbers`, those that let the numbers of lines follow; `order` tells which row stands where then, -1 for a new one. */
export function withNumbers(
  document: Declaration,
  list: ListName,
  edits: readonly Edit[],
  order: readonly number[],
): { readonly edits: readonly Edit[]; readonly numbers: number } {
  const numbers = renumberEdits(applyAll(document, edits).document, list, placeIn(document, list, order));
  return { edits: [...edits, ...numbers], numbers: numbers.length };
}

/** A row that is not in the list yet, such as the one in its form, with the numbers of lines following. */
export function renumberedRow(document: Declaration, list: ListName, row: Row, order: readonly number[]): Row {
  const alone: Declaration = { direction: document.direction, containers: [], goods: [], [list]: [row] };
  const edits = renumberEdits(alone, list, placeIn(document, list, order));
  return edits.length === 0 ? row : (applyAll(alone, edits).document[list][0] as Row);
}

const placeIn =
  (document: Declaration, list: ListName, order: readonly number[]) =>
  (line: number): number | undefined => {
    // A number of no line means none now, either.
    if (line >= document[list].length) return line;
    const place = order.indexOf(line);
    return place < 0 ? undefined : place;
  };

/** What people are told of numbers that followed. */
export const followedWords = (numbers: number): string => (numbers > 0 ? `，指向行号的 ${numbers} 处跟着改了` : '');
