import { fieldOf, type ListName } from '../../../../src/catalogue/catalogue.ts';
import { isMissing } from '../../../../src/declaration/check.ts';
import type { Edit } from '../../../../src/declaration/edit.ts';
import { type Row, valueIn } from '../../../../src/declaration/path.ts';
import { dayOf } from '../../../../src/jobs/clock.ts';
import type { ActionContext, Actions, Change } from '../../../contract/change.ts';
import { info } from '../../../contract/message.ts';
import { COUNTED } from '../../../dialogs/review/lines.ts';
import type { FieldContext, FieldSession } from '../../../fields/field-editor.ts';
import {
  type Assignment,
  choiceAssignments,
  commitEdit,
  ledToMatches,
  withChoices,
} from '../../../fields/field-session.ts';
import { change } from '../change.ts';
import type { DraftEdit } from '../drafts.ts';
import { editFocused, fillEdits, focusedContext } from '../focus.ts';
import { rowName } from '../list-edits.ts';
import { followedWords, withNumbers } from '../renumber.ts';
import { editAction } from '../run-action.ts';
import { type EntryPage, lockedBecause, stopAt } from '../state.ts';
import { valueAt } from '../value-path.ts';
import { allRows } from './marks.ts';
import { inGrid } from './moves.ts';
import { gridOf, gridRow, isFresh, onLine, rowAt } from './place.ts';

/** The same as `inGrid`, for what changes rows. */
export const editGrid = (
  run: (page: EntryPage, list: ListName, context: ActionContext) => EntryPage | Change<EntryPage>,
) => ({ cannot: lockedBecause, run: inGrid(run) });

/** The rows that something is done with: the marked ones, else the one at the focus; none on the line for a new one. */
function rowsMeant(page: EntryPage, list: ListName): readonly number[] {
  const { marked } = page.lists[list];
  if (marked.length > 0) return marked;
  return isFresh(page, list) ? [] : [gridRow(page, list)];
}

const inDocument = (edits: readonly Edit[]): readonly DraftEdit[] => edits.map(edit => ({ draft: 'document', edit }));

/** 第2项货物, or 3 项货物. */
const called = (list: ListName, rows: readonly number[]): string =>
  rows.length === 1 ? rowName(list, rows[0] as number) : `${rows.length} ${COUNTED[list]}`;

/** Gives these rows the values, as one step of undo, and says in how many that changed anything. */
function fillRows(
  page: EntryPage,
  list: ListName,
  rows: readonly number[],
  assignments: readonly Assignment[],
  { world }: ActionContext,
): Change<EntryPage> {
  const { label } = fieldOf(stopAt(page).id);
  const edits = rows.map(row => fillEdits(onLine(page, list, row), assignments, world)).filter(own => own.length > 0);
  if (edits.length === 0) return { state: editFocused(page, world), ...info(`【${label}】本来就是这样`) };
  const name = `填【${label}】${edits.length} 行`;
  const filled = editFocused(change(page, edits.flat(), world, { name }), world);
  return { state: filled, ...info(`【${label}】已填到 ${edits.length} 行；Ctrl+Z 撤销`) };
}

/** What the cell with the focus holds or is about to: what is chosen, what is typed, else its value. */
function meantHere(page: EntryPage, context: ActionContext) {
  const { session } = page.focus;
  const fieldContext = focusedContext(page, context.world);
  if (!fieldContext) return undefined;
  const chosen = session?.matches?.rows[session.matches.index];
  if (chosen) return { assignments: choiceAssignments(chosen, fieldContext), typed: true };
  const taken = commitEdit(session, fieldContext);
  if (taken.refused !== undefined) return taken;
  if (taken.assignments.length > 0) return { assignments: taken.assignments, typed: true };
  const { id } = fieldContext.field;
  return { assignments: [{ id, value: valueAt(page, id) }], typed: false };
}

/** The session led to its choices, where it is not told yet which code is meant: of several that fit what is typed, or of all while nothing is. */
function askedWhich(
  session: FieldSession,
  fieldContext: FieldContext,
  { world }: ActionContext,
): FieldSession | undefined {
  if (session.matches && session.matches.index >= 0) return undefined;
  if (session.text.text !== session.before) return ledToMatches(session, fieldContext);
  if (session.text.text !== '') return undefined;
  const { matches } = withChoices(session, fieldContext, dayOf(world.now())) ?? {};
  return matches && { ...session, matches: { rows: matches.rows, index: 0, led: true } };
}

/** Puts what is in the cell into the same column of all marked rows; of all rows where none is marked. */
const fillMarked = editAction((page, context) => {
  const list = gridOf(page);
  if (!list) return page;
  const { session } = page.focus;
  const fieldContext = focusedContext(page, context.world);
  const asked = session && fieldContext && askedWhich(session, fieldContext, context);
  if (asked) return { ...page, focus: { ...page.focus, session: asked } };
  const meant = meantHere(page, context);
  if (!meant) return page;
  if (!meant.assignments) return { message: { tone: 'error', text: meant.refused } };
  if (!meant.typed && isMissing(meant.assignments[0]?.value)) return info('这一格是空的；要清空几行，先按 Del');
  const { marked } = page.lists[list];
  const rows = marked.length > 0 ? marked : allRows(page, list);
  const own = gridRow(page, list);
  const whole = meant.typed && !isFresh(page, list) && !rows.includes(own) ? [...rows, own] : rows;
  return fillRows({ ...page, focus: { ...page.focus, session: undefined } }, list, whole, meant.assignments, context);
});

