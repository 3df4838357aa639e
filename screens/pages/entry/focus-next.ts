import type { World } from '../../contract/world.ts';
import { editFocused, focusStop } from './focus.ts';
import { nextCell } from './grid/next-cell.ts';
import { gridOf } from './grid/place.ts';
import { withOffer } from './offers.ts';
import { pastPinned } from './pins.ts';
import { type EntryPage, popupOf } from './state.ts';
import { popupStops } from './value-path.ts';

/** The popup in front with its focus on another of its fields, which is being edited. */
export function focusField(page: EntryPage, stop: number, world: World): EntryPage {
  const popup = popupOf(page);
  if (!popup) return focusStop(page, stop, world);
  const count = Math.max(1, popupStops(page, popup).length);
  const next = { ...popup, zone: 'fields' as const, stop: (stop + count) % count };
  return editFocused(
    { ...page, popups: [...page.popups.slice(0, -1), next], focus: { ...page.focus, session: undefined } },
    world,
  );
}

/** The focus on the next field, of the popup in front or of the page. Whoever goes on is offered what follows from what is there; whoever goes back or elsewhere is not. */
export function focusNext(page: EntryPage, world: World): EntryPage {
  const list = page.popups.length > 0 ? undefined : gridOf(page);
  if (list) return nextCell(page, list, 1, world);
  const { stop } = popupOf(page) ?? {};
  return withOffer(
    focusField(page, stop === undefined ? pastPinned(page, page.focus.stop + 1, 1) : stop + 1, world),
    world,
  );
}
