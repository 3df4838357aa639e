import type { Change } from '../../contract/change.ts';
import type { Duty } from '../../layout/duties.ts';
import { DIRECTION_NAMES } from '../../layout/names.ts';
import type { Item } from './item.ts';
import type { HomePage } from './state.ts';

const SAID: readonly {
  readonly duty: 'overdue' | 'today' | 'mine';
  readonly tone: Item['tone'];
  readonly text: string;
}[] = [
  { duty: 'overdue', tone: 'error', text: '份交办给您的已逾期，按 W 打开' },
  { duty: 'today', tone: 'warning', text: '份交办给您的今天到期' },
  { duty: 'mine', tone: 'plain', text: '份交办给您' },
];

/** What is placed with whoever is at work, a line a kind and how it is due; each leads to the list of them. */
export function taskItems({ tasks }: HomePage): readonly Item[] {
  if (!tasks) return [];
  const lead = (direction: keyof typeof tasks, duty: Duty) => (): Change<HomePage> => ({
    go: { to: 'list', direction, narrowing: { duty } },
  });
  return (Object.keys(tasks) as (keyof typeof tasks)[]).flatMap(direction =>
    SAID.filter(({ duty }) => tasks[direction][duty] > 0).map(
      ({ duty, tone, text }): Item => ({
        key: `${direction} task ${duty}`,
        section: 'waiting',
        tone,
        head: DIRECTION_NAMES[direction],
        text: `${tasks[direction][duty]} ${text}`,
        open: lead(direction, duty),
      }),
    ),
  );
}

/** What colleagues want to be looked at before it is sent, and what they have sent back. */
export function reviewItems({ reviews }: HomePage): readonly Item[] {
  if (!reviews) return [];
  return (Object.keys(reviews) as (keyof typeof reviews)[]).flatMap(direction => {
    const { asked, refused } = reviews[direction];
    const item = (duty: Duty, tone: Item['tone'], text: string): Item => ({
      key: `${direction} review ${duty}`,
      section: 'waiting',
      tone,
      head: DIRECTION_NAMES[direction],
      text,
      open: () => ({ go: { to: 'list', direction, narrowing: { duty } } }),
    });
    return [
      ...(refused > 0 ? [item('sent-back', 'error', `${refused} 份复核退回，等待改正`)] : []),
      ...(asked > 0 ? [item('to-review', 'warning', `${asked} 份待复核，按 H 逐份看`)] : []),
    ];
  });
}
