import { SECTIONS } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import { Bug } from '../errors.ts';
import { heldAt, parsePath, pathOf, type Row, read, type Steps } from './path.ts';

/**
 * One change of a declaration. Values are those of the field's kind; undefined takes a value away.
 * `insert`, `remove` and `move` work on rows: the last step of the path is the row's number.
 */
export type Edit =
  | { readonly op: 'set'; readonly path: string; readonly value: unknown }
  | { readonly op: 'insert'; readonly path: string; readonly row: Row }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move'; readonly path: string; readonly to: number }
  | { readonly op: 'replace'; readonly document: Declaration };

/** The document after the edit, and the edit that takes it back. Both documents share what did not change. */
export interface Applied {
  readonly document: Declaration;
  readonly inverse: Edit;
}

/** Applies one edit. A path that leads nowhere is a Bug: what users and files name is judged before it becomes an edit. */
export function apply(document: Declaration, edit: Edit): Applied {
  if (edit.op === 'replace') return { document: edit.document, inverse: { op: 'replace', document } };
  const parsed = parsePath(edit.path);
  if (!parsed) throw new Bug(`no path: ${edit.path}`);
  const steps = heldAt(parsed);
  if (edit.op === 'set') return set(document, edit.path, steps, edit.value, steps !== parsed);
  const index = steps.at(-1);
  if (typeof index !== 'number') throw new Bug(`no row: ${edit.path}`);
  const list = steps.slice(0, -1);
  const change = (rows: (rows: readonly unknown[]) => readonly unknown[] | undefined) =>
    update(document, list, held => rows(rowsIn(held, edit.path))) as Declaration;
  let before: readonly unknown[] = [];
  switch (edit.op) {
    case 'insert':
      return {
        document: change(rows => {
          if (index > rows.length) throw new Bug(`row beyond the end: ${edit.path}`);
          return rows.toSpliced(index, 0, edit.row);
        }),
        inverse: { op: 'remove', path: edit.path },
      };
    case 'remove': {
      const next = change(rows => {
        if (index >= rows.length) throw new Bug(`no such row: ${edit.path}`);
        before = rows;
        return emptied(list, rows.toSpliced(index, 1));
      });
      return { document: next, inverse: { op: 'insert', path: edit.path, row: before[index] as Row } };
    }
    case 'move':
      return {
        document: change(rows => {
          if (index >= rows.length || edit.to >= rows.length || edit.to < 0)
            throw new Bug(`no such move: ${edit.path} to ${edit.to}`);
          return rows.toSpliced(index, 1).toSpliced(edit.to, 0, rows[index]);
        }),
        inverse: { op: 'move', path: edit.path.replace(/\d+\]$/u, `${edit.to}]`), to: index },
      };
  }
}

/** Applies edits in order; the inverse list takes them all back when applied in its own order. */
export function applyAll(
  document: Declaration,
  edits: readonly Edit[],
): { readonly document: Declaration; readonly inverse: readonly Edit[] } {
  const inverse: Edit[] = [];
  let at = document;
  for (const edit of edits) {
    const applied = apply(at, edit);
    at = applied.document;
    inverse.unshift(applied.inverse);
  }
  return { document: at, inverse };
}

/** The lists of the document itself stay when empty; a list inside a row is absent when it has no rows. */
function emptied(list: Steps, rows: readonly unknown[]): readonly unknown[] | undefined {
  const ofDocument = list.length === 1 && Object.values(SECTIONS).some(section => section.rows === list[0]);
  return rows.length === 0 && !ofDocument ? undefined : rows;
}

function set(document: Declaration, path: string, steps: Steps, value: unknown, viaView: boolean): Applied {
  const before = read(document, steps);
  const next = update(document, steps, () => value, viaView) as Declaration;
  if (value === undefined && before === undefined) return { document, inverse: { op: 'set', path, value } };
  const isNew = (depth: number) => read(document, steps.slice(0, depth + 1)) === undefined;
  const made = steps.findIndex((step, depth) => typeof step === 'number' && isNew(depth));
  if (made >= 0) return { document: next, inverse: { op: 'remove', path: pathOf(steps.slice(0, made + 1)) } };
  // Taking the value away through the view would remove the row as well, which was there, empty, before the edit.
  const wasEmptyRow = viaView && isEmpty(read(document, steps.slice(0, -1)));
  return { document: next, inverse: { op: 'set', path: wasEmptyRow ? pathOf(steps) : path, value: before } };
}

/**
 * A copy of `at` in which the value at steps is what `change` makes of it. Groups, lists and a next row on the way come into being;
 * a group that is left empty goes, and so does a last row that only a view of it had filled.
 */
function update(at: unknown, steps: Steps, change: (held: unknown) => unknown, viaView = false): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return change(at);
  if (typeof step === 'number') {
    const rows = rowsIn(at, `[${step}]`);
    if (step > rows.length) throw new Bug(`row beyond the end: [${step}] of ${rows.length}`);
    const row = update(rows[step], rest, change, viaView);
    const ofView = viaView && rest.length === 1;
    const gone = ofView && isEmpty(row) && step >= rows.length - 1;
    return gone ? emptied([], rows.slice(0, step)) : rows.toSpliced(step, 1, row);
  }
  if (at !== undefined && (typeof at !== 'object' || at === null || Array.isArray(at)))
    throw new Bug(`no row: ${step}`);
  const held = (at ?? {}) as Row;
  const value = update(held[step], rest, change, viaView);
  if (value !== undefined && !(rest.length > 0 && isEmpty(value))) return { ...held, [step]: value };
  const { [step]: _gone, ...others } = held;
  return others;
}

function rowsIn(held: unknown, path: string): readonly unknown[] {
  if (held !== undefined && !Array.isArray(held)) throw new Bug(`no list: ${path}`);
  return held ?? [];
}

const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
