import { type FieldId, fieldOf } from '../catalogue/catalogue.ts';
import type { Container, Declaration, Goods } from '../catalogue/document.ts';
import type { Fault } from '../catalogue/fault.ts';
import { type CheckContext, check, isMissing } from '../declaration/check.ts';
import { derivedEdits } from '../declaration/derive.ts';
import { applyAll } from '../declaration/edit.ts';
import { fieldAt, pathTo } from '../declaration/path.ts';
import type { LeftWhy } from '../workbook/left-lines.ts';
import type { CellRef, Reading } from '../workbook/reading.ts';
import { type ElementOf, type ImportFault, notTold, type RowsOf, rowOf } from './read-workbooks.ts';

/** A line of a workbook as it will be taken, with what follows from its values filled in, and all that is wrong with it. */
export interface ReviewedRow {
  /** The same whenever the same workbook is read: sheet and line. */
  readonly key: string;
  /** Its first cell. */
  readonly at: CellRef | undefined;
  /** People added it in the review: no file has it. */
  readonly added?: true | undefined;
  readonly row: Goods | Container;
  /** Whether it goes into the declaration. */
  readonly taken: boolean;
  /** Why it is left out unless people want it. */
  readonly why?: LeftWhy | undefined;
  /** What stands in the line. */
  readonly text: string;
  /** Paths lead into row 0 of the list. */
  readonly faults: readonly ImportFault[];
  /** Not checked yet: its faults are what reading told, and what follows from its values is still lacking. */
  readonly pending?: true | undefined;
  readonly read: ReadRow;
  /** Values that people gave it, by field; undefined takes a value away. */
  readonly changed: ReadonlyMap<FieldId, unknown>;
}

/** What the reading made of a line. */
export interface ReadRow {
  readonly row: Goods | Container;
  readonly faults: readonly ImportFault[];
  readonly cellOf: Reading['cellOf'];
  readonly elementOf?: ElementOf | undefined;
}

/** What rows are judged by. */
export interface Judging {
  readonly list: RowsOf;
  readonly direction: Declaration['direction'];
  readonly context: CheckContext;
}

/** The rows with other values, by their places and fields. */
export function withValues(
  rows: readonly ReviewedRow[],
  values: ReadonlyMap<number, ReadonlyMap<FieldId, unknown>>,
  judging: Judging,
): readonly ReviewedRow[] {
  const next = rows.map((row, at) => {
    const own = values.get(at);
    return own ? { ...row, changed: new Map([...row.changed, ...own]) } : row;
  });
  return judgedRows(next, new Set(values.keys()), judging);
}

/** The rows with those of these places taken, or left out. */
export function withTaken(
  rows: readonly ReviewedRow[],
  places: ReadonlySet<number>,
  taken: boolean,
  judging: Judging,
): readonly ReviewedRow[] {
  const next = rows.map((row, at) => (places.has(at) ? { ...row, taken } : row));
  return judgedRows(next, places, judging);
}

/** Rows of a workbook read anew, with what people had done to those that it still has. */
export function withFormer(
  rows: readonly ReviewedRow[],
  former: readonly ReviewedRow[],
  judging: Judging,
): readonly ReviewedRow[] {
  const known = new Map(former.map(row => [row.key, row]));
  const next = rows.map(row => {
    const before = known.get(row.key);
    const decided = before && before.taken !== (before.why === undefined);
    // Where people had done nothing the row is judged already.
    if (!before || (before.changed.size === 0 && !decided)) return row;
    return { ...row, changed: before.changed, taken: decided ? before.taken : row.taken };
  });
  const unchanged = new Set(rows);
  const all = withAddedOf(next, former);
  return judgedRows(all, new Set([...all.keys()].filter(at => !unchanged.has(all[at] as ReviewedRow))), judging);
}

/** An empty row behind that of a place, as people add one in the review; with the place that it has. */
export function withNewRow(
  rows: readonly ReviewedRow[],
  behind: number,
  judging: Judging,
): { readonly rows: readonly ReviewedRow[]; readonly at: number } {
  const at = Math.min(behind + 1, rows.length);
  const row = {} as ReviewedRow['row'];
  const next: ReviewedRow = {
    key: newKey(rows),
    at: undefined,
    added: true,
    row,
    taken: true,
    text: '',
    faults: [],
    read: { row, faults: [], cellOf: () => undefined },
    changed: new Map(),
  };
  return { rows: judgedRows(rows.toSpliced(at, 0, next), new Set([at]), judging), at };
}

