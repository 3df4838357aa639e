import type { Note } from '../../src/jobs/noted-pages.ts';
import type { Effect } from '../contract/change.ts';
import type { AnyPage, UiState } from '../contract/ui.ts';
import { partOf } from './registry.ts';

type Pages = Pick<UiState, 'pages' | 'active'>;
type Shown = Pages & Pick<UiState, 'session'>;

const notedOf = (page: AnyPage) => partOf(page).noted?.(page);

/** A list alone is nothing that anybody would want back. */
export const isWorthKeeping = (page: AnyPage): boolean => {
  const noted = notedOf(page);
  return noted !== undefined && noted.list === undefined;
};

/** Notes which pages are open, when that has become another; undefined while it is the same. It is asked at every key. */
export function noting(before: Shown, now: Shown): Effect | undefined {
  // Those of somebody who is gone stay as they are, for them.
  if (before.session.sitting !== now.session.sitting) return undefined;
  const notes = notesOf(before, now);
  if (notes.length === 0) return undefined;
  const worth = now.pages.some(isWorthKeeping);
  const all = before.pages.some(isWorthKeeping) ? notes : notesOf({ pages: [], active: 0 }, now);
  return {
    run({ office: { local } }) {
      if (worth) local.openPages.note(all);
      else local.openPages.forget();
      return undefined;
    },
  };
}

function notesOf(before: Pages, now: Pages): readonly Note[] {
  const notes: Note[] = [];
  for (const page of now.pages) {
    const other = before.pages.find(({ id }) => id === page.id);
    if (other === page) continue;
    const open = notedOf(page);
    // A declaration that has been stored in the meantime is opened from there.
    if (open && (!other || notedOf(other)?.begun?.entryNo !== open.begun?.entryNo)) notes.push({ open });
  }
  for (const { id } of before.pages) {
    if (!now.pages.some(page => page.id === id)) notes.push({ close: id });
  }
  const front = frontOf(now);
  if (front !== frontOf(before)) notes.push({ front });
  return notes;
}

function frontOf({ pages, active }: Pages): string | null {
  const page = pages[active];
  return page && notedOf(page) ? page.id : null;
}

/** People have quit and were asked what to do: nothing is offered at the next start; what was not saved can be found for 30 days. */
export function leavingAll(pages: readonly AnyPage[]): Effect {
  return {
    run({ office: { local } }) {
      for (const page of pages) if (isWorthKeeping(page)) local.journals.giveUp(page.id);
      local.openPages.forget();
      return undefined;
    },
  };
}
