import { bar, binder, type KeyGroup, kept, silent } from './group.ts';

const CONTEXTS = {
  assign: { title: '交办' },
  approval: { title: '复核' },
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
    bind('listRows', 'alt+( ctrl+q', 'list.duty',       '只列交办、复核', { twin: 'app.palette', help: '依次只列交办给我、今天到期、已逾期、全部交办、待复核、复核退回的，再按不限' }),
    bind('entry',    'alt+&',        'entry.hand-over', '请求接手、交出', { twin: 'app.palette', help: '别人打开着：请他交给您；别人请您交出：存为草稿，交给他' }),
    bind('entry',    'alt+@',        'entry.assign',    '交办',           { twin: 'app.palette', help: '把这一份交给一个人，写明事由和期限' }),
    bind('entry',    'alt+)',        'entry.task-done', '办完，下一份',   { twin: 'app.palette', help: '交办给您的事办完了：关闭这一页，打开下一份' }),
    bind('app',      'alt+*',        'app.reviews',     '逐份复核',       { twin: 'app.palette', help: '同事送来复核的，从等得最久的开始：与上次的不同、提醒，通过或退回' }),
    bind('home',     'h',            'app.reviews',     '逐份复核',       { twin: 'app.palette', help: '同事送来复核的，从等得最久的开始：与上次的不同、提醒，通过或退回' }),
    bind('listRows', 'alt+*',        'list.review',     '复核',           { twin: 'app.palette', help: '看标记的（没有标记时这一份）与上次的不同和提醒，通过或退回' }),
    bind('entry',    'alt+*',        'entry.review',    '复核',           { twin: 'app.palette', help: '看这一份与上次的不同和提醒，通过或退回' }),
    bind('approval', 'y',            'approval.yes',    '通过',           { ...bar, silent: true, help: '可以发送；意见可以不写' }),
    bind('approval', 'n',            'approval.no',     '退回',           { ...bar, silent: true, help: '写明为什么，送审的人看得到' }),
    bind('approval', 'o enter',      'approval.open',   '打开单证',       { ...bar, ...silent }),
    bind('approval', 'tab',          'approval.next',   '下一份',         { ...bar, silent: true, help: '这一份以后再说' }),
    bind('approval', 'up',           'approval.up',     '上一行',         silent),
    bind('approval', 'down',         'approval.down',   '下一行',         silent),
    bind('approval', 'pageup',       'approval.page-up', '上一屏',        silent),
    bind('approval', 'pagedown space', 'approval.page-down', '下一屏',    { ...bar, ...silent }),
    bind('approval', 'escape alt+*', 'approval.close',  '关闭',           { ...bar, ...silent }),
    bind('assign', 'enter f10 alt+o',   'assign.keep',   '交办',     { ...kept, ...silent }),
    bind('assign', 'escape alt+c',      'assign.close',  '取消',     { ...kept, ...silent }),
    bind('assign', 'f4',                'assign.person', '换一个人', { ...bar, silent: true, help: '依次换成可以交给的每一个人' }),
    bind('assign', 'f8 ctrl+d',         'assign.done',   '办完',     { ...bar, silent: true, help: '交办的事办完了' }),
    bind('assign', 'up shift+tab',      'assign.up',     '上一项',   silent),
    bind('assign', 'down tab',          'assign.down',   '下一项',   silent),
  ],
  chains: [['assign', 'text'], ['approval']],
} satisfies KeyGroup;
