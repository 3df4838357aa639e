import type { Binding, Context, KeyTable } from './binding.ts';
import { ARTICLES_KEYS } from './groups/articles.ts';
import { AUDIT_KEYS } from './groups/audit.ts';
import { CHOOSING_KEYS } from './groups/choosing.ts';
import { COMPARE_KEYS } from './groups/compare.ts';
import { DIALOG_KEYS } from './groups/dialogs.ts';
import { ENTRY_AID_KEYS } from './groups/entry-aids.ts';
import { GRID_KEYS } from './groups/grid.ts';
import { ANY_FIELD, bar, binder, CLOSED_FIELD, type KeyGroup, silent } from './groups/group.ts';
import { IDENTITY_KEYS } from './groups/identity.ts';
import { IMPORT_KEYS } from './groups/import.ts';
import { JUMP_KEYS } from './groups/jump.ts';
import { LEDGER_KEYS } from './groups/ledger.ts';
import { LOGIN_KEYS } from './groups/login.ts';
import { MEMBERS_KEYS } from './groups/members.ts';
import { PAPERLESS_KEYS } from './groups/paperless.ts';
import { PAPER_KEYS } from './groups/papers.ts';
import { PATH_KEYS } from './groups/path.ts';
import { PEOPLE_KEYS } from './groups/people.ts';
import { POPUP_KEYS } from './groups/popup.ts';
import { PREVIEW_KEYS } from './groups/preview.ts';
import { PRINT_KEYS } from './groups/print.ts';
import { PROMPT_KEYS } from './groups/prompt.ts';
import { RECOVER } from './groups/recover.ts';
import { SETTINGS_KEYS } from './groups/settings.ts';
import { TEMPLATE_KEYS } from './groups/templates.ts';
import { TRASH_KEYS } from './groups/trash.ts';

// biome-ignore format: table
const CONTEXTS = {
  app:        { title: '随处' },
  busy:       { title: '处理中' },
  home:       { title: '首页', text: true },
  firstSteps: { title: '第一份单证之前' },
  list:       { title: '单证列表' },
  listRows:   { title: '在列表里移动、查找', text: true },
  fields:     { title: '栏位' },
  entry:      { title: '录单页面' },
  sent:       { title: '只能查看的单证' },
  rows:       { title: '集装箱与货物' },
  goodsList:  { title: '货物、集装箱列表' },
  text:       { title: '输入', text: true },
  date:       { title: '日期' },
  flag:       { title: '选择框' },
  hasPopup:   { title: '有弹窗的栏位' },
  hasChoices: { title: '从代码表选的栏位' },
} as const satisfies Record<string, Context>;

/** The groups that screens and dialogs keep beside them. */
const GROUPS = [
  CHOOSING_KEYS,
  DIALOG_KEYS,
  COMPARE_KEYS,
  PATH_KEYS,
  POPUP_KEYS,
  GRID_KEYS,
  ENTRY_AID_KEYS,
  RECOVER,
  JUMP_KEYS,
  TEMPLATE_KEYS,
  TRASH_KEYS,
  ARTICLES_KEYS,
  PROMPT_KEYS,
  PRINT_KEYS,
  PREVIEW_KEYS,
  SETTINGS_KEYS,
  IMPORT_KEYS,
  PAPER_KEYS,
  PAPERLESS_KEYS,
  LEDGER_KEYS,
  IDENTITY_KEYS,
  LOGIN_KEYS,
  AUDIT_KEYS,
  MEMBERS_KEYS,
  PEOPLE_KEYS,
] as const satisfies readonly KeyGroup[];

type NamesIn<G> = G extends KeyGroup ? keyof G['contexts'] & string : never;
export type ContextName = keyof typeof CONTEXTS | NamesIn<(typeof GROUPS)[number]>;

const bind = binder<ContextName>();

