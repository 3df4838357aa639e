import { bar, binder, type KeyGroup, silent } from './group.ts';

// biome-ignore format: table
const CONTEXTS = {
  identity:       { title: '注册和找回密码' },
  identityFields: { title: '填写' },
  identityTypes:  { title: '企业类型' },
  agreement:      { title: '使用协议' },
  practising:     { title: '练习' },
  registered:     { title: '注册成功' },
  scan:           { title: '扫码' },
  devices:        { title: '扫码设备' },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

/** Registering, recovering a password, and scanning. */
// biome-ignore format: table
const BINDINGS = [
  bind('identityTypes',  'up shift+tab',    'identity.previous-type', '上一种',   silent),
  bind('identityTypes',  'down tab',        'identity.next-type',     '下一种',   silent),
  bind('identityFields', 'up shift+tab',    'identity.up',            '上一栏',   silent),
  bind('identityFields', 'down tab',        'identity.down',          '下一栏',   silent),
  bind('agreement',      'enter',           'agreement.accept',       '同意',     { ...bar, silent: true, help: '没有到底时先往下看' }),
  bind('agreement',      'up',              'agreement.up',           '上一行',   silent),
  bind('agreement',      'down',            'agreement.down',         '下一行',   silent),
  bind('agreement',      'pageup',          'agreement.page-up',      '上一屏',   silent),
  bind('agreement',      'pagedown space',  'agreement.page-down',    '下一屏',   { ...bar, ...silent }),
  bind('identity',       'enter alt+o',     'identity.next',          '下一步',   { ...bar, silent: true, help: '下一栏；最后一栏之后是下一步' }),
  bind('identity',       'escape alt+c',    'identity.back',          '返回',     { ...bar, silent: true, help: '上一步；填过的留着，密码和验证码要重填' }),
  bind('identity',       'f5',              'identity.again',         '换一张/重发', { ...bar, silent: true, help: '换一张图形验证码，或重新发送短信' }),
  bind('practising',     'f8',              'identity.mailbox',       '信箱',     { ...bar, silent: true, help: '练习时的短信在练习局信箱里' }),
  bind('registered',     'f6',              'identity.bind',          '绑定手机', { ...bar, silent: true, help: '绑定一台手机，以后扫码登录' }),
  bind('devices',        'up shift+tab',    'devices.up',             '上一台',   silent),
  bind('devices',        'down tab',        'devices.down',           '下一台',   silent),
  bind('devices',        'a alt+a',         'devices.bind',           '绑定',     { ...bar, silent: true, help: '用手机扫二维码，绑定一台设备' }),
  bind('devices',        'delete alt+d d',  'devices.unbind',         '解绑',     { ...bar, silent: true, help: '这台设备不能再登录' }),
  bind('devices',        'escape enter alt+c', 'devices.close',       '关闭',     { ...bar, ...silent }),
  bind('scan',           'f5',              'scan.again',             '换一个',   { ...bar, silent: true, help: '换一个二维码' }),
  bind('scan',           'o',               'scan.open',              '打开',     { ...bar, silent: true, help: '在本机的浏览器里打开这个网址' }),
  bind('scan',           'escape enter alt+c', 'scan.close',          '返回',     { ...bar, ...silent }),
];

export const IDENTITY_KEYS = {
  contexts: CONTEXTS,
  bindings: BINDINGS,
  chains: [
    ...[[], ['practising']].flatMap(practising => [
      [...practising, 'identity'],
      [...practising, 'registered', 'identity'],
      [...practising, 'identityTypes', 'identity'],
      [...practising, 'agreement', 'identity'],
      [...practising, 'identityFields', 'identity', 'text'],
    ]),
    ['scan'],
    ['devices'],
  ],
} satisfies KeyGroup;
