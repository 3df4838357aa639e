import { resolve, typesText } from '../../src/keys/resolve.ts';
import { KEYS } from '../../src/keys/table.ts';
import type { Size } from '../../src/terminal/cells.ts';
import { linesOfPaste } from '../../src/terminal/unmarked-paste.ts';
import type { Action, ActionContext, Actions, Change, Effect, NewsOf, Reply } from '../contract/change.ts';
import { info, type Message } from '../contract/message.ts';
import { type AnyDialog, type AnyPage, type Busy, frontPage, type UiState } from '../contract/ui.ts';
import type { World } from '../contract/world.ts';
import type { PromptText } from '../draw/prompt.ts';
import { startPage } from '../pages/home/state.ts';
import { APP } from './actions.ts';
import { contextFor, contextsOf } from './context.ts';
import { dialogPartOf, partOf, routeTo } from './registry.ts';
import { rightOf } from './rights.ts';
import { seated } from './seat.ts';

export type UiEvent =
  | {
      readonly type: 'key';
      readonly chord: string;
      readonly text?: string;
      readonly paste?: string;
      readonly unmarked?: true;
    }
  | { readonly type: 'prompt'; readonly text: PromptText }
  | { readonly type: 'action'; readonly run: string }
  | { readonly type: 'reply'; readonly reply: Reply }
  | { readonly type: 'size'; readonly size: Size }
  | { readonly type: 'keyboard'; readonly keyboard: UiState['keyboard'] }
  | { readonly type: 'busy'; readonly busy: Busy | undefined }
  /** The first page is there. */
  | { readonly type: 'begun' }
  /** Nobody has touched a key for as long as the office allows. */
  | { readonly type: 'idle' }
  /** The store is another than before. */
  | { readonly type: 'changed' }
  /** Time has passed that is shown. */
  | { readonly type: 'tick' };

export interface Outcome {
  readonly ui: UiState;
  readonly effects: readonly Effect[];
  readonly bell: boolean;
  /** What is told to those who look elsewhere. */
  readonly news: readonly NewsOf[];
  readonly quit: boolean;
}

/** The one place where the state of the screen changes. */
export function reduce(ui: UiState, event: UiEvent, world: World): Outcome {
  const outcome = reduced(ui, event, world);
  const page = frontPage(outcome.ui);
  // A page that came to the front again may have to look at what was changed on another one.
  const again = page.id !== frontPage(ui).id && ui.pages.some(({ id }) => id === page.id);
  const change = again && partOf(page).onActivate?.(page, contextFor(outcome.ui, world));
  return change ? then(outcome, ui => settle(ui, { page: page.id }, change, world)) : outcome;
}

function reduced(ui: UiState, event: UiEvent, world: World): Outcome {
  switch (event.type) {
    case 'size':
      return still({ ...ui, size: event.size });
    case 'keyboard':
      return still({ ...ui, keyboard: event.keyboard });
    case 'busy':
      return still({ ...ui, busy: event.busy });
    case 'begun':
      return opened(ui, frontPage(ui), world);
    case 'idle':
      return settle(ui, 'app', { lock: true }, world);
    case 'changed':
      return tellPages(still(ui), world);
    case 'tick':
      return ticked(ui, world);
    case 'reply':
      return replied(ui, event.reply, world);
    case 'prompt':
      return prompted({ ...ui, message: undefined }, event.text, world);
    case 'action':
      return act({ ...ui, message: undefined }, event.run, 0, world);
    case 'key':
      // What was said while it was locked is still to be seen afterwards.
      return key(ui.lock ? ui : { ...ui, message: undefined }, event, world);
  }
}

/** Only what is in front goes on by the clock by itself. */
function ticked(ui: UiState, world: World): Outcome {
  const { at, state, part } = inFront(ui);
  const change = ui.busy ? undefined : part.onTick?.(state, contextFor(ui, world));
  return change ? settle(ui, at, change, world) : still(ui);
}

/** Every page hears that the store has changed. */
function tellPages(before: Outcome, world: World): Outcome {
  return before.ui.pages.reduce<Outcome>((outcome, { id }) => {
    const page = outcome.ui.pages.find(other => other.id === id);
    const change = page && partOf(page).onStoreChange?.(page, contextFor(outcome.ui, world));
    return change ? then(outcome, ui => settle(ui, { page: id }, change, world)) : outcome;
  }, before);
}

