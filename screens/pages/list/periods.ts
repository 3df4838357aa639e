import { shifted } from '../../fields/date.ts';

/** The seven time filters (L2): of the day of declaration. */
export const PERIODS = {
  all: '全部',
  today: '今天',
  week: '一周',
  month: '一个月',
  quarter: '三个月',
  half: '半年',
  range: '自定义',
} as const;
export type Period = keyof typeof PERIODS;

export const isPeriod = (name: string): name is Period => name in PERIODS;

const BACK: Readonly<Record<Exclude<Period, 'all' | 'range'>, { readonly days?: number; readonly months?: number }>> = {
  today: {},
  week: { days: -6 },
  month: { months: -1 },
  quarter: { months: -3 },
  half: { months: -6 },
};

/** The first day of a period that ends today; undefined where it has none of its own. Days are `yyyy-MM-dd`. */
export function beginOf(period: Period, today: string): string | undefined {
  return period === 'all' || period === 'range' ? undefined : shifted(today, BACK[period]);
}
