import { STATUS_MARKS } from '../declaration/life-cycle.ts';
import { type Receipt, receiptText } from '../declaration/receipt.ts';
import type { Changed } from '../jobs/apply-receipts.ts';
import { STATUS_WORDS } from '../jobs/paperless/status-words.ts';
import { cleanLine } from '../text.ts';

/** A receipt as people read it. */
export function receiptLine(receipt: Receipt): string {
  return `  ${receipt.time}  ${receipt.code}  ${cleanLine(receiptText(receipt))}`;
}

/** What receipts have made of a declaration. */
export function changedLines({ entryNo, from, to, receipts, paperless }: Changed): readonly string[] {
  const moved = from === to && paperless ? '' : `${STATUS_MARKS[from].mark} → `;
  const documents = paperless ? `  无纸化 ${STATUS_WORDS[paperless]}` : '';
  return [
    `${entryNo}  ${moved}${STATUS_MARKS[to].mark} ${STATUS_MARKS[to].word}${documents}`,
    ...receipts.map(receiptLine),
    ...(paperless === 'asked' || paperless === 'returned' ? [`  → 看单据：paperless list ${entryNo}`] : []),
  ];
}
