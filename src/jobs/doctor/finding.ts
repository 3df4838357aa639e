import { Bug, UserError } from '../../errors.ts';

/** One thing that was looked at: how it is, and what to do when it is not as it should be. */
export interface Finding {
  readonly area: Area;
  /** `mind`: works, and may surprise somebody; `bad`: something that people need does not work. */
  readonly state: 'good' | 'mind' | 'bad';
  readonly text: string;
  readonly next?: string;
}

export type Area =
  | '程序'
  | '终端'
  | '数据目录'
  | '数据库'
  | '通讯'
  | '发送队列'
  | '无纸化'
  | '代码表'
  | '字体'
  | '打印';

export const good = (area: Area, text: string): Finding => ({ area, state: 'good', text });
export const mind = (area: Area, text: string, next: string): Finding => ({ area, state: 'mind', text, next });
export const bad = (area: Area, text: string, next: string): Finding => ({ area, state: 'bad', text, next });

/** What an error says, as a finding. A broken promise of the program is one, too: the other lines are still worth having. */
export function failed(area: Area, error: unknown): Finding {
  if (error instanceof UserError) {
    const [next] = error.next;
    return { area, state: 'bad', text: error.message, ...(next !== undefined && { next }) };
  }
  if (error instanceof Bug) return bad(area, error.message, '请重新安装程序；还是这样，就把这一行告诉开发者');
  throw error;
}
