import type { DeclarationRecord } from '../../declaration/record.ts';

/** What was done, by the permanent words of the audit. */
// biome-ignore format: table
export const WHAT_WORDS: Readonly<Record<string, string>> = {
  created:          '新建',
  kept:             '暂存',
  saved:            '保存',
  changed:          '修改',
  removed:          '删除',
  restored:         '恢复',
  withdrawn:        '撤出列表',
  'shown-again':    '回到列表',
  sent:             '发送',
  'taken-back':     '发送取消',
  receipt:          '收到回执',
  printed:          '打印',
  'review-asked':   '送复核',
  approved:         '复核通过',
  refused:          '复核退回',
  wanted:           '请求接手',
  given:            '交出',
  assigned:         '交办',
  'task-done':      '交办办完',
  notice:           '开始通知',
  notified:         '向外通知',
  paperless:        '无纸化单据',
  'paperless-sent': '无纸化申报',
  setting:          '设置',
  member:           '人员',
  party:            '收发货人',
  article:          '商品库',
  template:         '模板',
  'print-template': '打印模板',
  codes:            '代码表',
  secret:           '密码已改',
  'secret-removed': '密码已删',
  'audit-dropped':  '到期清理',
  undone:           '没有做成',
  'made-up':        '补记',
  'moved-aside':    '移到 damaged',
  'found-changed':  '发现被改',
  'found-gone':     '发现不见',
};

/** What is told of a declaration beside its contents, in this order. */
// biome-ignore format: table
export const RECORD_FACTS = {
  status:        '状态',
  applicationNo: '申请号',
  declarationNo: '报检号',
  clearanceNo:   '通关单号',
  ledgerNo:      '电子底账数据号',
  seqNo:         '统一编号',
  customsNo:     '海关编号',
  sampled:       '抽中',
  paperless:     '无纸化',
  printedAt:     '打印时间',
  sending:       '发送次数',
  task:          '交办',
  review:        '复核',
  splitFrom:     '拆自',
} as const satisfies Partial<Record<keyof DeclarationRecord, string>>;

/** Documents of the settings that no part of them shows, by the names of their files. */
export const DOCUMENT_TITLES: Readonly<Record<string, string>> = {
  templates: '模板',
  'print-templates': '打印模板',
};

/** Between the name of a template and a path in its contents. */
export const IN_TEMPLATE = '.document.';

/** What else is kept of a template. */
export const TEMPLATE_FACTS: Readonly<Record<string, string>> = {
  name: '名称',
  direction: '种类',
  dialect: '代码的版本',
  by: '保存人',
  at: '保存时间',
};

/** Secrets by their names. */
export const SECRET_TITLES: Readonly<Record<string, string>> = {
  'channel.password': '申报通讯的密码',
  'channel.01.password': '九城通服务自己的密码',
  'channel.02.password': '广州EPORT服务自己的密码',
  'channel.client-passphrase': '客户端证书的口令',
  'paperless.password': '无纸化通讯的密码',
  'accounts.sms': '短信网关的密钥',
};
