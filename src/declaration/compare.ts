import { type Field, fieldsOf, SECTIONS, type SectionName } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Direction } from '../catalogue/row.ts';
import { Bug } from '../errors.ts';
import { aligned, formOf } from './align.ts';
import { parsePath, pathOf, type Row, type Steps } from './path.ts';

/** The two versions that stand against each other. */
export type Side = 'mine' | 'theirs';

/** One thing in which two versions of a declaration differ, and what it was in the version that both began from. */
export interface Difference {
  /** A field; a row that one side has and the other has not; a list whose rows stand in another order. */
  readonly of: 'field' | 'row' | 'order';
  /** The field, row or list, with the row numbers of `numbers`. */
  readonly path: string;
  /** Whose row numbers the path has: theirs where only they have the row. */
  readonly numbers: Side;
  /** Who changed it; both only where they made something else of it. */
  readonly by: Side | 'both';
  /** Undefined where there is none. Of an order the rows in that order. */
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** The side that is taken unless people say otherwise; undefined where only people can know. */
  readonly preset: Side | undefined;
}

/** For each difference the side that is taken; undefined while nobody has said. */
export type Choices = readonly (Side | undefined)[];

/** Two versions with what differs between them. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** The declaration as what it is put together from. */
  readonly whole: Piece;
}

/** A part of the two versions with its differences, from `from` up to `to`. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** The fields of a row that differ. */
  readonly fields?: readonly { readonly name: string; readonly piece: Piece }[];
  readonly list?: PieceList;
  /** Empty is as good as absent. */
  readonly optional?: true;
}

interface PieceList {
  readonly items: readonly Item[];
  /** The difference in order, if there is one. */
  readonly order: number | undefined;
}

/** A row of either side or of both. */
interface Item {
  /** Its numbers on the two sides. */
  readonly mine: number | undefined;
  readonly theirs: number | undefined;
  /** What it holds, where both have it. */
  readonly piece?: Piece;
  /** The difference that says whether it stays, where one side has it. */
  readonly stays?: number;
}

/** Compares what two people made of one declaration: what only one changed is taken from that one, what both changed to something else must be chosen. */
export function compare(base: Declaration, mine: Declaration, theirs: Declaration): Comparison {
  const walk = new Walk(mine.direction);
  const whole = walk.document(base as Row, mine as Row, theirs as Row);
  return { differences: walk.differences, whole };
}

/** What is chosen before anybody has said anything. */
export function presetsOf({ differences }: Comparison): Choices {
  return differences.map(({ preset }) => preset);
}

/** The declaration that the choices make. All of one side give the version of that side itself. */
export function merged({ whole }: Comparison, choices: Choices): Declaration {
  return put(whole, choices) as Declaration;
}

const LISTS = Object.values(SECTIONS).flatMap(({ rows }) => rows ?? []);
const HEAD = (Object.keys(SECTIONS) as SectionName[]).filter(name => !SECTIONS[name].rows);

const rowOf = (value: unknown): Row => (value ?? {}) as Row;
const rowsOf = (value: unknown): readonly Row[] => (value ?? []) as readonly Row[];

/** Goes through the three versions side by side and counts what differs. */
class Walk {
  readonly differences: Difference[] = [];
  readonly #direction: Direction;

  constructor(direction: Direction) {
    this.#direction = direction;
  }

  document(base: Row, mine: Row, theirs: Row): Piece {
    const head = HEAD.flatMap(section => fieldsOf(section));
    const from = this.differences.length;
    const fields = this.#fields(head, base, mine, theirs, [], 'mine', LISTS);
    const lists = LISTS.flatMap(name => {
      const section = (Object.keys(SECTIONS) as SectionName[]).find(each => SECTIONS[each].rows === name);
      const inRow = section ? fieldsOf(section) : [];
      const piece = this.#list(inRow, [], base[name], mine[name], theirs[name], [name], 'mine');
      return differs(piece) ? [{ name, piece }] : [];
    });
    return { from, to: this.differences.length, mine, theirs, fields: [...fields, ...lists] };
  }

