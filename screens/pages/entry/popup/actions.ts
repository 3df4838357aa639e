import { fieldOf } from '../../../../src/catalogue/catalogue.ts';
import { isMissing } from '../../../../src/declaration/check.ts';
import type { Actions, Change } from '../../../contract/change.ts';
import { info, warn } from '../../../contract/message.ts';
import type { PagePart } from '../../../contract/part.ts';
import type { World } from '../../../contract/world.ts';
import { POPUPS } from '../../../layout/popups.ts';
import { emptyText, TEXT_MOVES, type TextState, typeInto } from '../../../widgets/text-state.ts';
import { choosing } from '../enter-matches.ts';
import { commitOrDiscard, editFocused } from '../focus.ts';
import { focusField } from '../focus-next.ts';
import { action, afterCommit, editAction } from '../run-action.ts';
import { type EntryPage, lockedBecause } from '../state.ts';
import { focusedField, popupStops, valueAt } from '../value-path.ts';
import { alongRows, rowToFill } from './along-rows.ts';
import { askFile, importing } from './files.ts';
import { insideOf, openInside, vehicles } from './inner-popup.ts';
import { POPUP_LISTS } from './lists.ts';
import { cancelPopup, confirmPopup, openPopup } from './open.ts';
import {
  addPendingRow,
  cannotAdd,
  clearPendingRow,
  deleteRow,
  frontPopup,
  hasPendingRow,
  loadRow,
  moveRow,
  type OpenPopup,
  pendingRow,
  withTop,
} from './pending-row.ts';
import { askBeforeTaking, askToClear, cleared, lackingInRow, taking } from './row-questions.ts';
import type { Zone } from './state.ts';
import { allTicks, atTick, foundTicks, rowOfTick, type TickLine, toggled } from './ticks.ts';
import { popupRows } from './value.ts';

type Result = EntryPage | Change<EntryPage>;

/** What runs on the popup in front, after what was typed was taken in. */
const inPopup = (run: (page: EntryPage, open: OpenPopup, world: World) => Result) =>
  afterCommit((page, { world }) => {
    const open = frontPopup(page);
    return open ? run(page, open, world) : page;
  });

const shown = (page: EntryPage, world: World): EntryPage => editFocused(page, world);

/** The parts that the focus goes through. */
function zonesOf(page: EntryPage, { spec, state }: OpenPopup): readonly Zone[] {
  const zones: Zone[] = [];
  if (spec.ticks) zones.push('ticks');
  if (popupStops(page, state).length > 0) zones.push('fields');
  if (spec.list && popupRows(page, state).length > 0) zones.push('list');
  return zones;
}

/** Adds what is in the fields, unless it still needs a popup of its own. */
function adding(page: EntryPage, open: OpenPopup, world: World): Result {
  const { spec, state } = open;
  if (spec.form === 'live') return info('这里直接填写，不用添加；Alt+O 确定');
  if (!hasPendingRow(page, open)) {
    if (state.editingIndex === undefined) return info('还没有填写');
    const at = state.editingIndex;
    return { state: shown(clearPendingRow(page, open, world), world), ...info(`第${at + 1}行没有改动`) };
  }
  const row = pendingRow(page, state);
  const cannot = cannotAdd(page, open, world);
  if (cannot !== undefined) return warn(cannot);
  const inside = insideOf(open, row);
  if (inside && isMissing(row[fieldOf(POPUPS[inside].value).name]))
    return { state: openPopup(page, inside, world), ...info(`这一行要填写【${POPUPS[inside].title}】，确定后再添加`) };
  const { page: done, doubled } = addPendingRow(page, open, world);
  const index = frontPopup(done)?.state.index ?? 0;
  const what = `${state.editingIndex === undefined ? '已添加' : '已修改'}第${index + 1}行`;
  if (doubled.length > 0) return { state: shown(done, world), ...warn(`列表里已有：${doubled.join('、')}`) };
  const lacks = lackingInRow(page, open);
  return { state: shown(done, world), ...(lacks ? warn(`${what}，还缺${lacks}`) : info(what)) };
}

/** The next field, and what happens behind the last one. */
const onward = (page: EntryPage, { state }: OpenPopup, world: World, behind: () => Result): Result =>
  state.stop + 1 < popupStops(page, state).length ? focusField(page, state.stop + 1, world) : behind();

const next = inPopup(
  (page, open, world) =>
    alongRows(page, open, world, confirming) ??
    onward(page, open, world, () => (hasPendingRow(page, open) ? adding(page, open, world) : confirming(page, world))),
);