const KEY = /^\+(\d+)$/u;

/** No line of a workbook has a key like these. */
const newKey = (rows: readonly ReviewedRow[]): string =>
  `+${1 + rows.reduce((most, { key }) => Math.max(most, Number(KEY.exec(key)?.[1] ?? 0)), 0)}`;

/** Whether a row goes into the declaration: what was added and is still empty does not. */
export const goesIn = (row: ReviewedRow): boolean => row.taken && !isBlank(row);

/** Whether it was added and nothing stands in it. */
export const isBlank = ({ added, changed }: ReviewedRow): boolean =>
  added === true && [...changed.values()].every(isMissing);

/** Rows read anew with those that people had added, each behind the row that it stood behind. */
function withAddedOf(rows: readonly ReviewedRow[], former: readonly ReviewedRow[]): readonly ReviewedRow[] {
  const next = [...rows];
  for (const [at, row] of former.entries()) {
    if (!row.added) continue;
    const before = former[at - 1]?.key;
    const place = next.findIndex(({ key }) => key === before) + 1;
    next.splice(before === undefined || place > 0 ? place : next.length, 0, row);
  }
  return next;
}

const pendingKnown = new WeakMap<readonly ReviewedRow[], number>();

/** How many rows are still to be checked; counted once for each state of them. */
export function pendingIn(rows: readonly ReviewedRow[]): number {
  const known = pendingKnown.get(rows) ?? rows.filter(({ pending }) => pending).length;
  pendingKnown.set(rows, known);
  return known;
}

/** Some more of the rows checked: those at a place and behind it first, then those before it; the same rows where none is left. */
export function judgedSome(
  rows: readonly ReviewedRow[],
  from: number,
  count: number,
  judging: Judging,
): readonly ReviewedRow[] {
  const places = new Set<number>();
  for (let step = 0; step < rows.length && places.size < count; step += 1) {
    const at = (from + step) % rows.length;
    if (rows[at]?.pending) places.add(at);
  }
  return places.size === 0 ? rows : judgedRows(rows, places, judging);
}

/** The rows of these places with their values and faults worked out. Containers are judged with their peers, since a number may stand twice. */
export function judgedRows(
  rows: readonly ReviewedRow[],
  places: ReadonlySet<number>,
  judging: Judging,
): readonly ReviewedRow[] {
  const { list } = judging;
  const all = list === 'containers' ? withPeers(rows, places, judging) : [...places].filter(at => at < rows.length);
  const next = [...rows];
  const open = all.filter(at => rows[at]?.taken);
  const whole = derived(
    open.map(at => valuesOf(rows[at] as ReviewedRow, judging)),
    judging,
  );
  const judged = new Map(open.map((at, index) => [at, whole[list][index] as Goods]));
  // What is said of containers names the number of another one: each stands at its own place, those not asked for empty.
  const among = list === 'containers' ? [...rows.keys()].filter(at => rows[at]?.taken) : open;
  const found = faultsByRow(check({ ...whole, [list]: among.map(at => judged.get(at) ?? {}) }, judging.context), list);
  for (const [index, at] of among.entries()) {
    const row = rows[at] as ReviewedRow;
    const values = judged.get(at);
    if (!values) continue;
    next[at] = {
      ...row,
      row: values,
      faults: faultsOf(row, found.get(index) ?? [], list),
      pending: undefined,
    };
  }
  pendingKnown.set(next, pendingIn(rows) - all.filter(at => rows[at]?.pending).length);
  // What is left out is shown as it is, and nothing is wrong with it.
  for (const at of all) {
    const row = next[at] as ReviewedRow;
    if (!row.taken) next[at] = { ...row, row: valuesOf(row, judging), faults: [], pending: undefined };
  }
  return next;
}

/** Fewer rows than that are all judged again: then the numbers of rows in what is said are those of the moment, too. */
const FEW = 200;

