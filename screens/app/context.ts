import type { ActionContext, PageTab } from '../contract/change.ts';
import { frontPage, type UiState } from '../contract/ui.ts';
import type { World } from '../contract/world.ts';
import { dialogPartOf, partOf } from './registry.ts';

/** What an action or a picture may know. */
export function contextFor(ui: UiState, world: World, nth = 0): ActionContext {
  const tabs = (): readonly PageTab[] =>
    ui.pages.map(page => {
      const part = partOf(page);
      const { id, kind } = page;
      return { id, kind, title: part.tab(page), unsaved: part.unsaved?.(page) ?? false };
    });
  return { ui, world, nth, tabs };
}

/** The contexts of the key table that the program is in, innermost first. */
export function contextsOf(ui: UiState, world: World): readonly string[] {
  const context = contextFor(ui, world);
  if (ui.lock) return dialogPartOf(ui.lock).contexts(ui.lock, context);
  if (ui.busy) return ['busy'];
  const dialog = ui.dialogs.at(-1);
  return dialog ? dialogPartOf(dialog).contexts(dialog, context) : pageContexts(context);
}

/** Those of the page in front, whatever dialog is over it. */
export function pageContexts(context: ActionContext): readonly string[] {
  const page = frontPage(context.ui);
  const part = partOf(page);
  return [...part.contexts(page, context), ...(part.alone ? [] : ['app'])];
}
