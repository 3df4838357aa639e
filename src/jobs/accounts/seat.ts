import { type Accounts, NO_ACCOUNTS, shownName } from '../../accounts/member.ts';
import { type Actor, grantedTo, type Right, refusalOf, type ServerRole } from '../../accounts/permissions.ts';
import type { UserError } from '../../errors.ts';

type Sitting = NonNullable<Actor['member']>;

/** Who is at work in an open office: the user of the system, and the member who has logged in. */
export interface Seat {
  readonly actor: () => Actor;
  /** As others are told of them. */
  name(): string;
  take(member: Sitting): void;
  leave(): void;
  /** People as they were read last, and why those at work may not do something by that. */
  known(): Accounts;
  know(accounts: Accounts): void;
  refusal(right: Right): UserError | undefined;
  /** What the server of the database lets us do, whoever sits here. */
  granted(role: ServerRole): void;
}

/** Whether something is told to be of another member: nobody goes on with what another one has left. */
export function isOfOther({ seat, user }: { readonly seat: Seat; readonly user: string }, by: string): boolean {
  const accounts = seat.known();
  return accounts.on && by !== user && accounts.members.some(member => shownName(accounts, member) === by);
}

export function seatFor(user: string): Seat {
  let member: Sitting | undefined;
  let sitting = 0;
  let accounts: Accounts = NO_ACCOUNTS;
  let role: ServerRole | undefined;
  const actor = (): Actor => grantedTo({ user, ...(member && { member, sitting }) }, role);
  return {
    actor,
    name: () => member?.name ?? user,
    take(who) {
      member = who;
      sitting += 1;
    },
    leave() {
      member = undefined;
    },
    known: () => accounts,
    know(read) {
      accounts = read;
    },
    granted(found) {
      role = found;
    },
    refusal: right => refusalOf(accounts, actor(), right),
  };
}