/** The rows of these places, and those that have an item of a list in common with one of them, as it is or as it was. */
function withPeers(rows: readonly ReviewedRow[], places: ReadonlySet<number>, judging: Judging): readonly number[] {
  if (rows.length <= FEW) return [...rows.keys()];
  const own = [...places].flatMap(at => rows[at] ?? []);
  const wanted = new Set(own.flatMap(row => [...itemsIn(row.row), ...itemsIn(valuesOf(row, judging))]));
  return [...rows.keys()].filter(at => places.has(at) || itemsIn(rows[at]?.row ?? {}).some(item => wanted.has(item)));
}

const itemsIn = (row: object): readonly unknown[] =>
  Object.values(row).flatMap(value => (Array.isArray(value) ? value.filter(item => typeof item === 'string') : []));

const valuesOf = ({ read, changed }: ReviewedRow, { list, direction }: Judging): Goods | Container =>
  withChanges(read.row, changed, list, direction);

/** A row with the values that people gave it. */
export function withChanges(
  row: Goods | Container,
  changed: ReviewedRow['changed'],
  list: RowsOf,
  direction: Declaration['direction'],
): Goods | Container {
  if (changed.size === 0) return row;
  const edits = [...changed].map(([id, value]) => ({ op: 'set', path: pathTo(id, 0), value }) as const);
  return applyAll({ ...blank(direction), [list]: [row] }, edits).document[list][0] as Goods;
}

function derived(rows: readonly (Goods | Container)[], { list, direction, context }: Judging): Declaration {
  const begun: Declaration = { ...blank(direction), [list]: rows };
  return applyAll(begun, derivedEdits(begun, context.book)).document;
}

const blank = (direction: Declaration['direction']): Declaration => ({ direction, containers: [], goods: [] });

/** What is still to be filled in is no fault yet, and which containers there are a goods line alone does not know. */
const NOT_OF_A_ROW: readonly string[] = ['required', 'link.no-container'];

/** What the check finds in each row by its number. */
function faultsByRow(faults: readonly Fault[], list: RowsOf): ReadonlyMap<number, readonly Fault[]> {
  const rows = new Map<number, Fault[]>();
  for (const fault of faults) {
    if (!fault.path.startsWith(`${list}[`) || NOT_OF_A_ROW.includes(fault.code)) continue;
    const index = rowOf(fault.path);
    const own = { ...fault, path: inFirst(fault.path) };
    const held = rows.get(index);
    if (held) held.push(own);
    else rows.set(index, [own]);
  }
  return rows;
}

/** The path counted from the row itself. */
export const inFirst = (path: string): string => path.replace(/^(\w+)\[\d+\]/u, '$1[0]');

/** A path counted from the row itself, as it leads into the list. */
export const inList = (path: string, index: number): string => path.replace(/^(\w+)\[0\]/u, `$1[${index}]`);

/** What reading told of values that are still there, and what the check finds besides, each with its cell. */
function faultsOf({ read, changed, at }: ReviewedRow, checked: readonly Fault[], list: RowsOf): readonly ImportFault[] {
  const told = read.faults.filter(({ path }) => !isChanged(path, changed));
  return [
    ...told,
    ...notTold(checked, told).map(fault => ({ ...fault, ...(read.cellOf(fault) ?? (list === 'goods' ? at : {})) })),
  ];
}

function isChanged(path: string, changed: ReviewedRow['changed']): boolean {
  if (changed.size === 0) return false;
  const field = fieldAt(path);
  return field !== undefined && [...changed.keys()].some(id => fieldOf(id) === field);
}

/** What the check finds in containers only when they stand behind those that the declaration has. */
export function besideThose(
  { direction, containers: held }: Declaration,
  rows: readonly ReviewedRow[],
  context: CheckContext,
): readonly Fault[] {
  const own = rows.filter(goesIn);
  const containers = own.map(({ row }) => row as Container);
  const together: Declaration = { direction, containers: [...held, ...containers], goods: [] };
  const key = ({ code, params }: Fault, index: number) => JSON.stringify([code, index, params?.number]);
  const known = new Set(own.flatMap(({ faults }, index) => faults.map(fault => key(fault, index))));
  return check(together, context).filter(fault => {
    const index = rowOf(fault.path) - held.length;
    return index >= 0 && fault.code !== 'required' && !known.has(key(fault, index));
  });
}
