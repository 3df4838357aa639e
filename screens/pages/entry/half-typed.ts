import type { World } from '../../contract/world.ts';
import { textState } from '../../widgets/text-state.ts';
import { journalled } from './change.ts';
import { editFocused, focusStop, stopOf } from './focus.ts';
import type { HalfTyped, JournalLine } from './journal-lines.ts';
import type { EntryPage } from './state.ts';
import { focusedField } from './value-path.ts';

/** The page with a line for its journal about what is typed but cannot be a value, such as half a date; else as it is. */
export function journalHalfTyped(before: EntryPage, page: EntryPage): EntryPage {
  const {
    focus: { session },
  } = page;
  const field = focusedField(page);
  if (!session || !field || page.journal.unwritten.length > 0) return page;
  const { text } = session.text;
  if (text === session.before || text === before.focus.session?.text.text) return page;
  const inHand: HalfTyped = { id: field.id, text };
  return { ...page, journal: journalled(page, [{ inHand }]) };
}

/** A page from its journal, where the last line was written: the field in focus, and what was being edited still edited. */
export function restoreFocus(page: EntryPage, last: unknown, world: World): EntryPage {
  const { inHand, typing, edit } = (last ?? {}) as JournalLine;
  const [popup] = page.popups;
  const made = typing?.edit ?? edit;
  const path = popup?.path ?? inHand?.id ?? (made && 'path' in made ? made.path : undefined);
  const there = focusStop(page, path === undefined ? 0 : stopOf(page, path), world);
  const entered = popup ? editFocused({ ...there, popups: page.popups }, world) : there;
  if (!inHand || !entered.focus.session || focusedField(entered)?.id !== inHand.id) return entered;
  return {
    ...entered,
    focus: { ...entered.focus, session: { ...entered.focus.session, text: textState(inHand.text) } },
  };
}