function key(ui: UiState, event: Extract<UiEvent, { type: 'key' }>, world: World): Outcome {
  const contexts = contextsOf(ui, world);
  const types = event.text !== undefined || event.paste !== undefined;
  const target = inFront(ui);
  const offered = event.paste && target.part.pasted?.(target.state, event.paste, contextFor(ui, world));
  if (offered) return settle(ui, target.at, offered, world);
  const meaning = resolve(KEYS, contexts, event.chord, types || typesText(event.chord));
  if (meaning?.run !== undefined) return act(ui, meaning.run, meaning.nth, world);
  if (!meaning?.text || !types) return still(ui);
  const text = event.paste ?? event.text ?? '';
  const context = contextFor(ui, world);
  const change = target.part.type?.(target.state, text, context, event.paste !== undefined) ?? {};
  const outcome = settle(ui, target.at, change, world);
  return event.unmarked ? saidAsPaste(outcome, text) : outcome;
}

/** What the terminal has not marked as a paste may have been meant as keys. */
function saidAsPaste(outcome: Outcome, text: string): Outcome {
  const said = `${linesOfPaste(text)} 行按粘贴处理了`;
  const { message } = outcome.ui;
  const told = message ? { ...message, text: `${message.text}（${said}）` } : info(`${said}；Ctrl+Z 撤销`).message;
  return { ...outcome, ui: { ...outcome.ui, message: told } };
}

function prompted(ui: UiState, text: PromptText, world: World): Outcome {
  const dialog = ui.lock ? undefined : ui.dialogs.at(-1);
  const change = dialog && dialogPartOf(dialog).prompt?.(dialog, text);
  return change ? settle(ui, { dialog: ui.dialogs.length - 1 }, change, world) : still(ui);
}

/** Whose state a change is about. */
type At = { readonly page: string } | { readonly dialog: number } | 'lock' | 'app';
type AnyState = AnyPage | AnyDialog;

interface Target {
  readonly at: At;
  readonly state: AnyState;
  readonly part: {
    readonly actions: Actions<AnyState>;
    type?(state: AnyState, text: string, context: ActionContext, pasted: boolean): Change<AnyState>;
    pasted?(state: AnyState, text: string, context: ActionContext): Change<AnyState> | undefined;
    onTick?(state: AnyState, context: ActionContext): Change<AnyState>;
  };
}

function inFront(ui: UiState): Target {
  if (ui.lock) return { at: 'lock', state: ui.lock, part: dialogPartOf(ui.lock) as unknown as Target['part'] };
  const dialog = ui.dialogs.at(-1);
  if (dialog) {
    const part = dialogPartOf(dialog) as unknown as Target['part'];
    return { at: { dialog: ui.dialogs.length - 1 }, state: dialog, part };
  }
  const page = frontPage(ui);
  return { at: { page: page.id }, state: page, part: partOf(page) as unknown as Target['part'] };
}

function act(ui: UiState, run: string, nth: number, world: World): Outcome {
  const context = contextFor(ui, world, nth);
  const { at, state, part } = inFront(ui);
  const own = part.actions[run];
  const action = own ?? (at === 'lock' ? undefined : (APP as Actions<AnyState>)[run]);
  if (action === undefined) return still(ui);
  const refused = refusalTo(run, world);
  if (refused) return still({ ...ui, message: refused });
  const change = typeof action === 'function' ? action(state, context) : guarded(action, state, context);
  return settle(ui, own ? at : 'app', change, world);
}

/** Why those at work may not do it, and who may. */
function refusalTo(run: string, { refusal }: World): Message | undefined {
  const needed = rightOf(run);
  const refused = needed === undefined || needed === 'anybody' ? undefined : refusal?.(needed);
  return refused && { tone: 'warning', text: [refused.message, ...refused.next].join('；') };
}

function guarded<S>(
  action: Extract<Actions<S>[string], { cannot: unknown }>,
  state: S,
  context: ActionContext,
): Change<S> {
  const reason = action.cannot(state, context);
  return reason === undefined ? action.run(state, context) : { message: { tone: 'warning', text: reason } };
}

function replied(ui: UiState, { page: id, dialog: kind, action }: Reply, world: World): Outcome {
  const context = contextFor(ui, world);
  if (ui.lock && kind === ui.lock.kind)
    return settle(ui, 'lock', (action as unknown as Action<AnyDialog>)(ui.lock, context), world);
  if (kind !== undefined) {
    const index = ui.dialogs.findLastIndex(other => other.kind === kind);
    const dialog = ui.dialogs[index];
    if (!dialog) return still(ui);
    return settle(ui, { dialog: index }, (action as unknown as Action<AnyDialog>)(dialog, context), world);
  }
  const page = id === undefined ? frontPage(ui) : ui.pages.find(other => other.id === id);
  if (!page) return still(ui);
  return settle(ui, id === undefined ? 'app' : { page: id }, action(page, context), world);
}

