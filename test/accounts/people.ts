import type { Accounts, Member } from '../../src/accounts/member.ts';

/** A member with a password that nobody has. */
export const member = (user: string, more: Partial<Member> = {}): Member => ({
  id: `id-${user}`,
  user,
  name: user.toUpperCase(),
  mobile: '',
  role: 'declarant',
  state: 'active',
  password: { scheme: 'scrypt', N: 16, r: 1, p: 1, salt: '', hash: '' },
  failures: 0,
  lockedUntil: 0,
  devices: [],
  created: '2017-10-24T02:00:00.000Z',
  ...more,
});

/** Accounts that are on. */
export const accountsOf = (...members: readonly Member[]): Accounts => ({ on: true, members, strangers: {} });
