import { FOLLOWING, QUANTITY } from '../../../src/catalogue/amounts.ts';
import { type FieldId, fieldOf, LIST_NAMES, type ListName, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../../src/catalogue/document.ts';
import { sameContents } from '../../../src/declaration/align.ts';
import { isMissing } from '../../../src/declaration/check.ts';
import { sameAmount } from '../../../src/declaration/follow-amounts.ts';
import { type LaneStep, laneOf, nextNumber } from '../../../src/declaration/lane.ts';
import { get, type Row, valueIn } from '../../../src/declaration/path.ts';
import type { World } from '../../contract/world.ts';
import { offering } from '../../fields/field-session.ts';
import { fill, focusStop } from './focus.ts';
import { clearForm, commitForms, loadRow } from './list-edits.ts';
import { withOffer } from './offers.ts';
import { type EntryPage, formRow, type Lane, lockedBecause, messageOf, stopAt, stopsFor } from './state.ts';

const listOf = ({ id }: LaneStep): ListName | undefined => SECTIONS[fieldOf(id).section].rows;

/** The lane that the focus stands on; undefined once it has been led elsewhere. */
export function standingLane(page: EntryPage): Lane | undefined {
  const { lane, list } = page.focus;
  const step = lane?.steps[lane.at];
  if (!lane || !step || list !== undefined || stopAt(page).id !== step.id) return undefined;
  const own = listOf(step);
  return own && page.lists[own].editingIndex !== step.row ? undefined : lane;
}

/** The page without a lane that was left. */
export function withoutLeftLane(page: EntryPage): EntryPage {
  return page.focus.lane && !standingLane(page) ? { ...page, focus: { ...page.focus, lane: undefined } } : page;
}

/** The page at the first place that changes between shipments; `past` are the declarations that it goes on from, the newest first. */
export function enterLane(page: EntryPage, past: readonly Declaration[], world: World): EntryPage {
  const [base] = past;
  if (!base || lockedBecause(page) !== undefined) return page;
  const lane: Lane = { base, steps: laneOf(page.drafts.document, past, messageOf(page)), at: -1 };
  return lane.steps.length === 0 ? page : (nextOnLane(page, lane, world) ?? page);
}

/** The page at the next place of the lane; undefined behind the last one. */
export function nextOnLane(from: EntryPage, lane: Lane, world: World): EntryPage | undefined {
  const page = withSameAmounts(from, world);
  const at = lane.steps.findIndex((step, index) => index > lane.at && applies(page, lane, step));
  const step = lane.steps[at];
  if (!step) return undefined;
  const there = withOffer(focusStop(withRow(page, step, world), stopOfStep(page, step), world), world);
  return withNumber({ ...there, focus: { ...there.focus, lane: { ...lane, at } } }, lane.base);
}

const stopOfStep = (page: EntryPage, { id }: LaneStep): number => stopsFor(page).findIndex(stop => stop.id === id);

/** What follows from a quantity is asked for where that is another one than last time. */
function applies(page: EntryPage, { base }: Lane, step: LaneStep): boolean {
  const list = listOf(step);
  if (!list || step.row === undefined) return true;
  const now =
    page.lists[list].editingIndex === step.row
      ? formRow(page, list)
      : (page.drafts.document[list][step.row] as Row | undefined);
  if (!now) return false;
  const quantity = fieldOf(QUANTITY.value);
  const before = (base[list][step.row] ?? {}) as Row;
  if (!step.follows) return true;
  return sameAmount(step.id, now) === undefined && !sameContents(valueIn(now, quantity), valueIn(before, quantity));
}

/** The page with the amounts that can only be the quantity of the line in the form: nobody is asked for them. */
function withSameAmounts(page: EntryPage, world: World): EntryPage {
  const list = SECTIONS[fieldOf(QUANTITY.value).section].rows;
  if (!list || page.lists[list].editingIndex === undefined) return page;
  const row = formRow(page, list);
  const ids = (Object.keys(FOLLOWING) as FieldId[]).filter(id => !isMissing(valueIn(row, fieldOf(id))));
  const fills = ids.flatMap(id => {
    const value = sameAmount(id, row);
    return value === undefined || value === valueIn(row, fieldOf(id)) ? [] : [{ id, value }];
  });
  return fill(page, fills, world);
}

/** The page with the row of a place in its form; rows that were in forms are in their lists again. */
function withRow(page: EntryPage, step: LaneStep, world: World): EntryPage {
  const list = listOf(step);
  if (list && step.row !== undefined && page.lists[list].editingIndex === step.row) return page;
  const kept = withoutForms(page, world);
  return list && step.row !== undefined ? loadRow(kept, list, step.row, world) : kept;
}

/** The page with what its forms hold in the lists, and no row in them any more. */
export function withoutForms(page: EntryPage, world: World): EntryPage {
  return LIST_NAMES.reduce(
    (at, list) => (at.lists[list].editingIndex === undefined ? at : clearForm(at, list, world)),
    commitForms(page, world),
  );
}

/** The number behind the one of last time, offered where the field has none yet or still that one. */
function withNumber(page: EntryPage, base: Declaration): EntryPage {
  const { session } = page.focus;
  const { id } = stopAt(page);
  const before = get(base, fieldOf(id).name);
  const next = nextNumber(id, before);
  if (!session || next === undefined || (session.before !== '' && session.before !== before)) return page;
  return { ...page, focus: { ...page.focus, session: offering(session, next, true) } };
}
