import type { Direction } from '../../../src/catalogue/row.ts';
import { SUMMARY } from '../../../src/catalogue/summary.ts';
import { STATUS_MARKS } from '../../../src/declaration/life-cycle.ts';
import { REVIEW_WORDS } from '../../../src/declaration/review.ts';
import type { Summary } from '../../../src/declaration/summary.ts';
import { taskText } from '../../../src/declaration/task.ts';
import type { World } from '../../contract/world.ts';
import type { TableColumn } from '../../widgets/table.ts';

type Rows = ReturnType<World['rows']>;

interface Column extends TableColumn {
  readonly label: string;
  readonly text: (row: Summary) => string;
  /** The column of the index that it is sorted by. */
  readonly by: keyof Summary;
}

const PAPERLESS: Readonly<Record<string, string>> = {
  asked: '待申报',
  sending: '未发完',
  sent: '已发送',
  reported: '已申报',
  returned: '退回',
};

/** Stands behind the status of a declaration whose documents somebody has to see to. */
export const PAPERS_MARK = '纸';
export const WANTS_PAPERS: ReadonlySet<string> = new Set(['asked', 'sending', 'returned']);

// What the manual's own list shows comes first (3.4.1), in its order.
// biome-ignore format: table
export const LIST_COLUMNS = {
  status:        { label: '状态',       columns: 4,  by: 'status',        text: row => STATUS_MARKS[row.status].mark },
  entryNo:       { label: '录入序号',   columns: 17, by: 'entryNo',       text: row => row.entryNo },
  declarationNo: { label: '报检号',     columns: 15, by: 'declarationNo', text: row => row.declarationNo },
  clearanceNo:   { label: '通关单号',   columns: 18, by: 'clearanceNo',   text: row => row.clearanceNo },
  paperless:     { label: '无纸化',     columns: 6,  by: 'paperless',     text: row => PAPERLESS[row.paperless] ?? row.paperless },
  task:          { label: '交办',       columns: 22, by: 'taskBy',        text: row => (row.taskFor === '' ? '' : taskText({ for: row.taskFor, word: row.taskWord, by: row.taskBy })), grows: 1 },
  review:        { label: '复核',       columns: 8,  by: 'review',        text: row => (row.review === '' ? '' : REVIEW_WORDS[row.review]) },
  party:         { label: '收/发货人',  columns: 16, by: 'party',         text: row => row.party,       grows: 4 },
  contract:      { label: '合同号',     columns: 14, by: 'contract',      text: row => row.contract,    grows: 2 },
  date:          { label: '报检日期',   columns: 10, by: 'date',          text: row => row.date },
  goods:         { label: '货物名称',   columns: 14, by: 'goods',         text: row => row.goods,       grows: 4 },
  bill:          { label: '提/运单号',  columns: 14, by: 'bill',          text: row => row.bill,        grows: 1 },
  containers:    { label: '集装箱号码', columns: 11, by: 'containers',    text: row => row.containers,  grows: 1 },
  destination:   { label: '目的地',     columns: 10, by: 'destination',   text: row => row.destination, grows: 1 },
  enterprise:    { label: '报检单位',   columns: 16, by: 'enterprise',    text: row => row.enterprise,  grows: 2 },
  declarant:     { label: '报检员',     columns: 8,  by: 'declarant',     text: row => row.declarant },
  goodsCount:    { label: '货物项数',   columns: 8,  by: 'goodsCount',    text: row => String(row.goodsCount), right: true },
  receipts:      { label: '回执数',     columns: 6,  by: 'receipts',      text: row => String(row.receipts),   right: true },
  printed:       { label: '打印',       columns: 4,  by: 'printed',       text: row => (row.printed ? '已印' : '') },
} as const satisfies Record<string, Column>;

export type ColumnName = keyof typeof LIST_COLUMNS;

const TABLE: Readonly<Record<ColumnName, Column>> = LIST_COLUMNS;
const NAMES = Object.keys(LIST_COLUMNS) as ColumnName[];

export const columnOf = (name: ColumnName): Column => TABLE[name];
export const isColumn = (name: string): name is ColumnName => name in LIST_COLUMNS;

/** Shown before anybody has chosen, the most wanted first: a narrow window shows the first of them. */
const USUAL: readonly ColumnName[] = [
  'status',
  'entryNo',
  'party',
  'declarationNo',
  'date',
  'contract',
  'goods',
  'clearanceNo',
  'paperless',
  'destination',
  'bill',
];

const hasIt = (name: ColumnName, direction: Direction): boolean =>
  !(name in SUMMARY) || SUMMARY[name as keyof typeof SUMMARY][direction] !== undefined;

/** The columns that the forms of a direction can fill. */
export const columnsFor = (direction: Direction): readonly ColumnName[] => NAMES.filter(name => hasIt(name, direction));

export function usualColumns(direction: Direction, rows: Pick<Rows, 'column'>): readonly ColumnName[] {
  const usual = USUAL.filter(name => hasIt(name, direction));
  // An office that has none of it has no use for an empty column.
  const more = [
    ...(rows.column('review').some(Boolean) ? ['review' as const] : []),
    ...(rows.column('taskFor').some(Boolean) ? ['task' as const] : []),
  ];
  return usual.flatMap(name => (name === 'declarationNo' ? [...more, name] : [name]));
}

/** The heading of a column in the list of a direction. */
export function headingOf(name: ColumnName, direction: Direction): string {
  if (name === 'party') return direction === 'in' ? '收货人' : '发货人';
  if (name === 'destination' && direction !== 'in') return '输往国家';
  return TABLE[name].label;
}

/** A column with its name. */
export interface NamedColumn extends Column {
  readonly name: ColumnName;
}

const NAMED = Object.fromEntries(NAMES.map(name => [name, { ...TABLE[name], name }])) as Readonly<
  Record<ColumnName, NamedColumn>
>;

export const namedColumn = (name: ColumnName): NamedColumn => NAMED[name];
