import { type Field, type ListName, SECTIONS } from '../../../../src/catalogue/catalogue.ts';
import type { Row, Steps } from '../../../../src/declaration/path.ts';
import { GRIDS } from '../../../layout/grid.ts';
import { type EntryPage, formHolds, lockedBecause, stopAt } from '../state.ts';

/** What tells where the focus is in a grid. */
export type InGrid = Pick<EntryPage, 'drafts' | 'lists' | 'focus' | 'sync' | 'own'>;

/** A row that is in the form has to be seen there, as after an undo; of what may only be read there is one always. */
const formInUse = (page: InGrid, list: ListName): boolean =>
  lockedBecause(page) === undefined && (page.lists[list].editingIndex !== undefined || formHolds(page, list));

/** The list that is shown as a grid and has the focus. */
export function gridOf(page: InGrid): ListName | undefined {
  if (!page.focus.grid || page.focus.list) return undefined;
  const { rows: list } = SECTIONS[stopAt(page).section];
  return list && GRIDS[list] && !formInUse(page, list) ? list : undefined;
}

/** The line of the grid that has the focus; the count of the rows is the line below the last one. */
export function gridRow({ drafts: { document }, lists, focus }: InGrid, list: ListName): number {
  const count = document[list].length;
  return focus.grid?.fresh || count === 0 ? count : lists[list].index;
}

/** The lines of a grid: its rows, and one to begin a new one on. */
export function gridLines(page: InGrid, list: ListName): number {
  return page.drafts.document[list].length + (lockedBecause(page) === undefined ? 1 : 0);
}

export const isFresh = (page: InGrid, list: ListName): boolean =>
  gridRow(page, list) >= page.drafts.document[list].length;

/** The row of a line of the grid; empty on the line of a new one. */
export const rowAt = ({ drafts: { document } }: InGrid, list: ListName, line: number): Row =>
  (document[list][line] ?? {}) as Row;

/** Where a field of the row that has the focus is held; undefined outside the grid. */
export function cellSteps(page: InGrid, field: Field): Steps | undefined {
  const { rows: list } = SECTIONS[field.section];
  return list && gridOf(page) === list ? [list, gridRow(page, list), field.name] : undefined;
}

/** The page with the focus on another line of the grid. */
export function onLine<P extends InGrid>(page: P, list: ListName, line: number): P {
  const count = page.drafts.document[list].length;
  const { grid } = page.focus;
  const index = Math.max(count > 0 ? 0 : -1, Math.min(count - 1, line));
  return {
    ...page,
    lists: { ...page.lists, [list]: { ...page.lists[list], index } },
    focus: { ...page.focus, session: undefined, grid: grid && { ...grid, fresh: line >= count } },
  };
}
