import { sectionsFor } from '../../../src/catalogue/catalogue.ts';
import type { Size } from '../../../src/terminal/cells.ts';
import { areaOf } from '../../contract/area.ts';
import type { ActionContext, Actions, Change } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import type { PagePart } from '../../contract/part.ts';
import type { World } from '../../contract/world.ts';
import { pickedRow } from '../../fields/field-session.ts';
import { isMark } from '../../layout/jump.ts';
import { type Committed, choose, commitFocused, firstOf, focusList, focusStop } from './focus.ts';
import { type Goal, goalOf, marksTyped } from './jump-marks.ts';
import { fromHeading, linesOf, topOf } from './lines.ts';
import { action, telling } from './run-action.ts';
import { type EntryPage, type JumpState, messageOf, stopsFor } from './state.ts';

/** Lines that are seen again after a screen up or down. */
const KEPT = 2;

const jumping = (page: EntryPage, change: Partial<JumpState>): EntryPage => ({
  ...page,
  focus: { ...page.focus, jump: page.focus.jump && { ...page.focus.jump, ...change } },
});

const left = (page: EntryPage): EntryPage => ({ ...page, focus: { ...page.focus, jump: undefined } });

/** Takes in the value that is being edited: the row of an open list that people went to, else what was typed. */
function takenIn(page: EntryPage, world: World): Committed {
  const row = page.focus.session && pickedRow(page.focus.session);
  return row
    ? { page: choose({ ...page, focus: { ...page.focus, session: undefined } }, row, world) }
    : commitFocused(page, world);
}

const refusal = (text: string) => ({ message: { tone: 'error', text } }) as const;

/** A field that cannot be left says so at once, not when the key for the way is already pressed. The value itself is taken in on going. */
const begin = action((page, { ui, world }) => {
  const { refused } = takenIn(page, world);
  return refused === undefined
    ? { ...page, focus: { ...page.focus, jump: { top: topOf(page, areaOf(ui)), typed: '' } } }
    : refusal(refused);
});

/** The first line of jump mode a screen further up or down. */
function screenOn(page: EntryPage, area: Size, way: -1 | 1): number {
  const last = Math.max(0, linesOf(page, area.columns).length - area.rows);
  const top = topOf(page, area) + way * Math.max(1, area.rows - KEPT);
  return Math.max(0, Math.min(last, top));
}

const scroll = (way: -1 | 1) => action((page, { ui }) => jumping(page, { top: screenOn(page, areaOf(ui), way) }));

const going = (to: (page: EntryPage, context: ActionContext) => EntryPage) =>
  action((page, context): EntryPage | Change<EntryPage> => {
    const taken = takenIn(page, context.world);
    return taken.page
      ? telling(page, taken, left(to(taken.page, context)), context)
      : { state: left(page), ...refusal(taken.refused) };
  });

/** The page stays where people have scrolled it, as far as the focus is in view. */
const toGoal = ({ stop, list }: Goal) =>
  going((page, { ui, world }) => {
    const there = { ...page, focus: { ...page.focus, top: topOf(page, areaOf(ui)) } };
    return list ? focusList(there, list, world) : focusStop(there, stop, world);
  });

const toSection: Actions<EntryPage>[string] = (page, context) => {
  const wanted = sectionsFor(messageOf(page))[context.nth];
  if (wanted === undefined) return { state: left(page) };
  const section = stopsFor(page).find(stop => stop.section === wanted)?.section;
  if (!section) return { state: left(page), ...info('这种单证没有这一段') };
  return going((now, { ui, world }) => fromHeading(focusStop(now, firstOf(now, section), world), areaOf(ui).columns))(
    page,
    context,
  );
};

/** Jump mode: one key paints its mark on each field in view, one or two more go there. */
export const JUMP: Actions<EntryPage> = {
  'entry.jump': begin,
  'jump.section': toSection,
  'jump.page-up': scroll(-1),
  'jump.page-down': scroll(1),
  // The first letter of a pair is taken back before the mode is left.
  'jump.back': action(page => (page.focus.jump?.typed ? jumping(page, { typed: '' }) : left(page))),
  'jump.leave': action(left),
};

/** A mark goes to its field, in view or not; anything else leaves the mode. */
export const jumpTyping: NonNullable<PagePart<EntryPage>['type']> = (page, text, context, pasted) => {
  if (pasted) return action(left)(page, context);
  const typed = (page.focus.jump?.typed ?? '') + marksTyped(text);
  const goal = goalOf(page, typed);
  if (goal === 'begun') return { state: jumping(page, { typed }) };
  if (goal) return toGoal(goal)(page, context);
  return isMark(typed) ? { state: left(page), ...info('这种单证没有这一栏') } : action(left)(page, context);
};
