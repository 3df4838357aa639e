import type { Direction } from '../catalogue/row.ts';
import { matcherOf } from '../declaration/query.ts';
import type { Summary } from '../declaration/summary.ts';

/** What is asked of the ledger (3.8). Days are `yyyy-MM-dd` and count themselves in; all conditions hold together. */
export interface LedgerQuery {
  readonly direction: Direction;
  /** Words of the name, or the pinyin initials of it. */
  readonly party?: string | undefined;
  readonly declarant?: string | undefined;
  readonly enterprise?: string | undefined;
  readonly inspected?: 'Y' | 'N' | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Who has thrown a declaration away before anybody was told of it has declared nothing. */
const counts = (row: Summary): boolean => row.status !== 'withdrawn' || row.sent !== '';

export function ledgerMatcher(query: LedgerQuery): (row: Summary) => boolean {
  const { direction, inspected, from, until, party, declarant, enterprise } = query;
  const columns = Object.entries({ party, declarant, enterprise }).filter(([, words]) => words?.trim());
  const matches = matcherOf({
    direction,
    withdrawn: true,
    columns: Object.fromEntries(columns),
    ...(from && { from }),
    ...(until && { until }),
  });
  return row => matches(row) && (inspected === undefined || row.inspected === inspected) && counts(row);
}
