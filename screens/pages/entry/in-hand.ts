import type { World } from '../../contract/world.ts';
import { textState } from '../../widgets/text-state.ts';
import { journalled } from './change.ts';
import { at, enter, stopOf } from './focus.ts';
import type { Mark } from './marks.ts';
import { fieldInHand } from './place.ts';
import type { EntryPage } from './state.ts';

interface InHand {
  readonly id: string;
  readonly text: string;
}

/** The page with a line for its journal about what is typed but cannot be a value, such as half a date; else as it is. */
export function withInHand(before: EntryPage, page: EntryPage): EntryPage {
  const { editor } = page;
  const field = fieldInHand(page);
  if (!editor || !field || page.unwritten.length > 0) return page;
  const { text } = editor.text;
  if (text === editor.before || text === before.editor?.text.text) return page;
  const inHand: InHand = { id: field.id, text };
  return { ...page, ...journalled(page, [{ inHand }]) };
}

/** A page from its journal, where the last line was written: the field in focus, and in hand what was. */
export function wentOn(page: EntryPage, last: unknown, world: World): EntryPage {
  const { inHand, typing, edit } = (last ?? {}) as { inHand?: InHand; typing?: Mark; edit?: Mark['edit'] };
  const [popup] = page.popups;
  const made = typing?.edit ?? edit;
  const path = popup?.path ?? inHand?.id ?? (made && 'path' in made ? made.path : undefined);
  const there = at(page, path === undefined ? 0 : stopOf(page, path), world);
  const entered = popup ? enter({ ...there, popups: page.popups }, world) : there;
  if (!inHand || !entered.editor || fieldInHand(entered)?.id !== inHand.id) return entered;
  return { ...entered, editor: { ...entered.editor, text: textState(inHand.text) } };
}
