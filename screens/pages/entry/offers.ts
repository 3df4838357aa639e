import { SECTIONS } from '../../../src/catalogue/catalogue.ts';
import { followingAmount } from '../../../src/declaration/follow-amounts.ts';
import type { Row } from '../../../src/declaration/path.ts';
import { offering } from '../../fields/field-session.ts';
import { type EntryPage, formRow, lockedBecause, stopAt } from './state.ts';

/** The page with the amount offered that follows from the quantity of the line in the form, where the field that was entered has one. */
export function withOffer(page: EntryPage): EntryPage {
  const { session } = page.focus;
  const { section, id } = stopAt(page);
  const { rows: list } = SECTIONS[section];
  if (!session || !list || page.popups.length > 0 || lockedBecause(page) !== undefined) return page;
  const { editingIndex, pristine } = page.lists[list];
  // A new line is held against the one before it.
  const before = page.drafts.document[list].at(-1) as Row | undefined;
  const amount = followingAmount(id, formRow(page, list), editingIndex === undefined ? { before } : { was: pristine });
  return amount === undefined || amount === session.before
    ? page
    : { ...page, focus: { ...page.focus, session: offering(session, amount, false) } };
}
