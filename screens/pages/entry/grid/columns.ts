import type { ListName } from '../../../../src/catalogue/catalogue.ts';
import { widthOf } from '../../../draw/line.ts';
import { headingOf } from '../../../fields/list-column.ts';
import type { ListColumn } from '../../../layout/entry.ts';
import { GRIDS, plainColumn } from '../../../layout/grid.ts';
import { type PlacedColumn, placedIn } from '../../../widgets/table.ts';
import { type EntryPage, messageOf, stopsFor } from '../state.ts';

/** A column of a grid: where its field stands among the stops of the page. */
export interface GridColumn extends ListColumn {
  readonly stop: number;
}

export interface GridColumns {
  readonly frozen: readonly GridColumn[];
  /** Those that scroll. */
  readonly rest: readonly GridColumn[];
  readonly all: readonly GridColumn[];
}

const known = new Map<string, GridColumns>();

/** The columns of a list: its fields that can be changed, those of the layout first. */
export function gridColumns(page: Pick<EntryPage, 'drafts' | 'own'>, list: ListName): GridColumns {
  const { direction } = page.drafts.document;
  const key = `${list} ${direction} ${messageOf(page)}`;
  const columns = known.get(key) ?? columnsOf(page, list);
  known.set(key, columns);
  return columns;
}

function columnsOf(page: Pick<EntryPage, 'drafts' | 'own'>, list: ListName): GridColumns {
  const stops = stopsFor(page);
  const place = new Map(stops.map(({ id }, index) => [id, index]));
  const { frozen = [], first = [] } = GRIDS[list] ?? {};
  const laid = [...frozen, ...first];
  const others = stops.flatMap(({ id, section }) =>
    section === list && !laid.some(column => column.id === id) ? [plainColumn(id)] : [],
  );
  const placed = (columns: readonly ListColumn[]): readonly GridColumn[] =>
    columns.flatMap(column => {
      const stop = place.get(column.id);
      return stop === undefined
        ? []
        : [{ ...column, stop, columns: Math.max(column.columns, widthOf(headingOf(column))) }];
    });
  const own = { frozen: placed(frozen), rest: placed([...first, ...others]) };
  return { ...own, all: [...own.frozen, ...own.rest] };
}

/** The columns of the marks before a row: cursor, mark, number, fault. */
export const MARKS = 6;
/** Frozen columns take a share of a wide screen. */
const SHARE = 6;
const MAX_FROZEN = 34;

/** Columns with the place where each begins. */
export interface PlacedGrid {
  readonly columns: readonly (PlacedColumn<GridColumn> & { readonly x: number })[];
  /** Those that are out of sight at the left and at the right. */
  readonly before: readonly GridColumn[];
  readonly after: readonly GridColumn[];
}

/** The columns of a grid that so many columns of the screen hold, the first ones of those that scroll left out. */
export function placedGrid({ frozen, rest }: GridColumns, left: number, columns: number): PlacedGrid {
  const wide = Math.min(MAX_FROZEN, Math.floor(columns / SHARE));
  const fixed = frozen.map(column => ({ column, width: Math.max(Math.min(column.columns, wide + 2), wide) }));
  const used = fixed.reduce((sum, { width }) => sum + width + 1, MARKS);
  const shown = placedIn(rest.slice(left), columns - used, { overflow: 'stop' });
  let x = MARKS;
  const placed = [...fixed, ...shown].map(each => {
    const at = { ...each, x };
    x += each.width + 1;
    return at;
  });
  return { columns: placed, before: rest.slice(0, left), after: rest.slice(left + shown.length) };
}

/** The first of the columns that scroll, so that the one at the focus is in view and no more is scrolled than needed. */
export function leftOf(columns: GridColumns, left: number, stop: number, room: number): number {
  const at = columns.rest.findIndex(column => column.stop === stop);
  // Who goes to what is always in view wants to see the beginning beside it.
  if (at < 0) return 0;
  let first = Math.min(left, at);
  // Behind the last column nothing is left empty that another one could take.
  while (first > 0 && placedGrid(columns, first - 1, room).after.length === 0) first -= 1;
  while (first < at && !placedGrid(columns, first, room).columns.some(({ column }) => column.stop === stop)) first += 1;
  return first;
}
