import { bar, binder, type KeyGroup, silent } from './group.ts';

// biome-ignore format: table
const CONTEXTS = {
  compare:     { title: '比较两个版本' },
  compareOnly: { title: '对方的版本不能再改' },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

/** Two versions of one declaration: field by field, and what is taken from whom. */
// biome-ignore format: table
export const COMPARE_KEYS = {
  contexts: CONTEXTS,
  bindings: [
    bind('compareOnly', 'f10 alt+o',        'compare.accept',      '接受对方的',     { ...bar, help: '换成对方的版本，这里的修改不要了' }),
    bind('compareOnly', 'f8 alt+n ctrl+n',  'compare.as-new',      '另存为新单',     { ...bar, help: '这里的内容存为新的草稿，对方的不变' }),
    // They cannot run and say why; the footer does not offer them.
    bind('compareOnly', 'left',             'compare.mine',        '用我的',         silent),
    bind('compareOnly', 'right',            'compare.theirs',      '用对方的',       silent),
    bind('compareOnly', 'space',            'compare.switch',      '换一边',         silent),
    bind('compareOnly', 'f5',               'compare.all-mine',    '全用我的',       silent),
    bind('compareOnly', 'f6',               'compare.all-theirs',  '全用对方的',     silent),
    bind('compareOnly', 'tab',              'compare.down',        '下一处',         silent),
    bind('compare',     'f10 alt+o',        'compare.confirm',     '确认',           { ...bar, help: '按选择合成一份，接着保存或发送' }),
    bind('compare',     'left',             'compare.mine',        '用我的',         { ...bar, ...silent }),
    bind('compare',     'right',            'compare.theirs',      '用对方的',       { ...bar, ...silent }),
    bind('compare',     'space',            'compare.switch',      '换一边',         silent),
    bind('compare',     'tab',              'compare.next-open',   '未选的',         { ...bar, help: '到下一处两人都改了、还没有选择的' }),
    bind('compare',     'enter',            'compare.read',        '全文',           { ...bar, help: '原来的、我的和对方的，不截短' }),
    bind('compare',     'f1',               'compare.help',        '按键',           bar),
    bind('compare',     'escape alt+c',     'compare.cancel',      '回去',           { ...bar, help: '什么都不存，修改还在页面上' }),
    bind('compare',     'f5',               'compare.all-mine',    '全用我的',       bar),
    bind('compare',     'f6',               'compare.all-theirs',  '全用对方的',     bar),
    bind('compare',     'f8 alt+n ctrl+n',  'compare.as-new',      '另存为新单',     { ...bar, help: '这里的内容存为新的草稿，对方的不变' }),
    bind('compare',     'up shift+tab',     'compare.up',          '上一处',         silent),
    bind('compare',     'down',             'compare.down',        '下一处',         silent),
    bind('compare',     'pageup',           'compare.page-up',     '上一屏',         silent),
    bind('compare',     'pagedown',         'compare.page-down',   '下一屏',         silent),
    bind('compare',     'home',             'compare.first',       '第一处',         silent),
    bind('compare',     'end',              'compare.last',        '最后一处',       silent),
  ],
  chains: [['compare'], ['compareOnly', 'compare']],
} as const satisfies KeyGroup;
