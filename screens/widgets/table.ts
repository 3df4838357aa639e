import { fitted, type Line, span } from '../draw/line.ts';
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

/** The columns that the room holds, with a blank behind each. */
export function placedIn<C extends TableColumn>(
  columns: readonly C[],
  room: number,
  overflow: Overflow = 'skip',
): readonly PlacedColumn<C>[] {
  const shown: C[] = [];
  let left = room;
  for (const column of columns) {
    const need = column.columns + 1;
    if (need > left && overflow === 'stop') break;
    if (need > left && overflow === 'skip') continue;
    left -= need;
    shown.push(column);
  }
  return grown(shown, Math.max(0, left));
}

/** What is left over goes to the columns that grow, the odd rest to the last one of them. */
function grown<C extends TableColumn>(columns: readonly C[], left: number): readonly PlacedColumn<C>[] {
  const shares = columns.reduce((sum, column) => sum + Number(column.grows ?? 0), 0);
  const last = columns.findLast(({ grows }) => grows !== undefined);
  let rest = left;
  return columns.map(column => {
    const share = Number(column.grows ?? 0);
    const more = share === 0 ? 0 : column === last ? rest : Math.floor((left * share) / shares);
    rest -= more;
    return { column, width: column.columns + more };
  });
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
