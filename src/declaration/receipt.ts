/** What the bureau said about a declaration, from whatever channel. Times are Beijing time, `yyyy-MM-dd HH:mm:ss`. */
export interface Receipt {
  /** The same for the same receipt, however often it arrives. */
  readonly identity: string;
  readonly source: 'declaration' | 'paperless';
  readonly entryNo: string;
  /** `RspCodes`: one of those below, or one that we do not know. */
  readonly code: string;
  readonly time: string;
  /** `RspInfo`, cleaned. */
  readonly text: string;
  /**
   * The number that it gives: of the application (16 characters, ends in E), of the declaration (15 characters), the one by which the single
   * window knows it (18 characters), or from the customs that of theirs (18 digits).
   */
  readonly dealNo?: string;
  /** `ClBlNo`, 电子底账数据号 (18 characters). */
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
  | 'returned'
  | 'noted'
  | 'unknown';

/** What the customs say by one character of what became of a declaration (CHANNEL). */
// biome-ignore format: table
export const CUSTOMS_CHANNELS = {
  2: 'QP接收成功，上载发往数据中心',
  6: 'QP接收成功，申报发往数据中心',
  N: '重传文件',
  3: '上载成功',
  4: '上载失败',
  7: '申报成功',
  8: '上载未申报（无申报权限）',
  9: '上载申报失败（与数据中心联系）',
  L: '海关已接收',
  B: '担保放行',
  E: '不被受理',
  H: '需手工申报',
  Z: '退回修改',
  G: '报关单已审结',
  F: '放行交单',
  T: '需交税费',
  Y: '申报失败',
  D: '海关删单',
  M: '报关单重审',
  R: '已结关',
  W: '进出口审结/查验/放行通知',
  I: '进出口审结/查验/放行通知',
  C: '出口查验通知',
  S: '施检',
  a: '签证',
} as const satisfies Readonly<Record<string, string>>;

interface Meaning {
  readonly event: ReceiptEvent;
  readonly codes?: readonly string[];
  readonly text?: RegExp;
}

/**
 * What receipts mean, by their codes of 2017 (of which those since 2018 are a part) and by the texts of the manual, which prints codes
 * for two of them only. The first row that fits counts: what a text says plainly goes before its code, so that a reviewed one (1100) that is
 * released by the system is released; 0000 says in its text alone how it went; a bare step of the bureau changes nothing.
 */
// biome-ignore format: table
const MEANINGS: readonly Meaning[] = [
  { event: 'rejected', codes: ['4', '9', 'E', 'Z', 'Y', 'D'] },
  { event: 'released', codes: ['B', 'F', 'R'] },
  { event: 'accepted', codes: ['L', 'G'] },
  { event: 'received', codes: ['7'] },
  { event: 'noted',    codes: ['2', '6', 'N', '3', '8', 'H', 'T', 'M', 'W', 'I', 'C', 'S', 'a'] },
  { event: 'reported', codes: ['00'] },
  { event: 'returned',                                                                    text: /^【无纸化】.*(?:退回|不予|不通过|失败)/u },
  { event: 'released',                                                                    text: /已自动放行|非法检报检单/u },
  { event: 'cleared',                                                                     text: /电子通关单号/u },
  { event: 'sampled',                                                                     text: /被抽批抽中/u },
  { event: 'rejected',                                                                    text: /退单|退回修改|不予受理|审单不通过|报检失败|不合格退回/u },
  { event: 'rejected', codes: ['1001', '1002', '1003', '1004', '1101', '1201', '1301', '1901'] },
  { event: 'accepted',                                                                    text: /正式受理通过|请持相关单据到/u },
  { event: 'accepted', codes: ['1100', '1200', '1300', '2300', '2500'] },
  { event: 'released', codes: ['2000'] },
  { event: 'cleared',  codes: ['3000'] },
  { event: 'received', codes: ['1000'],                                                   text: /已成功接收数据|报检成功/u },
  { event: 'noted',    codes: ['', '0000', '1400', '1401', '1500'] },
];

// 通关单号: 15 digits and 000; receipts print it whole, or only the 15 digits that it is made of.
const CLEARANCE = /(?:电子通关单号\s*[:：]\s*|将由\s*)([0-9]{15})(?:000)?(?![0-9])/u;
const CLEARANCE_END = '000';
/** 报检号 of 2017 (15 digits), or 检验检疫编号 since 2018: a letter N behind the year. */
const NUMBER = '[12](?:[0-9]{14}|[0-9]{2}N[0-9]{11})';
const DECLARATION_NO = new RegExp(`^${NUMBER}$`, 'u');
const PRINTED = new RegExp(`报检号\\s*[:：]\\s*\\[(${NUMBER})\\]`, 'u');
const APPLICATION_NO = /^[0-9]{15}E$/u;
/** 海关编号 */
const CUSTOMS_NO = /^[0-9]{18}$/u;
/** 统一编号 of the single window, 18 characters, which the client tells when it has imported a declaration. */
const SEQ_NO = /^[0-9A-Z]{18}$/u;
/** 电子底账数据号: the number of the inspection and 001. */
const LEDGER_NO = new RegExp(`^${NUMBER}[0-9]{3}$`, 'u');

/** The numbers that a receipt gives. */
export interface ReceiptNumbers {
  readonly declarationNo?: string;
  readonly applicationNo?: string;
  readonly clearanceNo?: string;
  readonly ledgerNo?: string;
  /** 统一编号 */
  readonly seqNo?: string;
  /** 海关编号 */
  readonly customsNo?: string;
}

export function eventOf(receipt: Pick<Receipt, 'source' | 'code' | 'text'>): ReceiptEvent {
  const meaning = MEANINGS.find(({ codes, text }) => codes?.includes(receipt.code) || text?.test(receipt.text));
  return meaning?.event ?? 'unknown';
}

/** The text as people read it: a code that is new to the program is called so, that nobody takes it for a mere remark. */
export function receiptText(receipt: Receipt): string {
  if (eventOf(receipt) !== 'unknown') return receipt.text;
  return `[新代码] ${receipt.text || '没有内容'}`;
}

export function numbersOf(receipt: Receipt): ReceiptNumbers {
  const { dealNo, ledgerNo, code } = receipt;
  const ofCustoms = Object.hasOwn(CUSTOMS_CHANNELS, code);
  const printed = PRINTED.exec(receipt.text)?.[1];
  const declarationNo = dealNo && DECLARATION_NO.test(dealNo) ? dealNo : printed;
  const clearance = CLEARANCE.exec(receipt.text)?.[1];
  return {
    ...(declarationNo && { declarationNo }),
    ...(dealNo && APPLICATION_NO.test(dealNo) && { applicationNo: dealNo }),
    ...(clearance && { clearanceNo: `${clearance}${CLEARANCE_END}` }),
    ...(ledgerNo && LEDGER_NO.test(ledgerNo) && { ledgerNo }),
    ...(dealNo && !ofCustoms && SEQ_NO.test(dealNo) && { seqNo: dealNo }),
    ...(dealNo && ofCustoms && CUSTOMS_NO.test(dealNo) && { customsNo: dealNo }),
  };
}
