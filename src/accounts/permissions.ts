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
  'print':              { title: '打印',                 roles: ALL },
  'templates':          { title: '单证模板和导出模板',   roles: ALL },
  'parties':            { title: '收发货人',             roles: ALL },
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

/** Who is at work: the user of the system and, where people log in, the member. */
export interface Actor {
  readonly user: string;
  /** As it was at log-in. */
  readonly member?: { readonly id: string; readonly name: string };
  /** Tells apart who has logged in one after the other in one run of the program. */
  readonly sitting?: number;
}

/** Why somebody may not do something now; undefined when they may, and always where nobody has to log in. */
export function refusalOf(accounts: Accounts, actor: Actor, right: Right): UserError | undefined {
  if (!accounts.on) return undefined;
  if (!actor.member) {
    return new UserError('account.login-needed', '还没有登录', { exit: 'login', next: ['登录：baojian login 用户名'] });
  }
  const member = memberOfId(accounts, actor.member.id);
  if (member?.state !== 'active') {
    const state = member ? `帐户${STATE_NAMES[member.state]}` : '帐户已不在';
    return new UserError('account.not-active', `${state}，不能再操作`, { exit: 'login', next: askThem(accounts) });
  }
  const { title, roles } = RIGHTS[right];
  if ((roles as readonly Role[]).includes(member.role)) return undefined;
  return new UserError('account.not-allowed', `${ROLE_NAMES[member.role]}没有“${title}”的权限`, {
    exit: 'login',
    next: askThem(accounts),
  });
}

const askThem = (accounts: Accounts): readonly string[] => {
  const names = administratorsOf(accounts);
  return names.length > 0 ? [`请管理员来做：${names.join('、')}`] : [];
};
