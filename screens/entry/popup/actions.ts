import { fieldOf } from '../../../src/catalogue/catalogue.ts';
import { CONDITIONS } from '../../../src/catalogue/conditions.ts';
import { isMissing, isRequired } from '../../../src/declaration/check.ts';
import { emptyText, TEXT_MOVES, type TextState, typeInto } from '../../editors/text-state.ts';
import { POPUPS } from '../../layout/popups.ts';
import { type Actions, type Change, info, type PagePart, type World, warn } from '../../part.ts';
import { act, editing, leaving } from '../act.ts';
import { change } from '../change.ts';
import { choosing } from '../choosing.ts';
import { enter, fill, leaveAnyway } from '../focus.ts';
import { atField } from '../onward.ts';
import { fieldInHand, popupStops, valueAt } from '../place.ts';
import type { EntryPage } from '../state.ts';
import { cancelPopup, confirmPopup, openPopup } from './open.ts';
import {
  addDraft,
  clearDraft,
  deleteAt,
  draftHolds,
  draftIn,
  moveAt,
  type Open,
  openOf,
  setMark,
  takeAt,
  valuesIn,
  withTop,
} from './rows.ts';
import type { Zone } from './state.ts';
import { foundTicks, rowOfTick, toggled } from './ticks.ts';

type Result = EntryPage | Change<EntryPage>;

/** What runs on the popup in front, after what was typed was taken in. */
const inPopup = (run: (page: EntryPage, open: Open, world: World) => Result) =>
  leaving((page, { world }) => {
    const open = openOf(page);
    return open ? run(page, open, world) : page;
  });

const shown = (page: EntryPage, world: World): EntryPage => enter(page, world);

/** The parts that the focus goes through. */
function zonesOf(page: EntryPage, { spec, state }: Open): readonly Zone[] {
  const zones: Zone[] = [];
  if (spec.ticks) zones.push('ticks');
  if (popupStops(page, state).length > 0) zones.push('fields');
  if (spec.list && valuesIn(page, state).length > 0) zones.push('list');
  return zones;
}

/** Adds what is in the fields, unless it still needs a popup of its own. */
function adding(page: EntryPage, open: Open, world: World): Result {
  const { spec, state } = open;
  if (spec.form === 'live') return info('这里直接填写，不用添加；Alt+O 确定');
  if (!draftHolds(page, open)) {
    if (state.taken === undefined) return info('还没有填写');
    const at = state.taken;
    return { self: shown(clearDraft(page, open, world), world), ...info(`第${at + 1}行没有改动`) };
  }
  const row = draftIn(page, state);
  const { needs } = spec;
  if (needs && CONDITIONS[needs.when](row) && isMissing(row[fieldOf(needs.field).name])) {
    const { popup } = fieldOf(needs.field).extras;
    if (popup)
      return { self: openPopup(page, popup, world), ...info(`这一行要填写【${POPUPS[popup].title}】，确定后再添加`) };
  }
  const { page: done, doubled } = addDraft(page, open, world);
  const index = openOf(done)?.state.index ?? 0;
  const what = `${state.taken === undefined ? '已添加' : '已修改'}第${index + 1}行`;
  if (doubled.length > 0) return { self: shown(done, world), ...warn(`列表里已有：${doubled.join('、')}`) };
  const { direction } = page.document;
  const missing = popupStops(page, state)
    .map(fieldOf)
    .filter(field => isMissing(row[field.name]) && isRequired(field, row, direction));
  const lacks = missing.map(({ label }) => `【${label}】`).join('');
  return { self: shown(done, world), ...(lacks ? warn(`${what}，还缺${lacks}`) : info(what)) };
}

/** Enter and Tab: the next field; behind the last one the row is added, or all is done. */
const next = leaving((page, { world, chord }) => {
  const open = openOf(page);
  if (!open) return page;
  const stops = popupStops(page, open.state);
  if (open.state.stop + 1 < stops.length) return atField(page, open.state.stop + 1, world);
  if (chord === 'tab') return toZone(page, open, 1, world);
  return draftHolds(page, open) ? adding(page, open, world) : confirming(page, world);
});

