import { bar, binder, type KeyGroup, silent } from './group.ts';

const CONTEXTS = {
  matches: { title: '代码检索' },
  matchList: { title: '代码列表' },
  calendar: { title: '日历' },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

/** Codes and days to choose from, below the field in focus. The chains are those of the fields. */
// biome-ignore format: table
export const CHOOSING_KEYS = {
  contexts: CONTEXTS,
  bindings: [
    bind('matches',   'down',                       'matches.enter',      '进入列表',       { ...bar, ...silent }),
    bind('matches',   'escape',                     'matches.close',      '收起列表',       silent),
    bind('matchList', 'up',                         'matches.up',         '上一个',         silent),
    bind('matchList', 'down',                       'matches.down',       '下一个',         silent),
    bind('matchList', 'pageup',                     'matches.page-up',    '上一屏',         silent),
    bind('matchList', 'pagedown',                   'matches.page-down',  '下一屏',         silent),
    bind('matchList', 'enter tab',                  'matches.choose',     '选定',           { ...bar, ...silent }),
    bind('matchList', 'escape',                     'matches.close',      '收起列表',       { ...bar, ...silent }),
    bind('calendar',  'enter tab',                  'calendar.choose',    '选定',           { ...bar, ...silent }),
    bind('calendar',  'escape',                     'calendar.close',     '收起日历',       { ...bar, ...silent }),
    bind('calendar',  'left',                       'calendar.day-back',  '前一天',         silent),
    bind('calendar',  'right',                      'calendar.day-on',    '后一天',         silent),
    bind('calendar',  'up',                         'calendar.week-back', '上一周',         silent),
    bind('calendar',  'down',                       'calendar.week-on',   '下一周',         silent),
    bind('calendar',  'pageup',                     'calendar.month-back', '上个月',        { ...bar, ...silent }),
    bind('calendar',  'pagedown',                   'calendar.month-on',  '下个月',         { ...bar, ...silent }),
    bind('calendar',  'space home',                 'calendar.today',     '今天',           { ...bar, ...silent }),
  ],
  chains: [],
} satisfies KeyGroup;
