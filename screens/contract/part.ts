import type { Direction } from '../../src/catalogue/row.ts';
import type { NotedPage } from '../../src/jobs/noted-pages.ts';
import type { ContextName } from '../../src/keys/table.ts';
import type { Size } from '../../src/terminal/cells.ts';
import type { ScreenPicture } from '../../src/terminal/picture.ts';
import type { Picture, Placed } from '../draw/picture.ts';
import type { PromptText } from '../draw/prompt.ts';
import type { ActionContext, Actions, Change } from './change.ts';
import type { PageFinds } from './find.ts';
import type { Message } from './message.ts';
import type { AnyDialog, AnyPage } from './ui.ts';

interface Part<S> {
  /** The contexts of the key table that it is in, innermost first; `app` is added to those of pages. */
  contexts(state: S, context: ActionContext): readonly ContextName[];
  readonly actions: Actions<S>;
  /** What it shows or waits for by the clock; while it gives a number it is drawn anew whenever that has become another. */
  clock?(state: S, now: number): number | undefined;
  /** The clock has gone on, while it is in front. */
  onTick?(state: S, context: ActionContext): Change<S>;
  /** Typed where the innermost context takes text; a paste comes whole. */
  type?(state: S, text: string, context: ActionContext, pasted: boolean): Change<S>;
}

/** Everything that makes a page; it is registered in app/registry.ts. */
export interface PagePart<P extends AnyPage> extends Part<P> {
  /** Nothing of the app works on it: nobody has logged in yet. */
  readonly alone?: true;
  /** Its name among the tabs. */
  tab(page: P): string;
  /** The kind of declarations that it is about, if it is about one. */
  direction?(page: P): Direction;
  /** Has changes that are not saved. */
  unsaved?(page: P): boolean;
  /** Something was pasted while nothing lies over it: what it makes of that wherever the focus is; undefined leaves it to `type`. */
  pasted?(page: P, text: string, context: ActionContext): Change<P> | undefined;
  draw(page: P, area: Size, context: ActionContext): Picture;
  /** A picture over a part of what is drawn, its place counted in the page's own area. */
  image?(page: P, area: Size, context: ActionContext): ScreenPicture | undefined;
  /** What the message line says while there is no message: what is wrong with the field being edited, or what it wants. */
  note?(page: P, context: ActionContext): Message | undefined;
  /** What the help says of the place where the focus is. */
  help?(page: P, context: ActionContext): readonly string[];
  /** What it has to be found by the one find while it is in front: its fields and popups, and the codes that its field takes. */
  finds?(page: P, context: ActionContext): PageFinds;
  /** It was opened, or replaces the one of its id. */
  onOpen?(page: P, context: ActionContext): Change<P>;
  /** What happens when people want to close it; closed at once if not given. */
  onClose?(page: P, context: ActionContext): Change<P>;
  /** It has come to the front again. */
  onActivate?(page: P, context: ActionContext): Change<P>;
  /** The store has changed, by us or others. */
  onStoreChange?(page: P, context: ActionContext): Change<P>;
  /** How the next start opens it again after a crash; a page without it is not opened again. */
  noted?(page: P): NotedPage;
}

/** Everything that makes a dialog; it is registered in app/registry.ts. */
export interface DialogPart<D extends AnyDialog> extends Part<D> {
  draw(dialog: D, area: Size, context: ActionContext): Placed;
  /** It was opened. */
  onOpen?(dialog: D, context: ActionContext): Change<D>;
  /** What Ink's prompt holds now, for a dialog whose picture has one. */
  prompt?(dialog: D, text: PromptText): Change<D>;
}