function confirming(page: EntryPage, world: World): Result {
  return confirmPopup(page, world);
}

function toZone(page: EntryPage, open: Open, by: 1 | -1, world: World): Result {
  const zones = zonesOf(page, open);
  const at = zones.indexOf(open.state.zone);
  const zone = zones[(at + by + zones.length) % zones.length] ?? open.state.zone;
  if (open.state.zone !== 'ticks' || zone !== 'fields')
    return shown(
      withTop(page, { zone, ...(zone === 'fields' && { stop: by > 0 ? 0 : popupStops(page, open.state).length - 1 }) }),
      world,
    );
  // The fields are those of the line that is ticked.
  const line = foundTicks(page, open, world)[open.state.tick];
  const row = line ? rowOfTick(page, open, line) : -1;
  if (open.spec.form === 'live') {
    if (row < 0) return info('先按空格勾选这一行，再填写它的内容');
    return shown(withTop(page, { zone, stop: 0, taken: row }), world);
  }
  if (row < 0) return shown(withTop(page, { zone, stop: 0 }), world);
  // What the line says already is passed by.
  const taken = takeAt(page, open, row, world);
  const empty = popupStops(taken, open.state).findIndex(id => isMissing(valueAt(taken, id)));
  return shown(withTop(taken, { stop: Math.max(0, empty) }), world);
}

const tickMove = (place: (tick: number, count: number) => number) =>
  act((page, { world }) => {
    const open = openOf(page);
    if (!open) return page;
    const count = foundTicks(page, open, world).length;
    return withTop(page, { tick: Math.max(0, Math.min(count - 1, place(open.state.tick, count))) });
  });

const finding = (make: (find: TextState) => TextState) =>
  act(page => {
    const open = openOf(page);
    return open ? withTop(page, { find: make(open.state.find), tick: 0 }) : page;
  });

const listMove = (place: (index: number, count: number) => number) =>
  act((page, { world }) => {
    const open = openOf(page);
    if (!open) return page;
    const count = valuesIn(page, open.state).length;
    const index = place(open.state.index, count);
    // Up from the first row leads back to the fields.
    if (index < 0) return atField(page, 0, world);
    return withTop(page, { index: Math.min(count - 1, index) });
  });

/** The row that the keys of the list mean: the one in the fields, else the selected one. */
const rowInHand = ({ state }: Open): number => (state.zone === 'list' ? state.index : (state.taken ?? state.index));

const onRow = (run: (page: EntryPage, open: Open, index: number, world: World) => Result) => ({
  cannot: (page: EntryPage) => {
    const open = openOf(page);
    return open && valuesIn(page, open.state).length > 0 ? undefined : '列表里还没有行';
  },
  run: inPopup((page, open, world) => run(page, open, rowInHand(open), world)),
});

const PAGE = 8;

