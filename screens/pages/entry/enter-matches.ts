import type { Action } from '../../contract/change.ts';
import { isOpen } from '../../fields/field-session.ts';
import { focusedContext } from './focus.ts';
import type { EntryPage } from './state.ts';

/** A text that several codes fit, or that stands for a party's code or initials, leads into their list. */
export const choosing =
  (onward: Action<EntryPage>): Action<EntryPage> =>
  (page, context) => {
    const {
      focus: { session: editor },
    } = page;
    const spot = focusedContext(page, context.world);
    if (!editor?.matches || !spot || !isOpen(editor, spot)) return onward(page, context);
    return {
      state: {
        ...page,
        focus: { ...page.focus, session: { ...editor, matches: { rows: editor.matches.rows, index: 0 } } },
      },
    };
  };