// Manual 3.4.3-3.4.5 gives the first key of each line where it names one; the others work in every terminal.
// biome-ignore format: table
const BINDINGS: readonly Binding[] = [
  bind('app',       'f1',                         'app.help',           '帮助',           { ...bar, help: '这一栏的说明，和现在能用的全部按键' }),
  bind('app',       'f2 ctrl+k ctrl+f',           'app.palette',        '查找',           { ...bar, silent: true, help: '按名称、拼音或号码找功能、栏位、单证、代码等' }),
  bind('app',       'f12',                        'app.next-page',      '下一个页面'),
  bind('app',       'alt+1 alt+2 alt+3 alt+4 alt+5 alt+6 alt+7 alt+8 alt+9', 'app.page', '第几个页面', { silent: true, twin: 'app.next-page' }),
  bind('app',       'f11',                        'app.previous-page',  '上一个页面'),
  bind('app',       'ctrl+w alt+w',               'app.close-page',     '关闭页面'),
  bind('app',       'ctrl+g f10',                 'app.home',           '回到首页'),
  bind('app',       'ctrl+b',                     'app.list',           '单证列表',       { help: '到这一种单证的列表' }),
  bind('app',       'ctrl+r',                     'app.receive',        '接收回执',       { help: '先把发送队列里的再发一次，再收取全部等待的回执' }),
  bind('app',       'ctrl+_ ctrl+/',              'app.take-back',      '收回发送',       { help: '发出以前的几秒里可以收回；Ctrl+/ 和 Ctrl+减号也行' }),
  bind('app',       'alt+r ctrl+v',               'app.import',         '导入整单',       { help: '从工作簿、JSON、报文读单证，逐份核对后导入；也可以是文件夹' }),
  bind('app',       'alt+m',                      'app.templates',      '按模板新建',     { help: '全部模板：查找、新建单证、删除' }),
  bind('app',       'alt+>',                      'app.one-line',       '一行录入',       { twin: 'app.palette', help: '一行写下方向、收发货人、号码、箱号、货物的数量和单价，从上次的单证开始填成新单证' }),
  bind('app',       'alt+u',                      'app.recover',        '找回未保存的单证', { help: '没有保存就关闭的，保留 30 天' }),
  bind('app',       'alt+,',                      'app.settings',       '设置',           { help: '报检注册、随附单据快捷键、货物导入、收发货人、开关' }),
  bind('app',       'alt+y',                      'app.papers',         '打印模板',       { help: '打印模板管理：各种单据的版式和打印模板' }),
  bind('app',       'alt+l',                      'app.ledger',         '统计查询',       { help: '按时间、收发货人等统计单证，图表，导出台账' }),
  bind('app',       'alt+x',                      'app.trash',          '回收站',         { help: '删除的单证：谁、什么时候删的，恢复' }),
  bind('app',       'alt+;',                      'app.articles',       '商品库',         { twin: 'app.palette', help: '申报过的商品：确认编码、料号、改内容、弃用、导入导出' }),
  bind('app',       'alt+k',                      'app.members',        '通讯录',         { twin: 'app.palette', help: '人员、角色、批准；启用和停用帐户；改自己的密码' }),
  bind('app',       'alt+.',                      'app.lock',           '锁定',           { twin: 'app.palette', help: '启用了帐户时：只有再输密码才看得见，发送和接收照常' }),
  bind('app',       'alt+/',                      'app.log-out',        '退出登录',       { twin: 'app.palette', help: '换人；没有保存的留着，下次登录时接着做' }),
  bind('app',       "alt+'",                      'app.audit',          '操作记录',       { twin: 'app.palette', help: '谁在什么时候改了什么，改前改后' }),
  bind('app',       'ctrl+x',                     'app.quit',           '退出'),
  bind('busy',      'escape',                     'busy.cancel',        '取消',           { ...bar, ...silent }),

  bind('home',      'up shift+tab',               'home.up',            '上一项',         silent),
  bind('home',      'down tab',                   'home.down',          '下一项',         silent),
  bind('home',      'left',                       'home.left',          '左边的状态',     silent),
  bind('home',      'right',                      'home.right',         '右边的状态',     silent),
  bind('home',      'enter',                      'home.open',          '打开',           { ...bar, silent: true, help: '打开这一行：列表、单证、页面' }),
  bind('home',      'n ctrl+n alt+n',             'home.new',           '新建',           { ...bar, help: '先选入境、出境还是出境包装' }),
  bind('home',      '1 2 3',                      'home.list',          '列表',           { ...bar, silent: true, shown: '1-3', help: '1 入境，2 出境，3 出境包装' }),
  bind('home',      't ctrl+t',                   'app.templates',      '按模板新建',     { help: '全部模板：查找、新建单证、删除' }),
  bind('home',      'i',                          'app.import',         '导入整单',       { help: '从工作簿、JSON、报文读单证，逐份核对后导入；也可以是文件夹' }),
  bind('home',      's f9',                       'home.send-saved',    '全部发送',       { ...bar, help: '发送全部已保存的单证' }),
  bind('home',      'f alt+f',                    'home.rejected',      '改正退单',       { help: '打开等得最久的退单，直接到局端指出的第一处；改好发送后再按，到下一份' }),
  bind('home',      'r f5',                       'app.receive',        '接收回执',       bar),
  bind('home',      'u',                          'app.recover',        '找回未保存的单证', { help: '没有保存就关闭的、意外中断的单证' }),
  bind('home',      'o f4',                       'app.settings',       '设置',           bar),
  bind('home',      'm',                          'app.papers',         '打印模板',       { help: '打印模板管理：各种单据的版式和打印模板' }),
  bind('home',      'c',                          'app.ledger',         '统计查询',       { help: '按时间、收发货人等统计单证，图表，导出台账' }),
  bind('home',      'd',                          'app.trash',          '回收站',         { help: '删除的单证：谁、什么时候删的，恢复' }),
  bind('home',      'g',                          'app.articles',       '商品库',         { twin: 'app.palette', help: '申报过的商品：确认编码、料号、改内容、弃用、导入导出' }),
  bind('home',      'a',                          'home.account',       '帐户',           { help: '没有帐户时登记企业和第一个管理员；以后绑定、解绑扫码登录的设备' }),
  bind('home',      'x',                          'home.mailbox',       '练习局信箱',     { help: '练习时的短信不发到手机，验证码都在这里' }),
  bind('home',      'b',                          'home.sound',         '回执提示音',     { help: '有新回执时响铃，或不响' }),
  bind('firstSteps', 'backspace delete',          'home.put-away',      '收起',           { help: '不再列出第一份单证之前要办的事；报检开关里可以再打开' }),

  bind('list',      'enter',                      'list.open',          '打开',           bar),
  bind('list',      'f9',                         'list.send',          '发送',           { ...bar, help: '发送标记的；没有标记时发送这一份' }),
  bind('list',      'ctrl+n alt+n',               'list.new',           '新建',           bar),
  bind('list',      'ctrl+l alt+m',               'app.templates',      '按模板新建',     { help: '全部模板：查找、新建单证、删除' }),
  bind('list',      'space insert',               'list.mark',          '标记',           { ...bar, silent: true, help: '标记这一份，或取消；多份标记后一起发送、删除' }),
  bind('list',      'f5',                         'app.receive',        '接收回执',       bar),
  bind('list',      'alt+p ctrl+s',               'list.print',         '打印',           { ...bar, help: '打印标记的；没有标记时打印这一份。可以预览、选打印机或写成文件' }),
  bind('list',      'f6',                         'list.copy',          '复制',           { ...bar, help: '在新页面打开这一份的副本' }),
  bind('listRows',  'alt+c ctrl+\\',              'list.customs',       '结转报关单',     { help: '由有电子底账的出境报检单做出报关单，标记的各做一份草稿；随附单证带上 B 和电子底账数据号' }),
  bind('listRows',  'alt+|',                      'list.split',         '拆单',           { twin: 'app.palette', help: '按项数、检验检疫类别或包装拆成几份草稿，先看拆成什么；拆过的在这里撤回' }),
  bind('listRows',  'alt+?',                      'list.check-list',    '核对单',         { twin: 'app.palette', help: '与这一收发货人的上一份、别的一份或工作簿不同的在前，全部货物和合计在后；可以写成 PDF、工作簿' }),
  bind('list',      'delete f8 ctrl+d',           'list.delete',        '删除',           { ...bar, help: '没有发送过的移到回收站，发送过的撤出列表' }),
  bind('list',      'f7',                         'list.receipts',      '查看回执',       bar),
  bind('listRows',  'alt+o ctrl+v',               'list.paperless',     '无纸化',         { ...bar, help: '这一份的合同、发票等附件：添加、上传、看局端要哪些' }),
  bind('listRows',  "alt+'",                      'list.audit',         '操作记录',       { twin: 'app.palette', help: '这一份从头到尾是谁改的，改前改后' }),
  bind('list',      'f3 ctrl+f',                  'list.search',        '查找条件',       { ...bar, help: '按日期、货物、收发货人、各种号码查找' }),
  bind('list',      'f4',                         'list.columns',       '列和排序',       bar),
  bind('list',      'alt+right ctrl+o',           'list.columns-right', '右边的列',       { help: '把看不见的列移进来，并说出两边还有哪些列；状态和录入序号留着' }),
  bind('list',      'alt+left ctrl+p',            'list.columns-left',  '左边的列',       { help: '移回左边的列' }),
  bind('list',      'ctrl+a alt+a',               'list.mark-all',      '全部标记',       { help: '标记列表里的全部，或全部取消' }),
  bind('list',      'ctrl+u',                     'list.withdraw',      '撤出列表',       { help: '发送过的单证不再列出；局端的处理不变' }),
  bind('list',      'ctrl+t',                     'list.withdrawn',     '列出撤出的',     { help: '也列出撤出的单证，或不再列出' }),
  bind('list',      'ctrl+y',                     'list.show-again',    '恢复显示',       { help: '撤出的单证回到列表' }),
  bind('list',      'ctrl+z',                     'list.undelete',      '恢复删除',       { help: '刚从这里删除的单证回到列表' }),
  bind('list',      'ctrl+e alt+e',               'list.export',        '导出列表',       { help: '把现在列出的单证写成工作簿' }),
  bind('listRows',  'up',                         'list.up',            '上一行',         silent),
  bind('listRows',  'down',                       'list.down',          '下一行',         silent),
  bind('listRows',  'pageup',                     'list.page-up',       '上一屏',         silent),
  bind('listRows',  'pagedown',                   'list.page-down',     '下一屏',         silent),
  bind('listRows',  'home',                       'list.first',         '第一行',         silent),
  bind('listRows',  'end',                        'list.last',          '最后一行',       silent),
  bind('listRows',  'right',                      'list.next-queue',    '下一个队列',     silent),
  bind('listRows',  'left',                       'list.previous-queue', '上一个队列',    silent),
  bind('listRows',  'tab',                        'list.next-period',   '下一个时间',     { help: '全部、今天、一周、一个月、三个月、半年、自定义' }),
  bind('listRows',  'shift+tab',                  'list.previous-period', '上一个时间',   { silent: true, twin: 'list.next-period' }),
  bind('listRows',  'backspace',                  'text.backspace',     '删除前一字',     silent),
  bind('listRows',  'escape',                     'list.clear',         '清除、返回',     { silent: true, help: '依次清除查找、标记、条件，最后回到首页' }),

  bind('fields',    'enter',                      'entry.next',         '下一栏',         { silent: true, help: '检索到多个时进入代码列表；表单的最后一栏之后添加这一行' }),
  bind('fields',    'tab',                        'entry.pass',         '下一栏',         { silent: true, help: '输入的原样收下，不添加行' }),
  bind('fields',    'shift+tab alt+tab ctrl+p',   'entry.previous',     '上一栏',         { silent: true }),
  bind('fields',    'up',                         'entry.up',           '上一行',         { silent: true }),
  bind('fields',    'down',                       'entry.down',         '下一行',         { silent: true }),
  bind('fields',    'pagedown',                   'entry.next-section', '下一段',         { silent: true }),
  bind('fields',    'pageup',                     'entry.previous-section', '上一段',     { silent: true }),
  bind('fields',    'alt+e',                      'entry.next-missing', '下一个必填',     { twin: 'entry.faults', help: '到下一个还没有填写的必填栏位，路过的单位、重量随数量填好' }),
  bind('fields',    'alt+f',                      'entry.next-fault',   '下一处差错',     { twin: 'entry.faults', help: '检查，到这一栏之后的差错；弹窗里的也到' }),
  bind('fields',    'alt+z',                      'entry.previous-fault', '上一处差错',   { twin: 'entry.faults' }),
  bind('fields',    'alt+j ctrl+]',               'entry.jump',         '跳到栏位',       { help: '每个栏位前出现一两个字符，总是同样的，按它就到那里，看不见的栏位也行；F1-F4 到各段' }),
  bind('fields',    'f4',                         'field.open',         '打开选择',       { help: '代码列表、日历或弹窗' }),
  bind('fields',    'ctrl+q',                     'entry.to-list',      '进入货物列表',   { help: '在集装箱一段则进入集装箱列表' }),
  bind('fields',    'escape',                     'field.restore',      '还原本栏',       { silent: true, help: '把正在改的这一栏还原' }),
  bind('entry',     'alt+s ctrl+s',               'entry.save',         '保存',           { ...bar, help: '检查全部栏位；有差错时标红并停在第一处' }),
  bind('entry',     'alt+t ctrl+t',               'entry.draft',        '暂存',           { ...bar, help: '不检查，存为草稿' }),
  bind('entry',     'alt+b ctrl+\\',              'entry.template',     '存为模板',       { help: '不检查，问名称；按模板新建是 Alt+M' }),
  bind('entry',     'alt+r ctrl+v',               'entry.import',       '数据导入',       { help: '从工作簿导入货物、整单、集装箱，或写出供填写的空表' }),
  bind('entry',     'f9',                         'entry.send',         '保存并发送',     { ...bar, help: '检查、保存，然后发给局端' }),
  bind('entry',     'alt+p',                      'entry.print',        '打印',           { twin: 'app.palette', help: '单据、打印机或文件，可以预览；有没有保存的修改时先问' }),
  bind('entry',     'f7',                         'entry.receipts',     '查看回执',       { ...bar, help: '局端的全部回执；没有时说明' }),
  bind('entry',     'alt+o',                      'entry.paperless',    '无纸化',         { twin: 'app.palette', help: '合同、发票等附件：添加、上传、看局端要哪些；先保存' }),
  bind('entry',     "alt+'",                      'entry.audit',        '操作记录',       { twin: 'app.palette', help: '这一份从头到尾是谁改的，改前改后' }),
  bind('entry',     'alt+=',                      'entry.control',      '控制总数',       { twin: 'app.palette', help: '先填发票总值、总毛重、总件数，录入货物时倒数还差多少；保存时不符则提醒' }),
  bind('entry',     'alt+-',                      'entry.apportion',    '分摊',           { twin: 'app.palette', help: '一个总重、总件数、总值分到各项货物，有标记则只分到标记的；合计到最后一位都相等，一步撤销' }),
  bind('entry',     'alt+|',                      'entry.split',        '拆单',           { twin: 'app.palette', help: '按项数、检验检疫类别或包装拆成几份草稿，先看拆成什么；拆过的在这里撤回；先保存' }),
  bind('entry',     'alt+?',                      'entry.check-list',   '核对单',         { twin: 'app.palette', help: '与这一收发货人的上一份、别的一份或工作簿不同的在前，全部货物和合计在后；可以写成 PDF、工作簿' }),
  bind('entry',     'alt+!',                      'entry.rejections',   '曾退单的原因',   { twin: 'app.palette', help: '局端为这一栏退过单的原因；选一个，大家都不再提示，直到局端再这样退单' }),
  bind('entry',     'alt+;',                      'entry.pin',          '固定这一栏',     { twin: 'app.palette', help: '接下来的新单证这一栏都填好，标 =，Tab 跳过；再按一次取消，退出登录或程序就没有了' }),
  bind('entry',     'alt+:',                      'entry.pins',         '固定的栏位',     { twin: 'app.palette', help: '列出固定的栏位，选一个不再固定' }),
  bind('entry',     'alt+n ctrl+n',               'entry.new',          '新建',           { help: '先问是否把现在的单证存为草稿' }),
  bind('entry',     'f6',                         'entry.copy',         '复制单证',       { help: '已保存的：在另一个页面打开它的副本；未保存的：在另一个页面新建' }),
  bind('entry',     'alt+c',                      'entry.customs',      '结转报关单',     { twin: 'app.palette', help: '由有电子底账的出境报检单做出报关单，随附单证带上 B 和电子底账数据号' }),
  bind('entry',     'f3',                         'entry.faults',       '差错列表',       { help: '列出全部差错，回车跳到那一栏' }),
  bind('entry',     'alt+d',                      'entry.keep-parties', '留下收发货人',   { twin: 'app.palette', help: '把这份单证的收货人、发货人留在收发货人里，下次按代码、名称带出' }),
  bind('entry',     'ctrl+z',                     'entry.undo',         '撤销'),
  bind('entry',     'ctrl+y',                     'entry.redo',         '重做'),
  bind('sent',      'f7',                         'entry.receipts',     '查看回执',       bar),
  bind('sent',      'alt+o',                      'entry.paperless',    '无纸化',         { ...bar, twin: 'app.palette' }),
  bind('sent',      'ctrl+r',                     'app.receive',        '接收回执',       bar),
  bind('sent',      'alt+p',                      'entry.print',        '打印',           { ...bar, twin: 'app.palette' }),
  bind('sent',      'alt+?',                      'entry.check-list',   '核对单',         { twin: 'app.palette' }),
  bind('sent',      'f6',                         'entry.copy',         '复制单证',       bar),
  bind('sent',      'ctrl+w alt+w',               'app.close-page',     '关闭页面',       bar),
  // They cannot run and say why; the footer does not offer them.
  bind('sent',      'alt+s ctrl+s',               'entry.save',         '保存',           silent),
  bind('sent',      'alt+t ctrl+t',               'entry.draft',        '暂存',           silent),
  bind('sent',      'f9',                         'entry.send',         '保存并发送',     silent),
  bind('sent',      'space f4',                   'field.open',         '打开选择',       silent),
  bind('sent',      'ctrl+enter f5',              'rows.add',           '添加/修改',      silent),
  bind('rows',      'ctrl+enter f5',              'rows.add',           '添加/修改',      { ...bar, help: '把表单里的内容加到列表末尾；回填的行则保存修改' }),
  bind('rows',      'ctrl+i alt+i insert',        'rows.insert',        '插入',           { help: '把表单里的内容插到列表选中行之前' }),
  bind('rows',      'ctrl+delete f8',             'rows.delete',        '删除行',         { help: '删除列表选中的行，可撤销' }),
  bind('rows',      'ctrl+c',                     'rows.copy',          '复制行',         { help: '在选中行之后加一行相同的' }),
  bind('rows',      'alt+up ctrl+u',              'rows.up',            '上移一行'),
  bind('rows',      'alt+down ctrl+o',            'rows.down',          '下移一行'),
  bind('rows',      'alt+l ctrl+l',               'rows.take',          '回填',           { help: '把列表选中的行放回表单，添加变为修改' }),
  bind('rows',      'alt+k ctrl+d',               'rows.clear',         '清空表单',       { help: '表单恢复为空，放弃回填' }),
  bind('rows',      'alt+g ctrl+f',               'rows.make-goods',    '生成货物',       { help: '按录入的集装箱生成箱货对应关系' }),

  bind('goodsList', 'up',                         'list.up',            '上一行',         { silent: true }),
  bind('goodsList', 'down',                       'list.down',          '下一行',         { silent: true }),
  bind('goodsList', 'pageup',                     'list.page-up',       '上一屏',         { silent: true }),
  bind('goodsList', 'pagedown',                   'list.page-down',     '下一屏',         { silent: true }),
  bind('goodsList', 'home',                       'list.first',         '第一行',         { silent: true }),
  bind('goodsList', 'end',                        'list.last',          '最后一行',       { silent: true }),
  bind('goodsList', 'enter',                      'rows.take',          '回填',           bar),
  bind('goodsList', 'delete',                     'rows.delete',        '删除行',         bar),
  bind('goodsList', 'tab escape',                 'list.leave',         '回到表单',       { ...bar, ...silent }),

  bind('text',      'left',                       'text.left',          '左移',           silent),
  bind('text',      'right',                      'text.right',         '右移',           silent),
  bind('text',      'ctrl+left',                  'text.word-left',     '左移一词',       { silent: true, twin: 'text.left' }),
  bind('text',      'ctrl+right',                 'text.word-right',    '右移一词',       { silent: true, twin: 'text.right' }),
  bind('text',      'home ctrl+a',                'text.home',          '到开头',         silent),
  bind('text',      'end ctrl+e',                 'text.end',           '到末尾',         silent),
  bind('text',      'backspace',                  'text.backspace',     '删除前一字',     silent),
  bind('text',      'delete',                     'text.delete',        '删除后一字',     silent),
  bind('text',      'ctrl+backspace alt+backspace', 'text.delete-word', '删除前一词',     { silent: true, twin: 'text.backspace' }),
  bind('fields',    'ctrl+u',                     'text.delete-before', '删除前面全部',   { silent: true, twin: 'text.backspace' }),
  bind('date',      'space',                      'field.open',         '今天、日历',     { ...bar, ...silent }),
  bind('flag',      'space',                      'field.toggle',       '选中/取消',      { ...bar, ...silent }),
  bind('hasPopup',  'space',                      'field.open',         '弹窗',           { ...bar, ...silent }),
  bind('hasChoices', 'space',                     'field.open',         '打开选择',       silent),
];

