import { bar, binder, type KeyGroup, silent } from './group.ts';

const bind = binder<'recover'>();

/** The list of what was not saved (K1, E10). */
// biome-ignore format: table
export const RECOVER = {
  contexts: { recover: { title: '没有保存的单证' } },
  bindings: [
    bind('recover', 'enter',             'recover.open',   '打开',       { ...bar, ...silent }),
    bind('recover', 'delete f8 ctrl+d',  'recover.delete', '永久删除',   { ...bar, ...silent }),
    bind('recover', 'up shift+tab',      'recover.up',     '上一份',     silent),
    bind('recover', 'down tab',          'recover.down',   '下一份',     silent),
    bind('recover', 'escape',            'recover.close',  '关闭',       { ...bar, ...silent }),
  ],
  chains: [['recover']],
} as const satisfies KeyGroup;
