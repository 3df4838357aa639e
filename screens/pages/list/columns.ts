import type { Direction } from '../../../src/catalogue/row.ts';
import { SUMMARY } from '../../../src/catalogue/summary.ts';
import { STATUS_MARKS } from '../../../src/declaration/life-cycle.ts';
import type { Summary } from '../../../src/declaration/summary.ts';

interface Column {
  readonly label: string;
  /** Columns of the screen; of a column that takes what room is left, the least. */
  readonly width: number;
  /** Its part of the room that is left. */
  readonly share?: number;
  readonly align?: 'right';
  readonly text: (row: Summary) => string;
  /** The column of the index that it is sorted by. */
  readonly by: keyof Summary;
}

const PAPERLESS: Readonly<Record<string, string>> = { reported: '已申报' };

// What the manual's own list shows comes first (3.4.1), in its order.
// biome-ignore format: table
export const LIST_COLUMNS = {
  status:        { label: '状态',       width: 4,  by: 'status',        text: row => STATUS_MARKS[row.status].mark },
  entryNo:       { label: '录入序号',   width: 17, by: 'entryNo',       text: row => row.entryNo },
  declarationNo: { label: '报检号',     width: 15, by: 'declarationNo', text: row => row.declarationNo },
  clearanceNo:   { label: '通关单号',   width: 15, by: 'clearanceNo',   text: row => row.clearanceNo },
  paperless:     { label: '无纸化',     width: 6,  by: 'paperless',     text: row => PAPERLESS[row.paperless] ?? row.paperless },
  party:         { label: '收/发货人',  width: 16, by: 'party',         text: row => row.party,       share: 4 },
  contract:      { label: '合同号',     width: 14, by: 'contract',      text: row => row.contract,    share: 2 },
  date:          { label: '报检日期',   width: 10, by: 'date',          text: row => row.date },
  goods:         { label: '货物名称',   width: 14, by: 'goods',         text: row => row.goods,       share: 4 },
  bill:          { label: '提/运单号',  width: 14, by: 'bill',          text: row => row.bill,        share: 1 },
  containers:    { label: '集装箱号码', width: 11, by: 'containers',    text: row => row.containers,  share: 1 },
  destination:   { label: '目的地',     width: 10, by: 'destination',   text: row => row.destination, share: 1 },
  enterprise:    { label: '报检单位',   width: 16, by: 'enterprise',    text: row => row.enterprise,  share: 2 },
  declarant:     { label: '报检员',     width: 8,  by: 'declarant',     text: row => row.declarant },
  goodsCount:    { label: '货物项数',   width: 8,  by: 'goodsCount',    text: row => String(row.goodsCount), align: 'right' },
  receipts:      { label: '回执数',     width: 6,  by: 'receipts',      text: row => String(row.receipts),   align: 'right' },
  printed:       { label: '打印',       width: 4,  by: 'printed',       text: row => (row.printed ? '已印' : '') },
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

export const usualColumns = (direction: Direction): readonly ColumnName[] =>
  USUAL.filter(name => hasIt(name, direction));

/** The heading of a column in the list of a direction. */
export function headingOf(name: ColumnName, direction: Direction): string {
  if (name === 'party') return direction === 'in' ? '收货人' : '发货人';
  if (name === 'destination' && direction !== 'in') return '输往国家';
  return TABLE[name].label;
}

export interface PlacedColumn {
  readonly name: ColumnName;
  readonly width: number;
}

/** As many of the columns, from the first, as the room holds with one blank before each; what is left over goes to those that can use it. */
export function placed(names: readonly ColumnName[], room: number): readonly PlacedColumn[] {
  const fitting: ColumnName[] = [];
  let left = room;
  for (const name of names) {
    const need = TABLE[name].width + 1;
    if (need > left) break;
    left -= need;
    fitting.push(name);
  }
  const shares = fitting.reduce((sum, name) => sum + (TABLE[name].share ?? 0), 0);
  if (shares === 0) return fitting.map(name => ({ name, width: TABLE[name].width }));
  let rest = left;
  const last = fitting.findLast(name => TABLE[name].share !== undefined);
  return fitting.map(name => {
    const { width, share = 0 } = TABLE[name];
    const more = name === last ? rest : Math.floor((left * share) / shares);
    if (share > 0) rest -= more;
    return { name, width: width + (share > 0 ? more : 0) };
  });
}
