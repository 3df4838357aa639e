import * as v from 'valibot';
import { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';
import { settingsDocument, text } from './document.ts';

/** What the office says of a code of receipts, for all who work there. */
export interface ReceiptNote {
  readonly code: string;
  readonly text: string;
}

export const RECEIPT_NOTES = settingsDocument<readonly ReceiptNote[]>(
  'receipt-notes',
  v.array(v.object({ code: text(), text: text() })) as v.GenericSchema<unknown, readonly ReceiptNote[]>,
  [],
);

/** Longer explanations nobody reads beside a receipt. */
const LONGEST = 200;

/** As they are kept: cleaned, of the same code the last, without those that say nothing. */
export function keptNotes(notes: readonly ReceiptNote[]): readonly ReceiptNote[] {
  const kept = notes.map(({ code, text: said }) => ({ code: cleanLine(code), text: cleanLine(said) }));
  return [...new Map(kept.map(note => [note.code, note])).values()].filter(note => note.text !== '');
}

/** What is wrong with notes: `receipts.note`. */
export function noteFaults(notes: readonly ReceiptNote[]): readonly UserError[] {
  return notes.flatMap(({ code, text: said }) => {
    const refused = (message: string, next: string) => [
      new UserError('receipts.note', message, { exit: 'usage' as const, next: [next] }),
    ];
    if (!/^[0-9A-Za-z#._-]{1,12}$/u.test(cleanLine(code)))
      return refused(`“${cleanLine(code)}”不是回执代码`, '代码是 1 至 12 位字母、数字');
    const { length } = cleanLine(said);
    return length > LONGEST ? refused(`说明有 ${length} 个字，最多 ${LONGEST} 个`, '写短一些') : [];
  });
}
