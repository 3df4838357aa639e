import type { Direction } from '../../../../src/catalogue/row.ts';
import type { DeclarationRecord } from '../../../../src/declaration/record.ts';
import type { Effect } from '../../../contract/part.ts';
import type { Page, UiState } from '../../../contract/state.ts';

/** A page as the notes of a run tell it: a list, or a declaration with what it began from while it has never been stored. */
export interface NotedPage {
  readonly id: string;
  readonly list?: Direction;
  readonly begun?: DeclarationRecord;
}

interface Note {
  readonly open?: NotedPage;
  readonly close?: string;
  /** The page in front; null for one that needs no note. */
  readonly front?: string | null;
}

type Shown = Pick<UiState, 'pages' | 'active'>;

/** What a start offers again after a crash. */
function notedOf(page: Page): NotedPage | undefined {
  if (page.kind === 'list') return { id: page.id, list: page.direction };
  if (page.kind !== 'entry') return undefined;
  return page.record.revision > 0 ? { id: page.id } : { id: page.id, begun: page.record };
}

const isBegun = (page: Page | undefined): boolean => page?.kind === 'entry' && page.record.revision === 0;

/** Notes which pages are open, when that has become another; undefined while it is the same. It is asked at every key. */
export function noting(before: Shown, now: Shown): Effect | undefined {
  const notes = notesOf(before, now);
  if (notes.length === 0) return undefined;
  // Lists alone are nothing that anybody would want back.
  const worth = now.pages.some(({ kind }) => kind === 'entry');
  const all = before.pages.some(({ kind }) => kind === 'entry') ? notes : notesOf({ pages: [], active: 0 }, now);
  return {
    run({ office: { store } }) {
      if (worth) store.openPages.note(all);
      else store.openPages.forget();
      return undefined;
    },
  };
}

function notesOf(before: Shown, now: Shown): readonly Note[] {
  const notes: Note[] = [];
  for (const page of now.pages) {
    const other = before.pages.find(({ id }) => id === page.id);
    const open = other && isBegun(other) === isBegun(page) ? undefined : notedOf(page);
    if (open) notes.push({ open });
  }
  for (const { id } of before.pages) {
    if (!now.pages.some(page => page.id === id)) notes.push({ close: id });
  }
  const front = frontOf(now);
  if (front !== frontOf(before)) notes.push({ front });
  return notes;
}

function frontOf({ pages, active }: Shown): string | null {
  const page = pages[active];
  return page && page.kind !== 'home' ? page.id : null;
}

/** The notes that take pages away from a run that is gone. */
export const closing = (ids: readonly string[]): readonly Note[] => ids.map(close => ({ close }));

/** The pages that a run had open, in their order, and the one in front. */
export function pagesOf(notes: readonly unknown[]): {
  readonly pages: readonly NotedPage[];
  readonly front: string | undefined;
} {
  const pages = new Map<string, NotedPage>();
  let front: string | undefined;
  for (const note of notes as readonly Note[]) {
    if (typeof note?.open?.id === 'string') pages.set(note.open.id, note.open);
    if (note?.close !== undefined) pages.delete(note.close);
    if (note?.front !== undefined) front = note.front ?? undefined;
  }
  return { pages: [...pages.values()], front };
}

/** People have quit and were asked what to do: nothing is offered at the next start; what was not saved can be found for 30 days. */
export function leavingAll(pages: readonly Page[]): Effect {
  return {
    run({ office: { store } }) {
      for (const { id, kind } of pages) if (kind === 'entry') store.journals.giveUp(id);
      store.openPages.forget();
      return undefined;
    },
  };
}
