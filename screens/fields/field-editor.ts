import type { Field, FieldId } from '../../src/catalogue/catalogue.ts';
import type { MessageName } from '../../src/catalogue/dialect.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import type { Row } from '../../src/declaration/path.ts';
import type { Enterprise, Party } from '../../src/jobs/own-lists.ts';
import { CHANNEL, type ChannelSettings, messageOf } from '../../src/jobs/settings/channel.ts';
import type { Shortcuts } from '../../src/jobs/shortcuts.ts';
import { SWITCHES, type Switches } from '../../src/jobs/switches.ts';
import type { ContextName } from '../../src/keys/table.ts';
import type { Pin } from '../contract/ui.ts';
import type { World } from '../contract/world.ts';
import type { TextState } from '../widgets/text-state.ts';

/** The office's own lists (S1, S6), as they were when the page was opened. */
export interface OwnLists {
  readonly switches: Switches;
  readonly enterprises: readonly Enterprise[];
  readonly parties: readonly Party[];
  /** The characters that documents are typed by (S2); those of the code table where nobody has read them. */
  readonly shortcuts?: Shortcuts;
  /** How declarations are sent, which says what fields they have. */
  readonly channel?: ChannelSettings;
  /** Nothing can be written in the data folder. */
  readonly readOnly?: boolean;
  /** What whoever is at work has pinned for new pages. */
  readonly pins?: readonly Pin[] | undefined;
}

/** The form of the message that a declaration is sent in, where that has fields of its own. */
export const messageFor = (
  { channel = CHANNEL.initial }: Pick<OwnLists, 'channel'>,
  document: Parameters<typeof messageOf>[1],
): MessageName | undefined => messageOf(channel, document);

/** What a page starts with before the office's own is known. */
export const NO_LISTS: OwnLists = { switches: SWITCHES.initial, enterprises: [], parties: [] };

/** Where a field is edited: its row, the form it is on, and what may be looked up. */
export interface FieldContext {
  readonly field: Field;
  readonly row: Row;
  readonly direction: Direction;
  readonly world: World;
  readonly own: OwnLists;
  /** For whom it is declared, as far as that is known. */
  readonly party?: string;
  /** What else is declared; without it nothing is known to choose from. */
  readonly declared?: () => Declared;
}

/** The rows of the declaration that fields of others may mean. */
export interface Declared {
  readonly lines: readonly Row[];
  /** Index of the line that is being filled in or selected; -1 when there is none. */
  readonly current: number;
  readonly containers: readonly Row[];
}

/** The matches below a coded field. `index` is -1 while the focus is still in the text. */
export interface Matches {
  readonly rows: readonly CodeRow[];
  readonly index: number;
  /** The row that going into the list leads to: that of the code which stands in the field; the first unless told. */
  readonly from?: number;
  /** Enter has led into the list: the row under the cursor is none that people went to themselves. */
  readonly led?: true;
}

/** A field being edited. */
export interface FieldSession {
  readonly text: TextState;
  /** The text when the field was entered. */
  readonly before: string;
  readonly matches: Matches | undefined;
  /** What is offered in place of the value is taken by Enter alone: leaving the field otherwise leaves the value as it is. */
  readonly asked?: true;
  /** The day under the cursor of the calendar, `yyyy-MM-dd`, while it is open. */
  readonly calendar: string | undefined;
  /** What the text means where it says less than it stands for, such as the day of `22`. */
  readonly meaning?: string | undefined;
}

/** What was typed as a value; `note` is what people must know of it. */
export type TakenValue =
  | {
      readonly value: unknown;
      readonly note?: string;
      /** The text only stands for the value: while it is being typed it may still become another one. */
      readonly short?: boolean;
      readonly refused?: never;
    }
  | { readonly refused: string };

/** How fields of one sort are edited. Without `take` a field cannot be typed into. */
export interface FieldEditor {
  /** The contexts of the key table, beside those of an open list or calendar. */
  readonly contexts: readonly ContextName[];
  /** The value as it is edited. */
  text(value: unknown, context: FieldContext): string;
  /** The value as it is shown when the focus is elsewhere. */
  shown(value: unknown, context: FieldContext): string;
  /** What was typed as a value; a text that is no such value is kept for the check to tell, unless it is refused. */
  take?(text: string, context: FieldContext): TakenValue;
  /** Why a text cannot be typed here; nothing where it can. What is pasted is taken as it is. */
  refuses?(text: string, context: FieldContext): string | undefined;
  /** What a text that is being typed is understood as, where that is not plain to see. */
  echo?(text: string, context: FieldContext): string | undefined;
  /** After typing: brings the text into its form. */
  shape?(text: TextState, context: FieldContext): TextState;
  /** What is shown beside a text that says less than it stands for; nothing where it says all. */
  meaning?(text: string, context: FieldContext): string | undefined;
  /** What the list below the field offers for a text. */
  matches?(text: string, context: FieldContext): readonly CodeRow[];
  /** The match that a text means without being chosen, when choosing it would fill more than this field. */
  meant?(text: string, context: FieldContext): CodeRow | undefined;
  /** What choosing a match fills; without it the field gets the code. */
  assignments?(row: CodeRow, context: FieldContext): readonly { readonly id: FieldId; readonly value: unknown }[];
  /** A text that is no code is as good: Enter takes it as it is. */
  readonly free?: true;
  /** The value is one of what `matches` finds: Space in the field just entered opens them. */
  readonly chosen?: true;
  /** The list opens by itself when the field is entered empty. */
  offers?(context: FieldContext): boolean;
}
