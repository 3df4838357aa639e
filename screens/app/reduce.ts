import { resolve, typesText } from '../../src/keys/resolve.ts';
import { KEYS } from '../../src/keys/table.ts';
import type { Size } from '../../src/terminal/cells.ts';
import { APP } from './actions.ts';
import { startPage } from '../pages/home/state.ts';
import type { Act, Actions, Answer, Change, Effect, Scene, World } from '../contract/part.ts';
import { layerPartOf, partOf } from './registry.ts';
import type { PromptText } from '../draw/prompt.ts';
import { type Busy, frontPage, type Layer, type Page, type UiState } from '../contract/state.ts';

export type UiEvent =
  | { readonly type: 'key'; readonly chord: string; readonly text?: string; readonly paste?: string }
  | { readonly type: 'prompt'; readonly text: PromptText }
  | { readonly type: 'act'; readonly run: string }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'size'; readonly size: Size }
  | { readonly type: 'keyboard'; readonly keyboard: UiState['keyboard'] }
  | { readonly type: 'busy'; readonly busy: Busy | undefined }
  | { readonly type: 'changed' };

export interface Outcome {
  readonly ui: UiState;
  readonly effects: readonly Effect[];
  readonly bell: boolean;
  readonly quit: boolean;
}

/** The contexts of the key table that the program is in, innermost first. */
export function contextsOf(ui: UiState, world: World): readonly string[] {
  if (ui.busy) return ['busy'];
  const scene: Scene = { ui, world, chord: '' };
  const layer = ui.layers.at(-1);
  if (layer) return layerPartOf(layer).chain(layer, scene);
  const page = frontPage(ui);
  return [...partOf(page).chain(page, scene), 'app'];
}

/** The one place where the state of the screen changes. */
export function reduce(ui: UiState, event: UiEvent, world: World): Outcome {
  const outcome = reduced(ui, event, world);
  const page = frontPage(outcome.ui);
  // A page that came to the front again may have to look at what was changed on another one.
  const again = page.id !== frontPage(ui).id && ui.pages.some(({ id }) => id === page.id);
  const change = again && partOf(page).fronted?.(page, { ui: outcome.ui, world, chord: '' });
  return change ? after(outcome, settle(outcome.ui, { page: page.id }, change, world)) : outcome;
}

function reduced(ui: UiState, event: UiEvent, world: World): Outcome {
  switch (event.type) {
    case 'size':
      return still({ ...ui, size: event.size });
    case 'keyboard':
      return still({ ...ui, keyboard: event.keyboard });
    case 'busy':
      return still({ ...ui, busy: event.busy });
    case 'changed':
      return ui.pages.reduce<Outcome>((outcome, { id }) => {
        const page = outcome.ui.pages.find(other => other.id === id);
        const scene: Scene = { ui: outcome.ui, world, chord: '' };
        const change = page && partOf(page).changed?.(page, scene);
        return change ? after(outcome, settle(outcome.ui, { page: id }, change, world)) : outcome;
      }, still(ui));
    case 'answer':
      return answered(ui, event.answer, world);
    case 'prompt':
      return prompted({ ...ui, message: undefined }, event.text, world);
    case 'act':
      return act({ ...ui, message: undefined }, event.run, '', world);
    case 'key':
      return key({ ...ui, message: undefined }, event, world);
  }
}

function key(ui: UiState, event: Extract<UiEvent, { type: 'key' }>, world: World): Outcome {
  const contexts = contextsOf(ui, world);
  const types = event.text !== undefined || event.paste !== undefined;
  const meaning = resolve(KEYS, contexts, event.chord, types || typesText(event.chord));
  if (meaning?.run !== undefined) return act(ui, meaning.run, event.chord, world);
  if (!meaning?.text || !types) return still(ui);
  const target = inFront(ui);
  const scene: Scene = { ui, world, chord: event.chord };
  const text = event.paste ?? event.text ?? '';
  const change = target.part.type?.(target.self, text, scene, event.paste !== undefined) ?? {};
  return settle(ui, target.at, change, world);
}

function prompted(ui: UiState, text: PromptText, world: World): Outcome {
  const layer = ui.layers.at(-1);
  const change = layer && layerPartOf(layer).prompt?.(layer, text);
  return change ? settle(ui, { layer: ui.layers.length - 1 }, change, world) : still(ui);
}

type At = { readonly page: string } | { readonly layer: number } | 'app';

