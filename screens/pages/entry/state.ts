import { isDeepStrictEqual } from 'node:util';
import { LIST_NAMES, type ListName, SECTIONS } from '../../../src/catalogue/catalogue.ts';
import type { MessageName } from '../../../src/catalogue/dialect.ts';
import type { Declaration } from '../../../src/catalogue/document.ts';
import type { Fault } from '../../../src/catalogue/fault.ts';
import { sameContents } from '../../../src/declaration/align.ts';
import { isMissing } from '../../../src/declaration/check.ts';
import { defaultsFor, newGoods } from '../../../src/declaration/create.ts';
import type { LaneStep } from '../../../src/declaration/lane.ts';
import { isEditable, STATUS_MARKS } from '../../../src/declaration/life-cycle.ts';
import type { Row } from '../../../src/declaration/path.ts';
import type { DeclarationRecord } from '../../../src/declaration/record.ts';
import type { ScannedPlace } from '../../../src/declaration/scanned.ts';
import { type Stop, stopsOf } from '../../../src/declaration/stops.ts';
import { type FieldSession, messageFor, NO_LISTS, type OwnLists } from '../../fields/field-editor.ts';
import { LIST_LAYOUT } from '../../layout/entry.ts';
import { type DraftEdit, type Drafts, emptyDocument } from './drafts.ts';
import type { JournalLine } from './journal-lines.ts';
import { rowWithPins } from './pinned-values.ts';
import type { PopupState } from './popup/state.ts';

/** A list and the form above it. */
export interface ListState {
  /** The selected row; -1 in an empty list. */
  readonly index: number;
  /** The row that the form holds, while Add is Modify. */
  readonly editingIndex: number | undefined;
  /** What the form began with: a form that is still like this holds nothing to keep. */
  readonly pristine: Row;
  /** The rows that are marked in the grid, in their order. */
  readonly marked: readonly number[];
}

/** What undo takes back at once. */
export interface UndoStep {
  /** What was done, as people say it: 修改【合同号】. */
  readonly name: string;
  readonly edits: readonly DraftEdit[];
  readonly lists: EntryPage['lists'];
  readonly stop: number;
  readonly popups: readonly PopupState[];
}

export interface History {
  readonly undo: readonly UndoStep[];
  readonly redo: readonly UndoStep[];
  /** The declaration of a party that was brought last, and the step that brought it. */
  readonly prefill?: { readonly document: Declaration; readonly step: UndoStep };
}

/** What the edit journal on the disk has, and what it has still to get. */
export interface JournalState {
  /** It has its beginning. */
  readonly begun: boolean;
  /** The popups that it knows to be open. */
  readonly noted: readonly PopupState[];
  /** Lines that are not written yet. */
  readonly unwritten: readonly JournalLine[];
}

/** How the page stands to what is stored. */
export interface SyncState {
  /** The record as it was last stored, or begun. */
  readonly record: DeclarationRecord;
  /** The document as it is stored; another value means unsaved changes. */
  readonly stored: Declaration | undefined;
  /** The step that took in what others had saved, and what the page stood on before: without the step it stands there again. */
  readonly merged: { readonly step: UndoStep; readonly base: DeclarationRecord } | undefined;
  /** Why what is stored is no longer what the unsaved changes began from, in a sentence. */
  readonly staleReason: string | undefined;
}

/** A list shown as a grid in place of its form: where the focus is beside the selected row, and how far it is scrolled. */
export interface GridFocus {
  /** The focus is on the line below the last row, where a new one begins. */
  readonly fresh: boolean;
  /** The first line in view, and the first of the columns that scroll. */
  readonly top: number;
  readonly left: number;
}

export const GRID_START: GridFocus = { fresh: false, top: 0, left: 0 };

/** The places that change between shipments, which Enter leads through. */
export interface Lane {
  /** The declaration of last time. */
  readonly base: Declaration;
  readonly steps: readonly LaneStep[];
  /** The step that has the focus. */
  readonly at: number;
}

