import { fieldOf } from '../../../src/catalogue/catalogue.ts';
import type { Popup } from '../../../src/catalogue/row.ts';
import { get } from '../../../src/declaration/path.ts';
import { emptyText } from '../../editors/text-state.ts';
import { POPUPS } from '../../layout/popups.ts';
import type { World } from '../../part.ts';
import { change, DRAFTS, joined, journalled, step } from '../change.ts';
import { enter, leaveAnyway } from '../focus.ts';
import { placeIn } from '../place.ts';
import { type EntryPage, emptyDraft } from '../state.ts';
import { addDraft, draftHolds, openOf } from './rows.ts';
import type { PopupState } from './state.ts';

/** The page with a popup in front, on the value that its field has there. What was in hand must have been left. */
export function openPopup(page: EntryPage, popup: Popup, world: World): EntryPage {
  const spec = POPUPS[popup];
  const { on, path } = placeIn(page, fieldOf(spec.value).id);
  const before = get(page[on], path);
  const state: PopupState = {
    popup,
    on,
    path,
    zone: spec.ticks ? 'ticks' : 'fields',
    stop: 0,
    index: Array.isArray(before) && spec.list ? before.length - 1 : -1,
    taken: undefined,
    began: {},
    tick: 0,
    find: emptyText(),
    before,
    steps: page.undo.length,
  };
  const draft = DRAFTS[page.popups.length];
  const nothing = emptyDraft(page.document.direction);
  return enter(
    { ...page, editor: undefined, popups: [...page.popups, state], ...(draft && { [draft]: nothing }) },
    world,
  );
}

/** The page with the popup in front gone and all that was done in it one step of undo; what was being filled in is added first. */
export function confirmPopup(page: EntryPage, world: World): EntryPage {
  const left = leaveAnyway(page, world);
  const open = openOf(left);
  if (!open) return left;
  const whole = draftHolds(left, open) ? addDraft(left, open, world).page : left;
  const popups = whole.popups.slice(0, -1);
  const dropped = DRAFTS[popups.length] ?? 'inner';
  const undo = joined(whole, open.state.steps, `弹窗【${open.spec.title}】`, dropped, popups);
  const closed: EntryPage = { ...whole, popups, undo, [dropped]: emptyDraft(page.document.direction) };
  // The journal must know that the popup is gone before anything else is changed.
  return enter(closed.journalled ? { ...closed, ...journalled(closed, []) } : closed, world);
}

/** The page as it was before the popup was opened; what was done in it can be done again. `changed` tells whether there was anything. */
export function cancelPopup(page: EntryPage, world: World): { readonly page: EntryPage; readonly changed: boolean } {
  const { before, on, path, steps = 0 } = page.popups.at(-1) ?? {};
  const closed = confirmPopup(page, world);
  if (closed.undo.length > steps) {
    const back = step({ ...closed, editor: undefined }, 'undo', world);
    if (back) return { page: enter(back.page, world), changed: true };
  }
  // After a recovery there are no steps to take back, but what it was is known.
  const differs =
    on !== undefined && path !== undefined && JSON.stringify(get(closed[on], path)) !== JSON.stringify(before);
  if (!differs) return { page: closed, changed: false };
  const restored = change({ ...closed, editor: undefined }, [{ on, edit: { op: 'set', path, value: before } }], world);
  return { page: enter(restored, world), changed: true };
}