interface Target {
  readonly at: At;
  readonly self: Page | Layer;
  readonly part: {
    readonly actions: Actions<Page | Layer>;
    type?(self: Page | Layer, text: string, scene: Scene, pasted: boolean): Change<Page | Layer>;
  };
}

function inFront(ui: UiState): Target {
  const layer = ui.layers.at(-1);
  if (layer) {
    return { at: { layer: ui.layers.length - 1 }, self: layer, part: layerPartOf(layer) as unknown as Target['part'] };
  }
  const page = frontPage(ui);
  return { at: { page: page.id }, self: page, part: partOf(page) as unknown as Target['part'] };
}

function act(ui: UiState, run: string, chord: string, world: World): Outcome {
  const scene: Scene = { ui, world, chord };
  const target = inFront(ui);
  const own = target.part.actions[run];
  const action = own ?? APP[run];
  if (action === undefined) return still(ui);
  const self = target.self;
  const change = typeof action === 'function' ? action(self as never, scene) : guarded(action, self as never, scene);
  return settle(ui, own ? target.at : 'app', change as Change<Page | Layer>, world);
}

function guarded<S>(action: Extract<Actions<S>[string], { cannot: unknown }>, self: S, scene: Scene): Change<S> {
  const reason = action.cannot(self, scene);
  return reason === undefined ? action.run(self, scene) : { message: { tone: 'warning', text: reason } };
}

function answered(ui: UiState, { page: id, layer: kind, act }: Answer, world: World): Outcome {
  if (kind !== undefined) {
    const layer = ui.layers.findLastIndex(other => other.kind === kind);
    const self = ui.layers[layer];
    if (!self) return still(ui);
    return settle(ui, { layer }, (act as unknown as Act<Layer>)(self, { ui, world, chord: '' }), world);
  }
  const page = id === undefined ? frontPage(ui) : ui.pages.find(other => other.id === id);
  if (!page) return still(ui);
  const change = act(page, { ui, world, chord: '' });
  return settle(ui, id === undefined ? 'app' : { page: id }, change, world);
}

function settle(ui: UiState, at: At, change: Change<Page | Layer>, world: World): Outcome {
  let next = ui;
  if (change.self !== undefined && at !== 'app') next = replaced(next, at, change.self);
  if (change.close && at !== 'app') next = closed(next, at);
  if (change.page) next = withPage(next, change.page);
  if (change.front !== undefined) next = brought(next, change.front);
  if (change.open) next = { ...next, layers: [...next.layers, change.open] };
  if (change.message) next = { ...next, message: change.message };
  let outcome: Outcome = {
    ui: next,
    effects: change.effects ?? [],
    bell: change.bell ?? false,
    quit: change.quit ?? false,
  };
  if (change.answer) outcome = after(outcome, answered(outcome.ui, change.answer, world));
  if (change.next !== undefined) outcome = after(outcome, act(outcome.ui, change.next, '', world));
  return outcome;
}

function replaced(ui: UiState, at: Exclude<At, 'app'>, self: Page | Layer): UiState {
  if ('layer' in at) return { ...ui, layers: ui.layers.with(at.layer, self as Layer) };
  return { ...ui, pages: ui.pages.map(page => (page.id === at.page ? (self as Page) : page)) };
}

function closed(ui: UiState, at: Exclude<At, 'app'>): UiState {
  if ('layer' in at) return { ...ui, layers: ui.layers.toSpliced(at.layer, 1) };
  const index = ui.pages.findIndex(({ id }) => id === at.page);
  const pages = ui.pages.filter(({ id }) => id !== at.page);
  if (pages.length === 0) return { ...ui, pages: [startPage()], active: 0 };
  const active = ui.active > index || ui.active >= pages.length ? ui.active - 1 : ui.active;
  return { ...ui, pages, active: Math.max(0, active) };
}

function withPage(ui: UiState, page: Page): UiState {
  const index = ui.pages.findIndex(({ id }) => id === page.id);
  if (index >= 0) return { ...ui, pages: ui.pages.with(index, page), active: index };
  return { ...ui, pages: [...ui.pages, page], active: ui.pages.length, made: ui.made + 1 };
}

function brought(ui: UiState, id: string): UiState {
  const index = ui.pages.findIndex(page => page.id === id);
  return index < 0 ? ui : { ...ui, active: index };
}

const still = (ui: UiState): Outcome => ({ ui, effects: [], bell: false, quit: false });

function after(first: Outcome, second: Outcome): Outcome {
  return {
    ui: second.ui,
    effects: [...first.effects, ...second.effects],
    bell: first.bell || second.bell,
    quit: first.quit || second.quit,
  };
}
