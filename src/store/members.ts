import type { Accounts } from '../accounts/member.ts';
import { type Actor, type Right, refusalOf } from '../accounts/permissions.ts';
import type { Session } from '../accounts/session.ts';

/** The people of the office and who of them has logged in for batch commands. */
export interface Members {
  /** As they are now: others may have changed them. */
  read(): Promise<Accounts>;
  /** Changes them with nobody in between; `change` may throw to leave all as it is. */
  update(change: (held: Accounts) => Accounts): Promise<Accounts>;
  sessions(): Promise<readonly Session[]>;
  /** What is over goes at each change. */
  updateSessions(now: number, change: (held: readonly Session[]) => readonly Session[]): Promise<void>;
}

/** Throws why those at work may not do something. */
export type Demand = (right: Right) => Promise<void>;

export function demandOf(members: Pick<Members, 'read'>, actor: () => Actor): Demand {
  return async right => {
    const refusal = refusalOf(await members.read(), actor(), right);
    if (refusal) throw refusal;
  };
}
