import { type FieldId, fieldOf } from '../../../../src/catalogue/catalogue.ts';
import { sameContents } from '../../../../src/declaration/align.ts';
import { isMissing } from '../../../../src/declaration/check.ts';
import { apply } from '../../../../src/declaration/edit.ts';
import { get, type Row, read } from '../../../../src/declaration/path.ts';
import type { World } from '../../../contract/world.ts';
import { lineNumber } from '../../../fields/goods-line.ts';
import { POPUPS, type PopupSpec } from '../../../layout/popups.ts';
import { change } from '../change.ts';
import type { DraftEdit } from '../drafts.ts';
import { draftAt, emptyDocument, withDraft } from '../drafts.ts';
import { declaredIn } from '../effective-rows.ts';
import { type EntryPage, lockedBecause } from '../state.ts';
import { fieldContextOf, pendingRowPath, popupDraft } from '../value-path.ts';
import type { PopupState } from './state.ts';
import { inOrder, popupRows, rowsEdits } from './value.ts';

/** The popup in front and what is known of its kind. */
export interface OpenPopup {
  readonly state: PopupState;
  readonly spec: PopupSpec;
}

export function frontPopup({ popups }: Pick<EntryPage, 'popups'>): OpenPopup | undefined {
  const state = popups.at(-1);
  return state && { state, spec: POPUPS[state.popup] };
}

/** The page with the popup in front in another state. */
export function withTop(page: EntryPage, next: Partial<PopupState>): EntryPage {
  const top = page.popups.at(-1);
  return top ? { ...page, popups: [...page.popups.slice(0, -1), { ...top, ...next }] } : page;
}

/** The row that is being filled in. */
export function pendingRow(page: EntryPage, state: PopupState): Row {
  const { draft, steps } = pendingRowPath(page, state);
  return (read(draftAt(page.drafts, draft), steps) ?? {}) as Row;
}

/** Whether the fields hold something that is not in the list yet. */
export function hasPendingRow(page: EntryPage, { state, spec }: OpenPopup): boolean {
  if (spec.form === 'live') return false;
  const row = pendingRow(page, state);
  return !isMissing(row) && !sameContents(row, state.pristine);
}

/** Whether the fields of any open popup hold something that is not in its list yet. */
export function popupsHold(page: EntryPage): boolean {
  return page.popups.some((_state, depth) => {
    const at = { ...page, popups: page.popups.slice(0, depth + 1) };
    const open = frontPopup(at);
    return open !== undefined && hasPendingRow(at, open);
  });
}

/** The edit that gives the fields a row, or none. */
export const pendingRowEdit = (page: EntryPage, state: PopupState, row: Row | undefined): DraftEdit => {
  const { draft, path } = pendingRowPath(page, state);
  if (row !== undefined) return { draft, edit: { op: 'set', path, value: row } };
  return { draft, edit: { op: 'replace', document: emptyDocument(page.drafts.document.direction) } };
};

const started = { editingIndex: undefined, pristine: {}, zone: 'fields', stop: 0 } as const;

/** The page with the popup's fields in the list, and those that were there already by name. */
export interface Added {
  readonly page: EntryPage;
  readonly doubled: readonly string[];
  /** Where a row that stood in the list stands now. */
  readonly placeOf: (index: number) => number;
}

/** Adds the fields at the end of the list, or gives the row that they were taken from its new contents. */
export function addPendingRow(page: EntryPage, { state, spec }: OpenPopup, world: World): Added {
  const held = popupRows(page, state);
  const { editingIndex } = state;
  const name = `${editingIndex === undefined ? '添加' : '修改'}【${spec.title}】第${(editingIndex ?? held.length) + 1}行`;
  if (spec.form === 'items') {
    const given = itemsIn(page, state);
    const others = editingIndex === undefined ? held : held.toSpliced(editingIndex, 1);
    const fresh = given.filter(item => !others.includes(item));
    const next = held.toSpliced(editingIndex ?? held.length, editingIndex === undefined ? 0 : 1, ...fresh);
    const edits: DraftEdit[] = [...rowsEdits(page, state, next), pendingRowEdit(page, state, undefined)];
    const index = (editingIndex ?? held.length) + Math.max(0, fresh.length - 1);
    const done = change(page, edits, world, { name });
    const doubled = given.filter(item => others.includes(item)).map(String);
    return {
      page: withTop(done, { ...started, index: Math.min(index, next.length - 1) }),
      doubled,
      placeOf: at => {
        if (editingIndex === undefined || at < editingIndex) return at;
        // Of a row that gave nothing new the one that it doubles is left.
        return at > editingIndex ? at + fresh.length - 1 : fresh.length > 0 ? editingIndex : next.indexOf(given[0]);
      },
    };
  }
  const row = pendingRow(page, state);
  if (spec.across) {
    const given = { ...row, [fieldOf(spec.across).name]: lineOf(page, spec.across, row, world) };
    const next = inOrder(editingIndex === undefined ? [...held, given] : held.with(editingIndex, given), state);
    const edits = [...rowsEdits(page, state, next), pendingRowEdit(page, state, undefined)];
    return {
      page: withTop(change(page, edits, world, { name }), { ...started, index: next.indexOf(given) }),
      doubled: [],
      placeOf: index => next.indexOf(index === editingIndex ? given : held[index]),
    };
  }
  const at = `${state.path}[${editingIndex ?? held.length}]`;
  const edit: DraftEdit['edit'] =
    editingIndex === undefined ? { op: 'insert', path: at, row } : { op: 'set', path: at, value: row };
  const done = change(page, [{ draft: state.draft, edit }, pendingRowEdit(page, state, undefined)], world, { name });
  return {
    page: withTop(done, { ...started, index: editingIndex ?? held.length }),
    doubled: [],
    placeOf: index => index,
  };
}

