import type { Action } from '../../contract/change.ts';
import { isOpen } from '../../fields/field-session.ts';
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
    if (!session?.matches || !fieldContext || !isOpen(session, fieldContext)) return onward(page, context);
    return {
      state: {
        ...page,
        focus: { ...page.focus, session: { ...session, matches: { rows: session.matches.rows, index: 0 } } },
      },
    };
  };
