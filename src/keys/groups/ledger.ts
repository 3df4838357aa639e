import { bar, binder, type KeyGroup, kept, silent } from './group.ts';

// biome-ignore format: table
const CONTEXTS = {
  ledger:       { title: '统计查询' },
  ledgerRows:   { title: '统计的各组' },
  ledgerQuery:  { title: '统计的条件' },
  ledgerChoice: { title: '从几个里选的条件' },
  ledgerExport: { title: '导出统计的单证' },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

/** Statistics (3.8): the groups, the query above them, and the dialog that exports declarations. */
// biome-ignore format: table
export const LEDGER_KEYS = {
  contexts: CONTEXTS,
  bindings: [
    bind('ledgerRows',   'enter',                'ledger.open',              '打开',         { ...bar, silent: true, help: '打开一组的单证；在单证上打开它的录单页面' }),
    bind('ledgerRows',   'tab / f3',             'ledger.query',             '改条件',       { ...bar, help: '到上面的条件：类别、日期、收发货人、报检员、企业' }),
    bind('ledgerRows',   'right',                'ledger.next-grouping',     '下一种统计方式', { help: '日、月、季、年、收发货人、报检员、企业、报检地、国家、HS 章' }),
    bind('ledgerRows',   'left',                 'ledger.previous-grouping', '上一种统计方式', silent),
    bind('ledgerRows',   'k',                    'ledger.kind',              '换类别',       { help: '入境、出境、出境包装' }),
    bind('ledgerRows',   'y',                    'ledger.inspected',         '法检 Y/N',     { help: '全部、法检、非法检' }),
    bind('ledgerRows',   'c delete',             'ledger.clear',             '清除条件'),
    bind('ledgerRows',   'g f4',                 'ledger.pane',              '图表/合计',    { ...bar, help: '图表、这一组的合计、都不显示，依次换' }),
    bind('ledgerRows',   'v',                    'ledger.measure',           '图表的内容',   { help: '份数、货物总值、退单率、平均用时' }),
    bind('ledgerRows',   'l',                    'ledger.curve',             '柱/线',        { help: '按时间分组时，柱形或折线' }),
    bind('ledgerRows',   'e',                    'ledger.export',            '导出',         { ...bar, silent: true }),
    bind('ledger',       'ctrl+e alt+e f9',      'ledger.export',            '导出',         { help: '把这一组或全部的单证写成工作簿，先选项' }),
    bind('ledgerRows',   'up shift+tab',         'ledger.up',                '上一行',       silent),
    bind('ledgerRows',   'down',                 'ledger.down',              '下一行',       silent),
    bind('ledgerRows',   'pageup',               'ledger.page-up',           '上一屏',       silent),
    bind('ledgerRows',   'pagedown',             'ledger.page-down',         '下一屏',       silent),
    bind('ledgerRows',   'home',                 'ledger.first',             '第一行',       silent),
    bind('ledgerRows',   'end',                  'ledger.last',              '最后一行',     silent),
    bind('ledger',       'escape',               'ledger.back',              '返回',         { ...kept, silent: true, help: '回到各组，最后关闭' }),

    bind('ledgerQuery',  'tab',                  'ledger.next-cell',         '下一个条件',   { ...bar, ...silent }),
    bind('ledgerQuery',  'shift+tab alt+tab ctrl+p up', 'ledger.previous-cell', '上一个条件', silent),
    bind('ledgerQuery',  'enter down',           'ledger.done',              '到各组',       { ...bar, ...silent }),
    bind('ledgerChoice', 'right space',          'ledger.next-choice',       '下一个',       { ...bar, ...silent }),
    bind('ledgerChoice', 'left',                 'ledger.previous-choice',   '上一个',       silent),

    bind('ledgerExport', 'enter',                'items.write',      '写文件',       { ...bar, silent: true, help: '问文件名；结尾 .xlsx、.xls 或 .csv' }),
    bind('ledgerExport', 'space',                'items.toggle',     '导出/不导出',  { ...bar, ...silent }),
    bind('ledgerExport', 'left',                 'items.earlier',    '往前移',       { ...bar, ...silent }),
    bind('ledgerExport', 'right',                'items.later',      '往后移',       { ...bar, ...silent }),
    bind('ledgerExport', 's ctrl+s alt+s',       'items.keep',       '保存成模板',   { ...bar, silent: true, help: '问名称；下次直接选用' }),
    bind('ledgerExport', 't f4',                 'items.template',   '选模板',       { ...bar, ...silent }),
    bind('ledgerExport', 'd delete f8',          'items.drop',               '删除模板',     { silent: true, help: '删除选用的导出模板；先问' }),
    bind('ledgerExport', 'up shift+tab',         'items.up',         '上一项',       silent),
    bind('ledgerExport', 'down tab',             'items.down',       '下一项',       silent),
    bind('ledgerExport', 'pageup',               'items.page-up',    '上一屏',       silent),
    bind('ledgerExport', 'pagedown',             'items.page-down',  '下一屏',       silent),
    bind('ledgerExport', 'home',                 'items.first',      '第一项',       silent),
    bind('ledgerExport', 'end',                  'items.last',       '最后一项',     silent),
    bind('ledgerExport', 'escape',               'items.close',      '取消',         { ...kept, ...silent }),
  ],
  chains: [
    ['ledgerRows', 'ledger', 'app'],
    ['ledgerChoice', 'ledgerQuery', 'ledger', 'app'],
    ['ledgerQuery', 'text', 'ledger', 'app'],
    ['ledgerExport'],
  ],
} as const satisfies KeyGroup;
