import { LIST_NAMES } from '../../../src/catalogue/catalogue.ts';
import { sameContents } from '../../../src/declaration/align.ts';
import { get } from '../../../src/declaration/path.ts';
import { POPUPS } from '../../layout/popups.ts';
import { emptyText } from '../../widgets/text-state.ts';
import { applied, clamped, confirmedHistory, nameOf } from './change.ts';
import { draftAt, withDraft, withoutRows } from './drafts.ts';
import { editIn, type JournalLine, listIn, popupIn } from './journal-lines.ts';
import type { PopupState } from './popup/state.ts';
import { popupRows, popupValue } from './popup/value.ts';
import type { EntryPage, History, UndoStep } from './state.ts';

/** Lines of a journal as the page that wrote them; undefined when there is nothing to go on with. */
export function replay(lines: readonly unknown[], begin: (base: never) => EntryPage): EntryPage | undefined {
  const [first, ...rest] = lines as readonly JournalLine[];
  if (first?.base === undefined) return undefined;
  const base = begin(first.base as never);
  let at: Replayed = {
    page: first.form ? { ...base, drafts: withDraft(base.drafts, 'form', first.form) } : base,
    side: undefined,
  };
  let typing: JournalLine['typing'];
  for (const line of rest) {
    at = edited(at, line);
    if (line.rows) at = { ...at, page: { ...at.page, lists: withLists(at.page, line.rows) } };
    if (line.popups) at = { ...at, page: withPopups(at.page, line.popups.map(popupIn)) };
    // Of a field that was being edited only the last state counts, and nothing once it was left.
    typing = line.typing;
  }
  const taken = typing && typingLine(at.page, typing);
  const last = taken ? edited(at, taken).page : at.page;
  const popups = last.popups.map(state => fitting(last, state));
  return { ...last, lists: clamped(last, last.lists), popups, journal: { ...last.journal, noted: popups } };
}

/** The line that takes in what was being typed, as a step of its own; undefined where that is what was there. */
export function typingLine(
  { drafts, focus: { stop } }: EntryPage,
  typing: NonNullable<JournalLine['typing']>,
): JournalLine | undefined {
  const made = editIn(typing);
  if (!made) return undefined;
  const { draft, edit } = made;
  const same = edit.op === 'set' && sameContents(get(draftAt(drafts, draft), edit.path), edit.value);
  return same ? undefined : { ...typing, step: { name: nameOf(made), stop } };
}

interface Replayed {
  readonly page: EntryPage;
  /** Where the step stands that the last edit belongs to; undefined where its journal does not know of steps. */
  readonly side: 'undo' | 'redo' | undefined;
}

/** The edit of a line made on the page: it begins a step of undo, or belongs to the one begun last. */
function edited({ page, side }: Replayed, line: JournalLine): Replayed {
  const edit = editIn(line);
  if (!edit) return { page, side };
  const { page: next, inverse } = applied(page, [edit]);
  const { history, lists, popups } = page;
  const begun = line.step ?? line.back;
  if (begun) {
    const made: UndoStep = { name: begun.name, edits: inverse, lists, stop: begun.stop, popups };
    const to = line.back?.way === 'undo' ? 'redo' : 'undo';
    // A new step leaves nothing to do again; one that is taken back goes to the other side.
    const rest: History = line.back
      ? { ...history, [line.back.way]: history[line.back.way].slice(0, -1) }
      : { ...history, redo: [] };
    return { page: { ...next, history: { ...rest, [to]: [...rest[to], made] } }, side: to };
  }
  const step = side && history[side].at(-1);
  if (!side || !step) return { page: next, side };
  const grown: UndoStep = { ...step, edits: [...inverse, ...step.edits] };
  return { page: { ...next, history: { ...history, [side]: [...history[side].slice(0, -1), grown] } }, side };
}

function withLists({ lists }: EntryPage, kept: NonNullable<JournalLine['rows']>): EntryPage['lists'] {
  const known = LIST_NAMES.flatMap(list => {
    const state = kept[list];
    return state ? [[list, { ...listIn(state), marked: [] }]] : [];
  });
  return { ...lists, ...Object.fromEntries(known) };
}

/** A popup as it was noted, before edits that may have taken its rows away. */
function fitting(page: EntryPage, state: PopupState): PopupState {
  const count = popupRows(page, state).length;
  const index = Math.min(Math.max(0, state.index), count - 1);
  const editingIndex = state.editingIndex !== undefined && state.editingIndex < count ? state.editingIndex : undefined;
  return { ...state, index, editingIndex, ...(state.zone === 'list' && count === 0 && { zone: 'fields', stop: 0 }) };
}

/** The popups that are open from here on. One that is gone was confirmed: what was done in it is one step. */
function withPopups(page: EntryPage, open: readonly ReturnType<typeof popupIn>[]): EntryPage {
  const front = page.popups.at(-1);
  if (front && page.popups.length > open.length) {
    const popups = page.popups.slice(0, -1);
    const history = confirmedHistory(page, POPUPS[front.popup].title, popups);
    return withPopups({ ...page, popups, history, drafts: withoutRows(page.drafts, popups.length) }, open);
  }
  const popups = open.map((state, depth): PopupState => {
    const was = page.popups[depth];
    const before = was ? was.before : popupValue(page, state);
    const steps = was ? was.steps : page.history.undo.length;
    return { ...state, before, steps, tick: -1, find: emptyText() };
  });
  // A popup that was opened begins with nothing filled in.
  const drafts = withoutRows(page.drafts, Math.min(page.popups.length, popups.length));
  return { ...page, popups, drafts, journal: { ...page.journal, noted: popups } };
}
