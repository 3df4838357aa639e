import { eventOf } from './receipt.ts';
import type { DeclarationRecord, KeptReceipt, PaperlessStatus } from './record.ts';

/** Bytes that one file may have: no public source names a limit, this is our own. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** 无纸化单证上传: 合同、发票…。 as receipts of acceptance print it. */
const ASKED = /无纸化单证上传\s*[:：]\s*(?<names>[^。]+)/gu;

/** The names of the documents that a receipt asks for. */
export function askedIn(text: string): readonly string[] {
  return [...text.matchAll(ASKED)].flatMap(({ groups }) =>
    (groups?.names ?? '')
      .split(/[、,，;；]/u)
      .map(name => name.trim())
      .filter(Boolean),
  );
}

/** The documents that the bureau asks for in the receipts of the present sending. */
export function askedOf({ receipts, sending }: Pick<DeclarationRecord, 'receipts' | 'sending'>): readonly string[] {
  return [...new Set(receipts.filter(kept => kept.sending === sending).flatMap(({ text }) => askedIn(text)))];
}

/** Whether a document answers to what is asked for: a receipt may name several of which one is enough, as in 卫生证书或自由销售证明. */
export function answersTo(asked: string, names: readonly string[]): boolean {
  const parts = (text: string) => text.replace(/[（(].*?[)）]/gu, '').split(/[/／或]/u);
  const wanted = parts(asked).map(part => part.trim());
  return names.some(name => [name, ...parts(name)].some(part => part === asked || wanted.includes(part.trim())));
}

const isAnswer = (receipt: KeptReceipt): boolean => {
  const event = eventOf(receipt);
  return event === 'reported' || event === 'returned';
};

/** What the receipts make of it; what was sent counts until there are more answers than there were then. */
export function paperlessOf(record: DeclarationRecord): PaperlessStatus | undefined {
  const { receipts, paperless, paperlessAnswers = 0 } = record;
  const answers = receipts.filter(isAnswer);
  if ((paperless === 'sending' || paperless === 'sent') && answers.length <= paperlessAnswers) return paperless;
  const last = answers.at(-1);
  const asking = receipts.findLast(({ sending, text }) => sending === record.sending && askedIn(text).length > 0);
  if (asking && (!last || asking.time > last.time)) return 'asked';
  return last && (eventOf(last) as 'reported' | 'returned');
}

/** The record of a declaration whose documents are about to be reported under an id. */
export function withPaperless(record: DeclarationRecord, paperlessId: string): DeclarationRecord {
  return { ...record, paperless: 'sending', paperlessId, paperlessAnswers: record.receipts.filter(isAnswer).length };
}

/** The record when what was on its way never arrived. */
export function withoutPaperless(record: DeclarationRecord): DeclarationRecord {
  const { paperless: _, paperlessId: __, paperlessAnswers: ___, ...rest } = record;
  const left = paperlessOf(rest);
  return { ...rest, ...(left && { paperless: left }) };
}
