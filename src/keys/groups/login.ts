import { bar, binder, type KeyGroup, kept, silent } from './group.ts';

const CONTEXTS = {
  login: { title: '登录', text: true },
  lock: { title: '已锁定', text: true },
} as const;

const bind = binder<keyof typeof CONTEXTS>();

// biome-ignore format: table
const BINDINGS = [
  bind('login', 'enter',                        'login.enter', '登录', { ...kept, ...silent }),
  bind('login', 'tab shift+tab up down',        'login.other', '另一栏', { ...bar, ...silent }),
  bind('login', 'ctrl+x',                       'login.quit',  '退出程序', { ...bar, ...silent }),
  bind('login', 'f6',                           'login.scan',     '扫码登录', { ...bar, silent: true, help: '用绑定过的手机扫二维码' }),
  bind('login', 'f7',                           'login.recover',  '忘记密码', { ...bar, silent: true, help: '用手机号和短信验证码换一个密码' }),
  bind('login', 'f8',                           'login.register', '注册',     { ...bar, silent: true, help: '加入本单位，管理员批准以后登录' }),
  bind('lock',  'enter',                        'lock.open',   '解锁', { ...kept, ...silent }),
  bind('lock',  'escape',                       'lock.clear',  '清除', { ...bar, ...silent }),
];

/** Before anything else works: who are you, and is it still you. */
export const LOGIN_KEYS = {
  contexts: CONTEXTS,
  bindings: BINDINGS,
  chains: [
    ['login', 'text'],
    ['lock', 'text'],
  ],
} satisfies KeyGroup;
