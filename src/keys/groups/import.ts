import { ANY_FIELD, bar, binder, type KeyGroup, silent } from './group.ts';

// biome-ignore format: table
const CONTEXTS = {
  menu:   { title: '菜单' },
  review: { title: '导入前核对' },
  reviewWhole: { title: '整单核对' },
  reviewParts: { title: '逐栏核对' },
  reviewValues: { title: '表头和逐栏' },
  reviewEdit: { title: '核对时改一格' },
  sources: { title: '各栏读作什么' },
  meaning: { title: '这一栏读作' },
  mappings: { title: '栏目对应' },
} as const;

/** Rows, and values one below the other. */
const REVIEW: readonly (readonly string[])[] = [
  ['reviewParts', 'review'],
  ['reviewValues', 'reviewParts', 'review'],
];

const bind = binder<keyof typeof CONTEXTS>();

/** The menu of the data import, and what a workbook says before anything of it is taken (K8, I1, I3). */
// biome-ignore format: table
export const IMPORT_KEYS = {
  contexts: CONTEXTS,
  bindings: [
    bind('menu',   'enter space',       'menu.choose',       '选定',     { ...bar, ...silent }),
    bind('menu',   '1 2 3 4 5 6 7 8 9', 'menu.number',       '第几项',   { silent: true, twin: 'menu.choose' }),
    bind('menu',   'up shift+tab',      'menu.up',           '上一项',   silent),
    bind('menu',   'down tab',          'menu.down',         '下一项',   silent),
    bind('menu',   'escape alt+c',      'menu.close',        '取消',     { ...bar, ...silent }),
    bind('review', 'enter alt+o f10',   'review.take',       '导入',     { ...bar, ...silent }),
    bind('review', 'space',             'review.toggle',     '要/不要',  { ...bar, silent: true, help: '这一行导入，或不导入；合计、备注、隐藏的行也可以要' }),
    bind('review', 'e f4',              'review.edit',       '改',       { ...bar, silent: true, help: '改这一格；在差错的一行上就改有差错的那一格。代码可以输入名称、别名、拼音首字母' }),
    bind('review', 'right',             'review.right',      '栏',       { bar: 'kept', silent: true, shown: '←→', help: '左右的栏，看不见的移进来' }),
    bind('review', 'tab f3',             'review.next-fault', '差错',     { ...bar, silent: true, help: '下一处差错' }),
    bind('review', 'a',                 'review.fill',       '整栏',     { ...bar, silent: true, help: '这一栏的内容给全部的行；有标记则只给标记的' }),
    bind('review', 'n insert',          'review.add',        '加一行',   { ...bar, silent: true, help: '在这一行之后加一行' }),
    bind('review', 'm',                 'review.mark',       '标记',     { silent: true, help: '标记这一行，或取消；整栏设值时只给标记的' }),
    bind('review', 'k',                 'review.columns',    '对栏',     { ...bar, silent: true, help: '工作簿的每一栏读作什么，可以改，也可以不采用' }),
    bind('review', 'h',                 'review.hidden',     '隐藏的', { ...bar, silent: true, help: '隐藏的、筛选掉的行和隐藏的栏也要，或都不要' }),
    bind('review', 'ctrl+z',            'review.undo',       '撤销',     { ...bar, silent: true, help: '撤销核对时的一步' }),
    bind('reviewWhole', '1 2 3',             'review.part',       '部分',     { ...bar, silent: true, shown: '1-3', help: '整单的三部分：1 表头，2 货物，3 集装箱' }),
    bind('reviewValues', 'insert n',         'review.add',        '加一行',   { silent: true, help: '在弹窗的内容上：给那个弹窗加一行' }),
    bind('reviewParts', 'ctrl+y',            'review.redo',       '重做',     { silent: true }),
    bind('reviewParts', 'o',                 'review.values',     '逐栏',     { silent: true, help: '这一行逐栏看，连同弹窗里的内容，都可以改；Esc 回到列表' }),
    bind('reviewParts', 'v',                 'review.empty',      '空栏',     { silent: true, help: '表头和逐栏里也列出空着的栏，或不列' }),
    bind('reviewWhole', 's',                 'review.keep',       '直接存',   { silent: true, help: '整单不打开，没有差错存为已保存，有差错存为草稿' }),
    // They cannot run and say why, or move nothing; the footer does not offer them.
    bind('reviewWhole', 'k',                 'review.columns',    '对栏',     { silent: true, help: '整单的栏不用对应' }),
    bind('reviewValues', 'a',                'review.fill',       '整栏',     { silent: true, help: '在货物、集装箱的列表里设' }),
    bind('reviewValues', 'right',            'review.right',      '栏',       { silent: true, help: '列表里才有左右的栏' }),
    bind('review', 'f1',                'app.help',          '帮助',     { ...bar, ...silent }),
    bind('review', 'left',              'review.left',       '左边的栏', silent),
    bind('review', 'up',                'review.up',         '上一行',   silent),
    bind('review', 'down',              'review.down',       '下一行',   silent),
    bind('review', 'pageup',            'review.page-up',    '上一屏',   silent),
    bind('review', 'pagedown',          'review.page-down',  '下一屏',   silent),
    bind('review', 'home',              'review.first',      '第一行',   silent),
    bind('review', 'end',               'review.last',       '最后一行', silent),
    bind('review', 'escape alt+c',      'review.close',      '不导入',   { bar: 'kept', ...silent }),

    bind('reviewEdit', 'enter',         'review.commit',     '改好',     { ...bar, ...silent }),
    bind('reviewEdit', 'tab',           'review.commit-on',  '改好，到右边的栏', silent),
    bind('reviewEdit', 'f4',            'field.open',        '打开选择', { ...bar, silent: true, help: '代码列表或日历' }),
    bind('reviewEdit', 'escape',        'review.give-up',    '不改',     { ...bar, ...silent }),
    bind('reviewEdit', 'ctrl+u',        'text.delete-before', '删除前面全部', { silent: true, twin: 'text.backspace' }),

    bind('sources', 'enter',      'sources.choose', '改',    { ...bar, silent: true, help: '选这一栏读作什么' }),
    bind('sources', 'b',                'sources.keep',      '留下对应', { ...bar, silent: true, help: '起个名称留下，以后导入有这些表头的工作簿时按它来读' }),
    bind('sources', 'l',                'sources.kept',      '用留下的', { ...bar, silent: true, help: '留下的全部栏目对应：选用、改名、删除' }),
    bind('sources', 'up shift+tab', 'sources.up', '上一栏',  silent),
    bind('sources', 'down tab',   'sources.down', '下一栏',  silent),
    bind('sources', 'pageup',     'sources.page-up', '上一屏', silent),
    bind('sources', 'pagedown',   'sources.page-down', '下一屏', silent),
    bind('sources', 'home',       'sources.first', '第一栏', silent),
    bind('sources', 'end',        'sources.last', '最后一栏', silent),
    bind('sources', 'escape k',   'sources.close', '回到核对', { ...bar, ...silent }),

    bind('mappings', 'enter',           'mappings.take',     '选用',     { ...bar, silent: true, help: '按它来读；在设置里则改名' }),
    bind('mappings', 'e',               'mappings.rename',   '改名',     { ...bar, ...silent }),
    bind('mappings', 'delete f8',       'mappings.delete',   '删除',     { ...bar, ...silent }),
    bind('mappings', 'up shift+tab',    'mappings.up',       '上一个',   silent),
    bind('mappings', 'down tab',        'mappings.down',     '下一个',   silent),
    bind('mappings', 'pageup',          'mappings.page-up',  '上一屏',   silent),
    bind('mappings', 'pagedown',        'mappings.page-down', '下一屏',  silent),
    bind('mappings', 'escape',          'mappings.close',    '关闭',     { ...bar, ...silent }),

    bind('meaning', 'enter',            'meaning.choose',    '选定',     { ...bar, ...silent }),
    bind('meaning', 'up',               'meaning.up',        '上一个',   silent),
    bind('meaning', 'down tab',         'meaning.down',      '下一个',   silent),
    bind('meaning', 'pageup',           'meaning.page-up',   '上一屏',   silent),
    bind('meaning', 'pagedown',         'meaning.page-down', '下一屏',   silent),
    bind('meaning', 'escape',           'meaning.close',     '取消',     { ...bar, ...silent }),
  ],
  chains: [['menu'], ...REVIEW, ...REVIEW.map(chain => ['reviewWhole', ...chain]), ['sources'],
    ['mappings'], ['meaning', 'text'], ...ANY_FIELD.map(field => [...field, 'reviewEdit'])],
} satisfies KeyGroup;
