import { bar, binder, type KeyGroup, silent } from './group.ts';

const bind = binder<'path'>();

/** The dialog that asks for a file. */
// biome-ignore format: table
export const PATH_KEYS = {
  contexts: { path: { title: '选择文件' } },
  bindings: [
    bind('path', 'enter',   'path.take',      '确定',   { ...bar, silent: true, help: '选中的文件，或写在上面的；选中的文件夹则打开' }),
    bind('path', 'up',      'path.up',        '上一个', silent),
    bind('path', 'down',    'path.down',      '下一个', silent),
    bind('path', 'pageup',  'path.page-up',   '上一屏', silent),
    bind('path', 'pagedown', 'path.page-down', '下一屏', silent),
    bind('path', 'tab',     'path.complete',  '补全',   { ...bar, silent: true, help: '补全文件夹和文件的名称；有几个时列出' }),
    bind('path', 'escape',  'path.close',     '取消',   { ...bar, ...silent }),
  ],
  chains: [['path', 'text']],
} as const satisfies KeyGroup;
