import type { ListName } from '../../../../src/catalogue/catalogue.ts';
import type { Size } from '../../../../src/terminal/cells.ts';
import { formOf, shapeOf } from '../lines.ts';
import type { EntryPage } from '../state.ts';

/** The lines above and below the rows: title, headings, sums. */
const AROUND = 3;

/** Beside less than so many rows of a grid nobody wants the form of one of them. */
const LEAST_ROWS = 16;
/** Narrower, the form takes more lines than it is worth. */
const LEAST_COLUMNS = 120;

/** The room of the grid: all of the page, or what the form of its line leaves, where that is a good deal. */
export function gridArea(page: EntryPage, list: ListName, area: Size): Size {
  const form = formOf(list, shapeOf(page), area.columns).length;
  const rows = area.rows - form - 1;
  return area.columns < LEAST_COLUMNS || rows < LEAST_ROWS ? area : { columns: area.columns, rows };
}

/** The lines of rows that there is room for. */
export const gridRoom = ({ rows }: Size): number => Math.max(1, rows - AROUND);

/** The lines of rows in view. */
export const rowsInGrid = (page: EntryPage, list: ListName, area: Size): number => gridRoom(gridArea(page, list, area));
