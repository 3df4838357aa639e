import type { FieldId } from '../../src/catalogue/catalogue.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import type { Keyboard } from '../../src/keys/views.ts';
import type { Size } from '../../src/terminal/cells.ts';
import type { Message } from './message.ts';

/** What every page has; which pages there are only the registry of the app knows. */
export interface AnyPage {
  readonly kind: string;
  readonly id: string;
}

/** What every dialog has. */
export interface AnyDialog {
  readonly kind: string;
}

/** A job that people wait for. `of` is 0 while nobody knows how much there is. */
export interface Busy {
  readonly label: string;
  readonly done: number;
  readonly of: number;
}

/** What is known of the office that the program runs in. */
/** A value that new pages of this sitting begin with: the field that was pinned, and what belongs to it. */
export interface Pin {
  readonly direction: Direction;
  readonly values: readonly { readonly id: FieldId; readonly value: unknown }[];
}

export interface SessionInfo {
  /** The data folder as people know it. */
  readonly home: string;
  /** What is sent stays on this machine. */
  readonly practice: boolean;
  /** The store cannot be reached: what is typed stays on this machine meanwhile. */
  readonly offline?: boolean;
  /** Nothing can be written in the data folder. */
  readonly readOnly?: boolean;
  readonly user: string;
  /** Who has logged in; undefined where nobody has to. */
  readonly member?: { readonly name: string } | undefined;
  /** Minutes without a key after which the screen locks; 0: it does not by itself. */
  readonly lockMinutes?: number;
  /** Counts who has come and gone, so that nothing that one has begun is answered to the next. */
  readonly sitting?: number;
  /** What whoever is at work has pinned. */
  readonly pins?: readonly Pin[];
  /** What people know as `~`. */
  readonly userFolder: string;
}

/** Messages that were sent together and leave together, unless they are taken back before. */
export interface HeldGroup {
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly messages: readonly { readonly entryNo: string; readonly messageId: string }[];
}

/** All that the screen is made from, beside what the office holds. */
export interface UiState {
  readonly size: Size;
  readonly keyboard: Keyboard;
  readonly session: SessionInfo;
  readonly pages: readonly AnyPage[];
  /** Index of the page in front. */
  readonly active: number;
  /** Over the page, the last one in front. */
  readonly dialogs: readonly AnyDialog[];
  /** Ids of what was found and opened last, the newest first. */
  readonly recent?: readonly string[];
  readonly message: Message | undefined;
  readonly busy: Busy | undefined;
  /** In place of everything while the screen is locked. */
  readonly lock?: AnyDialog | undefined;
  /** What was sent from here and has not left yet, the last group last. */
  readonly held: readonly HeldGroup[];
}

/** The page in front; there is always one. */
export function frontPage<P extends AnyPage>({
  pages,
  active,
}: {
  readonly pages: readonly P[];
  readonly active: number;
}): P {
  return pages[active] as P;
}
