import { fieldOf, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import { isMissing, isRequired } from '../../../src/declaration/check.ts';
import type { Stop } from '../../../src/declaration/stops.ts';
import { areaOf } from '../../contract/area.ts';
import type { Actions } from '../../contract/change.ts';
import { good, info } from '../../contract/message.ts';
import type { World } from '../../contract/world.ts';
import type { Assignment } from '../../fields/field-session.ts';
import { editorOf } from '../../fields/index.ts';
import { choosing } from './enter-matches.ts';
import { fill, firstOf, focusStop } from './focus.ts';
import { focusNext } from './focus-next.ts';
import { alongLane } from './lane-actions.ts';
import { fromHeading, neighbour } from './lines.ts';
import { added } from './list-actions.ts';
import { addRow } from './list-edits.ts';
import { certainOnTheWay, withOffer } from './offers.ts';
import { pastPinned } from './pins.ts';
import { afterCommit } from './run-action.ts';
import { type EntryPage, formHolds, listAt, lockedBecause, messageOf, stopAt, stopsFor } from './state.ts';
import { fieldContextOf, valueAt } from './value-path.ts';

const previous = afterCommit((page, { world }) => focusStop(page, pastPinned(page, page.focus.stop - 1, -1), world));

/** Behind the last field of a list's form adds its row and begins the next one. */
const onward = afterCommit((page, { ui, world }) => {
  const list = listAt(page);
  const stop = stopAt(page);
  const next = pastPinned(page, page.focus.stop + 1, 1);
  const last = next <= page.focus.stop || stopsFor(page)[next]?.section !== stop.section;
  if (list && last && formHolds(page, list) && !lockedBecause(page)) {
    const put = addRow(page, list, world);
    const begun = focusStop(put, pastPinned(put, firstOf(put, stop.section), 1), world);
    return { state: fromHeading(begun, areaOf(ui).columns), ...added(page, list) };
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

/** The next field that must be filled and is not, from the focus on and round again; what can only be the quantity of a line is filled on the way. */
const missing = afterCommit((page, { world }) => {
  const stops = stopsFor(page);
  const from = page.focus.stop + 1;
  const given = certainOnTheWay(page, stops.length, world);
  const onwards = stops.map((_stop, index) => (from + index) % stops.length);
  const isNext = (index: number) =>
    isOpen(page, stops[index] as Stop, world) && (index < from || !given.some(({ id }) => id === stops[index]?.id));
  const next = onwards.find(isNext);
  const passed = certainOnTheWay(page, next === undefined || next < from ? stops.length : next, world);
  const filled = fill(page, passed, world);
  if (next === undefined) return { state: focusStop(filled, page.focus.stop, world), ...good('必填的都填了') };
  const there = withOffer(focusStop(filled, next, world), world);
  return passed.length === 0 ? there : { state: there, ...info(`随数量填好：${wordsOf(filled, passed, world)}`) };
});

/** An empty form asks for nothing where its list has rows already. */
function isOpen(page: EntryPage, { id, section }: Stop, world: World): boolean {
  const { direction } = page.drafts.document;
  const { rows: list } = SECTIONS[section];
  if (list && page.drafts.document[list].length > 0 && !formHolds(page, list)) return false;
  const field = fieldOf(id);
  return (
    isMissing(valueAt(page, id)) &&
    isRequired(field, fieldContextOf(page, field, world).row, direction, messageOf(page))
  );
}

const wordsOf = (page: EntryPage, given: readonly Assignment[], world: World): string =>
  given
    .map(({ id, value }) => {
      const field = fieldOf(id);
      const shown = editorOf(field, page.drafts.document.direction).shown(value, fieldContextOf(page, field, world));
      return `${field.label} ${shown}`;
    })
    .join('、');

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