/** Takes the value from the cell above, or gives that of the first marked row to the other ones. */
const fillDown = editGrid((page, list, context) => {
  const { id } = stopAt(page);
  const { marked } = page.lists[list];
  const own = gridRow(page, list);
  const [from, ...to] = marked.length > 0 ? marked : [own - 1, own];
  const state = editFocused(page, context.world);
  if (from === undefined || from < 0) return { state, ...info('上面没有行') };
  if (to.length === 0) return { state, ...info('只标记了一行：再标记要填的行') };
  const value = valueIn(rowAt(page, list, from), fieldOf(id));
  if (isMissing(value)) return { state, ...info(`${rowName(list, from)}的【${fieldOf(id).label}】是空的`) };
  if (marked.length > 0 || !isFresh(page, list)) return fillRows(page, list, to, [{ id, value }], context);
  return { state, ...info('这一行还没有内容；Ctrl+C 复制上面一行') };
});

const remove = editGrid((page, list, { world }) => {
  const rows = rowsMeant(page, list);
  if (rows.length === 0) return { state: editFocused(page, world), ...info('这一行还没有内容') };
  const removals = rows.toReversed().map((row): Edit => ({ op: 'remove', path: `${list}[${row}]` }));
  const left = allRows(page, list).filter(row => !rows.includes(row));
  const { edits, numbers } = withNumbers(page.drafts.document, list, removals, left);
  const name = `删除${called(list, rows)}`;
  const lists = { ...page.lists, [list]: { ...page.lists[list], index: rows[0] ?? 0, marked: [] } };
  const done = change(page, inDocument(edits), world, { name, lists });
  return {
    state: editFocused(onLine(done, list, rows[0] ?? 0), world),
    ...info(`已${name}${followedWords(numbers)}；Ctrl+Z 撤销`),
  };
});

/** Puts copies behind the row, or behind the last of the marked ones. */
const copy = editGrid((page, list, { world }) => {
  const meant = rowsMeant(page, list);
  const last = page.drafts.document[list].length - 1;
  // On the line for a new row that above it is meant.
  const rows = meant.length > 0 ? meant : last >= 0 ? [last] : [];
  if (rows.length === 0) return { state: editFocused(page, world), ...info('还没有行') };
  const at = (rows.at(-1) ?? 0) + 1;
  const copies = rows.map(
    (row, offset): Edit => ({ op: 'insert', path: `${list}[${at + offset}]`, row: rowAt(page, list, row) }),
  );
  const before = allRows(page, list);
  const order = [...before.slice(0, at), ...copies.map(() => -1), ...before.slice(at)];
  const { edits, numbers } = withNumbers(page.drafts.document, list, copies, order);
  const name = `复制${called(list, rows)}`;
  const lists = { ...page.lists, [list]: { ...page.lists[list], index: at, marked: [] } };
  const done = change(page, inDocument(edits), world, { name, lists });
  return {
    state: editFocused(onLine(done, list, at), world),
    ...info(`已${name}${followedWords(numbers)}；Ctrl+Z 撤销`),
  };
});

const NUMBERS: readonly string[] = ['decimal', 'integer'];

/** Which of two rows comes first by a field; one without a value comes last, whichever way. */
function comparing(id: ReturnType<typeof stopAt>['id'], way: 1 | -1) {
  const field = fieldOf(id);
  const isNumber = NUMBERS.includes(field.kind);
  const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return (a: Row, b: Row): number => {
    const [one, two] = [valueIn(a, field), valueIn(b, field)];
    const missing = Number(isMissing(one)) - Number(isMissing(two));
    if (missing !== 0 || isMissing(one)) return missing;
    const by = isNumber ? Number(one) - Number(two) : 0;
    return way * (by || textOf(one).localeCompare(textOf(two), 'zh'));
  };
}

/** Sorts the rows by the column: the order is declared, so it is a change like any other. Sorted once more they stand the other way round. */
const sort = editGrid((page, list, { world }) => {
  const { id } = stopAt(page);
  const { label } = fieldOf(id);
  const rows = page.drafts.document[list] as readonly Row[];
  const sorted = (way: 1 | -1): readonly number[] => {
    const compare = comparing(id, way);
    return allRows(page, list).toSorted((a, b) => compare(rows[a] as Row, rows[b] as Row));
  };
  const isSame = (order: readonly number[]): boolean => order.every((row, place) => row === place);
  const rising = sorted(1);
  const order = isSame(rising) ? sorted(-1) : rising;
  if (isSame(order)) return { state: editFocused(page, world), ...info(`【${label}】没有先后可排`) };
  const reorder: Edit = { op: 'set', path: list, value: order.map(row => rows[row]) };
  const { edits, numbers } = withNumbers(page.drafts.document, list, [reorder], order);
  const name = `按【${label}】${order === rising ? '' : '倒着'}排列`;
  const line = isFresh(page, list) ? rows.length : order.indexOf(gridRow(page, list));
  const marked = page.lists[list].marked.map(row => order.indexOf(row)).sort((a, b) => a - b);
  const lists = { ...page.lists, [list]: { ...page.lists[list], index: Math.min(line, rows.length - 1), marked } };
  const done = change(page, inDocument(edits), world, { name, lists });
  return {
    state: editFocused(onLine(done, list, line), world),
    ...info(`已${name}，项号随之改变${followedWords(numbers)}；Ctrl+Z 撤销`),
  };
});

/** What is done with one row or several at once, each as one step of undo. */
export const GRID_EDITS: Actions<EntryPage> = {
  'grid.fill': fillMarked,
  'grid.fill-down': fillDown,
  'grid.delete': remove,
  'grid.copy': copy,
  'grid.sort': sort,
};
