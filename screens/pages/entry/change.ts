import { LIST_NAMES, type ListName } from '../../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../../src/catalogue/document.ts';
import type { Fault } from '../../../src/catalogue/fault.ts';
import { sameContents } from '../../../src/declaration/align.ts';
import { check } from '../../../src/declaration/check.ts';
import { derivedEdits, followingEdits } from '../../../src/declaration/derive.ts';
import { describe } from '../../../src/declaration/describe.ts';
import { apply } from '../../../src/declaration/edit.ts';
import { fieldAt, get, parsePath, type Row } from '../../../src/declaration/path.ts';
import { rejectionFaults } from '../../../src/declaration/receive.ts';
import { checksIn } from '../../contract/checks.ts';
import type { World } from '../../contract/world.ts';
import { type DraftEdit, type DraftName, draftAt, withDraft } from './drafts.ts';
import { type JournalLine, listsLine, popupsLine, stepLines } from './journal-lines.ts';
import { onStopsOf } from './other-stops.ts';
import type { PopupState } from './popup/state.ts';
import {
  type EntryPage,
  eachList,
  formRow,
  type History,
  type JournalState,
  type ListState,
  type UndoStep,
} from './state.ts';

/** Bounded: ten thousand edits of a working day are more than anybody takes back. */
const MAX_UNDO = 10_000;

interface Applied {
  readonly page: EntryPage;
  readonly inverse: readonly DraftEdit[];
}

/** The page with these edits, and those that take them back; nothing else changes. */
export function applied(page: EntryPage, edits: readonly DraftEdit[]): Applied {
  const inverse: DraftEdit[] = [];
  let { drafts } = page;
  for (const { draft, edit } of edits) {
    const { document, inverse: back } = apply(draftAt(drafts, draft), edit);
    drafts = withDraft(drafts, draft, document);
    inverse.unshift({ draft, edit: back });
  }
  // Under another registration another form of the message may be sent.
  return { page: onStopsOf(page, { ...page, drafts }), inverse };
}

/** Changes the page as one step of undo; `name` says what was done where the edits do not, `lists` is what becomes of the lists' state. */
export function change(
  page: EntryPage,
  edits: readonly DraftEdit[],
  world: World,
  { lists = page.lists, name }: { readonly lists?: EntryPage['lists']; readonly name?: string } = {},
): EntryPage {
  const [edit] = edits;
  if (!edit) return page;
  const first = applied(page, edits);
  const open: readonly DraftName[] = ['document', 'form', ...page.popups.keys()];
  const following = open.flatMap(draft => {
    const own = edits.flatMap(each => (each.draft === draft ? [each.edit] : []));
    // Where rows come, go or move, values at the same path are not the same ones.
    const paths = own.flatMap(each => (each.op === 'set' ? [each.path] : []));
    if (paths.length === 0 || paths.length < own.length) return [];
    const [before, after] = [draftAt(page.drafts, draft), draftAt(first.page.drafts, draft)];
    return followingEdits(before, after, paths, world.book).map((each): DraftEdit => ({ draft, edit: each }));
  });
  const followed = applied(first.page, following);
  const derived = open.flatMap(draft =>
    derivedEdits(draftAt(followed.page.drafts, draft), world.book).map((each): DraftEdit => ({ draft, edit: each })),
  );
  const last = applied(followed.page, derived);
  const step: UndoStep = {
    name: name ?? nameOf(edit),
    edits: [...last.inverse, ...followed.inverse, ...first.inverse],
    lists: page.lists,
    stop: page.focus.stop,
    popups: page.popups,
  };
  const next = clamped(last.page, edits.some(movesRows) ? unmarked(page.lists, lists) : lists);
  return checked(
    {
      ...last.page,
      lists: next,
      history: { ...page.history, undo: [...page.history.undo, step].slice(-MAX_UNDO), redo: [] },
      journal: journalled(page, [
        ...stepLines([...edits, ...following, ...derived], { step: { name: step.name, stop: step.stop } }),
        ...listLines(page.lists, next),
      ]),
    },
    world,
  );
}

/** Whether the rows of a list of the declaration may stand elsewhere after the edit. */
function movesRows({ draft, edit }: DraftEdit): boolean {
  if (draft !== 'document') return false;
  if (edit.op === 'replace') return true;
  const { length } = parsePath(edit.path) ?? [];
  return edit.op === 'set' ? length === 1 && LIST_NAMES.some(list => list === edit.path) : length === 2;
}

/** Marks go by the numbers of the rows: unless whoever moves the rows tells the new ones they are gone. */
function unmarked(before: EntryPage['lists'], after: EntryPage['lists']): EntryPage['lists'] {
  return eachList(list => (after[list].marked === before[list].marked ? { ...after[list], marked: [] } : after[list]));
}

/** The line of the journal that tells which rows the forms hold, where that has changed: Modify must not come back as Add. */
function listLines(before: EntryPage['lists'], after: EntryPage['lists']): readonly JournalLine[] {
  const same = LIST_NAMES.every(
    list => before[list].editingIndex === after[list].editingIndex && before[list].pristine === after[list].pristine,
  );
  return same ? [] : [listsLine(after)];
}

/** What a change is called: 修改【合同号】. */
export function nameOf({ draft, edit }: DraftEdit): string {
  if (edit.op === 'replace') return '修改';
  // Only the declaration itself has rows that people know by their number.
  const where = draft === 'document' ? describe(edit.path) : `【${fieldAt(edit.path)?.label ?? ''}】`;
  return `${{ set: '修改', insert: '添加', remove: '删除', move: '移动' }[edit.op]}${where}`;
}

