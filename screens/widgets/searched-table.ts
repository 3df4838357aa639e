import type { Size } from '../../src/terminal/cells.ts';
import { fitted, type Line, line, span } from '../draw/line.ts';
import type { Picture } from '../draw/picture.ts';
import { chosenMark, drawRows } from './list-rows.ts';
import { promptBehind } from './prompt.ts';
import { placedIn, rowText, type TableColumn, wantsOf } from './table.ts';
import type { TextState } from './text-state.ts';

/** The search with the count, the headings and the rule below them. */
export const ROWS_ABOVE = 3;

export interface HeadedColumn<Row> extends TableColumn {
  readonly heading: string;
  readonly text: (row: Row) => string;
}

interface SearchedTable<Row> {
  readonly columns: readonly HeadedColumn<Row>[];
  readonly rows: readonly Row[];
  /** The row with the focus. */
  readonly index: number;
  /** What is typed to search. */
  readonly words: TextState;
  readonly count: string;
  /** What stands in the place of the rows when there are none. */
  readonly none: string;
  /** How a row looks that has not the focus. */
  readonly look: (row: Row) => 'plain' | 'warning' | 'error';
}

/** A page that is a table of rows, with the words that are searched for above them. */
export function drawSearchedTable<Row>(table: SearchedTable<Row>, area: Size): Picture {
  const { columns, rows, look } = table;
  const want = wantsOf(
    columns,
    rows,
    ({ heading }) => heading,
    ({ text }, row: Row) => text(row),
  );
  const placed = placedIn(columns, area.columns - 1, { want, tight: true });
  // The program edits it: what Ink has edited in a prompt reaches dialogs alone.
  const asked = promptBehind(span(' 查找 ', 'label'), table.words, area.columns - COUNT);
  const count = span(fitted(table.count, COUNT - 1, 'right'), 'quiet');
  const drawn = drawRows(rows, { index: table.index, room: area.rows - ROWS_ABOVE }, (row, _at, selected): Line => {
    const text = fitted(
      rowText(placed, column => column.text(row)),
      area.columns - 1,
    );
    return [chosenMark(selected), span(text, selected ? 'chosen' : look(row))];
  });
  const headings = rowText(placed, ({ heading }) => heading);
  return {
    lines: [
      [...(asked.lines[0] ?? []), count],
      [span(' '), span(headings, 'label')],
      [span('─'.repeat(area.columns), 'rule')],
      ...(rows.length === 0 ? [line(` ${table.none}`, 'quiet')] : drawn.lines),
    ],
    ...(asked.cursor && { cursor: asked.cursor }),
  };
}

/** What the count takes. */
const COUNT = 18;
