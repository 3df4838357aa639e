import { bar, binder, type KeyGroup, kept, silent } from './group.ts';

const CONTEXTS = { trash: { title: '回收站', text: true } } as const;

const bind = binder<keyof typeof CONTEXTS>();

// biome-ignore format: table
const BINDINGS = [
  bind('trash', 'enter',      'trash.restore',   '恢复',       { ...bar, help: '单证回到列表，和删除前一样' }),
  bind('trash', 'ctrl+o f4',  'trash.open',      '恢复并打开', bar),
  bind('trash', 'up shift+tab', 'trash.up',      '上一份',     silent),
  bind('trash', 'down tab',   'trash.down',      '下一份',     silent),
  bind('trash', 'pageup',     'trash.page-up',   '上一屏',     silent),
  bind('trash', 'pagedown',   'trash.page-down', '下一屏',     silent),
  bind('trash', 'escape',     'trash.close',     '返回',       { ...kept, silent: true, help: '清除查找；没有查找时关闭回收站' }),
];

/** The trash: typing searches. */
export const TRASH_KEYS = {
  contexts: CONTEXTS,
  bindings: BINDINGS,
  chains: [['trash', 'text', 'app']],
} satisfies KeyGroup;
