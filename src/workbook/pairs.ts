import type { Direction } from '../catalogue/row.ts';
import { type HeadLabel, headLabel } from './head-labels.ts';
import { headingOf } from './headings.ts';
import type { CellRef, Unknown } from './reading.ts';
import { cellName, type Sheet } from './sheet.ts';

/** A label with the value beside it; no value is ''. */
export interface Pair extends CellRef {
  readonly label: string;
  readonly meaning: HeadLabel;
  /** The forms that the label's prefix narrows it to. */
  readonly only: readonly Direction[] | undefined;
  readonly text: string;
  /** The cell of the value, or the one where it would stand. */
  readonly cell: string;
}

/** The labels and values of one line: a value is the next filled cell, unless that is a label itself. */
export function pairsOf(
  sheet: Sheet,
  line: number,
): { readonly pairs: readonly Pair[]; readonly unknown: readonly Unknown[] } {
  const pairs: Pair[] = [];
  const unknown: Unknown[] = [];
  const cells = [...(sheet.rows[line] ?? []).entries()].filter(([, text]) => text !== '');
  for (let at = 0; at < cells.length; at++) {
    const [column, label] = cells[at] as [number, string];
    const { key, only } = headingOf(label);
    const meaning = headLabel(key);
    const next = cells[at + 1];
    const value = next && headLabel(headingOf(next[1]).key) === undefined ? next : undefined;
    if (meaning === undefined) {
      unknown.push({ sheet: sheet.name, cell: cellName(line, column), label });
      // What stands right beside an unknown label is its value.
      if (value?.[0] === column + 1) at += 1;
    } else {
      const cell = cellName(line, value?.[0] ?? column + 1);
      pairs.push({ sheet: sheet.name, cell, label, meaning, only, text: value?.[1] ?? '' });
      if (value) at += 1;
    }
  }
  return { pairs, unknown };
}
