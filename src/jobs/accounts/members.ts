import {
  type Accounts,
  type Decision,
  type Enterprise,
  foldedUser,
  identityFault,
  type Member,
  memberNamed,
  noMember,
  type Role,
  withDecision,
  withMember,
} from '../../accounts/member.ts';
import { passwordFault, passwordRecord } from '../../accounts/password.ts';
import { UserError } from '../../errors.ts';
import { stampOf } from '../clock.ts';
import type { Office } from '../office.ts';
import { checkLogIn } from './log-in.ts';

/** What others may know of a member. */
export type MemberInfo = Omit<Member, 'password' | 'devices' | 'failures'>;

/** What a new person tells of themselves. */
export interface NewMember {
  readonly user: string;
  readonly name: string;
  readonly mobile?: string;
  readonly password: string;
}

/** Whether people log in here, and for whom they work. */
export async function accountsState({ store }: Pick<Office, 'store'>): Promise<Pick<Accounts, 'on' | 'enterprise'>> {
  const { on, enterprise } = await store.members.read();
  return { on, ...(enterprise && { enterprise }) };
}

/** Everybody, as far as those at work may see it: only administrators see telephone numbers. */
export async function membersOf(office: Office): Promise<readonly MemberInfo[]> {
  await office.demand('members.read');
  const { members } = await office.store.members.read();
  const all = await office.demand('members').then(
    () => true,
    (error: unknown) => {
      if (error instanceof UserError) return false;
      throw error;
    },
  );
  return members.map(({ password: _, devices: _devices, failures: _failures, mobile, ...member }) => ({
    ...member,
    mobile: all ? mobile : '',
  }));
}

/** Those who have joined and wait; nobody is told who may not approve them. */
export async function pendingMembers(office: Office): Promise<readonly MemberInfo[]> {
  const { on } = await office.store.members.read();
  if (!on) return [];
  return (await membersOf(office)).filter(({ state }) => state === 'pending');
}

/** Approves, refuses, disables, enables, or gives another role; what somebody no longer may ends at once. */
export async function decideMember(office: Office, user: string, decision: Decision): Promise<void> {
  await office.demand('members');
  const mark = { at: stampOf(office.now()), by: office.user };
  // What was logged in before is kept until now only to tell them why it does not hold.
  if (decision === 'enable') await endSessions(office, user);
  await office.store.members.update(held => {
    const member = memberNamed(held, user);
    if (!member) throw noMember(user);
    return withDecision(held, member.id, decision, mark);
  });
}

/** A member whom an administrator has put in: active at once. */
export async function addMember(office: Office, person: NewMember, role: Role): Promise<MemberInfo> {
  await office.demand('members');
  const decided = { at: stampOf(office.now()), by: office.user };
  return await withNew(office, person, { role, state: 'active', decided });
}

/**
 * Somebody who registers: the first one makes the enterprise, is its administrator and turns accounts on; whoever joins waits for an administrator (A2).
 * Nobody needs to have logged in for it.
 */
export async function registerMember(office: Office, person: NewMember, enterprise?: Enterprise): Promise<MemberInfo> {
  const { members } = await office.store.members.read();
  if (members.length > 0) return await withNew(office, person, { role: 'declarant', state: 'pending' });
  return await withNew(office, person, { role: 'administrator', state: 'active' }, held => {
    if (held.members.length > 0)
      throw new UserError('account.not-first', '已有别人先登记了', {
        exit: 'faults',
        next: ['再登记一次，等管理员批准'],
      });
    return { ...held, on: true, ...(enterprise && { enterprise }) };
  });
}

/** Another password for those who are at work; they prove who they are by the one so far. All other log-ins of theirs end. */
export async function changeOwnPassword(office: Office, before: string, after: string): Promise<void> {
  await office.demand('members.own');
  const { member: own } = office.seat.actor();
  const known = (await office.store.members.read()).members.find(({ id }) => id === own?.id);
  if (!known)
    throw new UserError('account.off', '没有启用帐户，没有密码', {
      exit: 'faults',
      next: ['启用：baojian accounts on'],
    });
  const fault = passwordFault(after, known.user);
  if (fault) throw fault;
  await checkLogIn(office, known.user, before);
  await setPassword(office, known.user, after);
}

/** Puts a password in the place of a member's; whoever calls has made sure that they may. */
export async function setPassword(office: Office, user: string, password: string): Promise<void> {
  const fault = passwordFault(password, foldedUser(user));
  if (fault) throw fault;
  const record = await passwordRecord(password);
  await office.store.members.update(held => {
    const member = memberNamed(held, user);
    if (!member) throw noMember(user);
    return withMember(held, { ...member, password: record, failures: 0, lockedUntil: 0 });
  });
  await endSessions(office, user);
}

/** An administrator gives somebody who has forgotten it another password, to be changed by them. */
export async function resetPassword(office: Office, user: string, password: string): Promise<void> {
  await office.demand('members');
  await setPassword(office, user, password);
}

async function withNew(
  office: Office,
  { user, name, mobile = '', password }: NewMember,
  own: Pick<Member, 'role' | 'state' | 'decided'>,
  change: (held: Accounts) => Accounts = held => held,
): Promise<MemberInfo> {
  const person = { user: foldedUser(user), name: name.trim(), mobile: mobile.normalize('NFKC').replace(/[\s-]/gu, '') };
  const check = (held: Accounts) => {
    const fault = identityFault(held, person) ?? passwordFault(password, person.user);
    if (fault) throw fault;
  };
  check(await office.store.members.read());
  const member: Member = {
    id: office.newId(),
    ...person,
    ...own,
    password: await passwordRecord(password),
    failures: 0,
    lockedUntil: 0,
    devices: [],
    created: stampOf(office.now()),
  };
  await office.store.members.update(held => {
    check(held);
    return withMember(change(held), member);
  });
  const { password: _, devices: _devices, failures: _failures, ...info } = member;
  return info;
}

async function endSessions({ store, now }: Office, user: string): Promise<void> {
  const id = memberNamed(await store.members.read(), user)?.id;
  await store.members.updateSessions(now(), held => held.filter(({ member }) => member !== id));
}
