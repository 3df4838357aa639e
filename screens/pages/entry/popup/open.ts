import type { Popup } from '../../../../src/catalogue/row.ts';
import { sameContents } from '../../../../src/declaration/align.ts';
import type { World } from '../../../contract/world.ts';
import { POPUPS } from '../../../layout/popups.ts';
import { emptyText } from '../../../widgets/text-state.ts';
import { change, confirmedHistory, journalled, step } from '../change.ts';
import { type DraftEdit, withoutRows } from '../drafts.ts';
import { commitOrDiscard, editFocused } from '../focus.ts';
import { type EntryPage, lockedBecause } from '../state.ts';
import { pathOfField, type ValuePath } from '../value-path.ts';
import { addPendingRow, frontPopup, hasPendingRow, previewRow } from './pending-row.ts';
import type { PopupState } from './state.ts';
import { popupValue, rowsEdits } from './value.ts';

/**
 * The page with a popup in front, on the value that its field has there, or on the one at a place. What was being edited must have been left.
 * On a page that may only be read the focus is on the rows.
 */
export function openPopup(
  page: EntryPage,
  popup: Popup,
  world: World,
  { draft, path }: Pick<ValuePath, 'draft' | 'path'> = pathOfField(page, POPUPS[popup].value),
): EntryPage {
  const spec = POPUPS[popup];
  const before = popupValue(page, { popup, draft, path });
  const count = Array.isArray(before) && spec.list ? before.length : 0;
  const reading = lockedBecause(page) !== undefined && count > 0;
  const state: PopupState = {
    popup,
    draft,
    path,
    zone: spec.ticks ? 'ticks' : reading ? 'list' : 'fields',
    stop: 0,
    index: reading ? 0 : count - 1,
    editingIndex: undefined,
    pristine: {},
    tick: -1,
    find: emptyText(),
    before,
    steps: page.history.undo.length,
  };
  const opened: EntryPage = {
    ...page,
    focus: { ...page.focus, session: undefined },
    drafts: withoutRows(page.drafts, page.popups.length),
    popups: [...page.popups, state],
  };
  const open = frontPopup(opened);
  const first = reading && open ? previewRow(opened, open, 0) : opened;
  return editFocused(first, world);
}

/** The page with the popup in front gone and all that was done in it one step of undo; what was being filled in is added first. */
export function confirmPopup(page: EntryPage, world: World): EntryPage {
  const left = commitOrDiscard(page, world);
  const open = frontPopup(left);
  if (!open) return left;
  const holds = lockedBecause(left) === undefined && hasPendingRow(left, open);
  const whole = holds ? addPendingRow(left, open, world).page : left;
  const popups = whole.popups.slice(0, -1);
  const closed: EntryPage = {
    ...whole,
    popups,
    history: confirmedHistory(whole, open.spec.title, popups),
    drafts: withoutRows(whole.drafts, popups.length),
  };
  // The journal must know that the popup is gone before anything else is changed.
  return editFocused(closed.journal.begun ? { ...closed, journal: journalled(closed, []) } : closed, world);
}

/** A page whose popup was cancelled, and the way to what was done in it; undefined where there was nothing. */
interface Cancelled {
  readonly page: EntryPage;
  readonly way: 'undo' | 'redo' | undefined;
}

/** The page as it was before the popup was opened. */
export function cancelPopup(page: EntryPage, world: World): Cancelled {
  const state = page.popups.at(-1);
  const confirmed = confirmPopup(page, world);
  if (!state) return { page: confirmed, way: undefined };
  const { before, draft, path } = state;
  const closed: EntryPage = { ...confirmed, focus: { ...confirmed.focus, session: undefined } };
  const isBack = (at: EntryPage): boolean => sameContents(popupValue(at, state), before);
  if (closed.history.undo.length > state.steps) {
    const back = step(closed, 'undo', world);
    if (back && isBack(back.page)) return { page: editFocused(back.page, world), way: 'redo' };
  }
  // After a recovery there are no steps for what was done before it, but what it was is known.
  if (isBack(closed)) return { page: confirmed, way: undefined };
  const edits: readonly DraftEdit[] = Array.isArray(before)
    ? rowsEdits(closed, state, before)
    : [{ draft, edit: { op: 'set', path, value: before } }];
  const name = `取消弹窗【${POPUPS[state.popup].title}】`;
  return { page: editFocused(change(closed, edits, world, { name }), world), way: 'undo' };
}
