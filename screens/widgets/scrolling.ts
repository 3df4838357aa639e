import type { Size } from '../../src/terminal/cells.ts';
import type { Act, Actions } from '../contract/part.ts';

/** Moving in a layer whose lines are more than there is room for; `first` is the one at the top. */
export function scrolling<L extends { readonly first: number }>(
  name: string,
  measure: (layer: L, area: Size) => { readonly lines: number; readonly rows: number },
): Actions<L> {
  const move =
    (step: (rows: number) => number): Act<L> =>
    (layer, { ui }) => {
      // Title, message and keys take a line each.
      const { lines, rows } = measure(layer, { columns: ui.size.columns, rows: ui.size.rows - 3 });
      const last = Math.max(0, lines - rows);
      return { self: { ...layer, first: Math.max(0, Math.min(last, layer.first + step(rows))) } };
    };
  return {
    [`${name}.up`]: move(() => -1),
    [`${name}.down`]: move(() => 1),
    [`${name}.page-up`]: move(rows => 1 - rows),
    [`${name}.page-down`]: move(rows => rows - 1),
  };
}
