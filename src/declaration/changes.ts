import type { Declaration } from '../catalogue/document.ts';
import { sameContents } from './align.ts';
import { pathOf, type Steps } from './path.ts';

/** A value that became another, as texts; absent where there was or is none. */
export interface Change {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** What makes of one version of a document the other, value by value; a row that comes or goes with all that is in it. */
export function changesOf(before: Declaration | undefined, after: Declaration | undefined): readonly Change[] {
  return differences(before, after, []);
}

function differences(before: unknown, after: unknown, at: Steps): readonly Change[] {
  if (before === after) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    if ([...before, ...after].every(isRow)) return inRows(before, after, at);
  } else if (isRow(before) && isRow(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap(name => differences(before[name], after[name], [...at, name]));
  }
  const [from, to] = [new Map(leavesOf(before, at)), new Map(leavesOf(after, at))];
  return [...new Set([...from.keys(), ...to.keys()])].flatMap(path => {
    const [was, is] = [from.get(path), to.get(path)];
    if (was === is) return [];
    return [{ path, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }];
  });
}

type Row = Readonly<Record<string, unknown>>;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

// Rows that only come or go move those after them: what is the same at both ends is left out, what is left stands against each other.
function inRows(before: readonly Row[], after: readonly Row[], at: Steps): readonly Change[] {
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && isSame(before[start], after[start])) start += 1;
  let end = 0;
  while (end < least - start && isSame(before.at(-1 - end), after.at(-1 - end))) end += 1;
  const [from, to] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (from.length === to.length && from.length > 1 && isReordered(from, to))
    return [{ path: pathOf(at), after: REORDERED }];
  return Array.from({ length: Math.max(from.length, to.length) }, (_, row) =>
    differences(from[row], to[row], [...at, start + row]),
  ).flat();
}

/** What is said of a list whose rows stand in another order. */
const REORDERED = '换了次序';

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b) || sameContents(a, b);

function isReordered(from: readonly Row[], to: readonly Row[]): boolean {
  const [one, other] = [from, to].map(rows => rows.map(row => JSON.stringify(row)).sort());
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The single values in a value, each under its path; those that hold nothing are left out. */
function leavesOf(value: unknown, at: Steps): readonly (readonly [path: string, text: string])[] {
  if (value === undefined || value === null || value === '') return [];
  if (typeof value !== 'object') return [[pathOf(at), String(value)]];
  if (Array.isArray(value) && value.every(item => typeof item !== 'object'))
    return value.length === 0 ? [] : [[pathOf(at), value.join('、')]];
  // Of much only the beginning is kept: rows come after all else.
  const entries = Object.entries(value).sort(([, a], [, b]) => Number(Array.isArray(a)) - Number(Array.isArray(b)));
  return entries.flatMap(([name, inner]) => leavesOf(inner, [...at, Array.isArray(value) ? Number(name) : name]));
}
