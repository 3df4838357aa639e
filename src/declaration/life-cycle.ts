import type { ReceiptEvent } from './receipt.ts';

/** Draft, saved, sent, received by the bureau, formally accepted, rejected, released, withdrawn from view. */
export type Status = 'draft' | 'saved' | 'sent' | 'received' | 'accepted' | 'rejected' | 'released' | 'withdrawn';
/** What people and the bureau do to a declaration. */
export type LifeEvent = 'keep' | 'save' | 'send' | 'undelivered' | 'withdraw' | ReceiptEvent;

/** The one character of the list's CIQ status column (L4), and its word. */
// biome-ignore format: table
export const STATUS_MARKS: Readonly<Record<Status, { readonly mark: string; readonly word: string }>> = {
  draft:     { mark: '草', word: '草稿' },
  saved:     { mark: '存', word: '已保存' },
  sent:      { mark: '发', word: '已发送' },
  received:  { mark: '收', word: '局端已接收' },
  accepted:  { mark: '正', word: '已正式受理' },
  rejected:  { mark: '错', word: '已退单' },
  released:  { mark: '放', word: '已放行' },
  withdrawn: { mark: '撤', word: '已撤出列表' },
};

/** From each status, where an event leads. What is not listed cannot happen, or changes nothing when it is a receipt. */
// biome-ignore format: table
const TRANSITIONS: Readonly<Record<Status, Readonly<Partial<Record<LifeEvent, Status>>>>> = {
  draft:     { keep: 'draft', save: 'saved', withdraw: 'withdrawn' },
  saved:     { keep: 'draft', save: 'saved', send: 'sent', withdraw: 'withdrawn' },
  sent:      { undelivered: 'saved', received: 'received', accepted: 'accepted', rejected: 'rejected', cleared: 'released', released: 'released', withdraw: 'withdrawn' },
  received:  { accepted: 'accepted', rejected: 'rejected', cleared: 'released', released: 'released', withdraw: 'withdrawn' },
  accepted:  { rejected: 'rejected', cleared: 'released', released: 'released', withdraw: 'withdrawn' },
  rejected:  { keep: 'draft', save: 'saved', accepted: 'accepted', cleared: 'released', released: 'released', withdraw: 'withdrawn' },
  released:  { withdraw: 'withdrawn' },
  withdrawn: { },
};

/** The status after an event, or undefined when the event cannot happen in this status. */
export function nextStatus(status: Status, event: LifeEvent): Status | undefined {
  return TRANSITIONS[status][event];
}

/** Whether the contents may be changed: what the bureau has in hand may not. */
export function isEditable(status: Status): boolean {
  return nextStatus(status, 'keep') !== undefined;
}

/** Whether the bureau may still answer about its present contents. */
export function awaitsReceipts(status: Status): boolean {
  return status === 'sent' || status === 'received' || status === 'accepted';
}
