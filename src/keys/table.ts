import type { Binding, Context, KeyTable } from './binding.ts';

// biome-ignore format: table
const CONTEXTS = {
  app:        { title: '随处' },
  busy:       { title: '处理中' },
  home:       { title: '首页' },
  entry:      { title: '录单页面' },
  rows:       { title: '集装箱与货物' },
  goodsList:  { title: '货物、集装箱列表' },
  text:       { title: '输入', text: true },
  date:       { title: '日期' },
  flag:       { title: '选择框' },
  popup:      { title: '有弹窗的栏位' },
  matches:    { title: '代码检索' },
  matchList:  { title: '代码列表' },
  calendar:   { title: '日历' },
  question:   { title: '对话框' },
  faults:     { title: '差错列表' },
  palette:    { title: '命令' },
  reading:    { title: '阅读' },
} as const satisfies Record<string, Context>;

export type ContextName = keyof typeof CONTEXTS;

const bind = (where: ContextName, keys: string, run: string, label: string, more: Partial<Binding> = {}): Binding => ({
  in: where,
  keys: keys.split(' '),
  run,
  label,
  ...more,
});

const bar = { bar: true } as const;
const silent = { silent: true } as const;

// Manual 3.4.3-3.4.5 gives the first key of each line where it names one; the others work in every terminal.
// biome-ignore format: table
const BINDINGS: readonly Binding[] = [
  bind('app',       'f1',                         'app.help',           '帮助',           { ...bar, help: '这一栏的说明，和现在能用的全部按键' }),
  bind('app',       'f2 ctrl+k',                  'app.palette',        '命令',           { ...bar, silent: true, help: '按名称、拼音首字母或按键找任何功能' }),
  bind('app',       'f12',                        'app.next-page',      '下一个页面'),
  bind('app',       'alt+1 alt+2 alt+3 alt+4 alt+5 alt+6 alt+7 alt+8 alt+9', 'app.page', '第几个页面', { silent: true, twin: 'app.next-page' }),
  bind('app',       'f11',                        'app.previous-page',  '上一个页面'),
  bind('app',       'ctrl+w alt+w',               'app.close-page',     '关闭页面'),
  bind('app',       'ctrl+x',                     'app.quit',           '退出'),
  bind('busy',      'escape',                     'busy.cancel',        '取消',           { ...bar, ...silent }),

  bind('home',      'up',                         'home.up',            '上一项',         silent),
  bind('home',      'down tab',                   'home.down',          '下一项',         silent),
  bind('home',      'enter',                      'home.open',          '新建单证',       bar),

  bind('entry',     'tab enter',                  'entry.next',         '下一栏',         { silent: true }),
  bind('entry',     'shift+tab alt+tab ctrl+p',   'entry.previous',     '上一栏',         { silent: true }),
  bind('entry',     'up',                         'entry.up',           '上一行',         { silent: true }),
  bind('entry',     'down',                       'entry.down',         '下一行',         { silent: true }),
  bind('entry',     'pagedown',                   'entry.next-section', '下一段',         { silent: true }),
  bind('entry',     'pageup',                     'entry.previous-section', '上一段',     { silent: true }),
  bind('entry',     'alt+s ctrl+s',               'entry.save',         '保存',           { ...bar, help: '检查全部栏位；有差错时标红并停在第一处' }),
  bind('entry',     'alt+t ctrl+t',               'entry.draft',        '暂存',           { ...bar, help: '不检查，存为草稿' }),
  bind('entry',     'f9',                         'entry.send',         '保存并发送',     { ...bar, help: '检查、保存，然后发给局端' }),
  bind('entry',     'alt+n ctrl+n',               'entry.new',          '新建',           { help: '先问是否把现在的单证存为草稿' }),
  bind('entry',     'f6',                         'entry.copy',         '复制单证',       { help: '已保存的：在另一个页面打开它的副本；未保存的：在另一个页面新建' }),
  bind('entry',     'f3',                         'entry.faults',       '差错列表',       { help: '列出全部差错，回车跳到那一栏' }),
  bind('entry',     'f4',                         'field.open',         '打开选择',       { help: '代码列表、日历或弹窗' }),
  bind('entry',     'ctrl+z',                     'entry.undo',         '撤销'),
  bind('entry',     'ctrl+y',                     'entry.redo',         '重做'),
  bind('entry',     'ctrl+q',                     'entry.to-list',      '进入货物列表',   { help: '在集装箱一段则进入集装箱列表' }),
  bind('entry',     'escape',                     'field.restore',      '还原本栏',       { silent: true, help: '把正在改的这一栏还原' }),
  bind('rows',      'ctrl+enter f5',              'rows.add',           '添加/修改',      { ...bar, help: '把表单里的内容加到列表末尾；回填的行则保存修改' }),
  bind('rows',      'ctrl+i alt+i insert',        'rows.insert',        '插入',           { help: '把表单里的内容插到列表选中行之前' }),
  bind('rows',      'ctrl+delete f8',             'rows.delete',        '删除行',         { help: '删除列表选中的行，可撤销' }),
  bind('rows',      'ctrl+c',                     'rows.copy',          '复制行',         { help: '在选中行之后加一行相同的' }),
  bind('rows',      'alt+up ctrl+u',              'rows.up',            '上移一行'),
  bind('rows',      'alt+down ctrl+o',            'rows.down',          '下移一行'),
  bind('rows',      'alt+l ctrl+l',               'rows.take',          '回填',           { help: '把列表选中的行放回表单，添加变为修改' }),
  bind('rows',      'alt+k ctrl+d',               'rows.clear',         '清空表单',       { help: '表单恢复为空，放弃回填' }),
  bind('rows',      'alt+g f7',                   'rows.make-goods',    '生成货物',       { help: '按录入的集装箱生成箱货对应关系' }),

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
  bind('date',      'space',                      'field.open',         '今天、日历',     { ...bar, ...silent }),
  bind('flag',      'space',                      'field.toggle',       '选中/取消',      { ...bar, ...silent }),
  bind('popup',     'space',                      'field.open',         '弹窗',           { ...bar, ...silent }),

  bind('matches',   'down',                       'matches.enter',      '进入列表',       { ...bar, ...silent }),
  bind('matches',   'escape',                     'matches.close',      '收起列表',       silent),
  bind('matchList', 'up',                         'matches.up',         '上一个',         silent),
  bind('matchList', 'down',                       'matches.down',       '下一个',         silent),
  bind('matchList', 'pageup',                     'matches.page-up',    '上一屏',         silent),
  bind('matchList', 'pagedown',                   'matches.page-down',  '下一屏',         silent),
  bind('matchList', 'enter tab',                  'matches.choose',     '选定',           { ...bar, ...silent }),
  bind('matchList', 'escape',                     'matches.close',      '收起列表',       { ...bar, ...silent }),

  bind('calendar',  'left',                       'calendar.day-back',  '前一天',         silent),
  bind('calendar',  'right',                      'calendar.day-on',    '后一天',         silent),
  bind('calendar',  'up',                         'calendar.week-back', '上一周',         silent),
  bind('calendar',  'down',                       'calendar.week-on',   '下一周',         silent),
  bind('calendar',  'pageup',                     'calendar.month-back', '上个月',        { ...bar, ...silent }),
  bind('calendar',  'pagedown',                   'calendar.month-on',  '下个月',         { ...bar, ...silent }),
  bind('calendar',  'space home',                 'calendar.today',     '今天',           { ...bar, ...silent }),
  bind('calendar',  'enter tab',                  'calendar.choose',    '选定',           { ...bar, ...silent }),
  bind('calendar',  'escape',                     'calendar.close',     '收起日历',       { ...bar, ...silent }),

  bind('question',  'left up shift+tab',          'question.previous',  '上一个',         silent),
  bind('question',  'right down tab',             'question.next',      '下一个',         silent),
  bind('question',  'enter space alt+o',            'question.choose',    '选定',           { ...bar, ...silent }),
  bind('question',  'escape alt+c',               'question.cancel',    '取消',           { ...bar, ...silent }),
  bind('faults',    'up shift+tab',               'faults.up',          '上一处',         silent),
  bind('faults',    'down tab',                   'faults.down',        '下一处',         silent),
  bind('faults',    'enter',                      'faults.go',          '跳到那一栏',     { ...bar, ...silent }),
  bind('faults',    'escape f3',                  'faults.close',       '关闭',           { ...bar, ...silent }),
  bind('palette',   'up',                         'palette.up',         '上一个',         silent),
  bind('palette',   'down tab',                   'palette.down',       '下一个',         silent),
  bind('palette',   'enter',                      'palette.run',        '执行',           { ...bar, ...silent }),
  bind('palette',   'escape f2 ctrl+k',           'palette.close',      '关闭',           { ...bar, ...silent }),
  bind('reading',   'up',                         'reading.up',         '上一行',         silent),
  bind('reading',   'down',                       'reading.down',       '下一行',         silent),
  bind('reading',   'pageup',                     'reading.page-up',    '上一屏',         silent),
  bind('reading',   'pagedown space',             'reading.page-down',  '下一屏',         { ...bar, ...silent }),
  bind('reading',   'escape enter f1',            'reading.close',      '关闭',           { ...bar, ...silent }),
];

const CHAINS: readonly (readonly ContextName[])[] = [
  ['home', 'app'],
  ['busy'],
  ...[['entry'], ['rows', 'entry']].flatMap(
    page =>
      [
        ['text', ...page, 'app'],
        ['date', 'text', ...page, 'app'],
        ['popup', 'text', ...page, 'app'],
        ['popup', ...page, 'app'],
        ['flag', ...page, 'app'],
        ['matches', 'text', ...page, 'app'],
        ['matchList', 'text', ...page, 'app'],
        ['matches', 'popup', 'text', ...page, 'app'],
        ['matchList', 'popup', 'text', ...page, 'app'],
        ['calendar', ...page, 'app'],
        [...page, 'app'],
      ] as ContextName[][],
  ),
  ['goodsList', 'rows', 'entry', 'app'],
  ['question'],
  ['faults'],
  ['palette', 'text'],
  ['reading'],
];

/** The key table of the program. */
export const KEYS: KeyTable = { contexts: CONTEXTS, bindings: BINDINGS, chains: CHAINS };
