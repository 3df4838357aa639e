/** What the bureau said about a declaration, from whatever channel. Times are Beijing time, `yyyy-MM-dd HH:mm:ss`. */
export interface Receipt {
  /** The same for the same receipt, however often it arrives. */
  readonly identity: string;
  readonly source: 'declaration' | 'paperless';
  readonly entryNo: string;
  /** `RspCodes`: 1000, 1100, 1300, 00 or one we do not know. */
  readonly code: string;
  readonly time: string;
  /** `RspInfo`, cleaned. */
  readonly text: string;
  /** `EntDealNo`: an application number (16 characters, ends in E) or a declaration number (15 digits). */
  readonly dealNo?: string;
  /** `ClBlNo`. */
  readonly ledgerNo?: string;
}

/** What a receipt does to a declaration; `noted` ones change nothing and are shown, `unknown` ones have a code that the program has never heard of. */
export type ReceiptEvent =
  | 'received'
  | 'accepted'
  | 'rejected'
  | 'sampled'
  | 'cleared'
  | 'released'
  | 'reported'
  | 'noted'
  | 'unknown';

interface Meaning {
  readonly event: ReceiptEvent;
  readonly codes?: readonly string[];
  readonly text?: RegExp;
}

// The manual prints the codes 1000, 1100 and 00 and, on the receipt slip, texts without codes;
// 1300 is known from integrators. What has no known code is known by its text. The first row that fits counts.
// biome-ignore format: table
const MEANINGS: readonly Meaning[] = [
  { event: 'reported', codes: ['00'] },
  { event: 'released', codes: ['1100'], text: /已自动放行|非法检报检单/u },
  { event: 'cleared',                   text: /电子通关单号/u },
  { event: 'sampled',                   text: /被抽批抽中/u },
  { event: 'rejected',                  text: /退单|退回修改|不予受理|审单不通过|报检失败|不合格退回/u },
  { event: 'accepted',                  text: /正式受理通过|请持相关单据到/u },
  { event: 'received', codes: ['1000'], text: /已成功接收数据/u },
  { event: 'accepted', codes: ['1300'] },
];

// 通关单号: 15 digits and 000; receipts print it whole, or only the 15 digits that it is made of.
const CLEARANCE = /(?:电子通关单号\s*[:：]\s*|将由\s*)([0-9]{15})(?:000)?(?![0-9])/u;
const CLEARANCE_END = '000';
const DECLARATION_NO = /^[12][0-9]{14}$/u;
const APPLICATION_NO = /^[0-9]{15}E$/u;

/** The numbers that a receipt gives. */
export interface ReceiptNumbers {
  readonly declarationNo?: string;
  readonly applicationNo?: string;
  readonly clearanceNo?: string;
}

export function eventOf(receipt: Pick<Receipt, 'source' | 'code' | 'text'>): ReceiptEvent {
  const meaning = MEANINGS.find(({ codes, text }) => codes?.includes(receipt.code) || text?.test(receipt.text));
  return meaning?.event ?? (receipt.code === '' ? 'noted' : 'unknown');
}

/** The text as people read it: a code that is new to the program is called so, that nobody takes it for a mere remark. */
export function receiptText(receipt: Receipt): string {
  if (eventOf(receipt) !== 'unknown') return receipt.text;
  return `[新代码] ${receipt.text || '没有内容'}`;
}

export function numbersOf(receipt: Receipt): ReceiptNumbers {
  const { dealNo } = receipt;
  const printed = /报检号\s*[:：]\s*\[([12][0-9]{14})\]/u.exec(receipt.text)?.[1];
  const declarationNo = dealNo && DECLARATION_NO.test(dealNo) ? dealNo : printed;
  const clearance = CLEARANCE.exec(receipt.text)?.[1];
  return {
    ...(declarationNo && { declarationNo }),
    ...(dealNo && APPLICATION_NO.test(dealNo) && { applicationNo: dealNo }),
    ...(clearance && { clearanceNo: `${clearance}${CLEARANCE_END}` }),
  };
}
