import type { Codes } from '../../../src/codes/open-codes.ts';
import { areaOf } from '../../contract/area.ts';
import type { Action } from '../../contract/change.ts';
import { info } from '../../contract/message.ts';
import { widthOf } from '../../draw/line.ts';
import { type PlacedColumn, placedIn, wantsOf } from '../../widgets/table.ts';
import { type ColumnName, headingOf, type NamedColumn, namedColumn } from './columns.ts';
import { cellOf } from './names.ts';
import type { Found } from './scan.ts';
import { type ListPage, rowAt } from './state.ts';

/** The columns of the list that are to be seen, and the names of those that are not. */
export interface Across {
  /** Columns of the number of a row. */
  readonly digits: number;
  /** Those that always stay, which tell what the row is. */
  readonly fixed: readonly PlacedColumn<NamedColumn>[];
  /** What the names of those take who have declarations open, behind the fixed ones; 0 without that column. */
  readonly editing: number;
  readonly moving: readonly PlacedColumn<NamedColumn>[];
  readonly left: readonly ColumnName[];
  readonly right: readonly ColumnName[];
}

const FIXED: ReadonlySet<ColumnName> = new Set(['status', 'entryNo']);

/** Cursor and mark, and a blank before each of the two. */
const MARKS = 4;

/** Heading of the column of those who have a declaration open, and the most that their names take. */
export const EDITING = '正在编辑';
const MAX_EDITING = 16;
/** Narrower screens have the mark alone. */
const EDITING_FROM = 120;

/** Only where somebody has something open: an office of one has no use for an empty column. */
function editingIn({ openBy }: ListPage, columns: number): number {
  if (columns < EDITING_FROM || openBy.size === 0) return 0;
  const widest = Math.max(...[...openBy.values()].map(names => widthOf(namesText(names))));
  return Math.max(widthOf(EDITING), Math.min(MAX_EDITING, widest));
}

export const namesText = (names: readonly string[]): string => names.join('、');

export function acrossOf(page: ListPage, columns: number, codes: Codes): Across {
  const digits = Math.max(4, String(page.found.order.length).length);
  const editing = editingIn(page, columns);
  const room = columns - digits - MARKS - (editing > 0 ? editing + 1 : 0);
  const others = page.columns.findIndex(name => !FIXED.has(name));
  const count = others < 0 ? page.columns.length : others;
  const moving = page.columns.slice(count);
  const fit = { overflow: 'stop', want: wantsIn(page, codes) } as const;
  const from = Math.min(page.across, lastFrom(page.columns.slice(0, count), moving, room));
  const names = [...page.columns.slice(0, count), ...moving.slice(from)];
  const shown = placedIn(names.map(namedColumn), room, fit);
  return {
    digits,
    editing,
    fixed: shown.slice(0, count),
    moving: shown.slice(count),
    left: moving.slice(0, from),
    right: names.slice(shown.length),
  };
}

/** The first column of the last screen: from there on all that follow have room. */
function lastFrom(fixed: readonly ColumnName[], moving: readonly ColumnName[], room: number): number {
  const need = (names: readonly ColumnName[]) => names.reduce((sum, name) => sum + namedColumn(name).columns + 1, 0);
  const from = moving.findIndex((_, at) => need([...fixed, ...moving.slice(at)]) <= room);
  return from < 0 ? Math.max(0, moving.length - 1) : from;
}

const known = new WeakMap<Found, Pick<ListPage, 'columns'> & { readonly want: (column: NamedColumn) => number }>();

/** What the rows that were found want; looked at once, for they are the same while people move in them. */
function wantsIn(page: ListPage, codes: Codes): (column: NamedColumn) => number {
  const before = known.get(page.found);
  if (before?.columns === page.columns) return before.want;
  const order = page.found.order.map((_, index) => index);
  const want = wantsOf(
    page.columns.map(namedColumn),
    order,
    ({ name }) => `${headingOf(name, page.direction)}${page.sort.column === name ? '↓' : ''}`,
    ({ name }, index) => {
      const row = rowAt(page, index);
      return row ? cellOf(name, row, codes) : '';
    },
  );
  known.set(page.found, { columns: page.columns, want });
  return want;
}

/** The columns one place to the side, and what they are called that are out of sight. */
const across =
  (by: 1 | -1): Action<ListPage> =>
  (page, { ui, world }) => {
    const { columns } = areaOf(ui);
    const before = acrossOf(page, columns, world.codes);
    const next = { ...page, across: Math.max(0, before.left.length + (by > 0 && before.right.length === 0 ? 0 : by)) };
    const { left, right } = acrossOf(next, columns, world.codes);
    const said = [hidden('左边', left, page), hidden('右边', right, page)].filter(Boolean).join('；');
    return { state: next, ...info(said || '各列都在屏幕上') };
  };

const hidden = (side: string, names: readonly ColumnName[], { direction }: ListPage): string =>
  names.length > 0 ? `${side}还有 ${names.map(name => headingOf(name, direction)).join('、')}` : '';

export const ACROSS = { 'list.columns-right': across(1), 'list.columns-left': across(-1) };
