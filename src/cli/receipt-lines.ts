import { STATUS_MARKS } from '../declaration/life-cycle.ts';
import { type Receipt, receiptText } from '../declaration/receipt.ts';
import type { Changed } from '../jobs/receive-receipts.ts';
import { cleanLine } from '../text.ts';

/** A receipt as people read it. */
export function receiptLine(receipt: Receipt): string {
  return `  ${receipt.time}  ${receipt.code}  ${cleanLine(receiptText(receipt))}`;
}

/** What receipts have made of a declaration. */
export function changedLines({ entryNo, from, to, receipts }: Changed): readonly string[] {
  return [
    `${entryNo}  ${STATUS_MARKS[from].mark} → ${STATUS_MARKS[to].mark} ${STATUS_MARKS[to].word}`,
    ...receipts.map(receiptLine),
  ];
}