/** Closes the popup; what is in its fields goes into the list first. */
function confirming(page: EntryPage, world: World): Result {
  const open = frontPopup(page);
  const cannot = open && hasPendingRow(page, open) ? cannotAdd(page, open, world) : undefined;
  return cannot === undefined ? confirmPopup(page, world) : { state: shown(page, world), ...warn(cannot) };
}

function toZone(page: EntryPage, open: OpenPopup, by: 1 | -1, world: World): Result {
  const zones = zonesOf(page, open);
  const at = zones.indexOf(open.state.zone);
  const zone = zones[(at + by + zones.length) % zones.length] ?? open.state.zone;
  if (open.state.zone !== 'ticks' || zone !== 'fields')
    return shown(
      withTop(page, { zone, ...(zone === 'fields' && { stop: by > 0 ? 0 : popupStops(page, open.state).length - 1 }) }),
      world,
    );
  // The fields are those of the line that is ticked.
  const tick = Math.max(0, open.state.tick);
  const line = foundTicks(page, open, world)[tick];
  const ticked = line ? rowOfTick(page, open, line) : -1;
  // What is ticked elsewhere and not filled in yet is meant sooner than a row of its own.
  const isFree = open.state.editingIndex === undefined && !hasPendingRow(page, open);
  const row = ticked < 0 && isFree ? rowToFill(page, open) : ticked;
  if (open.spec.form === 'live') {
    if (row < 0) return info('先按空格勾选这一行，再填写它的内容');
    return shown(withTop(page, { zone, stop: 0, editingIndex: row, tick }), world);
  }
  if (row < 0) return shown(withTop(page, { zone, stop: 0 }), world);
  // What the line says already is passed by.
  const taken = loadRow(page, open, row, world);
  const empty = popupStops(taken, open.state).findIndex(id => isMissing(valueAt(taken, id)));
  return shown(withTop(taken, { stop: Math.max(0, empty) }), world);
}

const finding = (make: (find: TextState) => TextState) =>
  action((page, { world }) => {
    const open = frontPopup(page);
    return open ? atTick(withTop(page, { find: make(open.state.find) }), () => 0, world) : page;
  });

/** The row that the keys of the list mean: the one in the fields, else the selected one. */
const rowInHand = ({ state }: OpenPopup): number =>
  state.zone === 'list' ? state.index : (state.editingIndex ?? state.index);

const onRow = (
  run: (page: EntryPage, open: OpenPopup, index: number, world: World) => Result,
  { reads = false }: { readonly reads?: boolean } = {},
) => ({
  cannot: (page: EntryPage) => {
    const open = frontPopup(page);
    const locked = reads ? undefined : lockedBecause(page);
    return locked ?? (open && popupRows(page, open.state).length > 0 ? undefined : '列表里还没有行');
  },
  run: inPopup((page, open, world) => run(page, open, rowInHand(open), world)),
});

function moving(page: EntryPage, open: OpenPopup, index: number, by: 1 | -1, world: World): Result {
  const moved = moveRow(page, open, index, by, world);
  return typeof moved === 'string' ? info(moved) : moved;
}

