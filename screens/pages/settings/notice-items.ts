import { NOTICE_EVENTS } from '../../../src/jobs/settings/notices.ts';
import { titleOfSetting } from '../../../src/jobs/settings/titles.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Item } from './channel-items.ts';

type Event = keyof typeof NOTICE_EVENTS;

const event = (name: Event): Item => ({
  ...{ title: titleOfSetting(`notices.${name}`), name: `notices.${name}`, sort: 'choice' },
  about: `收到${NOTICE_EVENTS[name]}的回执时运行上面的程序。`,
  value: ({ notices }) => (notices[name] ? '开' : '关'),
  next: ({ notices }) => String(!notices[name]),
});

const SECONDS = [5, 10, 30, 60];

/** What is run when the bureau has said something (向外通知). */
export const NOTICE_ITEMS: readonly Item[] = [
  {
    ...{ title: titleOfSetting('notices.line'), name: 'notices.line', sort: 'text' },
    about: '程序的完整路径和参数，不经过 shell；它从标准输入读到 JSON。按 T 试一次。发邮件的例子在 docs/NOTICES.md。',
    value: ({ notices }) => cleanLine(notices.line ?? '') || '没有，谁也不通知',
    start: ({ notices }) => notices.line ?? '',
  },
  ...(Object.keys(NOTICE_EVENTS) as Event[]).map(event),
  {
    ...{ title: titleOfSetting('notices.seconds'), name: 'notices.seconds', sort: 'choice' },
    about: '到时还没有结束就中止；没有办成会说，接收回执不受影响。',
    value: ({ notices }) => `${notices.seconds} 秒`,
    next: ({ notices }) => String(SECONDS.find(seconds => seconds > notices.seconds) ?? Math.min(...SECONDS)),
  },
];
