/** What a list is narrowed to by who has something to do, in the order in which a key goes through them. */
export const DUTIES = {
  mine: '交办给我',
  today: '今天到期',
  overdue: '已逾期',
  assigned: '全部交办',
  'to-review': '待复核',
  'sent-back': '复核退回',
} as const;

export type Duty = keyof typeof DUTIES;
export const DUTY_NAMES = Object.keys(DUTIES) as readonly Duty[];
