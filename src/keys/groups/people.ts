import { bar, binder, type KeyGroup, kept, silent } from './group.ts';

const CONTEXTS = {
  assign: { title: '交办' },
} as const;

/** What leads there stands on the pages themselves. */
const bind = binder<keyof typeof CONTEXTS | 'app' | 'home' | 'list' | 'listRows' | 'entry'>();

/** Who does what with a declaration, among colleagues. */
// biome-ignore format: table
export const PEOPLE_KEYS = {
  contexts: CONTEXTS,
  bindings: [
    bind('app',      'alt+0',        'app.next-task',   '下一份交办',     { twin: 'app.palette', help: '打开交办给您的下一份：逾期的、期限近的在前' }),
    bind('home',     'w',            'app.next-task',   '下一份交办',     { twin: 'app.palette', help: '打开交办给您的下一份：逾期的、期限近的在前' }),
    bind('listRows', 'alt+@',        'list.assign',     '交办',           { twin: 'app.palette', help: '标记的（没有标记时这一份）交给一个人，写明事由和期限' }),
    bind('listRows', 'alt+)',        'list.task-done',  '办完',           { twin: 'app.palette', help: '标记的（没有标记时这一份）交办的事办完了' }),
    bind('listRows', 'alt+( ctrl+q', 'list.duty',       '只列交办',       { twin: 'app.palette', help: '依次只列交办给我、今天到期、已逾期、全部交办的，再按不限' }),
    bind('entry',    'alt+@',        'entry.assign',    '交办',           { twin: 'app.palette', help: '把这一份交给一个人，写明事由和期限' }),
    bind('entry',    'alt+)',        'entry.task-done', '办完，下一份',   { twin: 'app.palette', help: '交办给您的事办完了：关闭这一页，打开下一份' }),
    bind('assign', 'enter f10 alt+o',   'assign.keep',   '交办',     { ...kept, ...silent }),
    bind('assign', 'escape alt+c',      'assign.close',  '取消',     { ...kept, ...silent }),
    bind('assign', 'f4',                'assign.person', '换一个人', { ...bar, silent: true, help: '依次换成可以交给的每一个人' }),
    bind('assign', 'f8 ctrl+d',         'assign.done',   '办完',     { ...bar, silent: true, help: '交办的事办完了' }),
    bind('assign', 'up shift+tab',      'assign.up',     '上一项',   silent),
    bind('assign', 'down tab',          'assign.down',   '下一项',   silent),
  ],
  chains: [['assign', 'text']],
} satisfies KeyGroup;
