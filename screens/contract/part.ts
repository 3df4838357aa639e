import type { GoodsMemory } from '../../src/jobs/goods-memory.ts';
import type { Office } from '../../src/jobs/office.ts';
import type { ContextName } from '../../src/keys/table.ts';
import type { Size } from '../../src/terminal/cells.ts';
import type { Picture, Placed } from '../draw/picture.ts';
import type { PromptText } from '../draw/prompt.ts';
import type { Layer, Message, Page, UiState } from './state.ts';

/** What screens may read at any moment without waiting. */
export interface World {
  readonly codes: Office['codes'];
  readonly book: Office['book'];
  readonly rows: () => ReturnType<Office['store']['rows']>;
  readonly now: () => number;
  readonly initialsOf: (text: string) => string;
  /** Goods that were declared before. */
  readonly goods: Pick<GoodsMemory, 'suggest'>;
}

export interface Scene {
  readonly ui: UiState;
  readonly world: World;
  /** The chord that ran the action. */
  readonly chord: string;
}

/** What an action makes of the state; nothing set changes nothing. */
export interface Change<S> {
  readonly self?: S;
  /** The layer goes, or the page is closed. */
  readonly close?: true;
  readonly open?: Layer;
  /** A new page, brought to the front; one of the same id is replaced. */
  readonly page?: Page;
  /** The page of this id comes to the front. */
  readonly front?: string;
  readonly message?: Message;
  readonly effects?: readonly Effect[];
  /** An action of the page in front that runs after all this. */
  readonly next?: string;
  /** What the page of an answer does. */
  readonly answer?: Answer;
  /** Rings, for those who look elsewhere. */
  readonly bell?: true;
  readonly quit?: true;
}

export type Act<S> = (self: S, scene: Scene) => Change<S>;

export interface GuardedAct<S> {
  /** Why it cannot run now, in Chinese. */
  readonly cannot: (self: S, scene: Scene) => string | undefined;
  readonly run: Act<S>;
}

export type Actions<S> = Readonly<Record<string, Act<S> | GuardedAct<S>>>;

/** A job. With a label people wait for it and may cancel it; without one it runs beside them. */
export interface Effect {
  readonly label?: string;
  run(tools: Tools): Promise<Answer | undefined> | Answer | undefined;
}

export interface Tools {
  readonly office: Office;
  /** Aborted when people cancel. */
  readonly signal: AbortSignal;
  progress(done: number, of: number): void;
}

/** What a job or a dialog brings back: an act of the page of that id or of the last layer of that kind, if it is still there, or of nobody. */
export interface Answer {
  readonly page?: string;
  readonly layer?: Layer['kind'];
  readonly act: Act<Page>;
}

/** An answer for a page, as it is when the answer comes. */
export function answerTo<P extends Page>(page: P, act: Act<P>): Answer {
  return {
    page: page.id,
    act: (self, scene) => (self.kind === page.kind ? (act(self as P, scene) as Change<Page>) : {}),
  };
}

/** An answer for a dialog, as it is when the answer comes. */
export function answerToLayer<K extends Layer['kind']>(kind: K, act: Act<Extract<Layer, { kind: K }>>): Answer {
  return { layer: kind, act: act as unknown as Act<Page> };
}

/** An answer that no page waits for. */
export function answerAtLarge(change: (scene: Scene) => Change<Page>): Answer {
  return { act: (_self, scene) => change(scene) };
}

interface Part<S> {
  /** The contexts of the key table that it is in, innermost first; `app` is added to those of pages. */
  chain(self: S, scene: Scene): readonly ContextName[];
  readonly actions: Actions<S>;
  /** Typed where the innermost context takes text; a paste comes whole. */
  type?(self: S, text: string, scene: Scene, pasted: boolean): Change<S>;
}

export interface PagePart<P extends Page> extends Part<P> {
  /** Its name among the tabs. */
  tab(page: P, scene: Scene): string;
  /** Has changes that are not saved. */
  unsaved?(page: P): boolean;
  draw(page: P, area: Size, scene: Scene): Picture;
  /** What the message line says while there is no message: what is wrong with the field in hand, or what it wants. */
  note?(page: P, scene: Scene): Message | undefined;
  /** What the help says of the place where the focus is. */
  help?(page: P, scene: Scene): readonly string[];
  /** What happens when people want to close it; closed at once if not given. */
  leave?(page: P, scene: Scene): Change<P>;
  /** It has come to the front again. */
  fronted?(page: P, scene: Scene): Change<P>;
  /** The store has changed, by us or others. */
  changed?(page: P, scene: Scene): Change<P>;
}

export interface LayerPart<L extends Layer> extends Part<L> {
  draw(layer: L, area: Size, scene: Scene): Placed;
  /** What Ink's prompt holds now, for a layer whose picture has one. */
  prompt?(layer: L, text: PromptText): Change<L>;
}

export const info = (text: string): { readonly message: Message } => ({ message: { tone: 'plain', text } });
export const good = (text: string): { readonly message: Message } => ({ message: { tone: 'good', text } });
export const warn = (text: string): { readonly message: Message } => ({ message: { tone: 'warning', text } });