  #add(difference: Difference): number {
    this.differences.push(difference);
    return this.differences.length - 1;
  }

  #fields(
    fields: readonly Field[],
    base: Row,
    mine: Row,
    theirs: Row,
    at: Steps,
    numbers: Side,
    apart: readonly string[] = [],
  ): readonly { readonly name: string; readonly piece: Piece }[] {
    const known = new Map(fields.map(field => [field.name, field]));
    // A file may hold what this version of the program does not know; it must not get lost either.
    const names = new Set([...known.keys(), ...Object.keys(mine), ...Object.keys(theirs)]);
    return [...names].flatMap(name => {
      if (apart.includes(name) || formOf(mine[name]) === formOf(theirs[name])) return [];
      const field = known.get(name);
      const steps = [...at, name];
      const three = [base[name], mine[name], theirs[name]] as const;
      if (field?.kind === 'rows') {
        const pinned = pinnedIn(fields, name);
        return [{ name, piece: { ...this.#list(field.children, pinned, ...three, steps, numbers), optional: true } }];
      }
      if (field?.kind === 'group') return [{ name, piece: this.#group(field, three, steps, numbers) }];
      return [{ name, piece: this.#value(field, three, steps, numbers) }];
    });
  }

  #group({ children }: Field, [base, mine, theirs]: readonly unknown[], at: Steps, numbers: Side): Piece {
    const from = this.differences.length;
    const fields = this.#fields(children, rowOf(base), rowOf(mine), rowOf(theirs), at, numbers);
    return { from, to: this.differences.length, mine, theirs, fields, optional: true };
  }

  #value(field: Field | undefined, [base, mine, theirs]: readonly unknown[], at: Steps, numbers: Side): Piece {
    const by = changedBy(formOf(base), formOf(mine), formOf(theirs));
    // What the system fills is nobody's choice: the stored one stands until it is filled anew.
    const clash = field?.use[this.#direction] === 'S' ? 'theirs' : undefined;
    const from = this.#add({
      of: 'field',
      path: pathOf(at),
      numbers,
      by,
      base,
      mine,
      theirs,
      preset: by === 'both' ? clash : by,
    });
    return { from, to: from + 1, mine, theirs };
  }

  #list(
    fields: readonly Field[],
    pinned: readonly number[],
    heldBase: unknown,
    heldMine: unknown,
    heldTheirs: unknown,
    at: Steps,
    numbers: Side,
  ): Piece {
    const from = this.differences.length;
    const [base, mine, theirs] = [rowsOf(heldBase), rowsOf(heldMine), rowsOf(heldTheirs)];
    const rows = paired(base, mine, theirs, pinned);
    const order = this.#order(rows, { base, mine, theirs }, at, numbers);
    const doubtful = replacedByBoth(rows, base.length);
    const items = arranged(rows, 'mine', () => true).map((row): Item => {
      const was = row.base === undefined ? undefined : base[row.base];
      if (row.mine !== undefined && row.theirs !== undefined) {
        const held = { mine: rowOf(mine[row.mine]), theirs: rowOf(theirs[row.theirs]) };
        const begin = this.differences.length;
        const inside = this.#fields(fields, rowOf(was), held.mine, held.theirs, [...at, row.mine], numbers);
        return { ...row, piece: { from: begin, to: this.differences.length, ...held, fields: inside } };
      }
      const side: Side = row.mine === undefined ? 'theirs' : 'mine';
      const other: Side = side === 'mine' ? 'theirs' : 'mine';
      const own = { mine: row.mine === undefined ? undefined : mine[row.mine] };
      const its = { theirs: row.theirs === undefined ? undefined : theirs[row.theirs] };
      const changed = was !== undefined && formOf(was) !== formOf(own.mine ?? its.theirs);
      // Added by this side, or removed by the other one, who must not take away unasked what this side has worked on.
      const by = was === undefined ? side : changed ? 'both' : other;
      const preset = by === 'both' || (was === undefined && doubtful) ? undefined : by;
      const path = pathOf([...at, row.mine ?? row.theirs ?? 0]);
      const stays = this.#add({ of: 'row', path, numbers: side, by, base: was, ...own, ...its, preset });
      return { ...row, stays };
    });
    return { from, to: this.differences.length, mine: heldMine, theirs: heldTheirs, list: { items, order } };
  }

  /** The difference in order, if the rows that both have stand in another one. */
  #order(
    rows: readonly Paired[],
    { base, mine, theirs }: Readonly<Record<'base' | Side, readonly Row[]>>,
    at: Steps,
    numbers: Side,
  ): number | undefined {
    const common = rows.filter(row => row.mine !== undefined && row.theirs !== undefined);
    const by = (side: 'base' | Side, among = common) => among.toSorted((a, b) => (a[side] ?? 0) - (b[side] ?? 0));
    const sameOrder = (a: readonly Paired[], b: readonly Paired[]) => a.every((row, index) => row === b[index]);
    if (sameOrder(by('mine'), by('theirs'))) return undefined;
    const old = common.filter(row => row.base !== undefined);
    const kept = (side: Side) => sameOrder(by(side, old), by('base', old));
    const changed = kept('mine') === kept('theirs') ? 'both' : kept('mine') ? 'theirs' : 'mine';
    return this.#add({
      of: 'order',
      path: pathOf(at),
      numbers,
      by: changed,
      base: by('base', old).map(row => base[row.base ?? 0]),
      mine: by('mine').map(row => mine[row.mine ?? 0]),
      theirs: by('theirs').map(row => theirs[row.theirs ?? 0]),
      preset: changed === 'both' ? undefined : changed,
    });
  }
}

