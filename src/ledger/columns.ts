import type { Direction } from '../catalogue/row.ts';
import { TOTALS } from '../catalogue/totals.ts';
import { addTo, eachSum, sharesOf, sumMeant } from '../declaration/figures.ts';
import { STATUS_MARKS } from '../declaration/life-cycle.ts';
import type { Summary } from '../declaration/summary.ts';
import type { GrowingSum } from '../kinds/number.ts';
import type { Figured, Sum } from './count.ts';

/** The name of a code in a code table; the code itself where the table does not have it. */
export type Naming = (table: string, code: string) => string;

interface LedgerColumn {
  readonly label: string;
  /** Columns of the screen, at least. */
  readonly columns: number;
  readonly grows?: number;
  readonly right?: true;
  /** `number` counts the rows from 1. */
  readonly text: (row: Summary, number: number, naming: Naming) => string;
  /** What it adds up. */
  readonly sums?: Sum['of'];
}

// What the manual's own table shows comes first (3.8), in its order.
// biome-ignore format: table
const LEDGER_COLUMNS = {
  number:        { label: '序号',       columns: 4,  right: true, text: (_row, number) => String(number) },
  inspected:     { label: '法检',       columns: 4,  text: row => row.inspected },
  enterprise:    { label: '报检企业',   columns: 14, grows: 2, text: row => row.enterprise },
  registration:  { label: '报检注册号', columns: 10, text: row => row.registration },
  party:         { label: '收/发货人',  columns: 16, grows: 4, text: row => row.party },
  declarationNo: { label: '报检号',     columns: 15, text: row => row.declarationNo },
  contract:      { label: '合同号',     columns: 12, grows: 2, text: row => row.contract },
  date:          { label: '报检日期',   columns: 10, text: row => row.date },
  bill:          { label: '提运单号',   columns: 13, grows: 1, text: row => row.bill },
  status:        { label: '状态',       columns: 8,  text: row => STATUS_MARKS[row.stage].word },
  entryNo:       { label: '录入序号',   columns: 17, text: row => row.entryNo },
  clearanceNo:   { label: '通关单号',   columns: 18, text: row => row.clearanceNo },
  declarant:     { label: '报检员',     columns: 8,  text: row => row.declarant },
  office:        { label: '报检地',     columns: 14, text: (row, _number, naming) => naming('inspection-orgs', row.office) },
  goods:         { label: '货物名称',   columns: 14, grows: 2, text: row => row.goods },
  goodsCount:    { label: '货物项数',   columns: 8,  right: true, text: row => String(row.goodsCount) },
  chapters:      { label: 'HS 章',      columns: 8,  text: row => listed(sharesOf(row.shares).map(({ chapter }) => chapter)) },
  countries:     { label: '国家',       columns: 10, text: (row, _number, naming) => listed(sharesOf(row.shares).map(({ country }) => country && naming('countries', country))) },
  value:         { label: '货物总值',   columns: 16, text: (row, _number, naming) => sumsOf(row, 'value', naming), sums: 'value' },
  quantity:      { label: '报检数量',   columns: 14, text: (row, _number, naming) => sumsOf(row, 'quantity', naming), sums: 'quantity' },
  weight:        { label: '报检重量',   columns: 14, text: (row, _number, naming) => sumsOf(row, 'weight', naming), sums: 'weight' },
  packages:      { label: '包装数量',   columns: 12, text: (row, _number, naming) => sumsOf(row, 'packages', naming), sums: 'packages' },
  sent:          { label: '发送时间',   columns: 16, text: row => minuteOf(row.sent) },
  released:      { label: '放行时间',   columns: 16, text: row => minuteOf(row.released) },
  took:          { label: '用时',       columns: 10, text: row => (row.sent && row.released ? durationText(Number(row.released) - Number(row.sent)) : '') },
  reasons:       { label: '退单原因',   columns: 16, grows: 2, text: row => row.reasons.replaceAll('\n', '；') },
} as const satisfies Record<string, LedgerColumn>;

export type LedgerColumnName = keyof typeof LEDGER_COLUMNS;
export const LEDGER_COLUMN_NAMES = Object.keys(LEDGER_COLUMNS) as readonly LedgerColumnName[];

