import type { Direction } from '../../../src/catalogue/row.ts';
import type { Status } from '../../../src/declaration/life-cycle.ts';
import type { Query, Queue } from '../../../src/declaration/query.ts';
import type { KeptReceipt } from '../../../src/declaration/record.ts';
import type { Summary } from '../../../src/declaration/summary.ts';
import { dayOf } from '../../../src/jobs/clock.ts';
import type { ListView } from '../../../src/jobs/list-views.ts';
import type { OpenBy } from '../../../src/jobs/open-by.ts';
import type { Duty } from '../../layout/duties.ts';
import { emptyText, type TextState } from '../../widgets/text-state.ts';
import { type ColumnName, columnsFor, isColumn, usualColumns } from './columns.ts';
import { beginOf, isPeriod, type Period } from './periods.ts';
import {
  type FieldName,
  type Found,
  NEWEST_FIRST,
  NO_COUNTS,
  type Rows,
  type Scan,
  type Sort,
  type Wanted,
} from './scan.ts';

/** Receipts of one declaration as the pane under the list shows them, newest first. */
export interface Pane {
  readonly entryNo: string;
  readonly revision: number;
  readonly receipts: readonly KeptReceipt[];
}

/** The list of one kind of declarations (L1-L7). */
export interface ListPage {
  readonly kind: 'list';
  readonly id: string;
  readonly direction: Direction;
  readonly queue: Queue;
  /** One status alone, as home leads to it. */
  readonly status: Status | undefined;
  /** Who has something to do. */
  readonly duty: Duty | undefined;
  readonly period: Period;
  /** Days of the period `range`, `yyyy-MM-dd` or nothing. */
  readonly from: string;
  readonly until: string;
  readonly words: TextState;
  /** Text goes into the search line. */
  readonly searching: boolean;
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
  readonly withdrawn: boolean;
  readonly sort: Sort;
  readonly columns: readonly ColumnName[];
  /** How many of the columns that move sideways are scrolled out at the left. */
  readonly across: number;
  readonly found: Found;
  /** A look through the rows that is not done yet, and whether its first finds are shown before it is. */
  readonly scan: { readonly at: Scan; readonly eager: boolean; readonly serial: number } | undefined;
  /** Counts the scans, so that one that was overtaken is known. */
  readonly serial: number;
  /** The rows have changed and will be looked through anew in a moment. */
  readonly stale: boolean;
  /** The declaration under the cursor, and its place in what was found. */
  readonly at: { readonly entryNo: string; readonly index: number };
  readonly first: number;
  readonly marks: ReadonlySet<string>;
  readonly pane: Pane | undefined;
  /** Who else has which declarations open, as was last seen. */
  readonly openBy: OpenBy;
  /** Deleted from here a moment ago, to be brought back. */
  readonly removed: readonly string[];
}

/** What an action on a row says where there is none. */
export const NOTHING = '列表里没有单证';

export const listId = (direction: Direction): string => `list-${direction}`;

/** A list that has found nothing yet; `view` is how the person likes it. */
export function listPage(direction: Direction, rows: Rows, view?: ListView): ListPage {
  const possible = columnsFor(direction);
  const columns = (view?.columns ?? []).filter(isColumn).filter(name => possible.includes(name));
  const sort = view && isColumn(view.sort.column) ? { ...view.sort, column: view.sort.column } : NEWEST_FIRST;
  return {
    kind: 'list',
    id: listId(direction),
    direction,
    queue: 'all',
    status: undefined,
    duty: undefined,
    period: view && isPeriod(view.period) ? view.period : 'all',
    from: '',
    until: '',
    words: emptyText(),
    searching: false,
    fields: {},
    withdrawn: false,
    sort,
    columns: columns.length > 0 ? columns : usualColumns(direction, rows),
    across: 0,
    found: { rows, order: [], counts: NO_COUNTS, complete: false },
    scan: undefined,
    serial: 0,
    stale: false,
    at: { entryNo: '', index: 0 },
    first: 0,
    marks: new Set(),
    pane: undefined,
    openBy: new Map(),
    removed: [],
  };
}

/** What the filters of the page come to on this day. */
export function wantedOf(page: ListPage, now: number, me: string): Wanted {
  const { direction, queue, status, duty, period, words, fields, withdrawn } = page;
  const from = period === 'range' ? page.from : beginOf(period, dayOf(now));
  const until = period === 'range' ? page.until : '';
  return {
    direction,
    queue,
    words: words.text,
    fields,
    withdrawn,
    ...(status && { status }),
    ...(duty && dutyQuery(duty, me, dayOf(now))),
    ...(from && { from }),
    ...(until && { until }),
  };
}

function dutyQuery(duty: Duty, me: string, today: string): Pick<Query, 'task' | 'review'> {
  switch (duty) {
    case 'assigned':
      return { task: { today } };
    case 'to-review':
      return { review: { state: 'asked', notBy: me } };
    case 'sent-back':
      return { review: { state: 'refused', by: me } };
    default:
      return { task: { today, for: me, ...(duty !== 'mine' && { due: [duty] }) } };
  }
}

/** The row at a place of what was found. */
export function rowAt({ found }: Pick<ListPage, 'found'>, index: number): Summary | undefined {
  const place = found.order[index];
  return place === undefined ? undefined : found.rows.at(place);
}

/** The row under the cursor. */
export const selectedRow = (page: ListPage): Summary | undefined => rowAt(page, page.at.index);

/** The rows that a function is for: the marked ones, in the order of the list and behind them those that it does not show, else the one under the cursor. */
export function targetsOf(page: ListPage): readonly Summary[] {
  if (page.marks.size === 0) {
    const row = selectedRow(page);
    return row ? [row] : [];
  }
  const { rows, order } = page.found;
  const places = new Map(order.map((index, place) => [index, place]));
  const placeOf = (index: number): number => places.get(index) ?? order.length + index;
  return [...page.marks]
    .map(entryNo => rows.indexOf(entryNo))
    .filter(index => index >= 0)
    .sort((a, b) => placeOf(a) - placeOf(b))
    .flatMap(index => rows.at(index) ?? []);
}

/** Something narrows the list beside queue and period. */
export function isNarrowed({ words, fields, status, duty, withdrawn }: ListPage): boolean {
  return words.text !== '' || Object.keys(fields).length > 0 || status !== undefined || duty !== undefined || withdrawn;
}
