import { askedIn } from './paperless.ts';
import { eventOf, type Receipt } from './receipt.ts';
import type { DeclarationRecord } from './record.ts';

/** What people outside are told of: release, rejection, sampling, and papers that are missing or were sent back. */
export type NoticeEvent = 'released' | 'rejected' | 'sampled' | 'papers';

/** What a receipt is told as, if anything; one receipt is one notice. */
export function noticeEventOf(receipt: Receipt): NoticeEvent | undefined {
  const event = eventOf(receipt);
  if (event === 'rejected' || event === 'sampled') return event;
  if (event === 'released' || event === 'cleared') return 'released';
  return event === 'returned' || askedIn(receipt.text).length > 0 ? 'papers' : undefined;
}

/**
 * The record after receipts came, with those that are to be told of written down: whoever takes one off the list tells of it, so that it is told
 * once however many receive. What answers an earlier sending is no news.
 */
export function owingNotices(
  before: DeclarationRecord,
  after: DeclarationRecord,
  wanted: ReadonlySet<NoticeEvent>,
): DeclarationRecord {
  const known = new Set(before.receipts.map(({ identity }) => identity));
  const fresh = after.receipts.filter(receipt => {
    const event = noticeEventOf(receipt);
    return !known.has(receipt.identity) && receipt.sending === after.sending && event && wanted.has(event);
  });
  if (fresh.length === 0) return after;
  return { ...after, noticesOwed: [...(after.noticesOwed ?? []), ...fresh.map(({ identity }) => identity)] };
}

/** The record without what is told of now. */
export function withoutNotices(record: DeclarationRecord, told: readonly string[]): DeclarationRecord {
  const { noticesOwed = [], ...rest } = record;
  const left = noticesOwed.filter(identity => !told.includes(identity));
  return left.length === 0 ? rest : { ...rest, noticesOwed: left };
}