/** What keys do in popups (P1-P17). */
export const POPUP: Actions<EntryPage> = {
  ...POPUP_LISTS,
  'popup.confirm': action((page, { world }) =>
    lockedBecause(page) ? confirmPopup(page, world) : confirming(commitOrDiscard(page, world), world),
  ),
  'popup.cancel': action((page, { world }) => {
    const { page: back, way } = cancelPopup(page, world);
    return way ? { state: back, ...info(`已取消，${way === 'redo' ? 'Ctrl+Y' : 'Ctrl+Z'} 找回弹窗里的修改`) } : back;
  }),
  'popup.clear': editAction((page, { world }) => {
    const left = commitOrDiscard(page, world);
    const open = frontPopup(left);
    if (!open) return left;
    if (hasPendingRow(left, open) || open.state.editingIndex !== undefined)
      return shown(clearPendingRow(left, open, world), world);
    const count = popupRows(left, open.state).length;
    return count === 0
      ? shown(cleared(left, open, world), world)
      : { state: shown(left, world), open: askToClear(left, open, count) };
  }),
  'popup.add': editAction((page, { world }) => {
    const left = commitOrDiscard(page, world);
    const open = frontPopup(left);
    if (open?.spec.attached) return { state: shown(left, world), open: askFile(left, open) };
    return open ? adding(left, open, world) : left;
  }),
  'popup.delete': onRow((page, open, index, world) => ({
    state: shown(deleteRow(page, open, index, world), world),
    ...info(`已删除第${index + 1}行，Ctrl+Z 撤销`),
  })),
  'popup.take': onRow(
    (page, open, _index, world) => {
      if (open.spec.form === 'live') return { state: shown(page, world), ...info('附件不能修改：删除后重新添加') };
      const isNew = lockedBecause(page) === undefined && open.state.editingIndex === undefined;
      const lacks = isNew && hasPendingRow(page, open) ? lackingInRow(page, open) : '';
      return lacks === ''
        ? taking(page, open, world)
        : { state: shown(page, world), open: askBeforeTaking(page, lacks) };
    },
    { reads: true },
  ),
  'popup.import': importing,
  'popup.inside': onRow((page, open, index, world) => openInside(page, open, index, world), { reads: true }),
  'popup.row-up': onRow((page, open, index, world) => moving(page, open, index, -1, world)),
  'popup.row-down': onRow((page, open, index, world) => moving(page, open, index, 1, world)),
  'rows.inside': vehicles,
  'popup.next': choosing(next),
  'popup.pass': inPopup((page, open, world) => onward(page, open, world, () => toZone(page, open, 1, world))),
  'popup.previous': afterCommit((page, { world }) => {
    const open = frontPopup(page);
    if (!open) return page;
    return open.state.stop > 0 ? focusField(page, open.state.stop - 1, world) : toZone(page, open, -1, world);
  }),
  'popup.down': inPopup((page, open, world) => {
    const { spec, state } = open;
    if (spec.list && popupRows(page, state).length > 0)
      return {
        ...withTop(page, { zone: 'list', index: Math.max(0, state.index) }),
        focus: { ...page.focus, session: undefined },
      };
    return focusField(page, state.stop + 1, world);
  }),
  'popup.up': inPopup((page, open, world) =>
    open.spec.ticks ? shown(withTop(page, { zone: 'ticks' }), world) : focusField(page, open.state.stop - 1, world),
  ),
  'popup.next-part': inPopup((page, open, world) => toZone(page, open, 1, world)),
  'popup.previous-part': inPopup((page, open, world) => toZone(page, open, -1, world)),
  'ticks.toggle': editAction((page, { world }) => {
    const open = frontPopup(page);
    const line = open && foundTicks(page, open, world)[Math.max(0, open.state.tick)];
    if (!open || !line) return page;
    if (line.fixed) return info(`【${line.name}】不能勾选`);
    const done = atTick(toggled(page, open, line, world), tick => tick, world);
    const next = open.state.find.text === '' ? done : keepingPlace(done, line.code, world);
    const message = tickMessage(page, open, line, next, world);
    return message === undefined ? next : { state: next, ...info(message) };
  }),
  'ticks.backspace': finding(find => TEXT_MOVES['text.backspace']?.(find) ?? find),
};

/** What a tick did beyond its own line. */
function tickMessage(
  page: EntryPage,
  open: OpenPopup,
  line: TickLine,
  done: EntryPage,
  world: World,
): string | undefined {
  if (line.ticked && line.count > 1) return `【${line.name}】的 ${line.count} 条明细一起取消，Ctrl+Z 撤销`;
  const now = frontPopup(done);
  const still = new Set(now ? allTicks(done, now, world).flatMap(each => (each.ticked ? [each.code] : [])) : []);
  const gone = allTicks(page, open, world).filter(
    each => each.ticked && each.code !== line.code && !still.has(each.code),
  );
  return gone.length > 0 ? `只能选一个：已取消【${gone.map(({ name }) => name).join('、')}】` : undefined;
}

/** What was found is ticked: the next one is looked for anew. */
function keepingPlace(page: EntryPage, code: string, world: World): EntryPage {
  const all = withTop(page, { find: emptyText() });
  const open = frontPopup(all);
  const tick = open ? foundTicks(all, open, world).findIndex(line => line.code === code) : 0;
  return atTick(all, () => tick, world);
}

/** What is typed while the focus is on what can be ticked finds lines. */
export const findTyping: NonNullable<PagePart<EntryPage>['type']> = (page, typed, context) =>
  finding(find => typeInto(find, typed))(page, context);

/** Whether typing goes to finding a line to tick. */
export const findsTicks = (page: EntryPage): boolean =>
  frontPopup(page)?.state.zone === 'ticks' && focusedField(page) === undefined;
