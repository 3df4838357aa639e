import type { Actor } from '../accounts/permissions.ts';
import type { DeclarationRecord } from '../declaration/record.ts';
import { readRecord } from '../declaration/shape.ts';
import { type Summary, summaryOf } from '../declaration/summary.ts';
import type { StoreOptions } from '../store/open-store.ts';
import type { Database } from '../store/resolve-store.ts';
import { articlesSource, DECLARED_ARTICLES } from './articles-recall.ts';
import { describeDocument, describePaperless, describeRecord } from './audit/describe.ts';
import { describeMembers } from './audit/describe-members.ts';
import { GOODS, goodsSource } from './goods-recall.ts';
import { knownInitials } from './known-initials.ts';
import { REJECTIONS, rejectionsSource } from './rejection-recall.ts';

/**
 * Version of the rows that `summaryOf` gives: 2 has the marks, 3 the figures of the ledger, 4 what is asked for of paperless documents, 5 the number of
 * the single window, 6 whom it is placed with and how its review
 * stands.
 */
export const ROWS_VERSION = 6;

/** Where an office keeps what it keeps, and who is working there. */
export interface StorePlace {
  readonly home: string;
  /** Where the declarations of an office with several servers lie; else they lie in the home. */
  readonly database?: Database;
  /** A home made now is for several users of a group. */
  readonly shared?: boolean;
  /** Makes `store.json` anew when it cannot be read, for `store check --repair`. */
  readonly repair?: boolean;
  readonly user: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly random: () => number;
}

/** How the store of an office is opened: what its records and documents are, and what is said of them. */
export function storeOptions(
  { home, database, shared, repair, user, now, random }: StorePlace,
  actor: () => Actor,
): StoreOptions<DeclarationRecord, Summary> {
  const initials = knownInitials();
  return {
    home,
    ...(database !== undefined && { database }),
    ...(shared !== undefined && { shared }),
    ...(repair !== undefined && { repair }),
    shape: readRecord,
    rows: ROWS_VERSION,
    // The dictionary of initials takes 50 ms to load, which nobody who only looks should wait for.
    summarise: async record => summaryOf(record, (await import('../codes/initials.ts')).initialsOf),
    actor,
    audit: {
      record: describeRecord,
      document: describeDocument,
      paperless: describePaperless,
      members: describeMembers,
    },
    recalls: {
      [GOODS]: goodsSource(initials),
      [DECLARED_ARTICLES]: articlesSource(initials),
      [REJECTIONS]: rejectionsSource(),
    },
    ...{ user, now, random },
  };
}
