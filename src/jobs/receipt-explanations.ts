import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findField } from '../catalogue/catalogue.ts';
import type { Receipt } from '../declaration/receipt.ts';
import type { Office } from './office.ts';
import { keptNotes, noteFaults, RECEIPT_NOTES } from './settings/receipt-notes.ts';

/** What a code of receipts means and what is to be done; of a code that only the office has explained its words alone. */
export interface ReceiptExplanation {
  readonly code: string;
  readonly meaning: string;
  readonly cause: string;
  readonly remedy: string;
  /** The label of the field that it is about, if it is about one. */
  readonly field: string;
  readonly source: string;
  /** The office's own words. */
  readonly own: string;
}

/** What is known of codes; undefined of one that nobody has explained. */
export type Explaining = (receipt: Pick<Receipt, 'code'>) => ReceiptExplanation | undefined;

const NOTHING = { meaning: '', cause: '', remedy: '', field: '', source: '', own: '' };

/** The explanations that the program ships. */
export async function shippedExplanations(dataFolder: string): Promise<readonly ReceiptExplanation[]> {
  const [, ...lines] = (await readFile(join(dataFolder, 'receipts.tsv'), 'utf8')).trimEnd().split('\n');
  return lines.map(line => {
    const [code = '', , meaning = '', cause = '', remedy = '', field = '', source = ''] = line.split('\t');
    return { code, meaning, cause, remedy, field: findField(field)?.label ?? '', source, own: '' };
  });
}

/** The explanations that the program ships, and those of the office beside them. */
export async function receiptExplanations(
  office: Pick<Office, 'dataFolder' | 'store'>,
): Promise<readonly ReceiptExplanation[]> {
  const [known, notes] = await Promise.all([
    shippedExplanations(office.dataFolder),
    office.store.settings.read(RECEIPT_NOTES),
  ]);
  const own = new Map(keptNotes(notes).map(({ code, text }) => [code, text]));
  const shipped = known.map(each => ({ ...each, own: own.get(each.code) ?? '' }));
  const codes = new Set(shipped.map(({ code }) => code));
  const more = [...own].filter(([code]) => !codes.has(code)).map(([code, text]) => ({ ...NOTHING, code, own: text }));
  return [...shipped, ...more];
}

export async function explaining(office: Pick<Office, 'dataFolder' | 'store'>): Promise<Explaining> {
  const all = new Map((await receiptExplanations(office)).map(each => [each.code, each]));
  return ({ code }) => all.get(code);
}

/** Keeps what the office says of a code, for all; nothing said takes it back. Throws `receipts.note`. */
export async function explainReceipt(office: Pick<Office, 'store'>, code: string, text: string): Promise<void> {
  const [fault] = noteFaults([{ code, text }]);
  if (fault) throw fault;
  await office.store.settings.update(RECEIPT_NOTES, held => keptNotes([...held, { code, text }]));
}

/** An explanation as it is read, a line each. */
export function explanationLines({
  code,
  meaning,
  cause,
  remedy,
  field,
  source,
  own,
}: ReceiptExplanation): readonly string[] {
  return [
    `◆ ${code}  ${meaning || '本单位的说明'}`,
    ...(own ? [`  本单位：${own}`] : []),
    ...(cause ? [`  原因：${cause}`] : []),
    ...(remedy ? [`  怎么办：${remedy}`] : []),
    ...(field ? [`  栏位：${field}`] : []),
    ...(source ? [`  出处：${source}`] : []),
  ];
}
