import type { Field } from '../catalogue/catalogue.ts';
import { SECTIONS } from '../catalogue/catalogue.ts';
import { parsePath, pathOf } from '../declaration/path.ts';

/** A row that is being filled. */
export type Draft = Record<string, unknown>;

/** Where a field's value lies inside its row or, for head fields, inside the document: `goods.danger.unNo` is at danger, unNo. */
export function stepsOf(field: Field): readonly (string | number)[] {
  const names = field.id.split('.').slice(SECTIONS[field.section].rows ? 1 : 0);
  const { at } = field.extras;
  return at ? [...names.slice(0, -1), ...(parsePath(at) ?? [])] : names;
}

/** Each line that something is wrong with asks for those of all its columns. */
const known = new WeakMap<Field, readonly string[]>();

/** The same as a path, and as the path of the view when the field is one. */
export function pathsOf(field: Field): readonly string[] {
  const paths = known.get(field) ?? heldAndShown(field);
  known.set(field, paths);
  return paths;
}

function heldAndShown(field: Field): readonly string[] {
  const held = pathOf(stepsOf(field));
  const shown = field.id.slice(SECTIONS[field.section].rows ? field.section.length + 1 : 0);
  return held === shown ? [held] : [shown, held];
}

/** Puts a value at steps, making groups and first rows on the way. */
export function put(row: Draft, steps: readonly (string | number)[], value: unknown): void {
  let at: Draft = row;
  for (const [place, step] of steps.entries()) {
    if (place === steps.length - 1) at[step] = value;
    else {
      at[step] ??= typeof steps[place + 1] === 'number' ? [] : {};
      at = at[step] as Draft;
    }
  }
}
