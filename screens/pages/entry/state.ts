import { isDeepStrictEqual } from 'node:util';
import { SECTIONS } from '../../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../../src/catalogue/document.ts';
import type { Fault } from '../../../src/catalogue/fault.ts';
import { sameContents } from '../../../src/declaration/align.ts';
import { isMissing } from '../../../src/declaration/check.ts';
import { defaultsFor, newGoods } from '../../../src/declaration/create.ts';
import { isEditable, STATUS_MARKS } from '../../../src/declaration/life-cycle.ts';
import type { Row } from '../../../src/declaration/path.ts';
import type { DeclarationRecord } from '../../../src/declaration/record.ts';
import { type Stop, stopsOf } from '../../../src/declaration/stops.ts';
import { type Editor, NO_LISTS, type OwnLists } from '../../fields/field-editor.ts';
import type { Mark } from './marks.ts';
import type { PopupState } from './popup/state.ts';

/** The lists of the document that have a form above them. */
export type ListName = 'containers' | 'goods';
export const LISTS: readonly ListName[] = ['containers', 'goods'];

/** A list and the form above it. */
export interface RowsState {
  /** The selected row; -1 in an empty list. */
  readonly index: number;
  /** The row that the form holds, while Add is Modify. */
  readonly taken: number | undefined;
  /** What the form began with: a form that is still like this holds nothing to keep. */
  readonly began: Row;
}

/** What undo takes back at once. */
export interface Undo {
  /** What was done, as people say it: 修改【合同号】. */
  readonly name: string;
  readonly marks: readonly Mark[];
  readonly rows: EntryPage['rows'];
  readonly stop: number;
  readonly popups: readonly PopupState[];
}

export interface EntryPage {
  readonly kind: 'entry';
  /** The entry number. */
  readonly id: string;
  /** As it was last stored, or begun. */
  readonly record: DeclarationRecord;
  readonly document: Declaration;
  readonly form: Declaration;
  /** The rows that are being filled in in open popups. */
  readonly popup: Declaration;
  readonly inner: Declaration;
  /** Open popups, the last one in front. */
  readonly popups: readonly PopupState[];
  readonly own: OwnLists;
  readonly rows: Readonly<Record<ListName, RowsState>>;
  /** Index of the stop that has the focus. */
  readonly stop: number;
  /** The list that has the focus instead. */
  readonly list: ListName | undefined;
  /** The field in hand; undefined for check boxes and fields that only their popup changes. */
  readonly editor: Editor | undefined;
  readonly undo: readonly Undo[];
  readonly redo: readonly Undo[];
  /** The declaration of a party that was brought last, and the step that brought it. */
  readonly brought?: { readonly document: Declaration; readonly step: Undo };
  /** Found by the last check, renewed with every edit from then on; undefined before the first. */
  readonly faults: readonly Fault[] | undefined;
  /** First visible line of the page. */
  readonly top: number;
  /** Lines for the edit journal that are not written yet. */
  readonly unwritten: readonly unknown[];
  /** The popups that the journal knows to be open. */
  readonly noted: readonly PopupState[];
  /** The journal has its beginning. */
  readonly journalled: boolean;
  /** The document as it is stored; another value means unsaved changes. */
  readonly stored: Declaration | undefined;
  /** Jump mode: the next key goes to a field in view. Its own first visible line, since people look around before they choose. */
  readonly jump: { readonly top: number } | undefined;
  /** The step that took in what others had saved, and what the page stood on before: without the step it stands there again. */
  readonly merged: { readonly step: Undo; readonly base: DeclarationRecord } | undefined;
  /** Why what is stored is no longer what the unsaved changes began from, in a sentence. */
  readonly behind: string | undefined;
}

