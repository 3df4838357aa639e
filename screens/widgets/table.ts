import { fitted, type Line, span, widthOf } from '../draw/line.ts';
import type { Look } from '../draw/look.ts';

/** A column of a table. */
export interface TableColumn {
  /** Columns of the screen, at least. */
  readonly columns: number;
  /** Takes what room is left over, alone or as many parts of it as are given here. */
  readonly grows?: true | number;
  readonly right?: true;
}

/** A column with the width that it has on the screen. */
export interface PlacedColumn<C> {
  readonly column: C;
  readonly width: number;
}

/**
 * What becomes of a column that there is no room for: `skip` leaves it out, `stop` leaves out those behind it too, `cut` leaves
 * out none, so that the lines are longer than the room.
 */
export type Overflow = 'skip' | 'stop' | 'cut';

export interface Fit<C> {
  readonly overflow?: Overflow;
  /** The columns of the screen that what stands in a column takes; without it nobody has looked. */
  readonly want?: (column: C) => number;
  /** Columns that want less than they have give it away, so that more of them have room. */
  readonly tight?: true;
}

/** The columns that the room holds, with a blank behind each: first what their texts want, then what is left over to those that grow. */
export function placedIn<C extends TableColumn>(
  columns: readonly C[],
  room: number,
  { overflow = 'skip', want = () => 0, tight }: Fit<C> = {},
): readonly PlacedColumn<C>[] {
  const least = (column: C): number => (tight ? Math.min(column.columns, want(column)) : column.columns);
  const shown: C[] = [];
  let left = room;
  for (const column of columns) {
    const need = least(column) + 1;
    if (need > left && overflow === 'stop') break;
    if (need > left && overflow === 'skip') continue;
    left -= need;
    shown.push(column);
  }
  const wanted = shown.map(want);
  const widths = shown.map(least);
  const lacking = wanted.reduce((sum, each, at) => sum + Math.max(0, each - (widths[at] ?? 0)), 0);
  if (lacking > left) {
    // Some give what they have too much of to those whose texts would be cut.
    for (const [at, each] of wanted.entries()) {
      const spare = Math.max(0, (widths[at] ?? 0) - each);
      if (each === 0) continue;
      widths[at] = (widths[at] ?? 0) - spare;
      left += spare;
    }
  }
  left = raised(widths, wanted, Math.max(0, left));
  left = raised(
    widths,
    shown.map(column => column.columns),
    left,
  );
  return grown(shown, widths, left);
}

/** Raises the widths towards what they are to be, the smallest lacks first and fairly; returns what is left. */
function raised(widths: number[], to: readonly number[], room: number): number {
  let left = room;
  const lacks = to.map((each, at) => ({ at, lack: each - (widths[at] ?? 0) })).filter(({ lack }) => lack > 0);
  lacks.sort((a, b) => a.lack - b.lack);
  for (const [done, { at, lack }] of lacks.entries()) {
    const given = Math.min(lack, Math.floor(left / (lacks.length - done)));
    widths[at] = (widths[at] ?? 0) + given;
    left -= given;
  }
  return left;
}

/** What is left over goes to the columns that grow, the odd rest to the last one of them. */
function grown<C extends TableColumn>(
  columns: readonly C[],
  widths: readonly number[],
  left: number,
): readonly PlacedColumn<C>[] {
  const shares = columns.reduce((sum, column) => sum + Number(column.grows ?? 0), 0);
  const last = columns.findLast(({ grows }) => grows !== undefined);
  let rest = left;
  return columns.map((column, at) => {
    const share = Number(column.grows ?? 0);
    const more = share === 0 ? 0 : column === last ? rest : Math.floor((left * share) / shares);
    rest -= more;
    return { column, width: (widths[at] ?? 0) + more };
  });
}

/** Rows that are looked at for what columns want: of many some, spread evenly, so that widths stay while people scroll. */
const LOOKED_AT = 100;

/** What the texts of a list want, its headings among them. */
export function wantsOf<C extends TableColumn, R>(
  columns: readonly C[],
  rows: ArrayLike<R>,
  heading: (column: C) => string,
  text: (column: C, row: R) => string,
): (column: C) => number {
  const step = Math.max(1, Math.ceil(rows.length / LOOKED_AT));
  const wants = new Map(
    columns.map(column => {
      let most = widthOf(heading(column));
      for (let at = 0; at < rows.length; at += step) most = Math.max(most, widthOf(text(column, rows[at] as R)));
      return [column, most];
    }),
  );
  return column => wants.get(column) ?? 0;
}

/** A text in its column. */
export const inColumn = ({ column, width }: PlacedColumn<TableColumn>, text: string): string =>
  fitted(text, width, column.right ? 'right' : 'left');

/** The texts of a row in their columns, a blank between them. */
export function rowText<C extends TableColumn>(
  placed: readonly PlacedColumn<C>[],
  text: (column: C) => string,
): string {
  return placed.map(each => inColumn(each, text(each.column))).join(' ');
}

/** A row that is numbered, as the forms of a declaration fill them. */
export interface NumberedRow {
  /** From 0. */
  readonly index: number;
  readonly digits: number;
  readonly text: string;
  /** The row that keys go by; where the list has the focus it is highlighted. */
  readonly selected: boolean;
  readonly focused: boolean;
  /** Its form is being changed. */
  readonly changing: boolean;
  readonly fault: 'error' | 'warning' | undefined;
  /** The look of a row that is none of this. */
  readonly look: Look;
}

/** Cursor or 改, number, fault mark, texts. */
export function numberedRow(row: NumberedRow): Line {
  const { index, digits, text, selected, focused, changing, fault } = row;
  const look = selected && focused ? 'chosen' : changing ? 'warning' : row.look;
  return [
    span(changing ? '改' : selected ? '› ' : '  ', changing ? 'warning' : 'key'),
    span(fitted(String(index + 1), digits, 'right'), look),
    fault === undefined ? span(' ') : span(fault === 'error' ? '✗' : '!', fault),
    span(text, look),
  ];
}
