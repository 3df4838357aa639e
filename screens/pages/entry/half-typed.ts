import { parsePath } from '../../../src/declaration/path.ts';
import type { World } from '../../contract/world.ts';
import { isOffered, textState } from '../../widgets/text-state.ts';
import { journalled } from './change.ts';
import { editFocused, focusStop, stopOf } from './focus.ts';
import { gridOf, gridRow, onLine } from './grid/place.ts';
import type { HalfTyped, JournalLine } from './journal-lines.ts';
import { type EntryPage, GRID_START } from './state.ts';
import { focusedField } from './value-path.ts';

/** The page with a line for its journal about what is typed but cannot be a value, such as half a date; else as it is. */
export function journalHalfTyped(before: EntryPage, page: EntryPage): EntryPage {
  const {
    focus: { session },
  } = page;
  const field = focusedField(page);
  if (!session || !field || page.journal.unwritten.length > 0) return page;
  const { text } = session.text;
  if (text === session.before || isOffered(session.text) || text === before.focus.session?.text.text) return page;
  const list = page.popups.length > 0 ? undefined : gridOf(page);
  const inHand: HalfTyped = { id: field.id, text, ...(list && { row: gridRow(page, list) }) };
  return { ...page, journal: journalled(page, [{ inHand }]) };
}

/** A page from its journal, where the last line was written: the field in focus, and what was being edited still edited. */
export function restoreFocus(page: EntryPage, last: unknown, world: World): EntryPage {
  const { inHand, typing, edit } = (last ?? {}) as JournalLine;
  const [popup] = page.popups;
  const made = typing?.edit ?? edit;
  const path = popup?.path ?? inHand?.id ?? (made && 'path' in made ? made.path : undefined);
  const there = onItsLine(
    focusStop(page, path === undefined ? 0 : stopOf(page, path), world),
    path,
    inHand?.row,
    world,
  );
  const entered = popup ? editFocused({ ...there, popups: page.popups }, world) : there;
  if (!inHand || !entered.focus.session || focusedField(entered)?.id !== inHand.id) return entered;
  return {
    ...entered,
    focus: { ...entered.focus, session: { ...entered.focus.session, text: textState(inHand.text) } },
  };
}

/** The page with the focus on the line of its grid that the last line of the journal was about; what is typed into a line brings the grid. */
function onItsLine(page: EntryPage, path: string | undefined, typedOn: number | undefined, world: World): EntryPage {
  const shown: EntryPage =
    typedOn === undefined ? page : { ...page, focus: { ...page.focus, grid: page.focus.grid ?? GRID_START } };
  const list = gridOf(shown);
  const [, named] = parsePath(path ?? '') ?? [];
  const line = typedOn ?? named;
  return list && typeof line === 'number' ? editFocused(onLine(shown, list, line), world) : page;
}
