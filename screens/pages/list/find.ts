import { areaOf } from '../../contract/area.ts';
import type { ActionContext, Change, Effect } from '../../contract/change.ts';
import { replyTo } from '../../contract/reply.ts';
import { scrolled } from '../../draw/picture.ts';
import { within } from '../../widgets/list-moves.ts';
import { codeColumns, tableOfColumn } from './names.ts';
import { showReceiptsInPane } from './receipts-pane.ts';
import { advanceScan, batchSize, beginScan, type Found, isNewestFirst, isWhole, type Scan, sorted } from './scan.ts';
import { type ListPage, rowAt, wantedOf } from './state.ts';
import { rowsShown } from './view.ts';

/** Changes of other people come in bursts: so many milliseconds they are collected. */
const BURST = 60;

/** Looks for what the page now wants. What is found first is shown at once, the cursor on its first row. */
export function find(page: ListPage, context: ActionContext): Change<ListPage> {
  return begun({ ...page, at: { entryNo: '', index: 0 }, first: 0 }, true, context);
}

/** Looks again for the same; cursor, scroll and marks stay with their declarations. */
export function findAgain(page: ListPage, context: ActionContext): Change<ListPage> {
  return begun(page, page.scan?.eager ?? false, context);
}

/** The store has changed: looks again in a moment. */
export function rowsChanged(page: ListPage, context: ActionContext): Change<ListPage> {
  // Told of what is none of its rows, such as an answer of the bureau.
  if (page.stale || context.world.rows() === (page.scan?.at.rows ?? page.found.rows)) return {};
  const again: Effect = {
    async run({ office }) {
      await office.wait(BURST);
      return replyTo(page, (now, context) => findAgain({ ...now, stale: false }, context));
    },
  };
  return { state: { ...page, stale: true }, effects: [again] };
}

function begun(page: ListPage, eager: boolean, context: ActionContext): Change<ListPage> {
  const { rows, now, codes, me } = context.world;
  const wanted = { ...wantedOf(page, now(), me?.() ?? ''), named: codeColumns(page.direction, codes) };
  const scan = beginScan(rows(), wanted);
  return advanced({ ...page, serial: page.serial + 1 }, scan, eager, context);
}

/** One step of the scan; the next one follows when the keys typed meanwhile have had their turn. */
function advanced(page: ListPage, before: Scan, eager: boolean, context: ActionContext): Change<ListPage> {
  const at = advanceScan(before, batchSize(before.wanted));
  if (isWhole(at)) return shown({ ...page, scan: undefined }, at, context);
  const serial = page.serial;
  const waiting = { ...page, scan: { at, eager, serial } };
  const next: Effect = {
    async run({ office }) {
      await office.wait(0);
      return replyTo(page, (now, context) =>
        now.scan?.serial === serial ? advanced(now, now.scan.at, now.scan.eager, context) : {},
      );
    },
  };
  // Only the order of the index itself can be shown before all is known.
  const change = eager && isNewestFirst(page.sort) ? shown(waiting, at, context) : { state: waiting };
  return { ...change, effects: [...(change.effects ?? []), next] };
}

function shown(page: ListPage, scan: Scan, context: ActionContext): Change<ListPage> {
  const order = isNewestFirst(page.sort)
    ? scan.order
    : sorted(scan.rows, scan.order, page.sort, tableOfColumn(page.sort.column, page.direction, context.world.codes));
  const found: Found = { rows: scan.rows, order, counts: scan.counts, complete: isWhole(scan) };
  return cursorAt(withMarks({ ...page, found }), page, context);
}

/** Marks of what is no more are gone. */
function withMarks(page: ListPage): ListPage {
  const { rows } = page.found;
  const marks = [...page.marks].filter(entryNo => rows.indexOf(entryNo) >= 0);
  return marks.length === page.marks.size ? page : { ...page, marks: new Set(marks) };
}

/** The cursor stays with its declaration, and at its line of the screen. */
function cursorAt(page: ListPage, before: ListPage, context: ActionContext): Change<ListPage> {
  const { found, at } = page;
  const place = at.entryNo === '' ? -1 : found.rows.indexOf(at.entryNo);
  const same = place < 0 ? -1 : found.order.indexOf(place);
  const index = same >= 0 ? same : within(at.index, found.order.length);
  // At the top what is new comes into view; further down nothing moves under the eyes.
  const first = before.first === 0 || same < 0 ? before.first : Math.max(0, before.first + same - at.index);
  return moved({ ...page, first }, index, context);
}

/** The page with the cursor on another row, in view, and its receipts on their way. */
export function moved(page: ListPage, to: number, { ui }: ActionContext): Change<ListPage> {
  const count = page.found.order.length;
  const index = within(to, count);
  const row = rowAt(page, index);
  const first = scrolled(page.first, index, rowsShown(areaOf(ui)), count);
  const next = { ...page, first, at: { entryNo: row?.entryNo ?? '', index } };
  const pane = showReceiptsInPane(next, row);
  return { state: pane.state ?? next, ...(pane.effects && { effects: pane.effects }) };
}
