import { bar, binder, type KeyGroup, silent } from './group.ts';

const CONTEXTS = {
  checkList: { title: '核对单' },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

// biome-ignore format: table
export const CHECK_LIST_KEYS = {
  contexts: CONTEXTS,
  bindings: [
    bind('checkList', 'up',                'checklist.up',        '上一行',   silent),
    bind('checkList', 'down',              'checklist.down',      '下一行',   silent),
    bind('checkList', 'pageup',            'checklist.page-up',   '上一屏',   silent),
    bind('checkList', 'pagedown space',    'checklist.page-down', '下一屏',   { ...bar, ...silent }),
    bind('checkList', 'f4 tab',            'checklist.against',   '对照别的', { ...bar, ...silent }),
    bind('checkList', 'p alt+p ctrl+s',    'checklist.write',     '写成 PDF、工作簿', { ...bar, ...silent }),
    bind('checkList', 'escape enter',      'checklist.close',     '关闭',     { ...bar, ...silent }),
  ],
  chains: [['checkList']],
} satisfies KeyGroup;
