import type { Action } from '../../contract/change.ts';
import { ledToMatches } from '../../fields/field-session.ts';
import { focusedContext } from './focus.ts';
import type { EntryPage } from './state.ts';

/** A text that several codes fit, or that stands for a party's code or initials, leads into their list. */
export const choosing =
  (onward: Action<EntryPage>): Action<EntryPage> =>
  (page, context) => {
    const {
      focus: { session },
    } = page;
    const fieldContext = focusedContext(page, context.world);
    const led = session && fieldContext && ledToMatches(session, fieldContext);
    return led ? { state: { ...page, focus: { ...page.focus, session: led } } } : onward(page, context);
  };
