import { type FieldId, fieldOf, SECTIONS } from '../../src/catalogue/catalogue.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import { isMissing } from '../../src/declaration/check.ts';
import { fieldAt, parsePath } from '../../src/declaration/path.ts';
import { hangingOn } from '../editors/coded.ts';
import type { Editor, EditorKind, Spot } from '../editors/editor.ts';
import { editorOf } from '../editors/index.ts';
import { selectedText } from '../editors/text-state.ts';
import type { World } from '../part.ts';
import { change, journalled } from './change.ts';
import { type EntryPage, lockedBecause, type Mark, placeOf, spotOf, stopAt, stopsFor, valueAt } from './state.ts';

/** The kind of editor at the focus. */
export function kindAt(page: EntryPage): EditorKind {
  return editorOf(fieldOf(stopAt(page).id), page.document.direction);
}

export function spotAt(page: EntryPage, world: World): Spot {
  return spotOf(page, fieldOf(stopAt(page).id), world);
}

/** The page with the field at the focus in hand. */
export function enter(page: EntryPage, world: World): EntryPage {
  const kind = kindAt(page);
  if (page.list !== undefined || !kind.take) return { ...page, editor: undefined };
  const spot = spotAt(page, world);
  const text = kind.text(valueAt(page, stopAt(page).id), spot);
  const rows = text === '' && kind.offers?.(spot) && !lockedBecause(page) ? (kind.matches?.('', spot) ?? []) : [];
  const editor: Editor = {
    text: selectedText(text),
    before: text,
    matches: rows.length > 0 ? { rows, index: -1 } : undefined,
    calendar: undefined,
  };
  return { ...page, editor };
}

/** A page whose field was left, or why it could not be. */
export type Left =
  | { readonly page: EntryPage; readonly refused?: never }
  | { readonly refused: string; readonly page?: never };

/** Takes what was typed into the document. */
export function leave(page: EntryPage, world: World): Left {
  const { editor } = page;
  const kind = kindAt(page);
  const put = { ...page, editor: undefined };
  if (!editor || !kind.take || editor.text.text === editor.before) return { page: put };
  const spot = spotAt(page, world);
  const row = kind.meant?.(editor.text.text, spot);
  if (row) return { page: choose(put, row, world) };
  const taken = kind.take(editor.text.text, spot);
  if (taken.refused !== undefined) return taken;
  return { page: setValue(put, stopAt(page).id, taken.value, world) };
}

/** As leave, but what is refused is given up: nobody must be kept in a field by a key that saves or closes. */
export function leaveAnyway(page: EntryPage, world: World): EntryPage {
  const left = leave(page, world);
  return left.page ?? { ...page, editor: undefined };
}

/** The edit that gives a field of the page its value. */
function setMark(id: FieldId, value: unknown): Mark {
  const { on, path } = placeOf(id);
  return { on, edit: { op: 'set', path, value } };
}

export function setValue(page: EntryPage, id: FieldId, value: unknown, world: World): EntryPage {
  if (JSON.stringify(valueAt(page, id)) === JSON.stringify(value)) return page;
  const changed = change(page, [setMark(id, value), ...followingMarks(page, id, value, world)], world);
  return changed;
}

/** The page with all that choosing a match fills, as one step of undo. */
export function choose(page: EntryPage, row: CodeRow, world: World): EntryPage {
  const { id } = stopAt(page);
  const fills = kindAt(page).fills?.(row, spotAt(page, world)) ?? [{ id, value: row.code }];
  const marks = fills.flatMap(({ id, value }): Mark[] =>
    value === valueAt(page, id) || fieldOf(id).use[page.document.direction] === '-'
      ? []
      : [setMark(id, value), ...followingMarks(page, id, value, world)],
  );
  return change(page, marks, world);
}

/** What hangs on the field: codes that no longer belong under it go, and one that alone is left comes. */
function followingMarks(page: EntryPage, id: FieldId, value: unknown, world: World): Mark[] {
  return hangingOn(id).flatMap((other): Mark[] => {
    const held = valueAt(page, other);
    if (typeof value === 'string' && typeof held === 'string' && held.startsWith(value)) return [];
    const field = fieldOf(other);
    const spot = spotOf(page, field, world);
    const rows =
      typeof value === 'string'
        ? (editorOf(field, page.document.direction).matches?.('', {
            ...spot,
            row: { ...spot.row, [fieldOf(id).name]: value },
          }) ?? [])
        : [];
    const only = rows.length === 1 ? rows[0]?.code : undefined;
    return held === only ? [] : [setMark(other, only)];
  });
}

/** The journal knows every key: what is typed now, as the edit that leaving the field would make. */
export function withTyping(page: EntryPage, world: World): EntryPage {
  const { editor } = page;
  const taken = editor && kindAt(page).take?.(editor.text.text, spotAt(page, world));
  if (!taken || taken.refused !== undefined) return page;
  return { ...page, ...journalled(page, [{ typing: setMark(stopAt(page).id, taken.value) }]) };
}

/** The focus on another stop, the field there in hand. */
export function at(page: EntryPage, stop: number, world: World): EntryPage {
  const count = stopsFor(page).length;
  return enter({ ...page, stop: (stop + count) % count, list: undefined, editor: undefined }, world);
}

/** The stop that shows what a path leads to: the field itself, or the one whose popup holds it. */
export function stopOf(page: EntryPage, path: string): number {
  const steps = parsePath(path) ?? [];
  const stops = stopsFor(page);
  for (let length = steps.length; length > 0; length -= 1) {
    const field = fieldAt(steps.slice(0, length));
    if (!field) continue;
    const own = stops.findIndex(({ id }) => id === field.id);
    if (own >= 0) return own;
    const { popup } = field.extras;
    const shared = popup ? stops.findIndex(({ id }) => fieldOf(id).extras.popup === popup) : -1;
    if (shared >= 0) return shared;
  }
  const section = Object.entries(SECTIONS).find(([, { rows }]) => rows !== undefined && rows === steps[0])?.[0];
  return Math.max(0, section ? stops.findIndex(stop => stop.section === section) : 0);
}

/** The first stop of a section. */
export function firstOf(page: EntryPage, section: string): number {
  return stopsFor(page).findIndex(stop => stop.section === section);
}

/** Whether the form of a list holds something that is not in the list yet. */
export function formHolds(page: EntryPage, list: 'containers' | 'goods'): boolean {
  const row = page.form[list]?.[0] ?? {};
  if (JSON.stringify(row) === JSON.stringify(page.rows[list].began)) return false;
  return page.rows[list].taken !== undefined || !isMissing(row);
}
