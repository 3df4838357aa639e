import { createHash } from 'node:crypto';
import { type Accounts, foldedUser, memberNamed, type Tries, withMember } from './member.ts';

/** So many failures in a row lock a user name, each time for longer. */
const EACH = 5;
/** Minutes. */
const LOCKS = [1, 5, 15, 60] as const;
const MINUTE = 60_000;

/** User names of nobody that are remembered; the oldest go. */
const MAX_STRANGERS = 200;

const NONE: Tries = { failures: 0, lockedUntil: 0 };

const digestOf = (user: string) => createHash('sha256').update(foldedUser(user)).digest('hex').slice(0, 32);

/** The tries of a user name, whether somebody has it or not. */
export function triesOf(accounts: Accounts, user: string): Tries {
  const digest = digestOf(user);
  const stranger = Object.hasOwn(accounts.strangers, digest) ? accounts.strangers[digest] : undefined;
  return memberNamed(accounts, user) ?? stranger ?? NONE;
}

/**
 * With one failure more. It is counted before a password is looked at and taken back when it is right, so that of many tries at
 * once no more are looked at than one after the other.
 */
export function withFailure(accounts: Accounts, user: string, now: number): Accounts {
  const failures = triesOf(accounts, user).failures + 1;
  const step = failures % EACH === 0 ? Math.min(failures / EACH, LOCKS.length) : 0;
  const lockedUntil = step === 0 ? 0 : now + (LOCKS[step - 1] ?? 0) * MINUTE;
  return withTries(accounts, user, { failures, lockedUntil });
}

/** After the right password. */
export const withoutFailures = (accounts: Accounts, user: string): Accounts => withTries(accounts, user, NONE);

function withTries(accounts: Accounts, user: string, { failures, lockedUntil }: Tries): Accounts {
  const member = memberNamed(accounts, user);
  if (member) return withMember(accounts, { ...member, failures, lockedUntil });
  const digest = digestOf(user);
  const { [digest]: _, ...others } = accounts.strangers;
  const kept = Object.entries(others).slice(-(MAX_STRANGERS - 1));
  return { ...accounts, strangers: { ...Object.fromEntries(kept), [digest]: { failures, lockedUntil } } };
}
