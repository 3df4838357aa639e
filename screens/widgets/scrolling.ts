import type { Size } from '../../src/terminal/cells.ts';
import { areaOf } from '../contract/area.ts';
import type { Action, Actions } from '../contract/change.ts';
import type { World } from '../contract/world.ts';

/** The first line in view, no further down than the last screen of lines: after the window has grown there is room for more. */
export const lastFirst = (first: number, rows: number, lines: number): number =>
  Math.max(0, Math.min(first, lines - rows));

/** Moving in a dialog whose lines are more than there is room for; `first` is the one at the top. */
export function scrolling<L extends { readonly first: number }>(
  name: string,
  measure: (dialog: L, area: Size, world: World) => { readonly lines: number; readonly rows: number },
): Actions<L> {
  const move =
    (step: (rows: number) => number): Action<L> =>
    (dialog, { ui, world }) => {
      const { lines, rows } = measure(dialog, areaOf(ui), world);
      const first = lastFirst(dialog.first, rows, lines) + step(rows);
      return { state: { ...dialog, first: lastFirst(first, rows, lines) } };
    };
  return {
    [`${name}.up`]: move(() => -1),
    [`${name}.down`]: move(() => 1),
    [`${name}.page-up`]: move(rows => 1 - rows),
    [`${name}.page-down`]: move(rows => rows - 1),
  };
}
