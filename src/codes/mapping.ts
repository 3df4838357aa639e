import type { CodeRow } from './row.ts';
import { TABLES, type TableName, TODAYS } from './tables.ts';

/**
 * The codes of one dialect that stand for a code of the other: none, one, or several.
 * `preferred` is the one to write: the only one, or the one that is marked; without it a choice between several is the user's.
 */
export interface Counterparts {
  readonly codes: readonly string[];
  readonly preferred: string | undefined;
  /** The preferred one comes from a proposal, not from an official list. */
  readonly proposed: boolean;
}

/** Between the codes of e-CIQ, which documents hold, and those that the forms since 2018 write. */
export interface Mapping {
  toToday(table: TableName, code: string): Counterparts;
  fromToday(table: TableName, code: string): Counterparts;
  /** As `fromToday`, but nothing where both write the same, so that a code of e-CIQ that nobody knows is not taken for one of today. */
  readings(table: TableName, code: string): Counterparts;
  /** What else finds a code of e-CIQ: its codes of today, and the figures that customs wrote before 2018. */
  foundBy(table: TableName): ReadonlyMap<string, readonly string[]>;
}

const NONE: Counterparts = { codes: [], preferred: undefined, proposed: false };
const NO_TEXTS: ReadonlyMap<string, readonly string[]> = new Map();

interface Pair {
  readonly eciq: string;
  readonly today: string;
  readonly proposed: boolean;
  /** Of the codes of today for one code of e-CIQ the one to write. */
  readonly preferred: boolean;
}

interface Sides {
  readonly toToday: ReadonlyMap<string, Counterparts>;
  readonly fromToday: ReadonlyMap<string, Counterparts>;
  readonly foundBy: ReadonlyMap<string, readonly string[]>;
}

/** `rowsOf` gives the rows in force of a table; each is asked for once, at first use. */
export function makeMapping(rowsOf: (table: TableName) => readonly CodeRow[]): Mapping {
  const known = new Map<TableName, Sides | undefined>();
  function sides(table: TableName): Sides | undefined {
    if (!known.has(table)) known.set(table, sidesOf(table, rowsOf));
    return known.get(table);
  }
  const same = (code: string): Counterparts => ({ codes: [code], preferred: code, proposed: false });
  const on = (side: 'toToday' | 'fromToday') => (table: TableName, code: string) => {
    const both = sides(table);
    return both === undefined ? same(code) : (both[side].get(code) ?? NONE);
  };
  return {
    toToday: on('toToday'),
    fromToday: on('fromToday'),
    readings: (table, code) => sides(table)?.fromToday.get(code) ?? NONE,
    foundBy: table => sides(table)?.foundBy ?? NO_TEXTS,
  };
}

function sidesOf(table: TableName, rowsOf: (table: TableName) => readonly CodeRow[]): Sides | undefined {
  const todays = TODAYS[table];
  if (todays === undefined) return undefined;
  const rows = rowsOf('table' in todays ? todays.table : table);
  const pairs =
    'table' in todays ? rows.flatMap(pairsOf) : rows.flatMap(row => columnPair(row, row.extra[todays.column]));
  const foundBy = group(
    pairs,
    pair => pair.eciq,
    pair => pair.today,
  );
  if ('table' in todays && TABLES[todays.table].columns.includes('customs')) {
    for (const row of rows)
      for (const eciq of listed(row.extra.eciq))
        if (row.extra.customs) foundBy.set(eciq, [...(foundBy.get(eciq) ?? []), row.extra.customs]);
  }
  return {
    toToday: counterparts(
      pairs,
      pair => pair.eciq,
      pair => pair.today,
      alike => alike.find(pair => pair.preferred) ?? soleOf(alike),
    ),
    // Of the codes of e-CIQ for one of today the official one stands first, and is the one to read.
    fromToday: counterparts(
      pairs,
      pair => pair.today,
      pair => pair.eciq,
      alike => soleOf(alike.filter(pair => !pair.proposed)) ?? soleOf(alike),
    ),
    foundBy,
  };
}

function pairsOf({ code, extra }: CodeRow): Pair[] {
  const preferred = listed(extra.preferred);
  const made = (proposed: boolean) => (eciq: string) => ({
    eciq,
    today: code,
    proposed,
    preferred: preferred.includes(eciq),
  });
  return [...listed(extra.eciq).map(made(false)), ...listed(extra.proposed).map(made(true))];
}

function columnPair(row: CodeRow, today: string | undefined): Pair[] {
  return today ? [{ eciq: row.code, today, proposed: false, preferred: false }] : [];
}

function listed(text: string | undefined): string[] {
  return text ? text.split(' ') : [];
}

function soleOf(pairs: readonly Pair[]): Pair | undefined {
  return pairs.length === 1 ? pairs[0] : undefined;
}

function group<Value>(pairs: readonly Pair[], key: (pair: Pair) => string, value: (pair: Pair) => Value) {
  const groups = new Map<string, Value[]>();
  for (const pair of pairs) {
    const held = groups.get(key(pair));
    if (held) held.push(value(pair));
    else groups.set(key(pair), [value(pair)]);
  }
  return groups;
}

function counterparts(
  pairs: readonly Pair[],
  key: (pair: Pair) => string,
  other: (pair: Pair) => string,
  choose: (alike: readonly Pair[]) => Pair | undefined,
): ReadonlyMap<string, Counterparts> {
  const groups = group(pairs, key, pair => pair);
  return new Map(
    [...groups].map(([code, alike]) => {
      const chosen = choose(alike);
      return [
        code,
        { codes: alike.map(other), preferred: chosen && other(chosen), proposed: chosen?.proposed ?? false },
      ];
    }),
  );
}
