import { bar, binder, type KeyGroup, kept, silent } from './group.ts';

const CONTEXTS = {
  split: { title: '拆单' },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

/** What a declaration is split into; what is typed is how many goods lines a part has at most. */
// biome-ignore format: table
export const SPLIT_KEYS = {
  contexts: CONTEXTS,
  bindings: [
    bind('split', 'enter f10 alt+o',  'split.make',      '拆单',     { ...kept, ...silent }),
    bind('split', 'escape alt+c',     'split.close',     '取消',     { ...kept, ...silent }),
    bind('split', 'tab f4 shift+tab', 'split.by',        '怎么拆',   { ...bar, ...silent }),
    bind('split', 'up',               'split.up',        '上一份',   silent),
    bind('split', 'down',             'split.down',      '下一份',   silent),
    bind('split', 'pageup',           'split.page-up',   '上一屏',   silent),
    bind('split', 'pagedown',         'split.page-down', '下一屏',   silent),
  ],
  chains: [['split', 'text']],
} satisfies KeyGroup;
