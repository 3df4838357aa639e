import { ANY_FIELD, bar, binder, type KeyGroup, silent } from './group.ts';

// biome-ignore format: table
const CONTEXTS = {
  gridCell: { title: '表格的格子', text: true },
  gridRows: { title: '表格的行' },
  grid:     { title: '表格' },
} as const;

const bind = binder<keyof typeof CONTEXTS | 'fields' | 'goodsList'>();

/** Keys of lists that are shown as grids. What is typed goes into the cell, so that every function has a chord. */
// biome-ignore format: table
const BINDINGS = [
  bind('fields',    'alt+q',                 'entry.grid',       '表格录入',       { help: '货物和集装箱一行一项地录入；再按一次回到表单。货物列表里按 Ctrl+Q 也是' }),
  bind('goodsList', 'ctrl+q',                'entry.grid',       '表格录入',       { ...bar, ...silent }),

  bind('gridCell',  'left',                  'cell.left',        '左边一栏',       silent),
  bind('gridCell',  'right',                 'cell.right',       '右边一栏',       silent),
  bind('gridCell',  'home',                  'cell.first',       '第一栏',         silent),
  bind('gridCell',  'end',                   'cell.last',        '最后一栏',       silent),
  bind('gridCell',  'ctrl+e',                'text.end',         '改这一格',       { silent: true, help: '光标到末尾，改原来的内容；直接输入则换掉' }),
  bind('gridCell',  'backspace',             'text.backspace',   '清空这一格',     silent),
  bind('gridCell',  'delete',                'text.delete',      '清空这一格',     silent),
  bind('gridCell',  'space insert',          'grid.mark',        '标记',           { ...bar, silent: true, help: '标记这一行，或取消，再到下一行' }),
  bind('gridCell',  'shift+down',            'grid.mark-down',   '往下标记',       { silent: true, twin: 'grid.mark' }),
  bind('gridCell',  'shift+up',              'grid.mark-up',     '往上标记',       { silent: true, twin: 'grid.mark' }),
  bind('gridCell',  'ctrl+a alt+a',          'grid.mark-all',    '全部标记',       { help: '标记全部的行，或全部取消' }),

  bind('gridRows',  'f5',                    'grid.mark-same',   '标记同类',       { ...bar, help: '标记这一栏内容相同的行；在CIQ代码一栏则是HS编码也相同的' }),
  bind('gridRows',  'ctrl+enter ctrl+f',     'grid.fill',        '填到标记的',     { ...bar, help: '这一格的内容填到全部标记的行；没有标记则填到所有的行。空的代码栏先选代码' }),
  bind('gridRows',  'ctrl+d',                'grid.fill-down',   '向下填',         { help: '取上面一格的内容；有标记则第一个标记的填到其余标记的' }),
  bind('gridRows',  'ctrl+c',                'grid.copy',        '复制行',         { help: '在后面加一行相同的；有标记则复制标记的' }),
  bind('gridRows',  'ctrl+delete f8',        'grid.delete',      '删除行',         { help: '删除标记的行；没有标记则删除这一行。一步撤销' }),
  bind('gridRows',  'ctrl+p',                'grid.sort',        '按这一栏排列',   { help: '项号随之改变；再按一次倒着排' }),
  bind('gridRows',  'alt+up ctrl+u',         'rows.up',          '上移一行'),
  bind('gridRows',  'alt+down ctrl+o',       'rows.down',        '下移一行'),
  bind('gridRows',  'alt+g',                 'rows.make-goods',  '生成货物',       { twin: 'app.palette', help: '按录入的集装箱生成箱货对应关系' }),
  bind('gridRows',  'alt+h',                 'rows.totals',      '货物总信息',     { twin: 'app.palette', help: '货物总值、数量、件数、重量的合计，按币种和单位分列' }),

  bind('grid',      'alt+f ctrl+l alt+e',    'grid.next-fault',  '下一处差错',     { ...bar, help: '到下一个有差错的格子；没有差错则到有提醒的' }),
  bind('grid',      'alt+z',                 'grid.previous-fault', '上一处差错',  { twin: 'grid.next-fault' }),
  bind('grid',      'alt+q ctrl+q',          'entry.grid',       '回到表单',       { ...bar, help: '这一行放进表单' }),
  bind('grid',      'f4',                    'field.open',       '打开选择',       { ...bar, help: '代码列表、日历或弹窗' }),
  bind('grid',      'enter',                 'grid.next',        '下一格',         { silent: true, help: '检索到多个时进入代码列表；最后一栏之后到下一行' }),
  bind('grid',      'tab',                   'grid.pass',        '下一格',         { silent: true, help: '输入的原样收下' }),
  bind('grid',      'shift+tab alt+tab',     'grid.previous',    '上一格',         { silent: true, twin: 'cell.left' }),
  bind('grid',      'up',                    'grid.up',          '上一行',         silent),
  bind('grid',      'down',                  'grid.down',        '下一行',         silent),
  bind('grid',      'pageup',                'grid.page-up',     '上一屏',         { silent: true, help: '在第一行则到上一段' }),
  bind('grid',      'pagedown',              'grid.page-down',   '下一屏',         { silent: true, help: '在最后一行则到下一段' }),
  bind('grid',      'ctrl+home',             'grid.first',       '第一行',         { silent: true, twin: 'grid.page-up' }),
  bind('grid',      'ctrl+end',              'grid.last',        '最后一行',       { silent: true, twin: 'grid.page-down' }),
  bind('grid',      'alt+j ctrl+]',          'entry.jump',       '跳到栏位',       { help: '到别的段和栏位' }),
  bind('grid',      'escape',                'grid.escape',      '还原、取消标记', silent),
];

/** A cell that is being edited. */
/** A cell that takes no text has contexts of its own. */
const TYPED_CELL = ANY_FIELD.filter(field => field.some(name => name === 'text' || name === 'calendar'));

const AROUND = ['gridRows', 'grid', 'entry', 'app'];

export const GRID_KEYS = {
  contexts: CONTEXTS,
  bindings: BINDINGS,
  chains: [
    ['gridCell', ...AROUND],
    ['flag', 'gridCell', ...AROUND],
    ['gridCell', 'sent', ...AROUND],
    ...TYPED_CELL.map(field => [...field, ...AROUND]),
  ],
} satisfies KeyGroup;
