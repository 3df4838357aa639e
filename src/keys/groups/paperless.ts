import { bar, binder, type KeyGroup, kept, silent } from './group.ts';

// biome-ignore format: table
const CONTEXTS = {
  paperless:         { title: '无纸化' },
  paperlessWeb:      { title: '局端的无纸化网页' },
  paperlessDocument: { title: '一份无纸化单据', text: true },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

/** Paperless documents (3.6): the documents of a declaration, and the form of one. */
// biome-ignore format: table
export const PAPERLESS_KEYS = {
  contexts: CONTEXTS,
  bindings: [
    bind('paperless', 'enter',              'paperless.open',       '修改',       { help: '改这份单据的类型、编号、名称、备注；在最后一行添加一份' }),
    bind('paperless', 'a ctrl+n insert',    'paperless.add',        '添加单据',   { ...bar, help: '先填类型，再选文件；局端要的排在前面' }),
    bind('paperless', 'f f4',               'paperless.file',       '附件',       { ...bar, help: '给这份单据加一个文件；原件移走也不要紧，这里存着副本' }),
    bind('paperless', 'f9',                 'paperless.send',       '发送',       { ...bar, help: '上传附件并申报，中断以后再按接着传；通讯方式是 web 嵌入时打开局端网页' }),
    bind('paperless', 'w f3',               'paperless.way',        '申报方式',   { ...bar, help: '企业自存或电子申报；先选的为准，可以重选' }),
    bind('paperless', 'delete d f8 ctrl+d', 'paperless.remove',     '删除',       { help: '删去这份单据或这个附件' }),
    bind('paperless', 'r',                  'paperless.remark',     '备注',       { help: '整份无纸化申报的备注' }),
    bind('paperless', 'e f6',               'paperless.web',        '局端网页',   { help: 'web 嵌入方式：局端网页的地址和二维码，在浏览器或手机上申报' }),
    bind('paperless', 'f5',                 'app.receive',          '接收回执'),
    bind('paperless', 'f7',                 'paperless.receipts',   '查看回执',   { help: '局端的全部回执' }),
    bind('paperless', 'o',                  'paperless.entry',      '打开单证',   { help: '打开这份单证的录单页面' }),
    bind('paperless', 'tab shift+tab',      'paperless.tab',        '备案信息',   { help: '换到备案信息，或回到单据' }),
    bind('paperless', 'up',                 'paperless.up',         '上一行',     silent),
    bind('paperless', 'down',               'paperless.down',       '下一行',     silent),
    bind('paperless', 'pageup',             'paperless.page-up',    '上一屏',     silent),
    bind('paperless', 'pagedown',           'paperless.page-down',  '下一屏',     silent),
    bind('paperless', 'home',               'paperless.first',      '第一行',     silent),
    bind('paperless', 'end',                'paperless.last',       '最后一行',   silent),
    bind('paperless', 'escape',             'paperless.close',      '返回',       { ...kept, ...silent }),

    bind('paperlessWeb', 'enter o',         'web.open',             '用浏览器打开', { ...bar, ...silent }),
    bind('paperlessWeb', 'escape',          'web.close',            '关闭',       { ...kept, ...silent }),

    bind('paperlessDocument', 'enter',                'document.next',   '下一项',   { ...bar, silent: true, help: '选定类型，到下一项；最后一项之后保存' }),
    bind('paperlessDocument', 'tab',                  'document.down',   '下一项',   silent),
    bind('paperlessDocument', 'shift+tab alt+tab ctrl+p', 'document.up',     '上一项',   silent),
    bind('paperlessDocument', 'up',                   'document.previous-choice', '上一个', silent),
    bind('paperlessDocument', 'down',                 'document.next-choice',     '下一个', silent),
    bind('paperlessDocument', 'f10 ctrl+s alt+s',     'document.keep',   '保存',     { ...bar, ...silent }),
    bind('paperlessDocument', 'escape',               'document.close',  '取消',     { ...kept, ...silent }),
  ],
  chains: [
    ['paperless', 'app'],
    ['paperlessDocument', 'text'],
    ['paperlessWeb'],
  ],
} satisfies KeyGroup;
