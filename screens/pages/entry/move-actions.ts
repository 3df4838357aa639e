import { fieldOf, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import { isMissing, isRequired } from '../../../src/declaration/check.ts';
import type { Stop } from '../../../src/declaration/stops.ts';
import { areaOf } from '../../contract/area.ts';
import type { Actions } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import { choosing } from './enter-matches.ts';
import { firstOf, focusStop } from './focus.ts';
import { focusNext } from './focus-next.ts';
import { alongLane } from './lane-actions.ts';
import { fromHeading, neighbour } from './lines.ts';
import { added } from './list-actions.ts';
import { addRow } from './list-edits.ts';
import { withOffer } from './offers.ts';
import { afterCommit } from './run-action.ts';
import { type EntryPage, formHolds, listAt, lockedBecause, stopAt, stopsFor } from './state.ts';
import { fieldContextOf, valueAt } from './value-path.ts';

const previous = afterCommit((page, { world }) => focusStop(page, page.focus.stop - 1, world));

/** Behind the last field of a list's form adds its row and begins the next one. */
const onward = afterCommit((page, { ui, world }) => {
  const list = listAt(page);
  const stop = stopAt(page);
  const last = stopsFor(page)[page.focus.stop + 1]?.section !== stop.section;
  if (list && last && formHolds(page, list) && !lockedBecause(page)) {
    const next = focusStop(addRow(page, list, world), firstOf(page, stop.section), world);
    return { state: fromHeading(next, areaOf(ui).columns), ...added(page, list) };
  }
  return focusNext(page, world);
});

const vertical = (by: -1 | 1) =>
  afterCommit((page, context) => focusStop(page, neighbour(page, by, areaOf(context.ui).columns), context.world));

const section = (by: -1 | 1) =>
  afterCommit((page, { ui, world }) => {
    const stops = stopsFor(page);
    const sections = [...new Set(stops.map(stop => stop.section))];
    const here = sections.indexOf(stopAt(page).section);
    const atStart = firstOf(page, sections[here] ?? '') === page.focus.stop;
    const target = by < 0 && !atStart ? here : Math.max(0, Math.min(sections.length - 1, here + by));
    return fromHeading(focusStop(page, firstOf(page, sections[target] ?? ''), world), areaOf(ui).columns);
  });

/** The next field that must be filled and is not, from the focus on and round again. */
const missing = afterCommit((page, { world }) => {
  const stops = stopsFor(page);
  const { direction } = page.drafts.document;
  const isOpen = ({ id, section }: Stop): boolean => {
    const { rows: list } = SECTIONS[section];
    // An empty form asks for nothing where its list has rows already.
    if (list && page.drafts.document[list].length > 0 && !formHolds(page, list)) return false;
    const field = fieldOf(id);
    return isMissing(valueAt(page, id)) && isRequired(field, fieldContextOf(page, field, world).row, direction);
  };
  const onwards = stops.map((_stop, index) => (page.focus.stop + 1 + index) % stops.length);
  const next = onwards.find(index => isOpen(stops[index] as Stop));
  return next === undefined
    ? { state: focusStop(page, page.focus.stop, world), ...good('必填的都填了') }
    : withOffer(focusStop(page, next, world), world);
});

/** The focus from field to field and section to section (E2). */
export const MOVING: Actions<EntryPage> = {
  'entry.next': choosing(alongLane(onward)),
  'entry.pass': afterCommit((page, { world }) => focusNext(page, world)),
  'entry.previous': previous,
  'entry.next-missing': missing,
  'entry.up': vertical(-1),
  'entry.down': vertical(1),
  'entry.next-section': section(1),
  'entry.previous-section': section(-1),
};
