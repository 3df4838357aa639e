import type { ListName } from '../../../../src/catalogue/catalogue.ts';
import type { World } from '../../../contract/world.ts';
import { editFocused, focusStop } from '../focus.ts';
import type { EntryPage } from '../state.ts';
import { gridColumns } from './columns.ts';
import { gridLines, gridRow, onLine } from './place.ts';

/** The page with the focus on the cell behind this one; behind the last column the next line begins. */
export function nextCell(page: EntryPage, list: ListName, by: -1 | 1, world: World): EntryPage {
  const { all, frozen } = gridColumns(page, list);
  const at = all.findIndex(({ stop }) => stop === page.focus.stop) + by;
  const column = all[at];
  if (column) return focusStop(page, column.stop, world);
  const line = gridRow(page, list) + by;
  if (line < 0 || line >= gridLines(page, list)) return editFocused(page, world);
  // A line is begun behind what follows from its other values.
  const first = by > 0 ? (all[frozen.length] ?? all[0]) : all.at(-1);
  return first ? focusStop(onLine(page, list, line), first.stop, world) : page;
}
