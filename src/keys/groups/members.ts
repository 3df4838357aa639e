import { bar, binder, type KeyGroup, kept, silent } from './group.ts';

// biome-ignore format: table
const CONTEXTS = {
  members:    { title: '通讯录', text: true },
  membersOff: { title: '没有启用帐户的通讯录' },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

// biome-ignore format: table
const BINDINGS = [
  bind('members', 'enter',        'members.choose',    '处理',       { ...bar, help: '批准、拒绝、停用、恢复、改角色、给新密码' }),
  bind('members', 'f5 ctrl+n',    'members.add',       '添加',       { ...bar, help: '管理员直接添加一个人，立即可以登录' }),
  bind('members', 'f6',           'members.password',  '改密码',     { ...bar, help: '改自己的密码' }),
  bind('members', 'f7',           'members.devices',   '设备',       { ...bar, help: '绑定或解绑扫码登录的手机' }),
  bind('members', 'f9',           'members.accounts',  '启用/停用',  { ...bar, help: '启用帐户：此后都要登录；停用：不用再登录' }),
  bind('members', 'up shift+tab', 'members.up',        '上一个',     silent),
  bind('members', 'down tab',     'members.down',      '下一个',     silent),
  bind('members', 'pageup',       'members.page-up',   '上一屏',     silent),
  bind('members', 'pagedown',     'members.page-down', '下一屏',     silent),
  bind('members', 'escape',       'members.close',     '返回',       { ...kept, silent: true, help: '清除查找；没有查找时关闭通讯录' }),
  bind('membersOff', 'f9',        'members.accounts',  '启用帐户',   { ...bar, help: '建立第一个管理员，此后都要登录' }),
  bind('membersOff', 'escape',    'members.close',     '返回',       { ...bar, ...silent }),
];

/** The people of the office: typing searches. */
export const MEMBERS_KEYS = {
  contexts: CONTEXTS,
  bindings: BINDINGS,
  chains: [
    ['members', 'text', 'app'],
    ['membersOff', 'app'],
  ],
} satisfies KeyGroup;
