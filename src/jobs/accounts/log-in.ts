import { type Accounts, type Member, memberNamed, STATE_NAMES, shownName, withMember } from '../../accounts/member.ts';
import { isPassword, isWeaker, passwordRecord } from '../../accounts/password.ts';
import { triesOf, withFailure, withoutFailures } from '../../accounts/tries.ts';
import { UserError } from '../../errors.ts';
import { timeOf } from '../clock.ts';
import type { Office } from '../office.ts';

/**
 * The member with that user name and password. `account.wrong` in the same words and after the same time whether it is the name or the
 * password that is wrong, `account.locked` after too many tries, and `account.not-active` only to those who know the password.
 */
export async function checkLogIn(office: Office, user: string, password: string): Promise<Member> {
  const { store, now } = office;
  const before = store.readOnly
    ? await store.members.read()
    : await store.members.update(held => counted(held, user, now()));
  const member = memberNamed(before, user);
  if (!(await isPassword(password, member?.password)) || !member) throw wrong(triesOf(before, user).lockedUntil, now());
  // With the database user of a declarant the account of an administrator stays as it is.
  const mayRenew = store.role !== 'declarant' || member.role !== 'administrator';
  const anew = mayRenew && isWeaker(member.password) ? await passwordRecord(password) : undefined;
  if (!store.readOnly) {
    await store.members.update(held => {
      const known = memberNamed(held, user);
      if (!known) throw wrong(0, now());
      // Whoever has changed the password meanwhile keeps theirs.
      const same = known.password.hash === member.password.hash;
      return withoutFailures(anew && same ? withMember(held, { ...known, password: anew }) : held, user);
    });
  }
  if (member.state === 'active') return member;
  const next = member.state === 'pending' ? '等管理员批准以后再登录' : '请管理员恢复以后再登录';
  throw new UserError('account.not-active', `帐户${STATE_NAMES[member.state]}，不能登录`, {
    exit: 'login',
    next: [next],
  });
}

/** Checks, and sits down at this office. */
export async function logIn(office: Office, user: string, password: string): Promise<Member> {
  const member = await checkLogIn(office, user, password);
  office.seat.take(await sittingOf(office, member));
  office.seat.know(await office.store.members.read());
  return member;
}

/** Who has sat down proves that they still are who they are, by the password alone. */
export async function confirmSeated(office: Office, password: string): Promise<void> {
  const { member } = office.seat.actor();
  const user = (await office.store.members.read()).members.find(({ id }) => id === member?.id)?.user;
  await checkLogIn(office, user ?? '', password);
}

/** A member as somebody who sits down. */
export async function sittingOf({ store }: Pick<Office, 'store'>, member: Member) {
  return { id: member.id, name: shownName(await store.members.read(), member) };
}

/** One try more, if another one is looked at now. */
function counted(held: Accounts, user: string, now: number): Accounts {
  const { lockedUntil } = triesOf(held, user);
  if (lockedUntil > now) throw locked(lockedUntil);
  return withFailure(held, user, now);
}

function wrong(lockedUntil: number, now: number): UserError {
  if (lockedUntil > now) return locked(lockedUntil);
  return new UserError('account.wrong', '用户名或密码不对', {
    exit: 'login',
    next: ['再试一次；连续 5 次不对会锁定一段时间'],
  });
}

function locked(until: number): UserError {
  return new UserError('account.locked', `失败次数太多，已锁定到 ${timeOf(until)}`, {
    exit: 'login',
    next: ['到时再试'],
  });
}
