import { type Accounts, NO_ACCOUNTS } from '../../accounts/member.ts';
import { type Actor, type Right, refusalOf } from '../../accounts/permissions.ts';
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
}

export function seatFor(user: string): Seat {
  let member: Sitting | undefined;
  let accounts: Accounts = NO_ACCOUNTS;
  const actor = (): Actor => ({ user, ...(member && { member }) });
  return {
    actor,
    name: () => member?.name ?? user,
    take(who) {
      member = who;
    },
    leave() {
      member = undefined;
    },
    known: () => accounts,
    know(read) {
      accounts = read;
    },
    refusal: right => refusalOf(accounts, actor(), right),
  };
}
