import { DIRECTIONS, type Direction } from '../../../src/catalogue/row.ts';
import { dayOf } from '../../../src/jobs/clock.ts';
import { groupingLabel } from '../../../src/jobs/ledger.ts';
import { dayMeant } from '../../../src/kinds/day-meant.ts';
import type { Counting, Group, Ledger } from '../../../src/ledger/count.ts';
import { GROUPING_NAMES, type Grouping } from '../../../src/ledger/grouping.ts';
import type { LedgerQuery } from '../../../src/ledger/query.ts';
import type { World } from '../../contract/world.ts';
import { DIRECTION_NAMES } from '../../layout/names.ts';
import { emptyText, type TextState } from '../../widgets/text-state.ts';

type Rows = ReturnType<World['rows']>;

/** What is typed in the query, as it was typed. */
export type TypedName = 'from' | 'until' | 'party' | 'declarant' | 'enterprise';
export type CellName = 'direction' | 'by' | 'inspected' | TypedName;

export interface Query {
  readonly direction: Direction;
  readonly by: Grouping;
  readonly inspected: '' | 'Y' | 'N';
  readonly typed: Readonly<Record<TypedName, string>>;
}

/** What a chart shows of each group. */
export const MEASURES = { count: '份数', value: '货物总值', refused: '退单率', took: '平均用时' } as const;
export type Measure = keyof typeof MEASURES;

/** What stands beside the groups or below them. */
export type Pane = 'chart' | 'figures' | 'none';

/** What was counted, and the rows that its places are in. */
export interface Counted {
  readonly rows: Rows;
  readonly ledger: Ledger;
  readonly by: Grouping;
  readonly direction: Direction;
}

/** The declarations of a group, when it is open. */
export interface Inside {
  readonly key: string;
  readonly index: number;
}

/** Statistics (3.8). */
export interface LedgerPage {
  readonly kind: 'ledger';
  readonly id: 'ledger';
  readonly query: Query;
  /** The cell of the query that has the focus; -1 while the groups have it. */
  readonly cell: number;
  /** What is being typed in that cell. */
  readonly text: TextState;
  readonly counted: Counted | undefined;
  /** A count that is not done yet. */
  readonly counting: { readonly at: Counting; readonly rows: Rows; readonly serial: number } | undefined;
  readonly serial: number;
  /** The rows have changed and will be counted anew in a moment. */
  readonly stale: boolean;
  readonly index: number;
  /** The key of the group under the cursor: it stays there when groups come and go. */
  readonly key: string;
  readonly inside: Inside | undefined;
  readonly pane: Pane;
  readonly measure: Measure;
  readonly curve: boolean;
}

const NOTHING_TYPED = { from: '', until: '', party: '', declarant: '', enterprise: '' } as const;

export const NEW_LEDGER: LedgerPage = {
  kind: 'ledger',
  id: 'ledger',
  query: { direction: 'in', by: 'month', inspected: '', typed: NOTHING_TYPED },
  cell: -1,
  text: emptyText(),
  counted: undefined,
  counting: undefined,
  serial: 0,
  stale: false,
  index: 0,
  key: '',
  inside: undefined,
  pane: 'chart',
  measure: 'count',
  curve: false,
};

/** The cells of the query in their order. */
export const CELLS: readonly CellName[] = [
  'direction',
  'by',
  'inspected',
  'from',
  'until',
  'party',
  'declarant',
  'enterprise',
];

const LABELS: Readonly<Record<Exclude<CellName, 'party'>, string>> = {
  direction: '类别',
  by: '统计按',
  inspected: '法检',
  from: '日期自',
  until: '日期至',
  declarant: '报检员',
  enterprise: '企业',
};

export const labelOf = (name: CellName, { direction }: Query): string =>
  name === 'party' ? groupingLabel('party', direction) : LABELS[name];

const CHOICES = { direction: DIRECTIONS, by: GROUPING_NAMES, inspected: ['', 'Y', 'N'] } as const;

export const isChoice = (name: CellName | undefined): name is keyof typeof CHOICES =>
  name !== undefined && name in CHOICES;

/** The query with the choice of a cell so many steps further. */
export function stepped(query: Query, name: keyof typeof CHOICES, steps: number): Query {
  const all: readonly string[] = CHOICES[name];
  const at = all.indexOf(query[name]);
  return { ...query, [name]: all[(at + steps + all.length) % all.length] };
}

/** What a cell shows: of a day that was typed short the day that is meant. */
export function shownText(query: Query, name: CellName, now: number): string {
  const text = cellText(query, name);
  return name === 'from' || name === 'until' ? (dayMeant(text, dayOf(now), true) ?? text) : text;
}

export function cellText(query: Query, name: CellName): string {
  if (name === 'direction') return DIRECTION_NAMES[query.direction];
  if (name === 'by') return groupingLabel(query.by, query.direction);
  if (name === 'inspected') return query.inspected || '全部';
  return query.typed[name];
}

/** Days that nobody can tell; they do not count. */
export const wrongDays = ({ typed }: Query, now: number): readonly ('from' | 'until')[] =>
  (['from', 'until'] as const).filter(name => typed[name].trim() !== '' && !dayMeant(typed[name], dayOf(now), true));

/** What the query comes to on this day. */
export function askedOf({ direction, inspected, typed }: Query, now: number): LedgerQuery {
  const today = dayOf(now);
  const word = (name: TypedName): string | undefined => typed[name].trim() || undefined;
  return {
    direction,
    inspected: inspected || undefined,
    from: typed.from.trim() ? dayMeant(typed.from, today, true) : undefined,
    until: typed.until.trim() ? dayMeant(typed.until, today, true) : undefined,
    party: word('party'),
    declarant: word('declarant'),
    enterprise: word('enterprise'),
  };
}

export const withoutConditions = (query: Query): Query => ({ ...query, inspected: '', typed: NOTHING_TYPED });

export const groupsOf = ({ counted }: LedgerPage): readonly Group[] => counted?.ledger.groups ?? [];

/** The group that is open. */
export const openGroup = (page: LedgerPage): Group | undefined =>
  page.inside && groupsOf(page).find(({ key }) => key === page.inside?.key);

/** What is exported: the open group, else all that was counted. */
export const chosenGroup = (page: LedgerPage): Group | undefined => openGroup(page) ?? page.counted?.ledger.total;
