import type { Actions } from '../../../contract/change.ts';
import { type List, listActions, moving } from '../../../widgets/list.ts';
import { focusField } from '../focus-next.ts';
import { action } from '../run-action.ts';
import { type EntryPage, lockedBecause } from '../state.ts';
import { frontPopup, type OpenPopup, previewRow, withTop } from './pending-row.ts';
import { atTick, foundTicks } from './ticks.ts';
import { popupRows } from './value.ts';
import { rowsSeen } from './view.ts';

/** A number of the popup in front, 0 without one. */
const withOpen = (page: EntryPage, measure: (open: OpenPopup) => number): number => {
  const open = frontPopup(page);
  return open ? measure(open) : 0;
};

/** The lines to tick. */
const TICKS: List<EntryPage> = {
  count: (page, { world }) => withOpen(page, open => foundTicks(page, open, world).length),
  rows: (page, area, { world }) => withOpen(page, open => rowsSeen(page, open, area, world).ticks),
  at: page => withOpen(page, open => open.state.tick),
  select: (page, tick, context) => action((now, { world }) => atTick(now, () => tick, world))(page, context),
};

/** The rows of the list; up from the first one leads back to the fields. */
const ROWS: List<EntryPage> = {
  count: page => withOpen(page, open => popupRows(page, open.state).length),
  rows: (page, area, { world }) => withOpen(page, open => rowsSeen(page, open, area, world).list),
  out: true,
  at: page => withOpen(page, open => open.state.index),
  select: (page, index, context) =>
    action((now, { world }) => {
      const open = frontPopup(now);
      if (!open) return now;
      if (index < 0) return focusField(now, 0, world);
      // Where nothing can be changed the fields show the row under the cursor.
      return lockedBecause(now) ? previewRow(now, open, index) : withTop(now, { index });
    })(page, context),
};

/** Moving in the two lists that a popup may have. */
export const POPUP_LISTS: Actions<EntryPage> = {
  ...listActions('ticks', TICKS),
  'popup.list-up': moving(ROWS, 'up'),
  'popup.list-down': moving(ROWS, 'down'),
  'popup.list-page-up': moving(ROWS, 'page-up'),
  'popup.list-page-down': moving(ROWS, 'page-down'),
  'popup.list-first': moving(ROWS, 'first'),
  'popup.list-last': moving(ROWS, 'last'),
};
