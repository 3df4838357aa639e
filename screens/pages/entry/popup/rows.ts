import { type FieldId, fieldOf } from '../../../../src/catalogue/catalogue.ts';
import { sameContents } from '../../../../src/declaration/align.ts';
import { isMissing } from '../../../../src/declaration/check.ts';
import { apply } from '../../../../src/declaration/edit.ts';
import { get, type Row, read } from '../../../../src/declaration/path.ts';
import type { World } from '../../../contract/world.ts';
import { lineNumber } from '../../../fields/goods-line.ts';
import { POPUPS, type PopupSpec } from '../../../layout/popups.ts';
import { change } from '../change.ts';
import { declaredIn } from '../declared.ts';
import type { Mark } from '../marks.ts';
import { draftOf, draftRowOf, spotOf } from '../place.ts';
import { type EntryPage, emptyDraft, lockedBecause } from '../state.ts';
import { inOrder, setMarks, valuesIn } from './held.ts';
import type { PopupState } from './state.ts';

/** The popup in front and what is known of its kind. */
export interface Open {
  readonly state: PopupState;
  readonly spec: PopupSpec;
}

export function openOf({ popups }: Pick<EntryPage, 'popups'>): Open | undefined {
  const state = popups.at(-1);
  return state && { state, spec: POPUPS[state.popup] };
}

/** The page with the popup in front in another state. */
export function withTop(page: EntryPage, next: Partial<PopupState>): EntryPage {
  const top = page.popups.at(-1);
  return top ? { ...page, popups: [...page.popups.slice(0, -1), { ...top, ...next }] } : page;
}

/** The row that is being filled in. */
export function draftIn(page: EntryPage, state: PopupState): Row {
  const { on, steps } = draftRowOf(page, state);
  return (read(page[on], steps) ?? {}) as Row;
}

/** Whether the fields hold something that is not in the list yet. */
export function draftHolds(page: EntryPage, { state, spec }: Open): boolean {
  if (spec.form === 'live') return false;
  const row = draftIn(page, state);
  return !isMissing(row) && !sameContents(row, state.began);
}

/** The edit that gives the fields a row, or none. */
export const draftMark = (page: EntryPage, state: PopupState, row: Row | undefined): Mark => {
  const { on, path } = draftRowOf(page, state);
  if (row !== undefined) return { on, edit: { op: 'set', path, value: row } };
  return { on, edit: { op: 'replace', document: emptyDraft(page.document.direction) } };
};

const started = { taken: undefined, began: {}, zone: 'fields', stop: 0 } as const;

/** The page with the popup's fields in the list, and those that were there already by name. */
export interface Added {
  readonly page: EntryPage;
  readonly doubled: readonly string[];
  /** Where a row that stood in the list stands now. */
  readonly placeOf: (index: number) => number;
}

/** Adds the fields at the end of the list, or gives the row that they were taken from its new contents. */
export function addDraft(page: EntryPage, { state, spec }: Open, world: World): Added {
  const held = valuesIn(page, state);
  const { taken } = state;
  const name = `${taken === undefined ? '添加' : '修改'}【${spec.title}】第${(taken ?? held.length) + 1}行`;
  if (spec.form === 'items') {
    const given = itemsIn(page, state);
    const others = taken === undefined ? held : held.toSpliced(taken, 1);
    const fresh = given.filter(item => !others.includes(item));
    const next = held.toSpliced(taken ?? held.length, taken === undefined ? 0 : 1, ...fresh);
    const marks: Mark[] = [...setMarks(page, state, next), draftMark(page, state, undefined)];
    const index = (taken ?? held.length) + Math.max(0, fresh.length - 1);
    const done = change(page, marks, world, { name });
    const doubled = given.filter(item => others.includes(item)).map(String);
    return {
      page: withTop(done, { ...started, index: Math.min(index, next.length - 1) }),
      doubled,
      placeOf: at => {
        if (taken === undefined || at < taken) return at;
        // Of a row that gave nothing new the one that it doubles is left.
        return at > taken ? at + fresh.length - 1 : fresh.length > 0 ? taken : next.indexOf(given[0]);
      },
    };
  }
  const row = draftIn(page, state);
  if (spec.across) {
    const given = { ...row, [fieldOf(spec.across).name]: lineOf(page, spec.across, row, world) };
    const next = inOrder(taken === undefined ? [...held, given] : held.with(taken, given), state);
    const marks = [...setMarks(page, state, next), draftMark(page, state, undefined)];
    return {
      page: withTop(change(page, marks, world, { name }), { ...started, index: next.indexOf(given) }),
      doubled: [],
      placeOf: index => next.indexOf(index === taken ? given : held[index]),
    };
  }
  const at = `${state.path}[${taken ?? held.length}]`;
  const edit: Mark['edit'] =
    taken === undefined ? { op: 'insert', path: at, row } : { op: 'set', path: at, value: row };
  const done = change(page, [{ on: state.on, edit }, draftMark(page, state, undefined)], world, { name });
  return { page: withTop(done, { ...started, index: taken ?? held.length }), doubled: [], placeOf: index => index };
}

