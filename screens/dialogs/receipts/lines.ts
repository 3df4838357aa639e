import { eventOf, type Receipt, type ReceiptEvent, receiptText } from '../../../src/declaration/receipt.ts';
import { fitted, type Line, span } from '../../draw/line.ts';
import type { Look } from '../../draw/look.ts';
import { wrapped } from '../../draw/picture.ts';

// biome-ignore format: table
const LOOKS: Readonly<Record<ReceiptEvent, Look>> = {
  received: 'key', accepted: 'good', rejected: 'error', sampled: 'warning', cleared: 'good', released: 'good', reported: 'good', returned: 'error', noted: 'value', unknown: 'warning',
};

// biome-ignore format: table
const WORDS: Readonly<Record<ReceiptEvent, string>> = {
  received: '接收', accepted: '受理', rejected: '退单', sampled: '抽中', cleared: '通关', released: '放行', reported: '无纸化', returned: '退回', noted: '回执', unknown: '新代码',
};

/** What a receipt comes to, in a word. */
export const receiptWord = (receipt: Receipt): string => WORDS[eventOf(receipt)];

export const receiptLook = (receipt: Receipt): Look => LOOKS[eventOf(receipt)];

/** `yyyy-MM-dd HH:mm:ss`; a narrow window does without the year. */
const TIME = 19;
const SHORT_TIME = 14;
const NARROW = 84;
const CODE = 4;

/** Receipts in the order given, newest first: number, time, code, and the whole text, broken into lines behind them. */
export function receiptLines(receipts: readonly Receipt[], columns: number): readonly Line[] {
  const digits = String(receipts.length).length;
  const time = columns < NARROW ? SHORT_TIME : TIME;
  const indent = digits + time + CODE + 3;
  return receipts.flatMap((receipt, index): Line[] => {
    const look = receiptLook(receipt);
    const head = `${fitted(String(receipts.length - index), digits, 'right')} ${fitted(receipt.time.slice(-time), time)} `;
    const source = receipt.source === 'paperless' ? '[无纸化] ' : '';
    // In a narrow window the text gets lines of its own.
    const beside = columns - indent >= 24;
    const room = beside ? columns - indent : columns - 2;
    const text = wrapped(`${source}${receiptText(receipt)}`, Math.max(8, room));
    const first: Line = [span(head, 'quiet'), span(fitted(receipt.code, CODE), look), span(' ')];
    const rest = (beside ? text.slice(1) : text).map(
      (part): Line => [span(' '.repeat(beside ? indent : 2)), span(part, 'value')],
    );
    return [beside ? [...first, span(text[0] ?? '', 'value')] : first, ...rest];
  });
}
