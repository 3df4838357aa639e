import { fieldOf } from '../../../../src/catalogue/catalogue.ts';
import { isMissing, isRequired } from '../../../../src/declaration/check.ts';
import type { Actions, Change } from '../../../contract/change.ts';
import { info, warn } from '../../../contract/message.ts';
import type { PagePart } from '../../../contract/part.ts';
import type { World } from '../../../contract/world.ts';
import { POPUPS } from '../../../layout/popups.ts';
import { emptyText, TEXT_MOVES, type TextState, typeInto } from '../../../widgets/text-state.ts';
import { act, editing, leaving } from '../act.ts';
import { change } from '../change.ts';
import { choosing } from '../choosing.ts';
import { enter, leaveAnyway } from '../focus.ts';
import type { Mark } from '../marks.ts';
import { atField } from '../onward.ts';
import { fieldInHand, placeIn, popupStops, valueAt } from '../place.ts';
import { type EntryPage, lockedBecause } from '../state.ts';
import { askFile, importing } from './files.ts';
import { setMarks, valuesIn } from './held.ts';
import { insideOf, openInside, vehicles } from './inside.ts';
import { POPUP_LISTS } from './lists.ts';
import { cancelPopup, confirmPopup, openPopup } from './open.ts';
import {
  addDraft,
  cannotAdd,
  clearDraft,
  deleteAt,
  draftHolds,
  draftIn,
  moveAt,
  type Open,
  openOf,
  takeAt,
  withTop,
} from './rows.ts';
import type { Zone } from './state.ts';
import { allTicks, atTick, foundTicks, rowOfTick, type TickLine, toggled } from './ticks.ts';

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
    return { state: shown(clearDraft(page, open, world), world), ...info(`第${at + 1}行没有改动`) };
  }
  const row = draftIn(page, state);
  const cannot = cannotAdd(page, open, world);
  if (cannot !== undefined) return warn(cannot);
  const inside = insideOf(open, row);
  if (inside && isMissing(row[fieldOf(POPUPS[inside].value).name]))
    return { state: openPopup(page, inside, world), ...info(`这一行要填写【${POPUPS[inside].title}】，确定后再添加`) };
  const { page: done, doubled } = addDraft(page, open, world);
  const index = openOf(done)?.state.index ?? 0;
  const what = `${state.taken === undefined ? '已添加' : '已修改'}第${index + 1}行`;
  if (doubled.length > 0) return { state: shown(done, world), ...warn(`列表里已有：${doubled.join('、')}`) };
  const { direction } = page.document;
  const missing = popupStops(page, state)
    .map(fieldOf)
    .filter(field => isMissing(row[field.name]) && isRequired(field, row, direction));
  const lacks = missing.map(({ label }) => `【${label}】`).join('');
  return { state: shown(done, world), ...(lacks ? warn(`${what}，还缺${lacks}`) : info(what)) };
}

/** The next field, and what happens behind the last one. */
const onward = (behind: (page: EntryPage, open: Open, world: World) => Result) =>
  inPopup((page, open, world) =>
    open.state.stop + 1 < popupStops(page, open.state).length
      ? atField(page, open.state.stop + 1, world)
      : behind(page, open, world),
  );

const next = onward((page, open, world) =>
  draftHolds(page, open) ? adding(page, open, world) : confirming(page, world),
);

