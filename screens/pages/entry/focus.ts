import { type FieldId, fieldOf, type ListName, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import type { CodeRow } from '../../../src/codes/row.ts';
import { fieldAt, parsePath } from '../../../src/declaration/path.ts';
import type { World } from '../../contract/world.ts';
import type { FieldContext, FieldEditor } from '../../fields/field-editor.ts';
import {
  type Assignment,
  beginEdit,
  choiceAssignments,
  commitEdit,
  withFollowing,
} from '../../fields/field-session.ts';
import { editorOf } from '../../fields/index.ts';
import { change, journalled } from './change.ts';
import type { DraftEdit } from './drafts.ts';
import { gridOf, gridRow, isFresh, onLine } from './grid/place.ts';
import { editLine } from './journal-lines.ts';
import { type EntryPage, lockedBecause, newRow, stopsFor } from './state.ts';
import { fieldContextOf, focusedField, pathOfField, valueAt } from './value-path.ts';

/** The field being edited with what is around it; undefined while a list or something to tick has the focus. */
export function focusedContext(page: EntryPage, world: World): FieldContext | undefined {
  const field = focusedField(page);
  return field && fieldContextOf(page, field, world);
}

/** How the field being edited is edited. */
export function focusedEditor(page: EntryPage): FieldEditor | undefined {
  const field = focusedField(page);
  return field && editorOf(field, page.drafts.document.direction);
}

/** The page with the field at the focus being edited. */
export function editFocused(page: EntryPage, world: World): EntryPage {
  const fieldContext = focusedContext(page, world);
  if (!fieldContext) return { ...page, focus: { ...page.focus, session: undefined } };
  // In a grid the arrows lead from cell to cell: a list that opened by itself would stand in their way.
  const quiet = lockedBecause(page) !== undefined || (page.popups.length === 0 && gridOf(page) !== undefined);
  const session = beginEdit(valueAt(page, fieldContext.field.id), fieldContext, quiet);
  return { ...page, focus: { ...page.focus, session } };
}

/** A page whose field was left, or why it could not be. */
export type Committed =
  | {
      readonly page: EntryPage;
      readonly note?: string | undefined;
      readonly echo?: string | undefined;
      readonly refused?: never;
    }
  | { readonly refused: string; readonly page?: never };

/** Takes what was typed into the document. */
export function commitFocused(page: EntryPage, world: World): Committed {
  const fieldContext = focusedContext(page, world);
  const put: EntryPage = { ...page, focus: { ...page.focus, session: undefined } };
  if (!fieldContext) return { page: put };
  const down = commitEdit(page.focus.session, fieldContext);
  if (!down.assignments) return down;
  return { page: fill(put, down.assignments, world), note: down.note, echo: down.echo };
}

/** As leave, but what is refused is given up: nobody must be kept in a field by a key that saves or closes. */
export function commitOrDiscard(page: EntryPage, world: World): EntryPage {
  const left = commitFocused(page, world);
  return left.page ?? { ...page, focus: { ...page.focus, session: undefined } };
}

/** The edit that gives a field its value. */
function valueEdit(page: EntryPage, { id, value }: Assignment): DraftEdit {
  const { draft: on, path } = pathOfField(page, id);
  return { draft: on, edit: { op: 'set', path, value } };
}

/** The edits that give the fields at the focus these values, and what hangs on them; none where they are the same. */
export function fillEdits(page: EntryPage, fills: readonly Assignment[], world: World): readonly DraftEdit[] {
  return fills.flatMap((each): DraftEdit[] => {
    const same = JSON.stringify(valueAt(page, each.id)) === JSON.stringify(each.value);
    if (same) return [];
    const all = withFollowing(each, fills, fieldContextOf(page, fieldOf(each.id), world));
    return all.map(one => valueEdit(page, one));
  });
}

/** The page with these values and what hangs on them, as one step of undo; on the last line of a grid they begin a new row. */
export function fill(page: EntryPage, fills: readonly Assignment[], world: World): EntryPage {
  const edits = fillEdits(page, fills, world);
  const list = gridOf(page);
  if (!list || !isFresh(page, list) || edits.length === 0) return change(page, edits, world);
  const { document } = page.drafts;
  const index = gridRow(page, list);
  const begun: DraftEdit = {
    draft: 'document',
    edit: {
      op: 'insert',
      path: `${list}[${index}]`,
      row: newRow({ document, own: page.own }, list, document[list].at(-1)),
    },
  };
  // Behind the others it moves none of them: the marks stay.
  const lists = { ...page.lists, [list]: { ...page.lists[list], index, marked: [...page.lists[list].marked] } };
  return onLine(change(page, [begun, ...edits], world, { lists }), list, index);
}

export function setValue(page: EntryPage, id: FieldId, value: unknown, world: World): EntryPage {
  return fill(page, [{ id, value }], world);
}

/** The page with all that choosing a match fills. */
export function choose(page: EntryPage, row: CodeRow, world: World): EntryPage {
  const fieldContext = focusedContext(page, world);
  return fieldContext ? fill(page, choiceAssignments(row, fieldContext), world) : page;
}

/** The journal knows every key: what is typed now, as the edit that leaving the field would make. */
export function journalTyping(page: EntryPage, world: World): EntryPage {
  const fieldContext = focusedContext(page, world);
  const taken =
    fieldContext && page.focus.session && focusedEditor(page)?.take?.(page.focus.session.text.text, fieldContext);
  // Half of what stands for a day may already stand for another one.
  if (!fieldContext || !taken || taken.refused !== undefined || taken.short) return page;
  const edit = valueEdit(page, { id: fieldContext.field.id, value: taken.value });
  return { ...page, journal: journalled(page, [{ typing: editLine(edit) }]) };
}

/** The focus on another stop, the field there being edited. */
export function focusStop(page: EntryPage, stop: number, world: World): EntryPage {
  const count = stopsFor(page).length;
  return editFocused(
    { ...page, focus: { ...page.focus, stop: (stop + count) % count, list: undefined, session: undefined } },
    world,
  );
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

/** The focus on the rows of a list, as a grid where people want one. */
export function focusList(page: EntryPage, list: ListName, world: World): EntryPage {
  const there: EntryPage = {
    ...page,
    focus: { ...page.focus, list: undefined, session: undefined, stop: firstOf(page, list) },
  };
  return gridOf(there) ? editFocused(there, world) : { ...there, focus: { ...there.focus, list } };
}