export interface JumpState {
  /** Its own first visible line, since people look around before they choose. */
  readonly top: number;
  /** The first letter of a mark of two. */
  readonly typed: string;
}

/** A text that was pasted and belongs elsewhere: it stands nowhere yet. */
export interface ElsewhereOffer {
  /** As it was pasted. */
  readonly pasted: string;
  /** In the order in which they are offered; there is one at least. */
  readonly places: readonly ScannedPlace[];
}

export interface FocusState {
  /** Index of the stop that has the focus. */
  readonly stop: number;
  /** The list that has the focus instead. */
  readonly list: ListName | undefined;
  /** The field that is being edited; undefined for check boxes and fields that only their popup changes. */
  readonly session: FieldSession | undefined;
  /** First visible line of the page. */
  readonly top: number;
  /** Jump mode: what is typed is the mark of a field. */
  readonly jump: JumpState | undefined;
  /** The lane of change, while the focus is led along it. */
  readonly lane?: Lane | undefined;
  /** The fault that the last step to one led to, and where that was. */
  readonly fault?: { readonly key: string; readonly standing: string };
  /** Asked about before anything else happens. */
  readonly elsewhere?: ElsewhereOffer | undefined;
  /** People want lists as grids; the sections without a list keep their fields. */
  readonly grid: GridFocus | undefined;
}

export interface EntryPage {
  readonly kind: 'entry';
  /** The entry number. */
  readonly id: string;
  readonly own: OwnLists;
  readonly drafts: Drafts;
  readonly lists: Readonly<Record<ListName, ListState>>;
  /** Open popups, the last one in front. */
  readonly popups: readonly PopupState[];
  readonly focus: FocusState;
  readonly history: History;
  readonly journal: JournalState;
  readonly sync: SyncState;
  /** Who else has it open, as was seen last. */
  readonly others?: readonly string[];
  /** Found by the last check, renewed with every edit from then on; undefined before the first. */
  readonly faults: readonly Fault[] | undefined;
}

/** An entry page on a record, with the focus on the first field and empty forms; with the first rows in them where they can only be read. */
export function entryPage(record: DeclarationRecord, own: OwnLists = NO_LISTS): EntryPage {
  const { document } = record;
  const form: Declaration = {
    ...emptyDocument(document.direction),
    ...eachList(list => [newRow({ document, own }, list, document[list].at(-1) as Row | undefined)]),
  };
  const beginning = (list: ListName): ListState => ({
    // A form stands behind the last row; a grid is read from the first one.
    index: own.switches.grid ? Math.min(0, document[list].length - 1) : document[list].length - 1,
    editingIndex: undefined,
    pristine: formRow({ drafts: { form } }, list),
    marked: [],
  });
  return withRowsShown({
    kind: 'entry',
    id: record.entryNo,
    own,
    drafts: { document, form, rows: [] },
    lists: eachList(beginning),
    popups: [],
    focus: {
      stop: 0,
      list: undefined,
      session: undefined,
      top: 0,
      jump: undefined,
      grid: own.switches.grid ? GRID_START : undefined,
    },
    history: { undo: [], redo: [] },
    journal: { begun: false, noted: [], unwritten: [] },
    sync: { record, stored: record.revision > 0 ? document : undefined, merged: undefined, staleReason: undefined },
    faults: undefined,
  });
}

/** What a row of a list begins with, after this one. */
export function newRow(
  { document, own }: { readonly document: Declaration; readonly own: OwnLists },
  list: ListName,
  last: Row | undefined,
): Row {
  if (!LIST_LAYOUT[list].carries) return {};
  const row = newGoods(document.direction, defaultsFor(document, own.enterprises), last, messageFor(own, document));
  return rowWithPins(row, document, own.pins);
}

/** The same of each list. */
export function eachList<T>(of: (list: ListName) => T): Readonly<Record<ListName, T>> {
  return Object.fromEntries(LIST_NAMES.map(list => [list, of(list)])) as Record<ListName, T>;
}