function itemsIn(page: EntryPage, state: PopupState): readonly unknown[] {
  const held = get(page[draftOf(page)], state.path);
  return Array.isArray(held) ? held : [];
}

/** The number of the goods line that the fields are for; undefined where there is none. */
function lineOf(page: EntryPage, across: FieldId, row: Row, world: World): string | undefined {
  return lineNumber({ ...spotOf(page, fieldOf(across), world), row });
}

/** Why the fields cannot be added: rows of goods need goods that are there. */
export function cannotAdd(page: EntryPage, { state, spec: { across } }: Open, world: World): string | undefined {
  if (!across) return undefined;
  const number = lineOf(page, across, draftIn(page, state), world);
  const { length } = declaredIn(page).goods;
  if (number !== undefined && Number(number) <= length) return undefined;
  return length === 0 ? '还没有货物：先录入货物，再填箱货对应关系' : `没有第 ${number ?? ''} 项货物，共 ${length} 项`;
}

/** Takes a row out of the list; the fields lose the row that they stood for. */
export function deleteAt(page: EntryPage, { state, spec }: Open, index: number, world: World): EntryPage {
  const held = valuesIn(page, state);
  const { taken } = state;
  const marks = [...setMarks(page, state, held.toSpliced(index, 1))];
  if (taken === index) marks.push(draftMark(page, state, undefined));
  const done = change(page, marks, world, { name: `删除【${spec.title}】第${index + 1}行` });
  const rest = held.length - 1;
  const left = taken === undefined || taken === index ? undefined : taken > index ? taken - 1 : taken;
  return withTop(done, {
    index: Math.min(index, rest - 1),
    taken: left,
    ...(taken === index && { began: {} }),
    ...(rest === 0 && state.zone === 'list' && { zone: 'fields' as const, stop: 0 }),
  });
}

/** Brings a row back into the fields: Add becomes Modify. What they held goes into the list first, where the row may get another place by it. */
export function takeAt(page: EntryPage, open: Open, selected: number, world: World): EntryPage {
  if (lockedBecause(page) !== undefined) return looking(page, open, selected);
  const added = draftHolds(page, open) ? addDraft(page, open, world) : undefined;
  const kept = added?.page ?? page;
  const index = added?.placeOf(selected) ?? selected;
  const value = valuesIn(kept, open.state)[index];
  if (value === undefined) return kept;
  const name = `回填【${open.spec.title}】第${index + 1}行`;
  if (open.spec.form === 'items') {
    const mark: Mark = { on: draftOf(kept), edit: { op: 'set', path: open.state.path, value: [value] } };
    const done = change(kept, [mark], world, { name });
    return withTop(done, { zone: 'fields', stop: 0, index, taken: index, began: draftIn(done, open.state) });
  }
  const done = change(kept, [draftMark(kept, open.state, value as Row)], world, { name });
  return withTop(done, { zone: 'fields', stop: 0, index, taken: index, began: value as Row });
}

/** A row in the fields to be read; not a change. */
export function looking(page: EntryPage, { state, spec }: Open, index: number): EntryPage {
  const value = valuesIn(page, state)[index];
  if (value === undefined || spec.form === 'live') return page;
  const { path } = spec.form === 'items' ? state : draftRowOf(page, state);
  const draft = draftOf(page);
  const edit: Mark['edit'] = { op: 'set', path, value: spec.form === 'items' ? [value] : value };
  const shown = { ...page, [draft]: apply(emptyDraft(page.document.direction), edit).document };
  return withTop(shown, { index, taken: index, began: draftIn(shown, state) });
}

/** The fields as they are for a new row; a row that was in them stays as it is in the list. */
export function clearDraft(page: EntryPage, { state, spec }: Open, world: World): EntryPage {
  const done = change(page, [draftMark(page, state, undefined)], world, { name: `清空【${spec.title}】` });
  return withTop(done, { ...started });
}

/** Moves a row, or says why it stays where it is. */
export function moveAt(
  page: EntryPage,
  { state, spec }: Open,
  index: number,
  by: number,
  world: World,
): EntryPage | string {
  const held = valuesIn(page, state);
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
  const marks = setMarks(page, state, next);
  const done = change(page, marks, world, { name: `移动【${spec.title}】第${index + 1}行` });
  const { taken } = state;
  return withTop(done, { index: to, taken: taken === index ? to : taken === to ? index : taken });
}
