import type { Share } from '../declaration/figures.ts';
import type { Summary } from '../declaration/summary.ts';

interface GroupingPlan {
  readonly label: string;
  /** Groups follow each other in time. */
  readonly time?: true;
  /** The group of a whole declaration. */
  readonly row?: (row: Summary) => string;
  /** The group of a part of it: of goods that belong to different groups each group has its own. */
  readonly share?: (share: Share) => string;
}

// biome-ignore format: table
const GROUPINGS = {
  day:       { label: '日',           time: true, row: ({ date }) => date },
  month:     { label: '月',           time: true, row: ({ date }) => date.slice(0, 7) },
  quarter:   { label: '季',           time: true, row: ({ date }) => quarterOf(date) },
  year:      { label: '年',           time: true, row: ({ date }) => date.slice(0, 4) },
  party:     { label: '收/发货人',    row: ({ party }) => party },
  declarant: { label: '报检员',       row: ({ declarant }) => declarant },
  enterprise:{ label: '报检企业',     row: ({ enterprise }) => enterprise },
  office:    { label: '报检地',       row: ({ office }) => office },
  country:   { label: '国家',         share: ({ country }) => country },
  chapter:   { label: 'HS 章',        share: ({ chapter }) => chapter },
} as const satisfies Record<string, GroupingPlan>;

/** By what the ledger groups declarations (统计方式). */
export type Grouping = keyof typeof GROUPINGS;
export const GROUPING_NAMES = Object.keys(GROUPINGS) as readonly Grouping[];

export const groupingOf = (name: Grouping): GroupingPlan => GROUPINGS[name];

/** `2017-Q3`; nothing without a date. */
function quarterOf(date: string): string {
  const month = Number(date.slice(5, 7));
  return month > 0 ? `${date.slice(0, 4)}-Q${Math.ceil(month / 3)}` : '';
}
