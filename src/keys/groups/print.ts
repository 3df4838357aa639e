import { bar, binder, type KeyGroup, silent } from './group.ts';

const bind = binder<'print'>();

/** The dialog that asks what is printed and where (T5). */
// biome-ignore format: table
export const PRINT_KEYS = {
  contexts: { print: { title: '打印' } },
  bindings: [
    bind('print', 'enter',              'print.go',       '打印',       { ...bar, ...silent }),
    bind('print', 'space',              'print.change',   '勾选/改变',  { ...bar, silent: true, help: '勾选单据，或换成下一个：内容、打到哪里、份数、单双面、文件' }),
    bind('print', 'right',              'print.change',   '下一个',     silent),
    bind('print', 'left',               'print.back',     '前一个',     silent),
    bind('print', 'f4 v',               'print.preview',  '预览',       { ...bar, silent: true, help: '在屏幕上看版面' }),
    bind('print', '0 1 2 3 4 5 6 7 8 9', 'print.number',  '勾选第几个', { silent: true, shown: '0-9', help: '勾选那一种单据；在份数上则是份数' }),
    bind('print', 'up shift+tab',       'print.up',       '上一项',     silent),
    bind('print', 'down tab',           'print.down',     '下一项',     silent),
    bind('print', 'home',               'print.first',    '第一项',     silent),
    bind('print', 'end',                'print.last',     '最后一项',   silent),
    bind('print', 'escape',             'print.close',    '取消',       { ...bar, ...silent }),
  ],
  chains: [['print']],
} as const satisfies KeyGroup;
