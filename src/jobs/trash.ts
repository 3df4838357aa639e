import type { Removed } from '../declaration/record.ts';
import { type Summary, summaryOf } from '../declaration/summary.ts';
import { UserError } from '../errors.ts';
import type { Office } from './office.ts';

/** A declaration in the trash, and who has put it there; who did so before that was noted is not known. */
export interface Trashed {
  readonly entryNo: string;
  readonly row: Summary | undefined;
  readonly removed: Removed | undefined;
  /** Why it cannot be read. */
  readonly broken?: string;
}

/** What is in the trash, what was deleted last first. One that cannot be read is told, and hides no other. */
export async function trashOf(office: Office): Promise<readonly Trashed[]> {
  const { initialsOf } = await import('../codes/initials.ts');
  const found: Trashed[] = [];
  // One after the other: years of deleted declarations do not fit into memory at once.
  for (const entryNo of await office.store.trash()) {
    try {
      const record = await office.store.trashed(entryNo);
      if (record) found.push({ entryNo, row: summaryOf(record, initialsOf), removed: record.removed });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      found.push({ entryNo, row: undefined, removed: undefined, broken: error.message });
    }
  }
  const at = ({ removed }: Trashed) => removed?.at ?? '';
  return found.sort((a, b) => (at(a) < at(b) ? 1 : at(a) > at(b) ? -1 : 0));
}
