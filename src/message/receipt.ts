import { createHash } from 'node:crypto';
import type { Receipt } from '../declaration/receipt.ts';
import { UserError } from '../errors.ts';
import { cleanText } from '../text.ts';
import { type Problem, problemList, type Report } from './problem.ts';
import { localName, RECEIPT_ELEMENTS, RECEIPT_ROOT, receiptElements, type Said, saidIn } from './receipt-kinds.ts';
import { ANSWER_LIMITS, type Branch, type Element, messageText, readXml, writeXml } from './xml.ts';

export interface ReadReceipts {
  readonly receipts: readonly Receipt[];
  readonly problems: readonly Problem[];
}

/**
 * Reads one receipt, or several in any one element (`receipt-kinds.ts`). `arrivedAt` (Beijing time) stands in for a missing or unreadable `OperTime`
 * and has no part in the identity. Codes that we do not know are kept. Throws UserError `message.*` for what is no receipt message.
 */
export function readReceipts(xml: Uint8Array | string, arrivedAt = ''): ReadReceipts {
  const root = readXml(xml, ANSWER_LIMITS);
  const elements = receiptElements(root);
  if (!elements) {
    throw new UserError('message.not-understood', `局端的回应不是回执：应为 ${RECEIPT_ROOT}`, {
      exit: 'transport',
      next: ['请确认接收地址正确，或联系通讯平台'],
    });
  }
  const { problems, report } = problemList();
  const receipts = elements.flatMap((element, index) => {
    const receipt = receiptOf(element, arrivedAt, `${localName(element)}[${index + 1}]`, report);
    return receipt ? [receipt] : [];
  });
  return { receipts, problems };
}

/** The receipt in an element of one; undefined, with the reason reported, if it says nothing or not about which declaration. */
export function receiptOf(element: Element, arrivedAt: string, where: string, report: Report): Receipt | undefined {
  const problem = (code: string, path: string, text: string) =>
    report({ code: `message.${code}`, path: '', element: path, text });
  const { said, strange } = saidIn(element);
  for (const name of strange) problem('unknown-element', `${where}/${name}`, `${name}：回执没有这个元素`);
  if (said.entryNo === '') {
    problem('receipt-number', where, `回执没有企业报检号，不知属于哪一单：${said.text || said.code || '内容为空'}`);
    return undefined;
  }
  if (said.code === '' && said.text === '') {
    problem('receipt-empty', where, `${said.entryNo} 的回执没有代码也没有内容`);
    return undefined;
  }
  const time = momentOf(said.time);
  if (time === '' && said.time !== '')
    problem('receipt-time', where, `${said.entryNo} 的回执时间不能识别，按收到的时间记`);
  return finish({ ...said, time }, arrivedAt);
}

/** A receipt from what it says, with its identity; for the bureau, which makes receipts, as for the office, which reads them. */
export function makeReceipt(said: Omit<Receipt, 'identity' | 'source'>): Receipt {
  const { entryNo, dealNo = '', ledgerNo = '', time, code, text } = said;
  return finish({ entryNo, dealNo, ledgerNo, time, code, text: cleanText(text) }, '');
}

function finish(said: Said, arrivedAt: string): Receipt {
  const { entryNo, dealNo, ledgerNo, time, code, text } = said;
  return {
    identity: identityOf(said),
    source: code === '00' || text.startsWith('【无纸化】') ? 'paperless' : 'declaration',
    entryNo,
    code,
    time: time || arrivedAt,
    text,
    ...(dealNo && { dealNo }),
    ...(ledgerNo && { ledgerNo }),
  };
}

// 96 bits: among all receipts of an office no two different ones will meet.
function identityOf(said: Said): string {
  const contents = RECEIPT_ELEMENTS.map(([, part]) => said[part]);
  return createHash('sha256').update(JSON.stringify(contents)).digest('hex').slice(0, 24);
}

const MOMENT = /^(\d{4})[-/]?(\d{2})[-/]?(\d{2})[T ]?(\d{2}):?(\d{2})(?::?(\d{2}))?(?:\.\d+|\d{2,3})?(?:\+08:?00)?$/u;

/** `yyyy-MM-dd HH:mm:ss` of the ways in which platforms write Beijing time; empty if it is none of them. */
export function momentOf(text: string): string {
  const [, year, month, day, hour, minute, second = '00'] = MOMENT.exec(text) ?? [];
  if (!year) return '';
  const time = `${year}-${month}-${day} ${hour}:${minute}:${second}`;
  const exists = new Date(`${time.replace(' ', 'T')}Z`);
  return !Number.isNaN(exists.getTime()) && exists.toISOString().slice(0, 10) === time.slice(0, 10) ? time : '';
}

/** The receipt as a message, for the bureau's side. */
export function writeReceipt(receipt: Receipt): string {
  return writeXml(receiptBranch(receipt));
}

export function receiptBranch(receipt: Receipt): Branch {
  return [
    RECEIPT_ROOT,
    RECEIPT_ELEMENTS.flatMap(([name, part]): Branch[] => {
      const text = messageText(receipt[part] ?? '');
      return text ? [[name, text]] : [];
    }),
  ];
}
