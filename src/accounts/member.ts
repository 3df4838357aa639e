import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import type { PasswordRecord } from './password.ts';

/** What somebody may do: an administrator everything, a declarant the daily work. */
export const ROLES = ['administrator', 'declarant'] as const;
export type Role = (typeof ROLES)[number];

/** Pending: has joined and waits for an administrator; only the active log in. */
export const STATES = ['pending', 'active', 'refused', 'disabled'] as const;
export type MemberState = (typeof STATES)[number];

export const ROLE_NAMES: Readonly<Record<Role, string>> = { administrator: '管理员', declarant: '报检员' };
export const STATE_NAMES: Readonly<Record<MemberState, string>> = {
  pending: '待批准',
  active: '在用',
  refused: '已拒绝',
  disabled: '已停用',
};

/** Failed tries of a password in a row, and until when no further one is looked at; milliseconds since 1970, 0: now. */
export interface Tries {
  readonly failures: number;
  readonly lockedUntil: number;
}

/** A person of the office who can log in. */
export interface Member extends Tries {
  readonly id: string;
  /** The user name, folded: no two members have the same. */
  readonly user: string;
  /** The person's name. */
  readonly name: string;
  readonly mobile: string;
  readonly role: Role;
  readonly state: MemberState;
  readonly password: PasswordRecord;
  /** What confirms logging in by scanning; only that part knows what stands in it. */
  readonly devices: readonly unknown[];
  /** ISO time. */
  readonly created: string;
  /** Who has decided last about role and state, and when. */
  readonly decided?: { readonly at: string; readonly by: string };
}

/** The enterprise that the members work for: one a home. */
export interface Enterprise {
  /** A code of the table of enterprise types. */
  readonly type: string;
  readonly name: string;
  readonly code: string;
}

/** All that a home keeps of its people. */
export interface Accounts {
  /** People must log in. What is known of them stays when an office does without. */
  readonly on: boolean;
  readonly enterprise?: Enterprise;
  readonly members: readonly Member[];
  /** Tries of user names that nobody has, by a digest of the name: they are answered as those of members are. */
  readonly strangers: Readonly<Record<string, Tries>>;
}

export const NO_ACCOUNTS: Accounts = { on: false, members: [], strangers: {} };

/** A user name as it is compared and kept: full and half width, great and small letters are one. */
export const foldedUser = (user: string): string => user.normalize('NFKC').trim().toLowerCase();

export const memberNamed = ({ members }: Accounts, user: string): Member | undefined =>
  members.find(member => member.user === foldedUser(user));

export const memberOfId = ({ members }: Accounts, id: string): Member | undefined =>
  members.find(member => member.id === id);

const isAdministrator = ({ role, state }: Member) => role === 'administrator' && state === 'active';

/** The names of those who may everything, to be asked for help. */
export const administratorsOf = ({ members }: Accounts): readonly string[] =>
  members.filter(isAdministrator).map(({ name }) => cleanLine(name));

/** What others are told of who somebody is: the name, with the user name where two have the same. */
export function shownName({ members }: Accounts, { user, name }: Member): string {
  const shown = cleanLine(name);
  return members.filter(other => cleanLine(other.name) === shown).length > 1 ? `${shown}（${user}）` : shown;
}

/** What may be decided about a member. */
export type Decision = 'approve' | 'refuse' | 'disable' | 'enable' | { readonly role: Role };

/** From which states a decision leads, and to which. */
const STEPS = {
  approve: { from: ['pending', 'refused'], to: 'active', name: '批准' },
  refuse: { from: ['pending'], to: 'refused', name: '拒绝' },
  disable: { from: ['active'], to: 'disabled', name: '停用' },
  enable: { from: ['disabled'], to: 'active', name: '恢复' },
} as const satisfies Record<
  string,
  { readonly from: readonly MemberState[]; readonly to: MemberState; readonly name: string }
>;

/** Why a decision cannot be taken, if so. */
export function decisionFault(accounts: Accounts, member: Member, decision: Decision): UserError | undefined {
  const after = decided(member, decision);
  if (typeof decision === 'string') {
    const { from, name } = STEPS[decision];
    if (!(from as readonly MemberState[]).includes(member.state)) {
      return refused('account.state', `${cleanLine(member.name)}是“${STATE_NAMES[member.state]}”，不能${name}`, []);
    }
  }
  const others = accounts.members.filter(({ id }) => id !== member.id);
  if (isAdministrator(member) && !isAdministrator(after) && !others.some(isAdministrator)) {
    return refused(
      'account.last-administrator',
      `${cleanLine(member.name)}是唯一的管理员，不能停用，也不能改为报检员`,
      ['先把另一人改为管理员'],
    );
  }
  return undefined;
}

/** The accounts after a decision; throws why it cannot be taken. */
export function withDecision(
  accounts: Accounts,
  id: string,
  decision: Decision,
  mark: { readonly at: string; readonly by: string },
): Accounts {
  const member = memberOfId(accounts, id);
  if (!member) throw noMember(id);
  const fault = decisionFault(accounts, member, decision);
  if (fault) throw fault;
  return withMember(accounts, { ...decided(member, decision), decided: mark });
}

const decided = (member: Member, decision: Decision): Member => ({
  ...member,
  ...(typeof decision === 'string' ? { state: STEPS[decision].to } : { role: decision.role }),
});

/** With a member in the place of the one of that id, or behind all others. */
export function withMember(accounts: Accounts, member: Member): Accounts {
  const { members } = accounts;
  const at = members.findIndex(({ id }) => id === member.id);
  return { ...accounts, members: at < 0 ? [...members, member] : members.with(at, member) };
}

const MAX_USER = 32;
const MAX_NAME = 40;

/** What is wrong with what somebody wants to be known by. */
export function identityFault(
  accounts: Accounts,
  { user, name, mobile }: Pick<Member, 'user' | 'name' | 'mobile'>,
): UserError | undefined {
  const folded = foldedUser(user);
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._@-]*$/u.test(folded) || [...folded].length > MAX_USER) {
    return refused('account.user', '用户名不对：由文字、数字和 . _ - @ 组成，最多 32 个字', ['换一个用户名']);
  }
  if (memberNamed(accounts, folded)) {
    return refused('account.user-taken', `已有这个用户名：${folded}`, ['换一个用户名']);
  }
  if (cleanLine(name).trim() === '' || [...name].length > MAX_NAME) {
    return refused('account.name', '姓名没有填写，或太长（最多 40 个字）', ['填写姓名']);
  }
  if (mobile !== '' && !/^\+?\d{5,15}$/u.test(mobile)) {
    return refused('account.mobile', '手机号不对：应为 5 到 15 位数字', ['改正手机号']);
  }
  return undefined;
}

export function noMember(user: string): UserError {
  return refused('account.missing', `没有这个用户：${cleanLine(user)}`, ['baojian members list 列出全部用户']);
}

function refused(code: string, message: string, next: readonly string[]): UserError {
  return new UserError(code, message, { exit: 'faults', next });
}
