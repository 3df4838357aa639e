import type { World } from '../../contract/world.ts';
import type { OwnLists } from '../../fields/field-editor.ts';
import { commitFocused, focusStop } from './focus.ts';
import { onStopsOf } from './other-stops.ts';
import { type EntryPage, messageOf } from './state.ts';

/**
 * The page with the office's own as it is now. Another form of the message may have other fields: the focus stays on its field where that is
 * still there, else it goes to the first one, and so does what undo leads back to.
 */
export function withOwnLists(page: EntryPage, own: OwnLists, world: World): EntryPage {
  const next = { ...page, own };
  if (messageOf(next) === messageOf(page)) return next;
  const taken = page.focus.session ? (commitFocused(page, world).page ?? page) : page;
  const { focus, history } = onStopsOf(taken, { ...taken, own });
  const kept: EntryPage = {
    ...taken,
    own,
    // What was wrong before is judged anew with the next check.
    faults: undefined,
    history,
    focus: { ...focus, session: undefined, lane: undefined, jump: undefined },
  };
  const { list, stop } = kept.focus;
  return list === undefined && kept.popups.length === 0 ? focusStop(kept, stop, world) : kept;
}
