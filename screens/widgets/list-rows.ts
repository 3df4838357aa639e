import { centredOn } from '../draw/centred-on.ts';
import { type Line, type Span, span } from '../draw/line.ts';
import { scrolled } from '../draw/picture.ts';

/** The part of a list that is in view. */
export interface InView {
  /** The selected row; -1 for none. */
  readonly index: number;
  /** Lines that there are for rows. */
  readonly room: number;
  /** The selected row stands in the middle, as far as there are rows; else no more is scrolled than needed from the top. */
  readonly centred?: true;
}

export interface RowsDrawn {
  readonly lines: readonly Line[];
  /** The first row in view. */
  readonly first: number;
  /** The line of the selected row. */
  readonly y: number;
}

/** What stands before a row: some terminals have no inverse to tell which one is chosen. */
export const chosenMark = (chosen: boolean): Span => span(chosen ? '›' : ' ', 'bold');

/** The first row in view. */
const firstOf = ({ index, room, centred }: InView, count: number): number =>
  centred ? centredOn(index, room, count) : scrolled(0, Math.max(0, index), room, count);

/** The rows in view. */
export function rowsInView<R>(rows: readonly R[], inView: InView): readonly R[] {
  const first = firstOf(inView, rows.length);
  return rows.slice(first, first + inView.room);
}

/** The rows in view, a line each. */
export function drawRows<R>(
  rows: readonly R[],
  inView: InView,
  draw: (row: R, at: number, selected: boolean) => Line,
): RowsDrawn {
  const first = firstOf(inView, rows.length);
  const lines = rowsInView(rows, inView).map((row, offset) => {
    const at = first + offset;
    return draw(row, at, at === inView.index);
  });
  return { lines, first, y: inView.index - first };
}
