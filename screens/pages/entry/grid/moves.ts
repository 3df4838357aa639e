import type { ListName } from '../../../../src/catalogue/catalogue.ts';
import type { Action, ActionContext, Actions, Change } from '../../../contract/change.ts';
import { good } from '../../../contract/message.ts';
import { type List, listActions } from '../../../widgets/list.ts';
import { choosing } from '../enter-matches.ts';
import { editFocused, firstOf, focusStop } from '../focus.ts';
import { MOVING } from '../move-actions.ts';
import { afterCommit } from '../run-action.ts';
import type { EntryPage } from '../state.ts';
import { rowsInGrid } from './area.ts';
import { gridColumns } from './columns.ts';
import { gridFaults } from './faults.ts';
import { nextCell } from './next-cell.ts';
import { gridLines, gridOf, gridRow, onLine } from './place.ts';

/** An action of the list that is shown as a grid; what is being typed is taken in first. */
export const inGrid = (
  run: (page: EntryPage, list: ListName, context: ActionContext) => EntryPage | Change<EntryPage>,
): Action<EntryPage> =>
  afterCommit((page, context) => {
    const list = gridOf(page);
    return list ? run(page, list, context) : editFocused(page, context.world);
  });

/** The lines of the grid that has the focus. */
const LINES: List<EntryPage> = {
  count: page => countOf(page, gridLines),
  rows: (page, area) => countOf(page, (each, list) => rowsInGrid(each, list, area)),
  at: page => countOf(page, gridRow),
  select: (page, line, { world }) => {
    const list = gridOf(page);
    return list ? { state: editFocused(onLine(page, list, line), world) } : {};
  },
};

const countOf = (page: EntryPage, of: (page: EntryPage, list: ListName) => number): number => {
  const list = gridOf(page);
  return list ? of(page, list) : 0;
};

/** The columns of the grid that has the focus. */
const COLUMNS: List<EntryPage> = {
  count: page => allColumns(page).length,
  at: page => allColumns(page).findIndex(({ stop }) => stop === page.focus.stop),
  select: (page, index, { world }) => {
    const column = allColumns(page)[index];
    return column ? { state: focusStop(page, column.stop, world) } : {};
  },
};

function allColumns(page: EntryPage) {
  const list = gridOf(page);
  return list ? gridColumns(page, list).all : [];
}

const next = inGrid((page, list, { world }) => nextCell(page, list, 1, world));

const listMoves: Actions<EntryPage> = {
  ...listActions('grid', LINES, ['up', 'down', 'page-up', 'page-down', 'first', 'last']),
  ...listActions('cell', COLUMNS, ['left', 'right', 'first', 'last']),
};

/** The moves, each from where leaving the cell leads to: a new row may have come. */
const MOVES: Actions<EntryPage> = Object.fromEntries(
  Object.entries(listMoves).map(([name, move]) => [
    name,
    inGrid((page, _list, context) => (typeof move === 'function' ? move(page, context) : {})),
  ]),
);

/** A page key at the end of the grid leads out of it, as it leads from section to section of the page. */
const pageKey = (
  way: 'page-up' | 'page-down',
  end: (page: EntryPage, list: ListName) => number,
  out: string,
): Action<EntryPage> =>
  inGrid((page, list, context) => {
    const leaves = gridRow(page, list) === end(page, list);
    const move = leaves ? MOVING[out] : listMoves[`grid.${way}`];
    const first = { ...page, focus: { ...page.focus, stop: firstOf(page, list), session: undefined } };
    return typeof move === 'function' ? move(leaves ? first : page, context) : page;
  });

/** The nearest cell before or behind the focus in which something is wrong, errors before warnings, and round again. */
const toFault = (by: 1 | -1): Action<EntryPage> =>
  inGrid((page, list, { world }) => {
    const faults = gridFaults(page, list, world);
    const errors = faults.filter(({ fault }) => fault.level === 'error');
    const { all } = gridColumns(page, list);
    const place = (line: number, stop: number): number =>
      line * all.length + all.findIndex(column => column.stop === stop);
    const cells = (errors.length > 0 ? errors : faults)
      .map(each => ({ ...each, far: by * (place(each.line, each.stop) - place(gridRow(page, list), page.focus.stop)) }))
      .sort((a, b) => a.far - b.far);
    const found = cells.find(({ far }) => far > 0) ?? cells[0];
    if (!found) return { state: editFocused(page, world), ...good('没有差错') };
    return focusStop(onLine(page, list, found.line), found.stop, world);
  });

/** The focus from cell to cell. */
export const GRID_MOVES: Actions<EntryPage> = {
  ...MOVES,
  'grid.page-up': pageKey('page-up', () => 0, 'entry.previous-section'),
  'grid.page-down': pageKey('page-down', (page, list) => gridLines(page, list) - 1, 'entry.next-section'),
  'grid.next': choosing(next),
  'grid.pass': next,
  'grid.previous': inGrid((page, list, { world }) => nextCell(page, list, -1, world)),
  'grid.next-fault': toFault(1),
  'grid.previous-fault': toFault(-1),
};
