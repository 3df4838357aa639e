import { administratorsOf, type Member, memberOfId, STATE_NAMES, shownName } from '../../accounts/member.ts';
import { isOver, newToken, sumOf } from '../../accounts/session.ts';
import { UserError } from '../../errors.ts';
import { stampOf } from '../clock.ts';
import type { Office } from '../office.ts';
import { switchesOf } from '../switches.ts';
import { sittingOf } from './log-in.ts';
import { readToken, removeToken, type TokenPlace, writeToken } from './token-file.ts';

const HOUR = 3_600_000;

/** Logs a member in for the batch commands of this user of the system; gives until when, in milliseconds since 1970. */
export async function openSession(office: Office, member: Pick<Member, 'id'>, place: TokenPlace): Promise<number> {
  const { store, now } = office;
  const { sessionHours } = await switchesOf(office);
  const token = newToken();
  const until = now() + sessionHours * HOUR;
  const former = await readToken(place);
  const session = { sum: sumOf(token), member: member.id, created: stampOf(now()), until: stampOf(until) };
  await store.members.updateSessions(now(), held => [
    ...held.filter(({ sum }) => former === undefined || sum !== sumOf(former)),
    session,
  ]);
  await writeToken(place, token);
  return until;
}

/**
 * Sits down the member whose session the user of the system has; `account.session-expired` when it holds no more, `account.not-active` when they were
 * disabled meanwhile.
 */
export async function resumeSession(office: Office, place: TokenPlace): Promise<void> {
  const accounts = await office.store.members.read();
  const token = accounts.on ? await readToken(place) : undefined;
  if (token === undefined) return;
  const sum = sumOf(token);
  const session = (await office.store.members.sessions()).find(held => held.sum === sum);
  const member = session && memberOfId(accounts, session.member);
  if (!session || !member || isOver(session, office.now())) {
    throw new UserError('account.session-expired', '登录已经过期', {
      exit: 'login',
      next: ['再登录一次：baojian login 用户名'],
    });
  }
  if (member.state !== 'active') {
    const names = administratorsOf(accounts).join('、');
    throw new UserError('account.not-active', `${shownName(accounts, member)}的帐户${STATE_NAMES[member.state]}`, {
      exit: 'login',
      next: [`请管理员恢复${names && `：${names}`}，然后再登录：baojian login ${member.user}`],
    });
  }
  office.seat.take(await sittingOf(office, member));
}

/** Ends the session of this user of the system; false when there was none. */
export async function closeSession({ store, now }: Office, place: TokenPlace): Promise<boolean> {
  const token = await readToken(place);
  if (token === undefined) return false;
  await removeToken(place);
  if ((await store.members.sessions()).some(({ sum }) => sum === sumOf(token)))
    await store.members.updateSessions(now(), held => held.filter(({ sum }) => sum !== sumOf(token)));
  return true;
}
