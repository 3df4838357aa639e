import { PARTY_FIELDS } from '../catalogue/carry.ts';
import type { Container, Declaration, Goods } from '../catalogue/document.ts';
import type { Fault } from '../catalogue/fault.ts';
import { type CheckContext, checkAround, contradictions, contradictionsInTurn } from '../declaration/check.ts';
import { derivedEdits } from '../declaration/derive.ts';
import { applyAll } from '../declaration/edit.ts';
import { fieldAt, get, parsePath } from '../declaration/path.ts';
import type { CellRef } from '../workbook/reading.ts';
import { checkContextFor } from './former-prices.ts';
import { importedBefore } from './import-declarations.ts';
import type { Office } from './office.ts';
import { type FoundDeclaration, type ImportFault, notTold, ROWS_NAMES, type RowsOf, rowOf } from './read-workbooks.ts';
import { judgingOf, lineOf, type RowsReview, reviewOf } from './review-rows.ts';
import { goesIn, inFirst, inList, pendingIn, withFormer } from './reviewed-rows.ts';

const LISTS = Object.keys(ROWS_NAMES) as RowsOf[];

interface Parts {
  readonly found: FoundDeclaration;
  readonly context: CheckContext;
  /** Values that people gave places outside of the lists; undefined takes one away. */
  readonly changed: ReadonlyMap<string, unknown>;
  readonly goods: RowsReview;
  readonly containers: RowsReview;
  /** The declaration that the same contents were taken into before. */
  readonly before: string | undefined;
  /** What the rules across fields have found when they were last asked. */
  readonly between: readonly Fault[];
}

/** A whole declaration before it is taken (I2): its lists as those of a workbook, and all that stands outside of them. */
export interface DeclarationReview extends Parts {
  /** As it will be taken. */
  readonly document: Declaration;
  /** What is wrong outside of the rows, or only between them and the rest. */
  readonly faults: readonly ImportFault[];
  /** Places outside of the lists that must still be filled in, which is no fault yet. */
  readonly missing: readonly string[];
  /** What holds between rows and with the rest is to be checked anew. */
  readonly pending?: true | undefined;
}

/** Where a value comes from: the file, the details of a party, the defaults of the registration, people, a row that they added, or what follows from other values. */
export interface ValueOrigin {
  readonly from: 'file' | 'party' | 'registration' | 'people' | 'added' | 'derived';
  readonly at?: CellRef | undefined;
  /** The element of a message. */
  readonly element?: string | undefined;
}

/** The first rows are checked, the others and what holds between them wait for their turn (`checkedAround`). Nothing is stored or changed. */
export async function reviewDeclaration(office: Office, found: FoundDeclaration): Promise<DeclarationReview> {
  await office.readLevels();
  const { document, name, cellOf, elementOf, left } = found;
  const context = await checkContextFor(office, document);
  const file = { name, sheets: [] };
  const rowsIn = (list: RowsOf): RowsReview => {
    const faults = found.faults.filter(({ path }) => listOf(path) === list);
    const own = left.filter(line => line.list === list);
    const none = { unknown: [], columns: [], choices: [] };
    const rows = { list, rows: document[list], faults, left: own, cellOf, elementOf, ...none };
    return reviewOf(file, rows, document, context);
  };
  const before = importedBefore(office, found.digest)?.entryNo;
  const [goods, containers] = [rowsIn('goods'), rowsIn('containers')];
  return judged({ found, context, changed: new Map(), goods, containers, before, between: [] });
}

const listOf = (path: string): RowsOf | undefined => LISTS.find(list => path.startsWith(`${list}[`));

/** The review with other values outside of the lists. */
export function withHead(review: DeclarationReview, values: ReadonlyMap<string, unknown>): DeclarationReview {
  return judged({ ...review, changed: new Map([...review.changed, ...values]) });
}

/** A review of the same file read anew, with what people had done to the one before. */
export function withFormerReview(review: DeclarationReview, former: DeclarationReview): DeclarationReview {
  const list = (name: RowsOf): RowsReview => {
    const next = review[name];
    return { ...next, rows: withFormer(next.rows, former[name].rows, judgingOf(next)) };
  };
  return judged({ ...review, changed: former.changed, goods: list('goods'), containers: list('containers') });
}

/** The review with a value outside of the lists as the file has it. */
export function withoutChange(review: DeclarationReview, path: string): DeclarationReview {
  return judged({ ...review, changed: new Map([...review.changed].filter(([own]) => own !== path)) });
}

/** The review with one of its lists as it has become. */
export function withList(review: DeclarationReview, rows: RowsReview): DeclarationReview {
  return judged({ ...review, [rows.list]: rows });
}

/** The review with more rows of a list checked. What stands around them is judged once none is left: while there are thousands it would be judged hundreds of times. */
export function withChecked(review: DeclarationReview, rows: RowsReview): DeclarationReview {
  const next = { ...review, [rows.list]: rows };
  return hasPending(next) ? next : judged(next);
}

const takenRows = ({ rows }: RowsReview) => rows.filter(goesIn);

/** With more rows what holds between them is checked beside those who look at it: they would wait for it at every key. */
const FEW = 200;

/** Whether rows of a list are still to be checked. */
export const hasPending = (review: Pick<Parts, RowsOf>): boolean =>
  LISTS.some(list => pendingIn(review[list].rows) > 0);

