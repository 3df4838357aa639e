import { bar, binder, type KeyGroup, silent } from './group.ts';

const bind = binder<'path'>();

/** The dialog that asks for a file. */
// biome-ignore format: table
export const PATH_KEYS = {
  contexts: { path: { title: '选择文件' } },
  bindings: [
    bind('path', 'enter',   'path.take',      '确定',   { ...bar, ...silent }),
    bind('path', 'tab',     'path.complete',  '补全',   { ...bar, silent: true, help: '补全文件夹和文件的名称；有几个时列出' }),
    bind('path', 'escape',  'path.close',     '取消',   { ...bar, ...silent }),
  ],
  chains: [['path', 'text']],
} as const satisfies KeyGroup;
