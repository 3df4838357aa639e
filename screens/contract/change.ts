import type { FormerPrices } from '../../src/jobs/former-prices.ts';
import type { GoodsMemory } from '../../src/jobs/goods-memory.ts';
import type { Office } from '../../src/jobs/office.ts';
import type { RejectionMemory } from '../../src/jobs/rejections.ts';
import type { UsedCodes } from '../../src/jobs/used-codes.ts';
import type { PictureAbility } from '../../src/terminal/picture.ts';
import type { Message } from './message.ts';
import type { Route } from './route.ts';
import type { AnyDialog, AnyPage, HeldGroup, SessionInfo, UiState } from './ui.ts';
import type { World } from './world.ts';

/** An open page as the others see it. */
export interface PageTab {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly unsaved: boolean;
}

export interface ActionContext {
  readonly ui: UiState;
  readonly world: World;
  /** The place of the key that ran the action among those of its binding, from 0: which of `1 2 3` was pressed. */
  readonly nth: number;
  /** The open pages, in their order. */
  readonly tabs: () => readonly PageTab[];
}

/** What an action makes of the state; nothing set changes nothing. */
export interface Change<S> {
  readonly state?: S;
  /** The dialog goes, or the page is closed. */
  readonly close?: true;
  readonly open?: AnyDialog;
  /** A page of the same floor, brought to the front; one of the same id is replaced. */
  readonly page?: AnyPage;
  /** Another page. */
  readonly go?: Route;
  /** The page of this id comes to the front. */
  readonly activate?: string;
  readonly message?: Message;
  readonly effects?: readonly Effect[];
  /** An action of the page in front that runs after all this. */
  readonly thenRun?: string;
  /** What the page or dialog of a reply does. */
  readonly reply?: Reply;
  /** What the pages show of the store and of what waits to be sent may be old. */
  readonly storeChanged?: true;
  /** Whether what is sent stays on this machine has become otherwise. */
  readonly practice?: boolean;
  /** The store cannot be reached, or can again. */
  readonly offline?: boolean;
  /** What else is known of the session now. */
  readonly session?: Partial<SessionInfo>;
  /** Somebody has logged in, or nobody has to: all gives way to the first page. */
  readonly enter?: { readonly name?: string };
  /** All gives way to logging in, and why. */
  readonly leave?: readonly string[];
  /** Whether only the password of who is at work opens the screen. */
  readonly lock?: boolean;
  /** What is held back from now on beside the rest, and groups that no longer are. */
  readonly hold?: HeldGroup;
  readonly unhold?: readonly HeldGroup[];
  /** What was found was opened: its id, so that it is offered again. */
  readonly used?: string;
  /** Rings, for those who look elsewhere. */
  readonly bell?: true;
  readonly news?: NewsOf;
  readonly quit?: true;
}

/** What came while nobody may have been there: how many, and where that is told beside the screen. */
export interface NewsOf {
  readonly count: number;
  readonly inTitle: boolean;
  /** What the desktop shows, in our own words. */
  readonly text?: string;
}

export type Action<S> = (state: S, context: ActionContext) => Change<S>;

export interface GuardedAction<S> {
  /** Why it cannot run now, in Chinese. */
  readonly cannot: (state: S, context: ActionContext) => string | undefined;
  readonly run: Action<S>;
}

export type Actions<S> = Readonly<Record<string, Action<S> | GuardedAction<S>>>;

/** A job. With a label people wait for it and may cancel it; without one it runs beside them. */
export interface Effect {
  readonly label?: string;
  run(tools: Tools): Promise<Reply | undefined> | Reply | undefined;
}

export interface Tools {
  readonly office: Office;
  readonly goods: Pick<GoodsMemory, 'refresh'>;
  readonly used: Pick<UsedCodes, 'refresh'>;
  readonly former: Pick<FormerPrices, 'refresh'>;
  readonly rejections: Pick<RejectionMemory, 'refresh'>;
  /** Aborted when people cancel. */
  readonly signal: AbortSignal;
  progress(done: number, of: number): void;
  /** How the terminal takes pictures; undefined when it does not. */
  askPictures(): Promise<PictureAbility | undefined>;
  /** What opening a page replies, for those who open several in turn. */
  replyOf(route: Route): Promise<Reply | undefined>;
}

/** What a job or a dialog brings back: an action of the page of that id or of the last dialog of that kind, if it is still there, or of nobody. */
export interface Reply {
  readonly page?: string;
  readonly dialog?: string;
  readonly action: Action<AnyPage>;
}