function judged(parts: Parts): DeclarationReview {
  const { found, context, changed, goods, containers } = parts;
  const lists = {
    goods: takenRows(goods).map(({ row }) => row as Goods),
    containers: takenRows(containers).map(({ row }) => row as Container),
  };
  const edits = [...changed].map(([path, value]) => ({ op: 'set', path, value }) as const);
  const begun = applyAll({ ...found.document, ...lists }, edits).document;
  // What follows from values of a row the row has got by being checked.
  const { document } = applyAll(begun, derivedEdits(begun, context.book, 'around'));
  const isLarge = hasPending(parts) || lists.goods.length + lists.containers.length > FEW;
  const outside = parts.between.filter(({ path }) => listOf(path) === undefined);
  return isLarge
    ? { ...parts, ...aroundOf(parts, document, outside), document, pending: true }
    : withBetween({ ...parts, document }, contradictions(document, context));
}

const withBetween = (
  parts: Parts & Pick<DeclarationReview, 'document'>,
  between: readonly Fault[],
): DeclarationReview => ({
  ...parts,
  ...aroundOf(parts, parts.document, between),
  between,
  pending: undefined,
});

/** What is wrong outside of the rows, and what is missing there; `between` is what the rules have found. */
function aroundOf(
  parts: Parts,
  document: Declaration,
  between: readonly Fault[],
): Pick<DeclarationReview, 'faults' | 'missing'> {
  const { found, context, changed } = parts;
  const told = toldOutside(found, changed);
  const checked = checkAround(document, context, between);
  const unread = new Set(told.map(({ path }) => path));
  const required = checked.filter(({ code, path }) => code === 'required' && listOf(path) === undefined);
  return {
    faults: [
      ...told,
      ...notTold(besideRows(checked, parts), told).map(fault => ({ ...fault, ...cellOf(fault, parts) })),
    ],
    missing: required.flatMap(({ path }) => (unread.has(path) || fieldAt(path)?.extras.identity ? [] : [path])),
  };
}

/** Checks what holds between rows and with the rest, a rule at a time: others get a turn in between. */
export async function checkedAround(
  { wait }: Pick<Office, 'wait'>,
  review: DeclarationReview,
): Promise<DeclarationReview> {
  const between: Fault[] = [];
  for (const found of contradictionsInTurn(review.document, review.context)) {
    between.push(...found);
    await wait(0);
  }
  return withBetween(review, between);
}

/** What was told while reading of places outside of the lists, as far as people have not put it right. */
function toldOutside({ faults, left }: FoundDeclaration, changed: Parts['changed']): readonly ImportFault[] {
  const lines = new Set(left.map(lineOf));
  return faults.filter(
    ({ path, code, ...at }) =>
      listOf(path) === undefined &&
      !isUnder(path, changed) &&
      !(lines.size > 0 && code === 'sheet.hidden') &&
      !(path === '' && lines.has(lineOf(at))),
  );
}

/** Whether a place is one that was changed, or inside of one. */
const isUnder = (path: string, changed: Parts['changed']): boolean =>
  [...changed.keys()].some(own => path === own || path.startsWith(`${own}[`) || path.startsWith(`${own}.`));

/** What the check finds beside what each row says of itself. */
function besideRows(checked: readonly Fault[], parts: Parts): readonly Fault[] {
  const known = new Set<string>();
  // A rule has nothing to add to a value that is wrong by itself.
  const wrong = new Set<string>();
  for (const list of LISTS) {
    for (const [index, { faults }] of takenRows(parts[list]).entries()) {
      for (const fault of faults) {
        known.add(keyOf(fault, index));
        if (fault.level === 'error') wrong.add(inList(fault.path, index));
      }
    }
  }
  return checked.filter(
    fault => fault.code !== 'required' && !wrong.has(fault.path) && !known.has(keyOf(fault, rowOf(fault.path))),
  );
}

const keyOf = ({ code, path }: Pick<Fault, 'code' | 'path'>, index: number): string =>
  `${code} ${index} ${inFirst(path)}`;

function cellOf(fault: Fault, parts: Parts): CellRef | undefined {
  const list = listOf(fault.path);
  return list ? takenRows(parts[list])[rowOf(fault.path)]?.at : parts.found.cellOf(fault);
}

const OF_PARTIES: readonly string[] = PARTY_FIELDS.flatMap(fields => Object.values(fields));

/** Where the value of a place outside of the lists comes from. */
export function originOf({ found, changed }: Parts, path: string): ValueOrigin {
  if (isUnder(path, changed)) return { from: isInRowOf(found.document, path) ? 'people' : 'added' };
  if (found.filled.includes(path)) return { from: OF_PARTIES.includes(path) ? 'party' : 'registration' };
  if (get(found.document, path) === undefined) return { from: 'derived' };
  return { from: 'file', at: found.cellOf({ path }), element: found.elementOf?.(path) };
}

/** Whether a document has the row of a popup that a path leads into; every place that is in none counts as such. */
function isInRowOf(document: Declaration, path: string): boolean {
  const steps = parsePath(path) ?? [];
  const row = steps.findLastIndex(step => typeof step === 'number');
  return row < 0 || get(document, steps.slice(0, row + 1)) !== undefined;
}

/** The declaration as people have left it, with what could not be read and is still so. */
export function reviewedDeclaration(review: DeclarationReview): FoundDeclaration {
  const { found, document, changed } = review;
  const ofRows = LISTS.flatMap(list =>
    takenRows(review[list]).flatMap(({ faults, read }, index) =>
      faults.filter(fault => read.faults.includes(fault)).map(fault => ({ ...fault, path: inList(fault.path, index) })),
    ),
  );
  return { ...found, document, faults: [...toldOutside(found, changed), ...ofRows] };
}
