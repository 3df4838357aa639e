import type { Popup } from '../../../../src/catalogue/row.ts';
import type { Row } from '../../../../src/declaration/path.ts';
import type { TextState } from '../../../widgets/text-state.ts';
import type { DraftName } from '../drafts.ts';

/** The parts of a popup, from the top: what is ticked, the fields, the list. */
export type Zone = 'ticks' | 'fields' | 'list';

/** An open popup (manual 3.4.4). What it shows is the value itself: field and popup cannot differ. */
export interface PopupState {
  readonly popup: Popup;
  /** Where its value is held. */
  readonly draft: DraftName;
  readonly path: string;
  readonly zone: Zone;
  /** Index among the fields that can be typed into. */
  readonly stop: number;
  /** The selected row of the list; -1 in an empty one. */
  readonly index: number;
  /** The row of the list that the fields hold, while Add is Modify. */
  readonly editingIndex: number | undefined;
  /** What the fields began with: fields that are still like this hold nothing to keep. */
  readonly pristine: Row;
  /** The selected line among those to tick that are found; -1 until somebody moves there. */
  readonly tick: number;
  /** What is typed to find a line to tick. */
  readonly find: TextState;
  /** What the value was when it was opened, for those who cancel. */
  readonly before: unknown;
  /** How many steps of undo there were then. */
  readonly steps: number;
}