function settle(ui: UiState, at: At, change: Change<AnyState>, world: World): Outcome {
  let next = ui;
  if (change.state !== undefined && at !== 'app') next = replaced(next, at, change.state);
  if (change.close && at !== 'app') next = closed(next, at);
  if (change.page) next = withPage(next, change.page);
  if (change.activate !== undefined) next = activated(next, change.activate);
  if (change.open) next = { ...next, dialogs: [...next.dialogs, change.open] };
  if (change.used !== undefined) next = { ...next, recent: withUsed(next.recent, change.used) };
  if (change.session) next = { ...next, session: { ...next.session, ...change.session } };
  next = seated(next, change);
  if (change.message) next = { ...next, message: change.message };
  if (change.offline !== undefined) next = { ...next, session: { ...next.session, offline: change.offline } };
  if (change.practice !== undefined) next = { ...next, session: { ...next.session, practice: change.practice } };
  if (change.hold || change.unhold) next = { ...next, held: heldAfter(next, change) };
  const { effects = [], go, page, reply, thenRun } = change;
  let outcome: Outcome = {
    ui: next,
    effects: go ? [...effects, routeTo(go)] : effects,
    bell: change.bell ?? false,
    news: change.news ? [change.news] : [],
    quit: change.quit ?? false,
  };
  if (change.enter) outcome = then(outcome, ui => opened(ui, frontPage(ui), world));
  if (change.open) outcome = then(outcome, ui => dialogOpened(ui, world));
  if (page) outcome = then(outcome, ui => opened(ui, page, world));
  if (reply) outcome = then(outcome, ui => replied(ui, reply, world));
  if (thenRun !== undefined) outcome = then(outcome, ui => act(ui, thenRun, 0, world));
  return change.storeChanged ? tellPages(outcome, world) : outcome;
}

function heldAfter({ held }: UiState, { hold, unhold = [] }: Change<AnyState>): UiState['held'] {
  const left = held.filter(group => !unhold.includes(group));
  const known = new Set(left.flatMap(({ messages }) => messages.map(({ messageId }) => messageId)));
  const messages = hold?.messages.filter(({ messageId }) => !known.has(messageId)) ?? [];
  return hold && messages.length > 0 ? [...left, { ...hold, messages }] : left;
}

/** More than are offered: what belongs to another page is left out there. */
const MAX_RECENT = 30;

const withUsed = (recent: readonly string[] = [], id: string): readonly string[] =>
  [id, ...recent.filter(other => other !== id)].slice(0, MAX_RECENT);

function replaced(ui: UiState, at: Exclude<At, 'app'>, state: AnyState): UiState {
  if (at === 'lock') return { ...ui, lock: state };
  if ('dialog' in at) return { ...ui, dialogs: ui.dialogs.with(at.dialog, state) };
  return { ...ui, pages: ui.pages.map(page => (page.id === at.page ? (state as AnyPage) : page)) };
}

function closed(ui: UiState, at: Exclude<At, 'app'>): UiState {
  if (at === 'lock') return { ...ui, lock: undefined };
  if ('dialog' in at) return { ...ui, dialogs: ui.dialogs.toSpliced(at.dialog, 1) };
  const index = ui.pages.findIndex(({ id }) => id === at.page);
  const pages = ui.pages.filter(({ id }) => id !== at.page);
  if (pages.length === 0) return { ...ui, pages: [startPage()], active: 0 };
  const active = ui.active > index || ui.active >= pages.length ? ui.active - 1 : ui.active;
  return { ...ui, pages, active: Math.max(0, active) };
}

function withPage(ui: UiState, page: AnyPage): UiState {
  const index = ui.pages.findIndex(({ id }) => id === page.id);
  if (index >= 0) return { ...ui, pages: ui.pages.with(index, page), active: index };
  return { ...ui, pages: [...ui.pages, page], active: ui.pages.length };
}

function opened(ui: UiState, page: AnyPage, world: World): Outcome {
  const change = partOf(page).onOpen?.(page, contextFor(ui, world));
  return change ? settle(ui, { page: page.id }, change, world) : still(ui);
}

function dialogOpened(ui: UiState, world: World): Outcome {
  const dialog = ui.dialogs.at(-1);
  const change = dialog && dialogPartOf(dialog).onOpen?.(dialog, contextFor(ui, world));
  return change ? settle(ui, { dialog: ui.dialogs.length - 1 }, change, world) : still(ui);
}

function activated(ui: UiState, id: string): UiState {
  const index = ui.pages.findIndex(page => page.id === id);
  return index < 0 ? ui : { ...ui, active: index };
}

const still = (ui: UiState): Outcome => ({ ui, effects: [], bell: false, news: [], quit: false });

/** What comes of one thing after the other. */
function then(first: Outcome, next: (ui: UiState) => Outcome): Outcome {
  const second = next(first.ui);
  return {
    ui: second.ui,
    effects: [...first.effects, ...second.effects],
    bell: first.bell || second.bell,
    news: [...first.news, ...second.news],
    quit: first.quit || second.quit,
  };
}