/** What keys do in popups (P1-P17). */
export const POPUP: Actions<EntryPage> = {
  'popup.confirm': editing((page, { world }) => confirmPopup(page, world)),
  'popup.cancel': act((page, { world }) => {
    const { page: back, changed } = cancelPopup(page, world);
    return changed ? { self: back, ...info('已取消，Ctrl+Y 找回弹窗里的修改') } : back;
  }),
  'popup.clear': editing((page, { world }) => {
    const left = leaveAnyway(page, world);
    const open = openOf(left);
    if (!open) return left;
    if (draftHolds(left, open) || open.state.taken !== undefined) return shown(clearDraft(left, open, world), world);
    return shown(cleared(left, open, world), world);
  }),
  'popup.add': editing((page, { world }) => {
    const left = leaveAnyway(page, world);
    const open = openOf(left);
    return open ? adding(left, open, world) : left;
  }),
  'popup.delete': onRow((page, open, index, world) => ({
    self: shown(deleteAt(page, open, index, world), world),
    ...info(`已删除第${index + 1}行，Ctrl+Z 撤销`),
  })),
  'popup.take': onRow((page, open, _index, world) => {
    const { index } = open.state;
    return {
      self: shown(takeAt(page, open, index, world), world),
      ...info(`第${index + 1}行已回填，改好后按 Alt+A 或 F5`),
    };
  }),
  'popup.row-up': onRow((page, open, index, world) => moveAt(page, open, index, -1, world) ?? info('已经是第一行')),
  'popup.row-down': onRow((page, open, index, world) => moveAt(page, open, index, 1, world) ?? info('已经是最后一行')),
  'popup.next': choosing(next),
  'popup.previous': leaving((page, { world }) => {
    const open = openOf(page);
    if (!open) return page;
    return open.state.stop > 0 ? atField(page, open.state.stop - 1, world) : toZone(page, open, -1, world);
  }),
  'popup.down': inPopup((page, open, world) => {
    const { spec, state } = open;
    if (spec.list && valuesIn(page, state).length > 0)
      return { ...withTop(page, { zone: 'list', index: Math.max(0, state.index) }), editor: undefined };
    return atField(page, state.stop + 1, world);
  }),
  'popup.up': inPopup((page, open, world) =>
    open.spec.ticks ? shown(withTop(page, { zone: 'ticks' }), world) : atField(page, open.state.stop - 1, world),
  ),
  'popup.next-part': inPopup((page, open, world) => toZone(page, open, 1, world)),
  'popup.previous-part': inPopup((page, open, world) => toZone(page, open, -1, world)),
  'popup.list-up': listMove(index => index - 1),
  'popup.list-down': listMove(index => index + 1),
  'popup.list-page-up': listMove(index => Math.max(0, index - PAGE)),
  'popup.list-page-down': listMove(index => index + PAGE),
  'popup.list-first': listMove(() => 0),
  'popup.list-last': listMove((_index, count) => count - 1),
  'ticks.toggle': editing((page, { world }) => {
    const open = openOf(page);
    const line = open && foundTicks(page, open, world)[open.state.tick];
    if (!open || !line) return page;
    if (line.fixed) return info(`【${line.name}】不能勾选`);
    const done = toggled(page, open, line, world);
    // What was found is ticked: the next one is looked for anew.
    return open.state.find.text === '' ? done : keepingPlace(done, line.code, world);
  }),
  'ticks.up': tickMove(tick => tick - 1),
  'ticks.down': tickMove(tick => tick + 1),
  'ticks.page-up': tickMove(tick => tick - PAGE),
  'ticks.page-down': tickMove(tick => tick + PAGE),
  'ticks.first': tickMove(() => 0),
  'ticks.last': tickMove((_tick, count) => count - 1),
  'ticks.backspace': finding(find => TEXT_MOVES['text.backspace']?.(find) ?? find),
};

function keepingPlace(page: EntryPage, code: string, world: World): EntryPage {
  const all = withTop(page, { find: emptyText() });
  const open = openOf(all);
  const tick = open ? foundTicks(all, open, world).findIndex(line => line.code === code) : 0;
  return withTop(all, { tick: Math.max(0, tick) });
}

/** Everything that the popup shows, gone; one step of undo. */
function cleared(page: EntryPage, { spec, state }: Open, world: World): EntryPage {
  const name = `清空【${spec.title}】`;
  if (spec.list || spec.ticks) {
    const done = change(page, [setMark(state, [])], world, { name });
    return withTop(done, { index: -1, taken: undefined });
  }
  const fills = popupStops(page, state).flatMap(id => (isMissing(valueAt(page, id)) ? [] : [{ id, value: undefined }]));
  return fill(page, fills, world);
}

/** What is typed while the focus is on what can be ticked finds lines. */
export const findTyping: NonNullable<PagePart<EntryPage>['type']> = (page, typed, scene) =>
  finding(find => typeInto(find, typed))(page, scene);

/** Whether typing goes to finding a line to tick. */
export const findsTicks = (page: EntryPage): boolean =>
  openOf(page)?.state.zone === 'ticks' && fieldInHand(page) === undefined;