/** An entry page on a record, with the focus on the first field and empty forms; with the first rows in them where they can only be read. */
export function entryPage(record: DeclarationRecord, own: OwnLists = NO_LISTS): EntryPage {
  const { document } = record;
  const form: Declaration = {
    direction: document.direction,
    containers: [{}],
    goods: [newGoods(document.direction, defaultsFor(document, own.enterprises), document.goods.at(-1))],
  };
  const nothing = emptyDraft(document.direction);
  const rows = (list: ListName): RowsState => ({
    index: document[list].length - 1,
    taken: undefined,
    began: formRow({ form }, list),
  });
  return withRowsShown({
    kind: 'entry',
    id: record.entryNo,
    record,
    document,
    form,
    popup: nothing,
    inner: nothing,
    popups: [],
    own,
    rows: { containers: rows('containers'), goods: rows('goods') },
    stop: 0,
    list: undefined,
    editor: undefined,
    undo: [],
    redo: [],
    faults: undefined,
    top: 0,
    jump: undefined,
    unwritten: [],
    noted: [],
    journalled: false,
    stored: record.revision > 0 ? document : undefined,
    merged: undefined,
    behind: undefined,
  });
}

/** A page that may only be read shows the first row of each list in its form: an empty form would tell nothing. */
export function withRowsShown(page: EntryPage): EntryPage {
  if (lockedBecause(page) === undefined) return page;
  return LISTS.reduce((at, list) => (at.document[list].length > 0 ? withRowShown(at, list, 0) : at), page);
}

/** A row in the form of its list, not as a change: to be read. */
export function withRowShown(page: EntryPage, list: ListName, index: number): EntryPage {
  const row = page.document[list][index] as Row;
  return {
    ...page,
    form: { ...page.form, [list]: [row] },
    rows: { ...page.rows, [list]: { index, taken: index, began: row } },
  };
}

/** A document without anything, for rows that are being filled in. */
export function emptyDraft(direction: Declaration['direction']): Declaration {
  return { direction, containers: [], goods: [] };
}

/** The popup in front. */
export function popupOf({ popups }: Pick<EntryPage, 'popups'>): PopupState | undefined {
  return popups.at(-1);
}

/** The row in the form of a list. */
export function formRow({ form }: Pick<EntryPage, 'form'>, list: ListName): Row {
  return (form[list] as readonly Row[] | undefined)?.[0] ?? {};
}

/** Whether the form of a list holds something that is not in the list yet. */
export function formHolds(page: Pick<EntryPage, 'form' | 'rows'>, list: ListName): boolean {
  const row = formRow(page, list);
  if (sameContents(row, page.rows[list].began)) return false;
  return page.rows[list].taken !== undefined || !isMissing(row);
}

/** The record that the changes of the page are made on. */
export function baseOf({ record, merged, undo }: Pick<EntryPage, 'record' | 'merged' | 'undo'>): DeclarationRecord {
  return merged && !undo.includes(merged.step) ? merged.base : record;
}

/** Why the page may not be changed; undefined when it may. */
export function lockedBecause({ record }: Pick<EntryPage, 'record'>): string | undefined {
  if (isEditable(record.status)) return undefined;
  return `${STATUS_MARKS[record.status].word}，只能查看；F6 复制为新的单证后可以修改`;
}

/** Whether the document is another than what is stored or, of a new one, than what it began as: what was taken back is no change. */
export function hasUnsaved({ journalled, document, stored, record }: EntryPage): boolean {
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

export function stopsFor({ document: { direction } }: Pick<EntryPage, 'document'>): readonly Stop[] {
  let found = stops.get(direction);
  if (!found) {
    found = stopsOf(direction);
    stops.set(direction, found);
  }
  return found;
}

/** The stop that has the focus; also while a list has it. */
export function stopAt(page: Pick<EntryPage, 'document' | 'stop'>): Stop {
  return stopsFor(page)[page.stop] as Stop;
}

/** The list whose form or rows have the focus. */
export function listAt(page: EntryPage): ListName | undefined {
  return page.list ?? SECTIONS[stopAt(page).section].rows;
}
