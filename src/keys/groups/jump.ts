import { bar, binder, type KeyGroup, silent } from './group.ts';

const CONTEXTS = {
  jump: { title: '跳到栏位', text: true, others: 'jump.leave' },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

/** Jump mode of the entry page: what is typed is a mark; every key that is not here leaves the mode and does nothing else. */
// biome-ignore format: table
export const JUMP_KEYS = {
  contexts: CONTEXTS,
  bindings: [
    bind('jump', 'f1 f2 f3 f4 f5', 'jump.section', '到 F1-F5 那一段', silent),
    bind('jump', 'pagedown',    'jump.page-down', '下一屏',          { ...bar, ...silent }),
    bind('jump', 'pageup',      'jump.page-up',   '上一屏',          { ...bar, ...silent }),
    bind('jump', 'backspace',   'jump.back',      '重按标记',        silent),
    bind('jump', 'escape',      'jump.leave',     '不跳',            { ...bar, ...silent }),
  ],
  chains: [['jump', 'app']],
} as const satisfies KeyGroup;
