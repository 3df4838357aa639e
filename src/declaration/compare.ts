import { type Field, fieldsOf, HEAD_SECTIONS, LIST_NAMES, SECTIONS, type SectionName } from '../catalogue/catalogue.ts';
import type { Declaration } from '../catalogue/document.ts';
import type { Direction } from '../catalogue/row.ts';
import { formOf } from './align.ts';
import { arranged, type Paired, paired, reordered, replacedByBoth } from './pair-rows.ts';
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
  /** The whole declaration, from which the choices pick one side or the other. */
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

export interface PieceList {
  readonly items: readonly Item[];
  /** The difference in order, if there is one. */
  readonly order: number | undefined;
}

/** A row of either side or of both. */
export interface Item {
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
    const head = HEAD_SECTIONS.flatMap(section => fieldsOf(section));
    const from = this.differences.length;
    const fields = this.#fields(head, base, mine, theirs, [], 'mine', LIST_NAMES);
    const lists = LIST_NAMES.flatMap(name => {
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
    const moved = reordered(rows);
    const order = moved && this.#add(inOrder(moved, { base, mine, theirs }, at, numbers));
    const doubtful = replacedByBoth(rows, base.length);
    const items = arranged(rows, 'mine', () => true).map((row): Item => {
      const was = row.base === undefined ? undefined : base[row.base];
      if (row.mine !== undefined && row.theirs !== undefined) {
        const held = { mine: rowOf(mine[row.mine]), theirs: rowOf(theirs[row.theirs]) };
        const begin = this.differences.length;
        const inside = this.#fields(fields, rowOf(was), held.mine, held.theirs, [...at, row.mine], numbers);
        return { ...row, piece: { from: begin, to: this.differences.length, ...held, fields: inside } };
      }
      const stays = this.#add(ofOneSide(row, { base: was, mine, theirs }, at, doubtful));
      return { ...row, stays };
    });
    return { from, to: this.differences.length, mine: heldMine, theirs: heldTheirs, list: { items, order } };
  }
}

const differs = ({ from, to }: Piece): boolean => to > from;

/** The difference in the order of a list. */
function inOrder(
  moved: NonNullable<ReturnType<typeof reordered>>,
  { base, mine, theirs }: Readonly<Record<'base' | Side, readonly Row[]>>,
  at: Steps,
  numbers: Side,
): Difference {
  return {
    of: 'order',
    path: pathOf(at),
    numbers,
    by: moved.by,
    base: moved.base.map(row => base[row.base ?? 0]),
    mine: moved.mine.map(row => mine[row.mine ?? 0]),
    theirs: moved.theirs.map(row => theirs[row.theirs ?? 0]),
    preset: moved.by === 'both' ? undefined : moved.by,
  };
}

/** The difference that is a row which one side has and the other has not. */
function ofOneSide(
  row: Paired,
  { base, ...lists }: { readonly base: Row | undefined } & Readonly<Record<Side, readonly Row[]>>,
  at: Steps,
  doubtful: boolean,
): Difference {
  const side: Side = row.mine === undefined ? 'theirs' : 'mine';
  const other: Side = side === 'mine' ? 'theirs' : 'mine';
  const mine = row.mine === undefined ? undefined : lists.mine[row.mine];
  const theirs = row.theirs === undefined ? undefined : lists.theirs[row.theirs];
  const changed = base !== undefined && formOf(base) !== formOf(mine ?? theirs);
  // Added by this side, or removed by the other one, who must not take away unasked what this side has worked on.
  const by = base === undefined ? side : changed ? 'both' : other;
  const preset = by === 'both' || (base === undefined && doubtful) ? undefined : by;
  return {
    of: 'row',
    path: pathOf([...at, row.mine ?? row.theirs ?? 0]),
    numbers: side,
    by,
    base,
    mine,
    theirs,
    preset,
  };
}

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
