import { isOpen } from '../../fields/field-session.ts';
import type { Act } from '../../contract/part.ts';
import { spotAt } from './focus.ts';
import type { EntryPage } from './state.ts';

/** Enter on a text that several codes fit, or that stands for a party's code or initials, leads into their list; Tab leaves the text as it is. */
export const choosing =
  (onward: Act<EntryPage>): Act<EntryPage> =>
  (page, scene) => {
    const { editor } = page;
    const spot = spotAt(page, scene.world);
    if (!editor?.matches || !spot || scene.chord === 'tab' || !isOpen(editor, spot)) return onward(page, scene);
    return { self: { ...page, editor: { ...editor, matches: { rows: editor.matches.rows, index: 0 } } } };
  };