/** A page that may only be read shows the first row of each list in its form: an empty form would tell nothing. */
export function withRowsShown(page: EntryPage): EntryPage {
  if (lockedBecause(page) === undefined) return page;
  return LIST_NAMES.reduce((at, list) => (at.drafts.document[list].length > 0 ? rowShown(at, list, 0) : at), page);
}

/** A row in the form of its list, not as a change: to be read. */
export function rowShown(page: EntryPage, list: ListName, index: number): EntryPage {
  const row = page.drafts.document[list][index] as Row;
  return {
    ...page,
    drafts: { ...page.drafts, form: { ...page.drafts.form, [list]: [row] } },
    lists: { ...page.lists, [list]: { index, editingIndex: index, pristine: row, marked: [] } },
  };
}

/** The popup in front. */
export function popupOf({ popups }: Pick<EntryPage, 'popups'>): PopupState | undefined {
  return popups.at(-1);
}

/** The row in the form of a list. */
export function formRow({ drafts: { form } }: { readonly drafts: Pick<Drafts, 'form'> }, list: ListName): Row {
  return (form[list] as readonly Row[] | undefined)?.[0] ?? {};
}

/** Whether the form of a list holds something that is not in the list yet. */
export function formHolds(page: Pick<EntryPage, 'drafts' | 'lists'>, list: ListName): boolean {
  const row = formRow(page, list);
  if (sameContents(row, page.lists[list].pristine)) return false;
  return page.lists[list].editingIndex !== undefined || !isMissing(row);
}

/** The record that the changes of the page are made on. */
export function baseOf({
  sync: { record, merged },
  history: { undo },
}: Pick<EntryPage, 'sync' | 'history'>): DeclarationRecord {
  return merged && !undo.includes(merged.step) ? merged.base : record;
}

/** Why the page may not be changed; undefined when it may. */
export function lockedBecause({ sync: { record }, own }: Pick<EntryPage, 'sync' | 'own'>): string | undefined {
  if (own.readOnly) return '数据只能读，只能查看；要修改，换有写权限的用户运行';
  if (isEditable(record.status)) return undefined;
  return `${STATUS_MARKS[record.status].word}，只能查看；F6 复制为新的单证后可以修改`;
}

/** Whether the document is another than what is stored or, of a new one, than what it began as: what was taken back is no change. */
export function hasUnsaved({
  journal: { begun: journalled },
  drafts: { document },
  sync: { stored, record },
}: EntryPage): boolean {
  return journalled && differ(document, stored ?? record.document);
}

/** Asked for at every picture, of documents that seldom change. */
function differ(document: Declaration, kept: Declaration): boolean {
  if (document === kept) return false;
  const known = compared.get(document);
  if (known?.kept === kept) return known.differs;
  const differs = !isDeepStrictEqual(document, kept);
  compared.set(document, { kept, differs });
  return differs;
}

const compared = new WeakMap<Declaration, { readonly kept: Declaration; readonly differs: boolean }>();

const stops = new Map<string, readonly Stop[]>();

export function stopsFor(page: Pick<EntryPage, 'drafts' | 'own'>): readonly Stop[] {
  const { direction } = page.drafts.document;
  const message = messageOf(page);
  const key = `${direction} ${message ?? ''}`;
  let found = stops.get(key);
  if (!found) {
    found = stopsOf(direction, message);
    stops.set(key, found);
  }
  return found;
}

/** The form of the message that the declaration of the page is sent in, where that has fields of its own. */
export const messageOf = ({ drafts, own }: Pick<EntryPage, 'drafts' | 'own'>): MessageName | undefined =>
  messageFor(own, drafts.document);

/** The stop that has the focus; also while a list has it. */
export function stopAt(page: Pick<EntryPage, 'drafts' | 'focus' | 'own'>): Stop {
  const stops = stopsFor(page);
  return stops[Math.min(page.focus.stop, stops.length - 1)] as Stop;
}

/** The list whose form or rows have the focus. */
export function listAt(page: EntryPage): ListName | undefined {
  return page.focus.list ?? SECTIONS[stopAt(page).section].rows;
}