/** The steps of undo that were made since there were `from` of them, as one; nothing of the row that was being filled in in a popup that is gone. */
function joined(page: EntryPage, from: number, name: string, popups: readonly PopupState[]): readonly UndoStep[] {
  const [first, ...more] = page.history.undo.slice(from);
  if (!first) return page.history.undo;
  const edits = [first, ...more].reverse().flatMap(step => step.edits.filter(({ draft }) => draft !== popups.length));
  const before = page.history.undo.slice(0, from);
  return edits.length === 0 ? before : [...before, { ...first, name, edits: edits, popups }];
}

/** The journal of a page with more lines to write; the first ones tell what the edits begin from, and which popups they are made in. */
export function journalled(
  { journal, sync, drafts, popups }: Pick<EntryPage, 'journal' | 'sync' | 'drafts' | 'popups'>,
  lines: readonly JournalLine[],
): JournalState {
  const begin = journal.begun ? [] : [{ base: sync.record, form: drafts.form }];
  const opened = popups === journal.noted ? [] : [popupsLine(popups)];
  return { begun: true, noted: popups, unwritten: [...journal.unwritten, ...begin, ...opened, ...lines] };
}

/** The history of a page as the popup in front is confirmed: what was done in it is one step of the page below. */
export function confirmedHistory(page: EntryPage, title: string, popups: readonly PopupState[]): History {
  const from = page.popups.at(-1)?.steps ?? 0;
  return {
    ...page.history,
    undo: joined(page, from, `弹窗【${title}】`, popups),
    redo: redoOutside(page, popups),
  };
}

/** What can be done again once a popup has closed: what was taken back in it was done on rows that are gone with it. */
function redoOutside(page: EntryPage, popups: readonly PopupState[]): readonly UndoStep[] {
  return page.history.redo.filter(step => step.popups.length <= popups.length);
}

/** Takes the last step back, or does it again, and says what it was. Undefined when there is none; in a popup those of before it was opened do not count. */
export function step(
  page: EntryPage,
  way: 'undo' | 'redo',
  world: World,
): { readonly page: EntryPage; readonly name: string } | undefined {
  const other = way === 'undo' ? 'redo' : 'undo';
  const last = page.history[way].at(-1);
  if (!last) return undefined;
  const outside =
    way === 'undo'
      ? page.history.undo.length <= (page.popups.at(-1)?.steps ?? 0)
      : last.popups.length < page.popups.length;
  if (outside) return undefined;
  const { page: next, inverse } = applied(page, last.edits);
  const { name, stop } = last;
  const back: UndoStep = { name, edits: inverse, lists: page.lists, stop, popups: page.popups };
  const lists = clamped(next, last.lists);
  const done = checked(
    {
      ...next,
      lists,
      focus: { ...next.focus, stop, list: undefined, session: undefined },
      popups: page.popups.length === last.popups.length ? last.popups : page.popups,
      history: {
        ...page.history,
        [way]: page.history[way].slice(0, -1),
        [other]: [...page.history[other], back],
      },
      journal: journalled(page, [
        ...stepLines(last.edits, { back: { way, name, stop } }),
        ...listLines(page.lists, lists),
      ]),
    },
    world,
  );
  return { page: done, name };
}

/** Once a check has been asked for, every edit renews what it found. */
function checked(page: EntryPage, world: World): EntryPage {
  return page.faults === undefined ? page : { ...page, faults: faultsOf(page, world) };
}

/** What the check finds in the document, its rows as the forms have them that they were brought back into. */
export function checkOf({ drafts, lists }: Pick<EntryPage, 'drafts' | 'lists'>, world: World): readonly Fault[] {
  const taken = eachList(list => {
    const rows = drafts.document[list] as readonly Row[];
    const { editingIndex } = lists[list];
    const isTaken = editingIndex !== undefined && editingIndex < rows.length;
    return isTaken ? rows.with(editingIndex, formRow({ drafts }, list)) : rows;
  });
  const document = { ...drafts.document, ...taken } as Declaration;
  return check(document, checksIn(world));
}

/** What the bureau rejected and nobody has changed since, and what the check finds. */
export function faultsOf(page: Pick<EntryPage, 'drafts' | 'lists' | 'sync'>, world: World): readonly Fault[] {
  const {
    drafts: { document },
    sync: { record },
  } = page;
  if (record.status !== 'rejected') return checkOf(page, world);
  const standing = rejectionFaults(record).filter(({ path }) =>
    sameContents(get(document, path), get(record.document, path)),
  );
  return [...standing, ...checkOf(page, world)];
}

/** The state of the lists with nothing that points behind their ends. */
export function clamped({ drafts }: Pick<EntryPage, 'drafts'>, lists: EntryPage['lists']): EntryPage['lists'] {
  return eachList((list: ListName): ListState => {
    const count = drafts.document[list].length;
    const { index, editingIndex, pristine, marked } = lists[list];
    return {
      index: Math.min(count - 1, Math.max(index, count > 0 ? 0 : -1)),
      editingIndex: editingIndex !== undefined && editingIndex < count ? editingIndex : undefined,
      pristine,
      marked: marked.every(row => row < count) ? marked : marked.filter(row => row < count),
    };
  });
}
