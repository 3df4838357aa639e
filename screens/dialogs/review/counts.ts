import type { Fault } from '../../../src/catalogue/fault.ts';
import { goesIn, type ReviewedRow } from '../../../src/jobs/reviewed-rows.ts';
import { LEFT_WORDS } from '../../../src/workbook/wording.ts';

/** What the rows of a list come to. */
export interface RowCounts {
  /** The numbers that rows will have among those that are taken, by their place; 0 where one is left out. */
  readonly numbers: readonly number[];
  readonly going: number;
  readonly left: number;
  /** Rows that are left out, by the words for why. */
  readonly reasons: ReadonlyMap<string, number>;
  /** Faults of all rows. */
  readonly faults: Levels;
  /** Faults of those that are taken. */
  readonly goingFaults: Levels;
}

type Levels = Readonly<Record<Fault['level'], number>>;

const counted = new WeakMap<readonly ReviewedRow[], RowCounts>();

/** Counted once for each state of the rows: every picture asks. */
export function countsOfRows(rows: readonly ReviewedRow[]): RowCounts {
  const known = counted.get(rows);
  if (known) return known;
  let going = 0;
  const numbers = rows.map(row => (goesIn(row) ? ++going : 0));
  const reasons = new Map<string, number>();
  const [faults, goingFaults] = [
    { error: 0, warning: 0 },
    { error: 0, warning: 0 },
  ];
  for (const row of rows) {
    if (!row.taken) {
      const word = row.why ? LEFT_WORDS[row.why] : '自己去掉的';
      reasons.set(word, (reasons.get(word) ?? 0) + 1);
    }
    add(faults, row, 1);
    if (goesIn(row)) add(goingFaults, row, 1);
  }
  const left = [...reasons.values()].reduce((sum, number) => sum + number, 0);
  const counts = { numbers, going, left, reasons, faults, goingFaults };
  counted.set(rows, counts);
  return counts;
}

/** Checking more rows changes nothing but their faults: those of thousands of others are not counted again between two keys. */
export function keepCounts(before: readonly ReviewedRow[], after: readonly ReviewedRow[]): void {
  const known = counted.get(before);
  if (!known) return;
  const [faults, goingFaults] = [{ ...known.faults }, { ...known.goingFaults }];
  for (const at of placesChanged(before, after)) {
    const [former, row] = [before[at], after[at]];
    if (!former || !row) continue;
    add(faults, former, -1);
    add(faults, row, 1);
    if (!goesIn(row)) continue;
    add(goingFaults, former, -1);
    add(goingFaults, row, 1);
  }
  counted.set(after, { ...known, faults, goingFaults });
}

/** The places where rows are others than they were. */
export function placesChanged(before: readonly ReviewedRow[], after: readonly ReviewedRow[]): readonly number[] {
  const places: number[] = [];
  for (let at = 0; at < after.length; at += 1) if (before[at] !== after[at]) places.push(at);
  return places;
}

function add(levels: Record<Fault['level'], number>, { faults }: ReviewedRow, by: 1 | -1): void {
  for (const { level } of faults) levels[level] += by;
}
