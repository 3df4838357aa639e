import { isMissing } from './check.ts';
import type { Row } from './path.ts';

/** A value in one text form: texts are equal when the values hold the same, whatever the order of their names; missing is empty. */
export function formOf(value: unknown): string {
  if (isMissing(value)) return '';
  if (Array.isArray(value)) return `[${value.map(formOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const held = Object.entries(value).flatMap(([name, inner]) => {
    const form = formOf(inner);
    return form === '' ? [] : [`${JSON.stringify(name)}:${form}`];
  });
  return held.length === 0 ? '' : `{${held.sort().join(',')}}`;
}

/** Whether two values hold the same, in whatever order their names stand. */
export function sameContents(a: unknown, b: unknown): boolean {
  return a === b || formOf(a) === formOf(b);
}

/** Rows that share less than this are other rows, not changed ones: taking two goods lines for one would mix them. */
const LIKE = 0.5;
/** Pairs of rows that are compared at most; in longer lists only rows that stand near one another are. */
const MAX_PAIRS = 250_000;

interface Pair {
  readonly base: number;
  readonly row: number;
  readonly likeness: number;
}

/**
 * For each row the number of the base row that it has come from, or undefined for a new one: rows that are equal, then those that are
 * alike, whether moved or not. `pinned` numbers are places that keep their meaning whatever stands there.
 */
export function aligned(
  base: readonly Row[],
  rows: readonly Row[],
  pinned: readonly number[] = [],
): readonly (number | undefined)[] {
  const from: (number | undefined)[] = rows.map(() => undefined);
  const taken = new Set<number>();
  const join = (at: number, row: number): void => {
    from[row] = at;
    taken.add(at);
  };
  for (const at of pinned) if (at < base.length && at < rows.length) join(at, at);
  const free = (list: readonly Row[], isFree: (at: number) => boolean) => [...list.keys()].filter(isFree);
  const freeBase = () => free(base, at => !taken.has(at));
  const freeRows = () => free(rows, at => from[at] === undefined);

  const equal = grouped(base, freeBase());
  for (const [form, places] of grouped(rows, freeRows())) {
    for (const [at, row] of zipped(equal.get(form) ?? [], places)) join(at, row);
  }
  for (const { base: at, row } of likePairs(base, rows, freeBase(), freeRows())) {
    if (!taken.has(at) && from[row] === undefined) join(at, row);
  }
  return from;
}

function grouped(rows: readonly Row[], places: readonly number[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const at of places) {
    const form = formOf(rows[at]);
    groups.set(form, [...(groups.get(form) ?? []), at]);
  }
  return groups;
}

/** Equal rows, each with the nearest that is left; in order, since nobody can tell them apart. */
function zipped(base: readonly number[], rows: readonly number[]): readonly (readonly [number, number])[] {
  const chosen = (most: readonly number[], few: readonly number[]): readonly number[] => {
    if (most.length === few.length || most.length * few.length > MAX_PAIRS) return most;
    const left = new Set(most);
    for (const place of few) {
      const nearest = [...left].reduce((a, b) => (Math.abs(b - place) < Math.abs(a - place) ? b : a));
      left.delete(nearest);
    }
    return most.filter(place => !left.has(place));
  };
  const [left, right] =
    base.length > rows.length
      ? [rows.length > 0 ? chosen(base, rows) : [], rows]
      : [base, base.length > 0 ? chosen(rows, base) : []];
  return left.slice(0, right.length).map((at, index) => [at, right[index] as number]);
}

/** Pairs of rows that are alike, the likest and nearest first. */
function likePairs(
  base: readonly Row[],
  rows: readonly Row[],
  freeBase: readonly number[],
  freeRows: readonly number[],
): readonly Pair[] {
  const reach =
    freeBase.length * freeRows.length <= MAX_PAIRS
      ? Number.POSITIVE_INFINITY
      : Math.max(1, Math.floor(MAX_PAIRS / freeRows.length / 2));
  const partsOf = (list: readonly Row[], places: readonly number[]) =>
    new Map(places.map(at => [at, fields(list[at])]));
  const ofBase = partsOf(base, freeBase);
  const ofRows = partsOf(rows, freeRows);
  const pairs: Pair[] = [];
  for (const [at, one] of ofBase) {
    for (const [row, other] of ofRows) {
      if (Math.abs(at - row) > reach) continue;
      const likeness = likenessOf(one, other);
      if (likeness >= LIKE) pairs.push({ base: at, row, likeness });
    }
  }
  return pairs.sort((a, b) => b.likeness - a.likeness || Math.abs(a.base - a.row) - Math.abs(b.base - b.row));
}

/** What a field holds, as texts that can be counted: a list in its items, all else in one. */
type Fields = ReadonlyMap<string, readonly string[]>;

function fields(row: Row | undefined): Fields {
  return new Map(
    Object.entries(row ?? {}).flatMap(([name, value]): [string, readonly string[]][] => {
      if (isMissing(value)) return [];
      return [[name, Array.isArray(value) ? value.map(formOf) : [formOf(value)]]];
    }),
  );
}

/** 1 for rows that hold the same, 0 for rows that share nothing. */
function likenessOf(one: Fields, other: Fields): number {
  if (one.size + other.size === 0) return 1;
  let shared = 0;
  for (const [name, items] of one) {
    const others = other.get(name);
    if (others) shared += overlap(items, others);
  }
  return (2 * shared) / (one.size + other.size);
}

function overlap(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const item of other) left.set(item, (left.get(item) ?? 0) + 1);
  let common = 0;
  for (const item of one) {
    const count = left.get(item) ?? 0;
    if (count > 0) common += 1;
    left.set(item, count - 1);
  }
  return (2 * common) / (one.length + other.length);
}
