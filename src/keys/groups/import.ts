import { bar, binder, type KeyGroup, silent } from './group.ts';

// biome-ignore format: table
const CONTEXTS = {
  menu:   { title: '菜单' },
  review: { title: '导入前核对' },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

/** The menu of the data import, and what a workbook says before anything of it is taken (K8, I1, I3). */
// biome-ignore format: table
export const IMPORT_KEYS = {
  contexts: CONTEXTS,
  bindings: [
    bind('menu',   'enter space',       'menu.choose',       '选定',     { ...bar, ...silent }),
    bind('menu',   '1 2 3 4 5 6 7 8 9', 'menu.number',       '第几项',   { silent: true, twin: 'menu.choose' }),
    bind('menu',   'up shift+tab',      'menu.up',           '上一项',   silent),
    bind('menu',   'down tab',          'menu.down',         '下一项',   silent),
    bind('menu',   'escape alt+c',      'menu.close',        '取消',     { ...bar, ...silent }),
    bind('review', 'enter alt+o f10',   'review.take',       '导入',     { ...bar, ...silent }),
    bind('review', 'tab',               'review.next-fault', '下一处差错', { ...bar, ...silent }),
    bind('review', 'h',                 'review.hidden',     '连同隐藏的行', { ...bar, ...silent, help: '表里隐藏或筛选掉的行也读进来，重新核对' }),
    bind('review', 'up',                'review.up',         '上一行',   silent),
    bind('review', 'down',              'review.down',       '下一行',   silent),
    bind('review', 'pageup',            'review.page-up',    '上一屏',   silent),
    bind('review', 'pagedown space',    'review.page-down',  '下一屏',   silent),
    bind('review', 'home',              'review.first',      '第一行',   silent),
    bind('review', 'end',               'review.last',       '最后一行', silent),
    bind('review', 'escape alt+c',      'review.close',      '不导入',   { ...bar, ...silent }),
  ],
  chains: [['menu'], ['review']],
} as const satisfies KeyGroup;
