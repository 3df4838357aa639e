import type { Popup } from '../../../../src/catalogue/row.ts';
import { sameContents } from '../../../../src/declaration/align.ts';
import type { World } from '../../../contract/world.ts';
import { POPUPS } from '../../../layout/popups.ts';
import { emptyText } from '../../../widgets/text-state.ts';
import { change, DRAFTS, joined, journalled, redoOutside, step } from '../change.ts';
import { enter, leaveAnyway } from '../focus.ts';
import type { Mark } from '../marks.ts';
import { type Place, placeIn } from '../place.ts';
import { type EntryPage, emptyDraft, lockedBecause } from '../state.ts';
import { heldIn, setMarks } from './held.ts';
import { addDraft, draftHolds, looking, openOf } from './rows.ts';
import type { PopupState } from './state.ts';
import { atTick } from './ticks.ts';

/**
 * The page with a popup in front, on the value that its field has there, or on the one at a place. What was in hand must have been left.
 * On a page that may only be read the focus is on the rows.
 */
export function openPopup(
  page: EntryPage,
  popup: Popup,
  world: World,
  { on, path }: Pick<Place, 'on' | 'path'> = placeIn(page, POPUPS[popup].value),
): EntryPage {
  const spec = POPUPS[popup];
  const before = heldIn(page, { popup, on, path });
  const count = Array.isArray(before) && spec.list ? before.length : 0;
  const reading = lockedBecause(page) !== undefined && count > 0;
  const state: PopupState = {
    popup,
    on,
    path,
    zone: spec.ticks ? 'ticks' : reading ? 'list' : 'fields',
    stop: 0,
    index: reading ? 0 : count - 1,
    taken: undefined,
    began: {},
    tick: 0,
    find: emptyText(),
    before,
    steps: page.undo.length,
  };
  const draft = DRAFTS[page.popups.length];
  const nothing = emptyDraft(page.document.direction);
  const opened = { ...page, editor: undefined, popups: [...page.popups, state], ...(draft && { [draft]: nothing }) };
  const open = openOf(opened);
  const first = reading && open ? looking(opened, open, 0) : opened;
  return enter(spec.ticks ? atTick(first, () => 0, world) : first, world);
}

/** The page with the popup in front gone and all that was done in it one step of undo; what was being filled in is added first. */
export function confirmPopup(page: EntryPage, world: World): EntryPage {
  const left = leaveAnyway(page, world);
  const open = openOf(left);
  if (!open) return left;
  const holds = lockedBecause(left) === undefined && draftHolds(left, open);
  const whole = holds ? addDraft(left, open, world).page : left;
  const popups = whole.popups.slice(0, -1);
  const dropped = DRAFTS[popups.length] ?? 'inner';
  const undo = joined(whole, open.state.steps, `弹窗【${open.spec.title}】`, dropped, popups);
  const redo = redoOutside(whole, popups);
  const closed: EntryPage = { ...whole, popups, undo, redo, [dropped]: emptyDraft(page.document.direction) };
  // The journal must know that the popup is gone before anything else is changed.
  return enter(closed.journalled ? { ...closed, ...journalled(closed, []) } : closed, world);
}

/** The page as it was before the popup was opened; what was done in it can be done again. `changed` tells whether there was anything. */
export function cancelPopup(page: EntryPage, world: World): { readonly page: EntryPage; readonly changed: boolean } {
  const state = page.popups.at(-1);
  const closed = confirmPopup(page, world);
  if (!state) return { page: closed, changed: false };
  if (closed.undo.length > state.steps) {
    const back = step({ ...closed, editor: undefined }, 'undo', world);
    if (back) return { page: enter(back.page, world), changed: true };
  }
  // After a recovery there are no steps to take back, but what it was is known.
  const { before, on, path } = state;
  if (sameContents(heldIn(closed, state), before)) return { page: closed, changed: false };
  const marks: readonly Mark[] = Array.isArray(before)
    ? setMarks(closed, state, before)
    : [{ on, edit: { op: 'set', path, value: before } }];
  return { page: enter(change({ ...closed, editor: undefined }, marks, world), world), changed: true };
}
