import { bar, binder, type KeyGroup, kept, silent } from './group.ts';

const CONTEXTS = {
  apportion: { title: '分摊' },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

/** A total over the goods lines; what is typed is the total. */
// biome-ignore format: table
export const APPORTION_KEYS = {
  contexts: CONTEXTS,
  bindings: [
    bind('apportion', 'enter f10 alt+o',      'apportion.deal',      '分摊',     { ...kept, ...silent }),
    bind('apportion', 'escape alt+c',         'apportion.close',     '取消',     { ...kept, ...silent }),
    bind('apportion', 'tab',                  'apportion.of',        '分什么',   { ...bar, ...silent }),
    bind('apportion', 'f4 shift+tab',         'apportion.by',        '按什么',   { ...bar, ...silent }),
    bind('apportion', 'space insert',         'apportion.keep',      '保持原数', { ...bar, ...silent }),
    bind('apportion', 'up',                   'apportion.up',        '上一项',   silent),
    bind('apportion', 'down',                 'apportion.down',      '下一项',   silent),
    bind('apportion', 'pageup',               'apportion.page-up',   '上一屏',   silent),
    bind('apportion', 'pagedown',             'apportion.page-down', '下一屏',   silent),
  ],
  chains: [['apportion', 'text']],
} satisfies KeyGroup;