/** Closes the popup; what is in its fields goes into the list first. */
function confirming(page: EntryPage, world: World): Result {
  const open = openOf(page);
  const cannot = open && draftHolds(page, open) ? cannotAdd(page, open, world) : undefined;
  return cannot === undefined ? confirmPopup(page, world) : { state: shown(page, world), ...warn(cannot) };
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

const finding = (make: (find: TextState) => TextState) =>
  act((page, { world }) => {
    const open = openOf(page);
    return open ? atTick(withTop(page, { find: make(open.state.find) }), () => 0, world) : page;
  });

/** The row that the keys of the list mean: the one in the fields, else the selected one. */
const rowInHand = ({ state }: Open): number => (state.zone === 'list' ? state.index : (state.taken ?? state.index));

const onRow = (
  run: (page: EntryPage, open: Open, index: number, world: World) => Result,
  { reads = false }: { readonly reads?: boolean } = {},
) => ({
  cannot: (page: EntryPage) => {
    const open = openOf(page);
    const locked = reads ? undefined : lockedBecause(page);
    return locked ?? (open && valuesIn(page, open.state).length > 0 ? undefined : '列表里还没有行');
  },
  run: inPopup((page, open, world) => run(page, open, rowInHand(open), world)),
});

function moving(page: EntryPage, open: Open, index: number, by: 1 | -1, world: World): Result {
  const moved = moveAt(page, open, index, by, world);
  return typeof moved === 'string' ? info(moved) : moved;
}

/** What keys do in popups (P1-P17). */
export const POPUP: Actions<EntryPage> = {
  ...POPUP_LISTS,
  'popup.confirm': act((page, { world }) =>
    lockedBecause(page) ? confirmPopup(page, world) : confirming(leaveAnyway(page, world), world),
  ),
  'popup.cancel': act((page, { world }) => {
    const { page: back, changed } = cancelPopup(page, world);
    return changed ? { state: back, ...info('已取消，Ctrl+Y 找回弹窗里的修改') } : back;
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
    if (open?.spec.attached) return { state: shown(left, world), open: askFile(left, open) };
    return open ? adding(left, open, world) : left;
  }),
  'popup.delete': onRow((page, open, index, world) => ({
    state: shown(deleteAt(page, open, index, world), world),
    ...info(`已删除第${index + 1}行，Ctrl+Z 撤销`),
  })),
  'popup.take': onRow(
    (page, open, _index, world) => {
      const { index } = open.state;
      if (open.spec.form === 'live') return { state: shown(page, world), ...info('附件不能修改：删除后重新添加') };
      const next = shown(takeAt(page, open, index, world), world);
      const taken = openOf(next)?.state.taken;
      if (lockedBecause(page) || taken === undefined) return next;
      return { state: next, ...info(`第${taken + 1}行已回填，改好后按 Alt+A 或 F5`) };
    },
    { reads: true },
  ),
  'popup.import': importing,
  'popup.inside': onRow((page, open, index, world) => openInside(page, open, index, world), { reads: true }),
  'popup.row-up': onRow((page, open, index, world) => moving(page, open, index, -1, world)),
  'popup.row-down': onRow((page, open, index, world) => moving(page, open, index, 1, world)),
  'rows.inside': vehicles,
  'popup.next': choosing(next),
  'popup.pass': onward((page, open, world) => toZone(page, open, 1, world)),
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
  'ticks.toggle': editing((page, { world }) => {
    const open = openOf(page);
    const line = open && foundTicks(page, open, world)[open.state.tick];
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
function tickMessage(page: EntryPage, open: Open, line: TickLine, done: EntryPage, world: World): string | undefined {
  if (line.ticked && line.count > 1) return `【${line.name}】的 ${line.count} 条明细一起取消，Ctrl+Z 撤销`;
  const now = openOf(done);
  const still = new Set(now ? allTicks(done, now, world).flatMap(each => (each.ticked ? [each.code] : [])) : []);
  const gone = allTicks(page, open, world).filter(
    each => each.ticked && each.code !== line.code && !still.has(each.code),
  );
  return gone.length > 0 ? `只能选一个：已取消【${gone.map(({ name }) => name).join('、')}】` : undefined;
}

/** What was found is ticked: the next one is looked for anew. */
function keepingPlace(page: EntryPage, code: string, world: World): EntryPage {
  const all = withTop(page, { find: emptyText() });
  const open = openOf(all);
  const tick = open ? foundTicks(all, open, world).findIndex(line => line.code === code) : 0;
  return atTick(all, () => tick, world);
}

/** Everything that the popup shows, gone; one step of undo. */
function cleared(page: EntryPage, { spec, state }: Open, world: World): EntryPage {
  const { on, path } = state;
  const own = spec.form === 'live' && !spec.ticks ? popupStops(page, state).map(id => placeIn(page, id)) : [];
  const fields = own.map((at): Mark => ({ on: at.on, edit: { op: 'set', path: at.path, value: undefined } }));
  // Digits are no list: they go as a whole.
  const rows: readonly Mark[] = spec.list
    ? setMarks(page, state, [])
    : spec.ticks
      ? [{ on, edit: { op: 'set', path, value: undefined } }]
      : [];
  const done = change(page, [...fields, ...rows], world, { name: `清空【${spec.title}】` });
  // The focus does not stay on a list that has no rows any more.
  const zone = state.zone === 'list' ? ({ zone: 'fields', stop: 0 } as const) : {};
  return atTick(withTop(done, { index: -1, taken: undefined, ...zone }), tick => tick, world);
}

/** What is typed while the focus is on what can be ticked finds lines. */
export const findTyping: NonNullable<PagePart<EntryPage>['type']> = (page, typed, context) =>
  finding(find => typeInto(find, typed))(page, context);

/** Whether typing goes to finding a line to tick. */
export const findsTicks = (page: EntryPage): boolean =>
  openOf(page)?.state.zone === 'ticks' && fieldInHand(page) === undefined;
