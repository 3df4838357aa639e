import { bar, binder, type KeyGroup, kept, silent } from './group.ts';

const bind = binder<'preview' | 'previewMoves'>();

/** The preview of papers (T3). */
// biome-ignore format: table
export const PREVIEW_KEYS = {
  contexts: { preview: { title: '打印预览' }, previewMoves: { title: '在版面上移动' } },
  bindings: [
    bind('preview', 'n',                 'preview.next-page',      '下一页',       { ...bar, ...silent }),
    bind('preview', 'p',                 'preview.previous-page',  '上一页',       { ...bar, ...silent }),
    bind('preview', '+ =',               'preview.larger',         '放大',         { ...bar, ...silent }),
    bind('preview', '-',                 'preview.smaller',        '缩小',         { ...bar, ...silent }),
    bind('preview', '0',                 'preview.whole',          '整页/整宽',    { ...bar, silent: true, help: '看整页；再按看整个宽度' }),
    bind('preview', 'tab',               'preview.next-box',       '下一栏',       { ...bar, silent: true, help: '逐栏看：下面一行是它的全部内容' }),
    bind('preview', 'shift+tab alt+tab', 'preview.previous-box',   '上一栏',       { silent: true, twin: 'preview.next-box' }),
    bind('preview', 'b',                 'preview.boxes',          '显示栏目位置', { help: '每一栏的位置用点标出，或不标' }),
    bind('preview', 'o',                 'preview.open',           '打开 PDF',     { ...bar, help: '写成临时的 PDF，在桌面上打开；没有桌面时说出文件在哪里' }),
    bind('preview', 'v',                 'preview.picture',        '真实版面',     { help: '终端能显示图像时（kitty、iTerm、sixel）看真实的版面，要装 pdftoppm；再按回到文字' }),
    bind('preview', 'enter alt+p',       'preview.print',          '打印',         { ...kept, help: '选单据、打印机或文件' }),
    bind('preview', '. >',               'preview.next-entry',     '下一份单证',   { help: '一起预览的下一份' }),
    bind('preview', ', <',               'preview.previous-entry', '上一份单证'),
    bind('previewMoves', 'up',                'preview.up',             '向上',         silent),
    bind('previewMoves', 'down',              'preview.down',           '向下',         silent),
    bind('previewMoves', 'left',              'preview.left',           '向左',         silent),
    bind('previewMoves', 'right',             'preview.right',          '向右',         silent),
    bind('previewMoves', 'pageup backspace',  'preview.page-up',        '上一屏',       silent),
    bind('previewMoves', 'pagedown space',    'preview.page-down',      '下一屏',       { silent: true, help: '到一页的末尾以后是下一页' }),
    bind('previewMoves', 'home',              'preview.first',          '到页首',       silent),
    bind('previewMoves', 'end',               'preview.last',           '到页尾',       silent),
    bind('preview', 'escape',            'preview.back',           '返回',         { ...kept, ...silent }),
  ],
  chains: [['previewMoves', 'preview', 'app']],
} as const satisfies KeyGroup;
