import { binder, type KeyGroup, kept, silent } from './group.ts';

const CONTEXTS = {
  oneLine: { title: '一行录入' },
  oneLineAsk: { title: '一行录入：选一个' },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

/** A declaration in one line; what is doubtful is chosen by digit. */
// biome-ignore format: table
export const ONE_LINE_KEYS = {
  contexts: CONTEXTS,
  bindings: [
    bind('oneLine',    'enter',             'oneline.take',   '填成新单证', { ...kept, ...silent }),
    bind('oneLine',    'escape alt+c',      'oneline.close',  '取消',       { ...kept, ...silent }),
    bind('oneLineAsk', '1 2 3 4 5 6 7 8 9', 'oneline.choose', '第几个',     { ...kept, silent: true, shown: '1-9' }),
    bind('oneLineAsk', 'escape',            'oneline.back',   '回去改',     { ...kept, ...silent }),
  ],
  chains: [['oneLine', 'text'], ['oneLineAsk']],
} satisfies KeyGroup;
