import type { Audit } from '../../store/audit.ts';

const DAY = 86_400_000;

/** Drops the months of the audit whose last day is more than so many days ago. */
export async function dropOldMonths(audit: Audit, days: number, now: number): Promise<void> {
  await audit.drop(new Date(now - days * DAY).toISOString().slice(0, 7));
}