/** The parts of an entry page that have fields. */
const PAGE_PARTS = [
  ['fields', 'entry'],
  ['rows', 'fields', 'entry'],
] as const;

const CHAINS: readonly (readonly ContextName[])[] = [
  ['home', 'app'],
  ['firstSteps', 'home', 'app'],
  ['list', 'listRows', 'app'],
  ['text', 'list', 'listRows', 'app'],
  ['busy'],
  ...PAGE_PARTS.flatMap(part => ANY_FIELD.map(field => [...field, ...part, 'app'] as ContextName[])),
  ['goodsList', 'rows', 'fields', 'entry', 'app'],
  ...PAGE_PARTS.flatMap(part => CLOSED_FIELD.map(field => ['sent', ...field, ...part, 'app'] as ContextName[])),
  ['goodsList', 'sent', 'rows', 'fields', 'entry', 'app'],
];

const ALL: readonly KeyGroup[] = [{ contexts: CONTEXTS, bindings: BINDINGS, chains: CHAINS }, ...GROUPS];

/** The key table of the program. */
export const KEYS: KeyTable = {
  contexts: Object.assign({}, ...ALL.map(({ contexts }) => contexts)) as KeyTable['contexts'],
  bindings: ALL.flatMap(({ bindings }) => bindings),
  chains: ALL.flatMap(({ chains }) => chains),
};
