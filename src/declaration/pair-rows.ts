import { aligned, formOf } from './align.ts';
import type { Row } from './path.ts';

/** A row with its number in each version that has it. */
export interface Paired {
  readonly base: number | undefined;
  readonly mine: number | undefined;
  readonly theirs: number | undefined;
}

type Side = 'mine' | 'theirs';

/** The rows of three versions of a list as one: each with the row that it was or became. Rows whose numbers are `pinned` keep them. */
export function paired(
  base: readonly Row[],
  mine: readonly Row[],
  theirs: readonly Row[],
  pinned: readonly number[],
): readonly Paired[] {
  const fromMine = aligned(base, mine, pinned);
  const fromTheirs = aligned(base, theirs, pinned);
  const inTheirs = new Map(fromTheirs.flatMap((at, row) => (at === undefined ? [] : [[at, row] as const])));
  // Rows that both have added are one only when they are equal, or stand where there can be but one.
  const added = new Map<string, number[]>();
  fromTheirs.forEach((at, row) => {
    if (at !== undefined) return;
    const form = formOf(theirs[row]);
    added.set(form, [...(added.get(form) ?? []), row]);
  });
  const isNew = (row: number) => fromMine[row] === undefined && row < theirs.length && fromTheirs[row] === undefined;
  const places = new Set(pinned.filter(isNew));
  const left = (rows: readonly number[] | undefined) => rows?.filter(row => !places.has(row)) ?? [];
  for (const [form, rows] of added) added.set(form, left(rows));
  const rows = mine.map((row, index): Paired => {
    const at = fromMine[index];
    if (at !== undefined) return { base: at, mine: index, theirs: inTheirs.get(at) };
    const same = places.has(index) ? index : added.get(formOf(row))?.shift();
    return { base: undefined, mine: index, theirs: same };
  });
  const seen = new Set(rows.map(row => row.theirs));
  const others = theirs.flatMap((_, index): Paired[] =>
    seen.has(index) ? [] : [{ base: fromTheirs[index], mine: undefined, theirs: index }],
  );
  return [...rows, ...others];
}

/** Whether both have taken the same row away and have others instead: these may mean the same, and together be one too many. */
export function replacedByBoth(rows: readonly Paired[], count: number): boolean {
  const kept = new Set(rows.map(({ base }) => base));
  const gone = Array.from({ length: count }, (_, at) => at).some(at => !kept.has(at));
  const adds = (side: Side, other: Side) =>
    rows.some(row => row.base === undefined && row[side] !== undefined && row[other] === undefined);
  return gone && adds('mine', 'theirs') && adds('theirs', 'mine');
}

/** The rows that both have, as they stand in each version, and who moved them; undefined where the two orders are the same. */
export function reordered(
  rows: readonly Paired[],
): (Readonly<Record<keyof Paired, readonly Paired[]>> & { readonly by: Side | 'both' }) | undefined {
  const common = rows.filter(row => row.mine !== undefined && row.theirs !== undefined);
  const old = common.filter(row => row.base !== undefined);
  const inOrder = (version: keyof Paired, among = common) =>
    among.toSorted((a, b) => (a[version] ?? 0) - (b[version] ?? 0));
  const same = (a: readonly Paired[], b: readonly Paired[]) => a.every((row, index) => row === b[index]);
  const [base, mine, theirs] = [inOrder('base', old), inOrder('mine'), inOrder('theirs')];
  if (same(mine, theirs)) return undefined;
  const kept = (side: Side) => same(inOrder(side, old), base);
  const by = kept('mine') === kept('theirs') ? 'both' : kept('mine') ? 'theirs' : 'mine';
  return { base, mine, theirs, by };
}

/** Rows in the order of one side; those that only the other has follow the row that they follow there. */
export function arranged<R extends Pick<Paired, Side>>(
  rows: readonly R[],
  first: Side,
  stays: (row: R) => boolean,
): readonly R[] {
  const other: Side = first === 'mine' ? 'theirs' : 'mine';
  const inOrder = (side: Side) =>
    rows.filter(row => row[side] !== undefined && stays(row)).toSorted((a, b) => (a[side] ?? 0) - (b[side] ?? 0));
  const result = [...inOrder(first)];
  let before: R | undefined;
  for (const row of inOrder(other)) {
    if (row[first] === undefined) result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, row);
    before = row;
  }
  return result;
}