function itemsIn(page: EntryPage, state: PopupState): readonly unknown[] {
  const held = get(draftAt(page.drafts, popupDraft(page)), state.path);
  return Array.isArray(held) ? held : [];
}

/** The number of the goods line that the fields are for; undefined where there is none. */
function lineOf(page: EntryPage, across: FieldId, row: Row, world: World): string | undefined {
  return lineNumber({ ...fieldContextOf(page, fieldOf(across), world), row });
}

/** Why the fields cannot be added: rows of goods need goods that are there. */
export function cannotAdd(page: EntryPage, { state, spec: { across } }: OpenPopup, world: World): string | undefined {
  if (!across) return undefined;
  const number = lineOf(page, across, pendingRow(page, state), world);
  const { length } = declaredIn(page).lines;
  if (number !== undefined && Number(number) <= length) return undefined;
  return length === 0 ? '还没有货物：先录入货物，再填箱货对应关系' : `没有第 ${number ?? ''} 项货物，共 ${length} 项`;
}

/** Takes a row out of the list; the fields lose the row that they stood for. */
export function deleteRow(page: EntryPage, { state, spec }: OpenPopup, index: number, world: World): EntryPage {
  const held = popupRows(page, state);
  const { editingIndex } = state;
  const edits = [...rowsEdits(page, state, held.toSpliced(index, 1))];
  if (editingIndex === index) edits.push(pendingRowEdit(page, state, undefined));
  const done = change(page, edits, world, { name: `删除【${spec.title}】第${index + 1}行` });
  const rest = held.length - 1;
  const left =
    editingIndex === undefined || editingIndex === index
      ? undefined
      : editingIndex > index
        ? editingIndex - 1
        : editingIndex;
  return withTop(done, {
    index: Math.min(index, rest - 1),
    editingIndex: left,
    ...(editingIndex === index && { pristine: {} }),
    ...(rest === 0 && state.zone === 'list' && { zone: 'fields' as const, stop: 0 }),
  });
}

/** Brings a row back into the fields: Add becomes Modify. What they held goes into the list first, where the row may get another place by it. */
export function loadRow(page: EntryPage, open: OpenPopup, selected: number, world: World): EntryPage {
  if (lockedBecause(page) !== undefined) return previewRow(page, open, selected);
  const added = hasPendingRow(page, open) ? addPendingRow(page, open, world) : undefined;
  const kept = added?.page ?? page;
  const index = added?.placeOf(selected) ?? selected;
  const value = popupRows(kept, open.state)[index];
  if (value === undefined) return kept;
  const name = `回填【${open.spec.title}】第${index + 1}行`;
  if (open.spec.form === 'items') {
    const mark: DraftEdit = { draft: popupDraft(kept), edit: { op: 'set', path: open.state.path, value: [value] } };
    const done = change(kept, [mark], world, { name });
    return withTop(done, {
      zone: 'fields',
      stop: 0,
      index,
      editingIndex: index,
      pristine: pendingRow(done, open.state),
    });
  }
  const done = change(kept, [pendingRowEdit(kept, open.state, value as Row)], world, { name });
  return withTop(done, { zone: 'fields', stop: 0, index, editingIndex: index, pristine: value as Row });
}

/** A row in the fields to be read; not a change. */
export function previewRow(page: EntryPage, { state, spec }: OpenPopup, index: number): EntryPage {
  const value = popupRows(page, state)[index];
  if (value === undefined || spec.form === 'live') return page;
  const { path } = spec.form === 'items' ? state : pendingRowPath(page, state);
  const edit: DraftEdit['edit'] = { op: 'set', path, value: spec.form === 'items' ? [value] : value };
  const row = apply(emptyDocument(page.drafts.document.direction), edit).document;
  const shown = { ...page, drafts: withDraft(page.drafts, popupDraft(page), row) };
  return withTop(shown, { index, editingIndex: index, pristine: pendingRow(shown, state) });
}

/** The fields as they are for a new row; a row that was in them stays as it is in the list. */
export function clearPendingRow(page: EntryPage, { state, spec }: OpenPopup, world: World): EntryPage {
  const done = change(page, [pendingRowEdit(page, state, undefined)], world, { name: `清空【${spec.title}】` });
  return withTop(done, { ...started });
}

/** Moves a row, or says why it stays where it is. */
export function moveRow(
  page: EntryPage,
  { state, spec }: OpenPopup,
  index: number,
  by: number,
  world: World,
): EntryPage | string {
  const held = popupRows(page, state);
  const to = index + by;
  const end = by < 0 ? '第一行' : '最后一行';
  if (to < 0 || to >= held.length) return `已经是${end}`;
  if (spec.across) {
    // Rows of different goods lines keep the order of the lines.
    const { name, label } = fieldOf(spec.across);
    const [own, other] = [index, to].map(at => (held[at] as Row)[name]);
    if (own !== other) return `已经是第${own}项货物的${end}；要换到别的货物，回填后改【${label}】`;
  }
  const next = held.toSpliced(index, 1).toSpliced(to, 0, held[index]);
  const edits = rowsEdits(page, state, next);
  const done = change(page, edits, world, { name: `移动【${spec.title}】第${index + 1}行` });
  const { editingIndex } = state;
  return withTop(done, {
    index: to,
    editingIndex: editingIndex === index ? to : editingIndex === to ? index : editingIndex,
  });
}
