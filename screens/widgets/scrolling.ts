import type { Size } from '../../src/terminal/cells.ts';
import { areaOf } from '../contract/area.ts';
import type { Action, Actions } from '../contract/change.ts';

/** Moving in a dialog whose lines are more than there is room for; `first` is the one at the top. */
export function scrolling<L extends { readonly first: number }>(
  name: string,
  measure: (dialog: L, area: Size) => { readonly lines: number; readonly rows: number },
): Actions<L> {
  const move =
    (step: (rows: number) => number): Action<L> =>
    (dialog, { ui }) => {
      const { lines, rows } = measure(dialog, areaOf(ui));
      const last = Math.max(0, lines - rows);
      return { state: { ...dialog, first: Math.max(0, Math.min(last, dialog.first + step(rows))) } };
    };
  return {
    [`${name}.up`]: move(() => -1),
    [`${name}.down`]: move(() => 1),
    [`${name}.page-up`]: move(rows => 1 - rows),
    [`${name}.page-down`]: move(rows => rows - 1),
  };
}
