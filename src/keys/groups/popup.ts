import { ANY_FIELD, bar, binder, type KeyGroup, kept, silent } from './group.ts';

// biome-ignore format: table
const CONTEXTS = {
  popup:       { title: '弹窗' },
  popupFiles:  { title: '从文件导入' },
  popupRows:   { title: '弹窗里的行' },
  popupFields: { title: '弹窗里的栏位' },
  popupList:   { title: '弹窗里的列表' },
  ticks:       { title: '勾选', text: true },
  sentTicks:   { title: '只能查看的勾选' },
  sentRows:    { title: '只能查看的行' },
} as const;

const bind = binder<keyof typeof CONTEXTS | 'rows'>();

/** Keys of the popups (manual 3.4.4 gives the first of each line). */
// biome-ignore format: table
const BINDINGS = [
  bind('ticks',       'space',                    'ticks.toggle',       '勾选/取消',      { ...bar, ...silent }),
  bind('ticks',       'up',                       'ticks.up',           '上一行',         silent),
  bind('ticks',       'down',                     'ticks.down',         '下一行',         silent),
  bind('ticks',       'pageup',                   'ticks.page-up',      '上一屏',         silent),
  bind('ticks',       'pagedown',                 'ticks.page-down',    '下一屏',         silent),
  bind('ticks',       'home',                     'ticks.first',        '第一行',         silent),
  bind('ticks',       'end',                      'ticks.last',         '最后一行',       silent),
  bind('ticks',       'backspace',                'ticks.backspace',    '删除前一字',     silent),
  bind('ticks',       'enter',                    'popup.confirm',      '确定',           silent),
  bind('ticks',       'tab',                      'popup.next-part',    '填写内容',       silent),
  bind('ticks',       'shift+tab alt+tab ctrl+p', 'popup.previous-part', '上一部分',      silent),

  bind('popupFields', 'enter',                    'popup.next',         '下一栏',         { silent: true, help: '最后一栏之后添加这一行；没有填写则确定。随附单据填了编号即到下一种的编号，最后一种之后确定' }),
  bind('popupFields', 'tab',                      'popup.pass',         '下一栏',         { silent: true, help: '最后一栏之后到下一部分，不添加' }),
  bind('popupFields', 'shift+tab alt+tab ctrl+p', 'popup.previous',     '上一栏',         silent),
  bind('popupFields', 'down',                     'popup.down',         '到列表',         { silent: true, help: '没有列表时到下一栏' }),
  bind('popupFields', 'up',                       'popup.up',           '上一栏',         { silent: true, help: '有勾选列表时回到那里' }),

  bind('popupList',   'enter',                    'popup.take',         '回填',           { ...bar, silent: true }),
  bind('popupList',   'delete',                   'popup.delete',       '删除行',         { ...bar, silent: true }),
  bind('popupList',   'up',                       'popup.list-up',      '上一行',         silent),
  bind('popupList',   'down',                     'popup.list-down',    '下一行',         silent),
  bind('popupList',   'pageup',                   'popup.list-page-up', '上一屏',         silent),
  bind('popupList',   'pagedown',                 'popup.list-page-down', '下一屏',       silent),
  bind('popupList',   'home',                     'popup.list-first',   '第一行',         silent),
  bind('popupList',   'end',                      'popup.list-last',    '最后一行',       silent),
  bind('popupList',   'tab',                      'popup.next-part',    '回到栏位',       { ...bar, silent: true }),
  bind('popupList',   'shift+tab alt+tab ctrl+p', 'popup.previous-part', '上一部分',      silent),

  bind('popupList',   'space',                    'popup.inside',       'VIN码',          { silent: true, help: '打开这一行里面的弹窗：408、409 类资质的 VIN 码' }),

  bind('popupFiles',  'alt+i ctrl+t',             'popup.import',       '导入',           { ...bar, help: '从工作簿导入箱号，可追加或覆盖' }),

  bind('popupRows',   'alt+a f5 ctrl+enter',      'popup.add',          '添加/修改',      { ...bar, help: '把栏位里的内容加到列表；回填的行则保存修改' }),
  bind('popupRows',   'alt+d f8 ctrl+delete',     'popup.delete',       '删除行',         { ...bar, help: '删除列表选中的行，可撤销' }),
  bind('popupRows',   'alt+l ctrl+l',             'popup.take',         '回填',           { help: '把列表选中的行放回栏位，添加变为修改' }),
  bind('popupRows',   'alt+up ctrl+u',            'popup.row-up',       '上移一行'),
  bind('popupRows',   'alt+down ctrl+o',          'popup.row-down',     '下移一行'),

  // They cannot run and say why; the footer does not offer them.
  bind('sentTicks',   'space',                    'ticks.toggle',       '勾选/取消',      silent),
  bind('sentRows',    'alt+a f5 ctrl+enter',      'popup.add',          '添加/修改',      silent),
  bind('sentRows',    'delete alt+d f8 ctrl+delete', 'popup.delete',    '删除行',         silent),
  bind('sentRows',    'enter alt+l ctrl+l',       'popup.take',         '回填',           silent),
  bind('sentRows',    'alt+i ctrl+t',             'popup.import',       '导入',           silent),

  bind('popup',       'alt+o ctrl+s',             'popup.confirm',      '确定',           { ...kept, help: '收下弹窗里的内容，是一步撤销' }),
  bind('popup',       'alt+c escape',             'popup.cancel',       '取消',           { ...kept, help: '恢复打开弹窗之前的内容；Ctrl+Y 可以找回' }),
  bind('popup',       'alt+k ctrl+d',             'popup.clear',        '清空',           { help: '清空栏位；栏位已空时清空全部内容' }),
  bind('popup',       'f4',                       'field.open',         '打开选择',       { help: '代码列表、日历或里面的弹窗' }),
  bind('popup',       'f3',                       'entry.faults',       '差错列表',       { help: '先确定弹窗，再列出全部差错' }),
  bind('popup',       'alt+f',                    'entry.next-fault',   '下一处差错',     { twin: 'entry.faults', help: '先确定弹窗，再到下一处' }),
  bind('popup',       'alt+z',                    'entry.previous-fault', '上一处差错',   { twin: 'entry.faults' }),
  bind('popup',       'ctrl+z',                   'entry.undo',         '撤销',           silent),
  bind('popup',       'ctrl+y',                   'entry.redo',         '重做',           silent),

  bind('rows',        'alt+v',                    'rows.inside',        'VIN码',          { twin: 'app.palette', help: '这一项货物第一条 408、409 类产品资质的 VIN 码' }),
  bind('rows',        'alt+h',                    'rows.totals',        '货物总信息',     { twin: 'app.palette', help: '货物总值、数量、件数、重量的合计，按币种和单位分列' }),
];

const sent = (rows: readonly string[]): readonly string[] => (rows.length > 0 ? ['sentRows', ...rows] : []);

export const POPUP_KEYS = {
  contexts: CONTEXTS,
  bindings: BINDINGS,
  chains: [[], ['popupRows'], ['popupFiles', 'popupRows']].flatMap(rows => [
    ['ticks', ...rows, 'popup', 'app'],
    ['popupList', ...rows, 'popup', 'app'],
    ['sentTicks', 'ticks', ...sent(rows), 'popup', 'app'],
    ['sentRows', 'popupList', ...rows, 'popup', 'app'],
    ...ANY_FIELD.map(field => [...field, 'popupFields', ...sent(rows), 'popup', 'app']),
    ...ANY_FIELD.map(field => [...field, 'popupFields', ...rows, 'popup', 'app']),
  ]),
} satisfies KeyGroup;
