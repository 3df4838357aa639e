import { LIST_NAMES } from '../../../src/catalogue/catalogue.ts';
import { emptyText } from '../../widgets/text-state.ts';
import { applied, clamped } from './change.ts';
import { type DraftEdit, withDraft, withoutRows } from './drafts.ts';
import { editIn, type JournalLine, listIn, popupIn } from './journal-lines.ts';
import type { PopupState } from './popup/state.ts';
import { popupRows, popupValue } from './popup/value.ts';
import type { EntryPage } from './state.ts';

/** Lines of a journal as the page that wrote them; undefined when there is nothing to go on with. */
export function replay(lines: readonly unknown[], begin: (base: never) => EntryPage): EntryPage | undefined {
  const [first, ...rest] = lines as readonly JournalLine[];
  if (first?.base === undefined) return undefined;
  const base = begin(first.base as never);
  let page: EntryPage = first.form ? { ...base, drafts: withDraft(base.drafts, 'form', first.form) } : base;
  let typing: DraftEdit | undefined;
  for (const line of rest) {
    const edit = editIn(line);
    if (edit) page = applied(page, [edit]).page;
    if (line.rows) page = { ...page, lists: withLists(page, line.rows) };
    if (line.popups) page = withPopups(page, line.popups.map(popupIn));
    // Of a field that was being edited only the last state counts, and nothing once it was left.
    typing = line.typing ? editIn(line.typing) : undefined;
  }
  const last = typing ? applied(page, [typing]).page : page;
  const popups = last.popups.map(state => fitting(last, state));
  return { ...last, lists: clamped(last, last.lists), popups, journal: { ...last.journal, noted: popups } };
}

function withLists({ lists }: EntryPage, kept: NonNullable<JournalLine['rows']>): EntryPage['lists'] {
  const known = LIST_NAMES.flatMap(list => {
    const state = kept[list];
    return state ? [[list, listIn(state)]] : [];
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

function withPopups(page: EntryPage, open: readonly ReturnType<typeof popupIn>[]): EntryPage {
  const popups = open.map((state, depth): PopupState => {
    const was = page.popups[depth];
    const before = was ? was.before : popupValue(page, state);
    return { ...state, before, steps: 0, tick: -1, find: emptyText() };
  });
  // A popup that was opened begins with nothing filled in.
  const drafts = withoutRows(page.drafts, Math.min(page.popups.length, popups.length));
  return { ...page, popups, drafts, journal: { ...page.journal, noted: popups } };
}
