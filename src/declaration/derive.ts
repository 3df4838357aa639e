import { type Field, findField, isInForce, SECTIONS } from '../catalogue/catalogue.ts';
import { bookFor, type CodeBook } from '../catalogue/code-book.ts';
import { DERIVED } from '../catalogue/derived.ts';
import type { Declaration } from '../catalogue/document.ts';
import { isMissing } from './check.ts';
import type { Edit } from './edit.ts';
import { get, heldAt, parsePath, pathOf, type Row, read, type Steps } from './path.ts';

/**
 * The edits that fill what follows from other values: names of codes, units and categories of HS codes, counts. `around`: only what stands
 * outside of the lists.
 */
export function derivedEdits(
  document: Declaration,
  general: CodeBook,
  where: 'all' | 'around' = 'all',
): readonly Edit[] {
  const book = bookFor(general, document);
  return DERIVED.flatMap(({ id, from, always }) => {
    const field = findField(id);
    if (!field || (where === 'around' && SECTIONS[field.section].rows) || !isInForce(book, field, document.direction))
      return [];
    return rowsHolding(document, field).flatMap(({ row, at }): Edit[] => {
      const held = row[field.name];
      if (!isMissing(held) && !always) return [];
      const found = from(row, book, document.direction);
      // Where the table does not know the code the value stays; where the table knows that there is none it goes.
      const value = found === '' ? undefined : found;
      return found === undefined || value === held ? [] : [{ op: 'set', path: pathOf([...at, field.name]), value }];
    });
  });
}

/**
 * The edits that let what was filled from other values of its row follow them, after single values were set at these paths.
 * What people have written themselves stays.
 */
export function followingEdits(
  before: Declaration,
  after: Declaration,
  paths: readonly string[],
  general: CodeBook,
): readonly Edit[] {
  const book = bookFor(general, after);
  const touched = touchedIn(paths);
  return DERIVED.flatMap(({ id, from, always }) => {
    const field = findField(id);
    if (!field || always) return [];
    return rowsHolding(after, field).flatMap(({ row, at }): Edit[] => {
      const path = pathOf([...at, field.name]);
      const row0 = read(before, at) as Row | undefined;
      const own = touched.get(pathOf(at));
      const inRow = own !== undefined && (own.size > 1 || !own.has(path));
      if (!inRow || !row0 || isMissing(row[field.name]) || row[field.name] !== row0[field.name]) return [];
      const [was, is] = [from(row0, book, before.direction), from(row, book, after.direction)];
      return was === is || was !== row[field.name] ? [] : [{ op: 'set', path, value: is === '' ? undefined : is }];
    });
  });
}

/** The paths to single values, by the row that each stands in. */
function touchedIn(paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const rows = new Map<string, Set<string>>();
  for (const path of paths) {
    const parsed = parsePath(path);
    if (!parsed) continue;
    const steps = heldAt(parsed);
    const row = pathOf(steps.slice(0, -1));
    rows.set(row, (rows.get(row) ?? new Set()).add(pathOf(steps)));
  }
  return rows;
}

/** Every row of the document that has this field, with the steps to it. */
export function rowsHolding(document: Declaration, field: Field): readonly { readonly row: Row; readonly at: Steps }[] {
  const { parent, section } = field;
  if (parent) {
    return rowsHolding(document, parent).flatMap(({ row, at }) => {
      const held = row[parent.name];
      if (Array.isArray(held))
        return held.map((child: Row, index) => ({ row: child, at: [...at, parent.name, index] }));
      return typeof held === 'object' && held !== null ? [{ row: held as Row, at: [...at, parent.name] }] : [];
    });
  }
  const { rows } = SECTIONS[section];
  return rows ? document[rows].map((row, index) => ({ row, at: [rows, index] })) : [{ row: document as Row, at: [] }];
}

/** Every value of a field in the document, in order. */
export function valuesOf(document: Declaration, field: Field): readonly unknown[] {
  return rowsHolding(document, field).map(({ at }) => get(document, [...at, field.name]));
}