const differs = ({ from, to }: Piece): boolean => to > from;

function changedBy(base: string, mine: string, theirs: string): Difference['by'] {
  return base === mine ? 'theirs' : base === theirs ? 'mine' : 'both';
}

/** Numbers of the rows of a list that other fields of its row show as their own: the row there is always the same one. */
function pinnedIn(fields: readonly Field[], list: string): readonly number[] {
  const found = fields.flatMap(({ extras }) => {
    const [name, number] = extras.at === undefined ? [] : (parsePath(extras.at) ?? []);
    return name === list && typeof number === 'number' ? [number] : [];
  });
  return [...new Set(found)];
}

/** A row with its number in each version that has it. */
interface Paired {
  readonly base: number | undefined;
  readonly mine: number | undefined;
  readonly theirs: number | undefined;
}

function paired(
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
function replacedByBoth(rows: readonly Paired[], count: number): boolean {
  const kept = new Set(rows.map(({ base }) => base));
  const gone = Array.from({ length: count }, (_, at) => at).some(at => !kept.has(at));
  const adds = (side: Side, other: Side) =>
    rows.some(row => row.base === undefined && row[side] !== undefined && row[other] === undefined);
  return gone && adds('mine', 'theirs') && adds('theirs', 'mine');
}

/** Rows in the order of one side; those that only the other has follow the row that they follow there. */
function arranged<R extends Pick<Paired, Side>>(
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

function put(piece: Piece, choices: Choices): unknown {
  const { from, to, mine, theirs, fields, list, optional } = piece;
  if (choices.slice(from, to).every(side => side === 'mine')) return mine;
  if (choices.slice(from, to).every(side => side === 'theirs')) return theirs;
  if (list) {
    const rows = putRows(list, rowsOf(mine), rowsOf(theirs), choices);
    return optional && rows.length === 0 ? undefined : rows;
  }
  if (!fields) throw new Bug(`no choice for difference ${from}`);
  const row: Record<string, unknown> = { ...rowOf(mine) };
  for (const { name, piece: inside } of fields) {
    const value = put(inside, choices);
    if (value === undefined) delete row[name];
    else row[name] = value;
  }
  return optional && Object.keys(row).length === 0 ? undefined : row;
}

function putRows(
  { items, order }: PieceList,
  mine: readonly Row[],
  theirs: readonly Row[],
  choices: Choices,
): readonly unknown[] {
  const first = order === undefined ? 'mine' : choices[order];
  if (first === undefined) throw new Bug(`no choice for difference ${order}`);
  const stays = ({ stays: at, mine: own }: Item): boolean => {
    if (at === undefined) return true;
    if (choices[at] === undefined) throw new Bug(`no choice for difference ${at}`);
    return choices[at] === (own === undefined ? 'theirs' : 'mine');
  };
  return arranged(items, first, stays).map(({ mine: own, theirs: its, piece }) => {
    if (piece) return put(piece, choices);
    return own === undefined ? theirs[its ?? 0] : mine[own];
  });
}
