import { bar, binder, type KeyGroup, kept, silent, TYPED_FIELD } from './group.ts';

// biome-ignore format: table
const CONTEXTS = {
  settings:     { title: '设置' },
  settingsMenu: { title: '设置的各部分' },
  switches:     { title: '报检开关' },
  printing:     { title: '打印设置' },
  calibration:  { title: '校准打印机' },
  rules:        { title: '检查规则' },
  shortcuts:    { title: '随附单据快捷键', text: true },
  drafts:       { title: '应用和取消' },
  settingsForm: { title: '设置的表单' },
  mapping:      { title: '货物导入配置' },
  register:     { title: '列表和表单' },
  registerList: { title: '列表', text: true },
  parties:      { title: '收发货人维护' },
  enterprises:  { title: '报检注册' },
  headings:     { title: '工作簿的表头' },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

/** Keys of the settings; the same things have the same keys as in the popups of the entry page. */
// biome-ignore format: table
const BINDINGS = [
  bind('settingsMenu', 'left up',                    'settings.previous-part', '左边一部分', silent),
  bind('settingsMenu', 'right',                      'settings.next-part',     '右边一部分', silent),
  bind('settingsMenu', 'enter tab down',             'settings.enter',         '进去',       { ...bar, ...silent }),
  bind('settingsMenu', '1 2 3 4 5 6 7 8',                'settings.part',          '第几部分',   silent),
  bind('settings',     'f6 alt+right',               'settings.next-part',     '下一部分',   { ...bar, help: '设置的下一部分；没有应用的修改留着' }),
  bind('settings',     'f7 alt+left',                'settings.previous-part', '上一部分'),
  bind('settings',     'escape',                     'settings.back',          '返回',       { ...kept, silent: true, help: '依次清除查找、标记，回到列表、各部分，最后关闭设置' }),

  bind('switches',     'space enter',                'switches.change',        '改变',       { ...bar, ...silent }),
  bind('switches',     'up shift+tab',               'switches.up',            '上一项',     silent),
  bind('switches',     'down tab',                   'switches.down',          '下一项',     silent),

  bind('rules',        'space enter',                'rules.change',           '改变',       { ...bar, silent: true, help: '差错、提醒、关，依次换一个' }),
  bind('rules',        'backspace delete',           'rules.usual',            '恢复通常的', { ...bar, silent: true, help: '这条规则按通常的算' }),
  bind('rules',        'up shift+tab',               'rules.up',               '上一条',     silent),
  bind('rules',        'down tab',                   'rules.down',             '下一条',     silent),
  bind('rules',        'pageup',                     'rules.page-up',          '上一屏',     silent),
  bind('rules',        'pagedown',                   'rules.page-down',        '下一屏',     silent),
  bind('rules',        'home',                       'rules.first',            '第一条',     silent),
  bind('rules',        'end',                        'rules.last',             '最后一条',   silent),

  bind('printing',     'space enter right',          'printing.change',        '改变',       { ...bar, silent: true, help: '下一个；校准和字体则打开' }),
  bind('printing',     'left',                       'printing.back',          '前一个',     silent),
  bind('printing',     'backspace delete',           'printing.clear',         '清除',       { silent: true, help: '不要第二个字体' }),
  bind('printing',     'f5',                         'printing.again',         '重找打印机', { ...bar, silent: true, help: '再看一次有哪些打印队列、状态怎样' }),
  bind('printing',     'up shift+tab',               'printing.up',            '上一项',     silent),
  bind('printing',     'down tab',                   'printing.down',          '下一项',     silent),
  bind('printing',     'home',                       'printing.first',         '第一项',     silent),
  bind('printing',     'end',                        'printing.last',          '最后一项',   silent),
  bind('calibration',  'enter alt+o',                'calibration.keep',       '保存',       { ...bar, ...silent }),
  bind('calibration',  'up shift+tab',               'calibration.up',         '上一个',     silent),
  bind('calibration',  'down tab',                   'calibration.down',       '下一个',     { ...bar, ...silent }),
  bind('calibration',  'escape alt+c',               'calibration.close',      '取消',       { ...bar, ...silent }),

  bind('shortcuts',    'backspace delete',           'shortcuts.clear',        '清除',       { ...bar, silent: true, help: '这种单据没有快捷键' }),
  bind('shortcuts',    'up',                         'shortcuts.up',           '上一行',     silent),
  bind('shortcuts',    'down',                       'shortcuts.down',         '下一行',     silent),
  bind('shortcuts',    'left shift+tab alt+tab ctrl+p', 'shortcuts.left',      '前一种',     silent),
  bind('shortcuts',    'right tab enter',            'shortcuts.right',        '后一种',     silent),
  bind('shortcuts',    'home pageup',                'shortcuts.first',        '第一种',     silent),
  bind('shortcuts',    'end pagedown',               'shortcuts.last',         '最后一种',   silent),

  bind('drafts',       'alt+o ctrl+s',               'drafts.apply',           '应用',       { ...kept, help: '保存修改，从现在起生效' }),
  bind('drafts',       'alt+r ctrl+t',               'drafts.restore',         '恢复默认',   { ...bar, help: '换回默认的内容；应用以后才生效' }),
  bind('drafts',       'alt+c ctrl+z',               'drafts.cancel',          '取消',       { ...bar, help: '不要没有应用的修改' }),

  bind('settingsForm', 'enter',                      'form.next',              '下一栏',     { silent: true, help: '最后一栏之后增加这一行' }),
  bind('settingsForm', 'tab',                        'form.pass',              '下一栏',     { silent: true, help: '最后一栏之后到列表，不增加' }),
  bind('settingsForm', 'shift+tab alt+tab ctrl+p',   'form.previous',          '上一栏',     silent),
  bind('settingsForm', 'up',                         'form.up',                '上一行',     silent),
  bind('settingsForm', 'down',                       'form.down',              '下一行',     silent),
  bind('settingsForm', 'pageup',                     'form.previous-section',  '上一段',     silent),
  bind('settingsForm', 'pagedown',                   'form.next-section',      '下一段',     silent),
  bind('settingsForm', 'f4',                         'field.open',             '打开选择',   { ...bar, help: '代码列表，或工作簿的表头' }),
  bind('settingsForm', 'alt+k ctrl+d',               'form.clear',             '清空',       { ...bar, help: '清空表单，放弃放进去的行；在货物导入配置里只清这一栏' }),
  bind('mapping',      'f3 alt+f',                   'mapping.workbook',       '选表格',     { ...bar, help: '选自己的表格，从它的表头里选' }),

  bind('register',     'alt+a f5 ctrl+enter',        'register.add',           '增加/修改',  { ...bar, help: '把表单里的内容加到列表；放进来的行则保存修改' }),
  bind('register',     'alt+d f8 ctrl+delete',       'register.delete',        '删除',       { ...bar, help: '删除标记的；没有标记时删除选中的。先问' }),
  bind('register',     'alt+l ctrl+l',               'register.take',          '放进表单',   { help: '把列表选中的行放进表单，增加变为修改' }),
  bind('register',     'alt+k ctrl+d',               'form.clear',             '清空',       { help: '清空表单，放弃放进去的行' }),
  bind('registerList', 'enter',                      'register.take',          '修改',       { ...bar, ...silent }),
  bind('registerList', 'delete',                     'register.delete',        '删除',       silent),
  bind('registerList', 'space insert',               'register.mark',          '标记',       { ...bar, silent: true, help: '标记这一行，或取消；标记的一起删除' }),
  bind('registerList', 'ctrl+a',                     'register.mark-all',      '全部标记',   { help: '标记列出的全部，或全部取消' }),
  bind('registerList', 'up',                         'register.up',            '上一行',     silent),
  bind('registerList', 'down',                       'register.down',          '下一行',     silent),
  bind('registerList', 'pageup',                     'register.page-up',       '上一屏',     silent),
  bind('registerList', 'pagedown',                   'register.page-down',     '下一屏',     silent),
  bind('registerList', 'home',                       'register.first',         '第一行',     silent),
  bind('registerList', 'end',                        'register.last',          '最后一行',   silent),
  bind('registerList', 'backspace',                  'register.backspace',     '删除前一字', silent),
  bind('registerList', 'tab',                        'register.to-form',       '到表单',     { ...bar, ...silent }),
  bind('registerList', 'shift+tab alt+tab ctrl+p',   'register.to-form',       '到表单',     silent),

  bind('parties',      'alt+i f3',                   'parties.import',         '导入',       { ...bar, help: '从工作簿导入收发货人，代码相同的替换' }),
  bind('parties',      'alt+e ctrl+e',               'parties.export',         '导出',       { ...bar, help: '把全部收发货人写成工作簿' }),
  bind('enterprises',  'alt+up ctrl+u',              'enterprises.prefer',     '设为第一个', { ...bar, help: '新单证用第一个报检注册的默认值' }),

  bind('headings',     'enter',                      'headings.choose',        '选定',       { ...bar, ...silent }),
  bind('headings',     'up',                         'headings.up',            '上一个',     silent),
  bind('headings',     'down tab',                   'headings.down',          '下一个',     silent),
  bind('headings',     'pageup',                     'headings.page-up',       '上一屏',     silent),
  bind('headings',     'pagedown',                   'headings.page-down',     '下一屏',     silent),
  bind('headings',     'escape',                     'headings.close',         '取消',       { ...bar, ...silent }),
];

/** A field in hand: its text, and its list of codes when that is open. */
export const SETTINGS_KEYS = {
  contexts: CONTEXTS,
  bindings: BINDINGS,
  chains: [
    ['settingsMenu', 'settings', 'app'],
    ['switches', 'settings', 'app'],
    ['rules', 'settings', 'app'],
    ['printing', 'settings', 'app'],
    ['calibration', 'text'],
    ['shortcuts', 'drafts', 'settings', 'app'],
    ['text', 'mapping', 'settingsForm', 'drafts', 'settings', 'app'],
    ...['parties', 'enterprises'].flatMap(own => [
      ['registerList', 'register', own, 'settings', 'app'],
      ...TYPED_FIELD.map(field => [...field, 'settingsForm', 'register', own, 'settings', 'app']),
    ]),
    ['headings', 'text'],
  ],
} satisfies KeyGroup;
