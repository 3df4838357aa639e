import { UserError } from '../errors.ts';
import { type Accounts, administratorsOf, memberOfId, ROLE_NAMES, type Role, STATE_NAMES } from './member.ts';

const ALL = ['administrator', 'declarant'] as const satisfies readonly Role[];
const FEW = ['administrator'] as const satisfies readonly Role[];

/** What there is to be allowed, what it is called, and whom it is allowed (A6). */
// biome-ignore format: table
const RIGHTS = {
  'declaration.read':   { title: '查看单证',             roles: ALL },
  'declaration.write':  { title: '录入和修改单证',       roles: ALL },
  'declaration.delete': { title: '删除和撤出单证',       roles: ALL },
  'declaration.send':   { title: '发送和接收',           roles: ALL },
  'review':             { title: '复核单证',             roles: ALL },
  'print':              { title: '打印',                 roles: ALL },
  'templates':          { title: '单证模板和导出模板',   roles: ALL },
  'parties':            { title: '收发货人',             roles: ALL },
  'articles':           { title: '商品库',               roles: ALL },
  'import-memory':      { title: '导入时记住的对应',     roles: ALL },
  'settings.own':       { title: '自己的设置',           roles: ALL },
  'practice':           { title: '练习局',               roles: ALL },
  'members.read':       { title: '查看通讯录',           roles: ALL },
  'members.own':        { title: '自己的密码',           roles: ALL },
  'settings.shared':    { title: '修改共用的设置',       roles: FEW },
  'settings.channel':   { title: '修改申报通讯',         roles: FEW },
  'secrets':            { title: '修改通讯的密码和口令', roles: FEW },
  'codes':              { title: '修改代码表',           roles: FEW },
  'print-templates':    { title: '修改打印模板',         roles: FEW },
  'members':            { title: '管理人员',             roles: FEW },
  'accounts':           { title: '启用和停用帐户',       roles: FEW },
  'backup':             { title: '备份',                 roles: FEW },
  'restore':            { title: '恢复备份',             roles: FEW },
  'repair':             { title: '修复数据',             roles: FEW },
  'audit.read':         { title: '查看操作记录',         roles: FEW },
} as const satisfies Record<string, { readonly title: string; readonly roles: readonly Role[] }>;

export type Right = keyof typeof RIGHTS;

/** What something to be allowed is called; undefined when there is no such thing. */
export const rightTitle = (right: Right): string | undefined => RIGHTS[right]?.title;

/** What the server of a database lets a program do, by the user that it logs in with. */
export type ServerRole = Role | 'owner' | 'reader';

/** Who is at work: the user of the system and, where people log in, the member. */
export interface Actor {
  readonly user: string;
  /** As it was at log-in. */
  readonly member?: { readonly id: string; readonly name: string };
  /** Tells apart who has logged in one after the other in one run of the program. */
  readonly sitting?: number;
  /** What the server of a database lets them do, whoever has logged in here; everything where there is none. */
  readonly granted?: Role;
}

/** Whoever is at work, with what the server lets them do. An owner may everything, and whoever only reads learns so when writing. */
export const grantedTo = (actor: Actor, role: ServerRole | undefined): Actor =>
  role === 'declarant' || role === 'administrator' ? { ...actor, granted: role } : actor;

/** Why somebody may not do something now; undefined when they may, and always where nobody has to log in and no server asks. */
export function refusalOf(accounts: Accounts, actor: Actor, right: Right): UserError | undefined {
  return memberRefusal(accounts, actor, right) ?? serverRefusal(accounts, actor, right);
}

function memberRefusal(accounts: Accounts, actor: Actor, right: Right): UserError | undefined {
  if (!accounts.on) return undefined;
  if (!actor.member) {
    return new UserError('account.login-needed', '还没有登录', { exit: 'login', next: ['登录：baojian login 用户名'] });
  }
  const member = memberOfId(accounts, actor.member.id);
  if (member?.state !== 'active') {
    const state = member ? `帐户${STATE_NAMES[member.state]}` : '帐户已不在';
    return new UserError('account.not-active', `${state}，不能再操作`, { exit: 'login', next: askThem(accounts) });
  }
  return may(member.role, right) ? undefined : notAllowed(member.role, right, askThem(accounts));
}

// The server would refuse it anyway, when half of it is done already.
function serverRefusal(accounts: Accounts, { granted }: Actor, right: Right): UserError | undefined {
  if (granted === undefined || may(granted, right)) return undefined;
  return notAllowed(granted, right, [...askThem(accounts), ASK_AN_ADMINISTRATOR]);
}

const may = (role: Role, right: Right): boolean => (RIGHTS[right].roles as readonly Role[]).includes(role);

export function notAllowed(role: Role, right: Right, next: readonly string[]): UserError {
  const message = `${ROLE_NAMES[role]}没有“${RIGHTS[right].title}”的权限`;
  return new UserError('account.not-allowed', message, { exit: 'login', next });
}

/** What helps where a database is opened with the user of a declarant. */
export const ASK_AN_ADMINISTRATOR = '这里用的是报检员的数据库用户：请管理员来做，或改用管理员的数据库用户打开';

const askThem = (accounts: Accounts): readonly string[] => {
  const names = administratorsOf(accounts);
  return names.length > 0 ? [`请管理员来做：${names.join('、')}`] : [];
};