export const ledgerColumn = (name: LedgerColumnName): LedgerColumn => LEDGER_COLUMNS[name];
export const isLedgerColumn = (name: string): name is LedgerColumnName => Object.hasOwn(LEDGER_COLUMNS, name);

/** The columns of the manual's table. */
export const USUAL_COLUMNS = LEDGER_COLUMN_NAMES.slice(0, LEDGER_COLUMN_NAMES.indexOf('status'));

/** The heading of a column for the forms of a direction. */
export function ledgerHeading(name: LedgerColumnName, direction: Direction): string {
  if (name === 'party') return direction === 'in' ? '收货人' : '发货人';
  if (name === 'countries') return direction === 'in' ? '原产国' : '输往国家';
  return LEDGER_COLUMNS[name].label;
}

const listed = (texts: readonly string[]): string => [...new Set(texts.filter(Boolean))].join(',');

const sumsOf = (row: Summary, of: Sum['of'], naming: Naming): string => sumsText(sumsIn(row, of), of, naming);

/** More digits a number of a workbook does not keep. */
const MAX_DIGITS = 15;

/** One amount in one currency or unit, which can be added up; what holds several is text and nothing else. */
export function ledgerAmount(
  name: LedgerColumnName,
  row: Summary,
  naming: Naming,
): { readonly value: number; readonly unit: string; readonly text: string } | undefined {
  const { sums: of } = ledgerColumn(name);
  const [sum, ...others] = of ? sumsIn(row, of) : [];
  if (!sum || others.length > 0 || sum.unit === '' || sum.sum.replace(/\D/gu, '').length > MAX_DIGITS) return undefined;
  return { value: Number(sum.sum), unit: naming(TOTALS[sum.of].codes, sum.unit), text: sumText(sum, naming) };
}

function sumsIn(row: Summary, of: Sum['of']): readonly Sum[] {
  const sums = new Map<string, GrowingSum>();
  for (const share of sharesOf(row.shares)) {
    eachSum(share, (key, sum) => {
      if (sumMeant(key).of === of) addTo(sums, key, sum);
    });
  }
  return [...sums].map(([key, sum]) => ({ ...sumMeant(key), sum: sum.text }));
}

/** The sums of one kind as people read them; nothing where there are none. */
export const sumsText = (sums: readonly Sum[], of: Sum['of'], naming: Naming): string =>
  sums.flatMap(sum => (sum.of === of ? [sumText(sum, naming)] : [])).join('，');

/** `42,000 美元`: the digits in groups of three, and the name of the currency or unit. */
function sumText({ of, unit, sum }: Sum, naming: Naming): string {
  const [whole = '', fraction] = sum.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/gu, ',');
  return `${grouped}${fraction === undefined ? '' : `.${fraction}`} ${unit ? naming(TOTALS[of].codes, unit) : '（未写单位）'}`;
}

const BEIJING = 8 * 3600;

/** `2017-10-24 10:05` in Beijing. */
function minuteOf(seconds: string): string {
  if (seconds === '') return '';
  return new Date((Number(seconds) + BEIJING) * 1000).toISOString().slice(0, 16).replace('T', ' ');
}

/** `3 天 4 小时`, `2 小时 5 分`, `40 秒`. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(whole / 86_400), '天'],
    [Math.floor(whole / 3600) % 24, '小时'],
    [Math.floor(whole / 60) % 60, '分'],
    [whole % 60, '秒'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  return (first < 0 ? parts.slice(-1) : parts.slice(first, first + 2))
    .filter(([amount], at) => at === 0 || amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}

/** The mean time from sending to release; nothing where no time is known. */
export const meanText = ({ meanSeconds }: Pick<Figured, 'meanSeconds'>): string =>
  meanSeconds === undefined ? '' : durationText(meanSeconds);

/** How many are in each status. */
export const statusesText = ({ byStatus }: Pick<Figured, 'byStatus'>): string =>
  [...byStatus].map(([status, count]) => `${STATUS_MARKS[status].word} ${count}`).join('，');

/** The share of a whole in percent with one digit behind the point. */
export const percentText = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`;
