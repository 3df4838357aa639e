import type { Declaration } from '../../../src/catalogue/document.ts';
import type { Edit } from '../../../src/declaration/edit.ts';
import type { Row } from '../../../src/declaration/path.ts';
import type { DeclarationRecord } from '../../../src/declaration/record.ts';
import type { DraftEdit, DraftName } from './drafts.ts';
import type { PopupState } from './popup/state.ts';

/*
 * The lines of an edit journal as they stand on the disk. What is written here is read by later versions of the program,
 * so the names are those of the first one, whatever the page calls the same things today.
 */

type KeptDraft = 'document' | 'form' | 'popup' | 'inner' | number;

/** An edit of a draft. */
interface KeptEdit {
  readonly on: KeptDraft;
  readonly edit: Edit;
}

/** A list and its form; the names are those of a list's state. */
interface KeptList {
  readonly index: number;
  readonly taken?: number | undefined;
  readonly began: Row;
}

interface KeptPopup extends Pick<PopupState, 'popup' | 'path' | 'zone' | 'stop' | 'index'> {
  readonly on: KeptDraft;
  readonly taken?: number | undefined;
  readonly began: Row;
}

/** A text that is being typed and is no value yet. */
export interface HalfTyped {
  readonly id: string;
  readonly text: string;
  /** The row of a list that it is typed into in a grid; without it the field of the form is meant. */
  readonly row?: number;
}

/** What undo calls a step, and the stop that had the focus. */
interface KeptStep {
  readonly name: string;
  readonly stop: number;
}

/** One line; each has one of these, an edit its two and what it begins. */
export interface JournalLine extends Partial<KeptEdit> {
  /** With this edit a step of undo begins. */
  readonly step?: KeptStep;
  /** With this edit a step is taken back or done again; its name is for those whose beginning is in no journal any more. */
  readonly back?: KeptStep & { readonly way: 'undo' | 'redo' };
  /** What the edits begin from. */
  readonly base?: DeclarationRecord;
  readonly form?: Declaration;
  readonly rows?: Readonly<Record<string, KeptList>>;
  readonly popups?: readonly KeptPopup[];
  /** The edit that leaving the field would make; null when what was being typed was given up. */
  readonly typing?: KeptEdit | null;
  readonly inHand?: HalfTyped;
}

const KEPT_ROWS = ['popup', 'inner'] as const;

const keptDraft = (draft: DraftName): KeptDraft => (typeof draft === 'number' ? (KEPT_ROWS[draft] ?? draft) : draft);

function draftOf(kept: KeptDraft): DraftName {
  if (kept === 'popup' || kept === 'inner') return KEPT_ROWS.indexOf(kept);
  return kept;
}

export const editLine = ({ draft, edit }: DraftEdit): KeptEdit => ({ on: keptDraft(draft), edit });

/** The edits of one step; the first line tells what begins with it. */
export function stepLines(
  edits: readonly DraftEdit[],
  beginning: Pick<JournalLine, 'step' | 'back'>,
): readonly JournalLine[] {
  return edits.map((edit, at) => (at === 0 ? { ...editLine(edit), ...beginning } : editLine(edit)));
}

/** The edit that a line tells, if it tells one. */
export function editIn({ on, edit }: Partial<KeptEdit>): DraftEdit | undefined {
  return on !== undefined && edit !== undefined ? { draft: draftOf(on), edit } : undefined;
}

interface KeptListState {
  readonly index: number;
  readonly editingIndex: number | undefined;
  readonly pristine: Row;
}

export const listsLine = (lists: Readonly<Record<string, KeptListState>>): JournalLine => ({
  rows: Object.fromEntries(
    Object.entries(lists).map(([list, { index, editingIndex: taken, pristine: began }]) => [
      list,
      { index, taken, began },
    ]),
  ),
});

/** The state of a list that a line tells. */
export const listIn = ({ index, taken, began }: KeptList): KeptListState => ({
  index,
  editingIndex: taken,
  pristine: began,
});

/** What a popup was when it was opened follows from the lines before. */
export const popupsLine = (popups: readonly PopupState[]): JournalLine => ({
  popups: popups.map(({ popup, draft, path, zone, stop, index, editingIndex: taken, pristine: began }) => ({
    popup,
    on: keptDraft(draft),
    path,
    zone,
    stop,
    index,
    taken,
    began,
  })),
});

/** What of the state of a popup a line tells. */
export const popupIn = ({
  on,
  taken,
  began,
  ...kept
}: KeptPopup): Omit<PopupState, 'before' | 'steps' | 'tick' | 'find'> => ({
  ...kept,
  draft: draftOf(on),
  editingIndex: taken,
  pristine: began,
});
