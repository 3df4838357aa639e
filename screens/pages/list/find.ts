import { scrolled } from '../../draw/picture.ts';
import { answerTo, type Change, type Effect, type Scene } from '../../contract/part.ts';
import { areaOf } from '../../contract/state.ts';
import { codeColumns, tableOfColumn } from './names.ts';
import { showReceiptsInPane } from './pane.ts';
import { beginScan, type Found, further, isNewestFirst, isWhole, type Scan, sorted, stepOf } from './scan.ts';
import { type ListPage, rowAt, wantedOf } from './state.ts';
import { rowsShown } from './view.ts';

/** Changes of other people come in bursts: so many milliseconds they are collected. */
const BURST = 60;

/** Looks for what the page now wants. What is found first is shown at once, the cursor on its first row. */
export function find(page: ListPage, scene: Scene): Change<ListPage> {
  return begun({ ...page, at: { entryNo: '', index: 0 }, first: 0 }, true, scene);
}

/** Looks again for the same; cursor, scroll and marks stay with their declarations. */
export function findAgain(page: ListPage, scene: Scene): Change<ListPage> {
  return begun(page, page.scan?.eager ?? false, scene);
}

/** The store has changed: looks again in a moment. */
export function rowsChanged(page: ListPage): Change<ListPage> {
  if (page.stale) return {};
  const again: Effect = {
    async run({ office }) {
      await office.wait(BURST);
      return answerTo(page, (now, scene) => findAgain({ ...now, stale: false }, scene));
    },
  };
  return { self: { ...page, stale: true }, effects: [again] };
}

function begun(page: ListPage, eager: boolean, scene: Scene): Change<ListPage> {
  const { rows, now, codes } = scene.world;
  const wanted = { ...wantedOf(page, now()), named: codeColumns(page.direction, codes) };
  const scan = beginScan(rows(), wanted);
  return advanced({ ...page, serial: page.serial + 1 }, scan, eager, scene);
}

/** One step of the scan; the next one follows when the keys typed meanwhile have had their turn. */
function advanced(page: ListPage, before: Scan, eager: boolean, scene: Scene): Change<ListPage> {
  const at = further(before, stepOf(before.wanted));
  if (isWhole(at)) return shown({ ...page, scan: undefined }, at, scene);
  const serial = page.serial;
  const waiting = { ...page, scan: { at, eager, serial } };
  const next: Effect = {
    async run({ office }) {
      await office.wait(0);
      return answerTo(page, (now, scene) =>
        now.scan?.serial === serial ? advanced(now, now.scan.at, now.scan.eager, scene) : {},
      );
    },
  };
  // Only the order of the index itself can be shown before all is known.
  const change = eager && isNewestFirst(page.sort) ? shown(waiting, at, scene) : { self: waiting };
  return { ...change, effects: [...(change.effects ?? []), next] };
}

function shown(page: ListPage, scan: Scan, scene: Scene): Change<ListPage> {
  const order = isNewestFirst(page.sort)
    ? scan.order
    : sorted(scan.rows, scan.order, page.sort, tableOfColumn(page.sort.column, page.direction, scene.world.codes));
  const found: Found = { rows: scan.rows, order, counts: scan.counts, whole: isWhole(scan) };
  return cursorAt(withMarks({ ...page, found }), page, scene);
}

/** Marks of what is no more are gone. */
function withMarks(page: ListPage): ListPage {
  const { rows } = page.found;
  const marks = [...page.marks].filter(entryNo => rows.indexOf(entryNo) >= 0);
  return marks.length === page.marks.size ? page : { ...page, marks: new Set(marks) };
}

/** The cursor stays with its declaration, and at its line of the screen. */
function cursorAt(page: ListPage, before: ListPage, scene: Scene): Change<ListPage> {
  const { found, at } = page;
  const place = at.entryNo === '' ? -1 : found.rows.indexOf(at.entryNo);
  const same = place < 0 ? -1 : found.order.indexOf(place);
  const index = same >= 0 ? same : Math.max(0, Math.min(found.order.length - 1, at.index));
  // At the top what is new comes into view; further down nothing moves under the eyes.
  const first = before.first === 0 || same < 0 ? before.first : Math.max(0, before.first + same - at.index);
  return moved({ ...page, first }, index, scene);
}

/** The page with the cursor on another row, in view, and its receipts on their way. */
export function moved(page: ListPage, to: number, { ui }: Scene): Change<ListPage> {
  const count = page.found.order.length;
  const index = Math.max(0, Math.min(count - 1, to));
  const row = rowAt(page, index);
  const first = scrolled(page.first, index, rowsShown(areaOf(ui)), count);
  const self = { ...page, first, at: { entryNo: row?.entryNo ?? '', index } };
  const pane = showReceiptsInPane(self, row);
  return { self: pane.self ?? self, ...(pane.effects && { effects: pane.effects }) };
}
