import { bar, binder, type KeyGroup, kept, silent } from './group.ts';

const CONTEXTS = { audit: { title: '操作记录', text: true } } as const;

const bind = binder<keyof typeof CONTEXTS>();

// biome-ignore format: table
const BINDINGS = [
  bind('audit', 'enter',        'audit.detail',    '改前改后',   { ...bar, help: '这一条的全部改动' }),
  bind('audit', 'ctrl+o f4',    'audit.open',      '打开单证',   bar),
  bind('audit', 'f3 alt+f',     'audit.only',      '只看这一份', { ...bar, help: '只列出这一份单证、这一项设置的' }),
  bind('audit', 'up shift+tab', 'audit.up',        '上一条',     silent),
  bind('audit', 'down tab',     'audit.down',      '下一条',     silent),
  bind('audit', 'pageup',       'audit.page-up',   '上一屏',     silent),
  bind('audit', 'pagedown',     'audit.page-down', '下一屏',     silent),
  bind('audit', 'escape',       'audit.close',     '返回',       { ...kept, silent: true, help: '清除查找；没有查找时关闭操作记录' }),
];

/** The audit: typing searches. */
export const AUDIT_KEYS = {
  contexts: CONTEXTS,
  bindings: BINDINGS,
  chains: [['audit', 'text', 'app']],
} satisfies KeyGroup;
