import { storeError } from '../disk/failure.ts';
import { sha256 } from '../disk/json-bytes.ts';
import { Bug, type UserError } from '../errors.ts';
import type { Claim, NewMessage, Outcome } from './outbox.ts';
import type { OutboxEntry } from './outbox-entry.ts';

const MESSAGE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/u;

export const isMessageId = (text: string): boolean => MESSAGE_ID.test(text);

export const messageIdTaken = (messageId: string): UserError =>
  storeError('store.message-id', `报文编号已用于另一份报文：${messageId}`, ['为新的报文另取编号']);

const sentMessage = (messageId: string): UserError => storeError('store.outbox-sent', `报文已经发出：${messageId}`, []);

export function unknownMessage(messageId: string): UserError {
  return storeError('store.outbox-missing', `发件箱里没有这份报文：${messageId}`, ['用 outbox list 看看里面有什么']);
}

export function busyMessage(messageId: string): UserError {
  return storeError('store.outbox-busy', `报文正在发送：${messageId}`, ['等它有了结果再试']);
}

function mayHaveArrived({ state, messageId }: OutboxEntry): UserError {
  const why = state === 'sent' ? '报文已经发出' : '报文可能已经送达，要先问清结果';
  return storeError('store.outbox-sent', `${why}，不能取消：${messageId}`, ['先收取回执']);
}

/** A message that was not tried yet. */
export function newEntry({ messageId, entryNo, channel, bytes, hold = 0 }: NewMessage, created: number): OutboxEntry {
  const nextTry = created + hold;
  return {
    version: 1,
    messageId,
    entryNo,
    channel,
    state: 'waiting',
    created,
    nextTry,
    attempts: [],
    sum: sha256(bytes),
  };
}

/** An entry with a try that has begun, which is its last one. */
export function begun(entry: OutboxEntry, at: number): OutboxEntry {
  return { ...entry, state: 'asking', attempts: [...entry.attempts, { at, code: 'began', text: '' }] };
}

/** The two of a message that is tried as soon as it is kept: as it is told before the try, and with the try that has begun. */
export function firstTry(
  message: NewMessage,
  at: number,
): { readonly before: OutboxEntry; readonly entry: OutboxEntry } {
  const before = newEntry(message, at);
  return { before, entry: begun(before, at) };
}

/** What to do with an entry: send it, or ask what became of an earlier try. */
export const taskOf = ({ state }: OutboxEntry): Claim['task'] => (state === 'waiting' ? 'send' : 'ask');

/** An entry that is in line for now; one that was sent is refused. */
export function inLine(entry: OutboxEntry, nextTry: number): OutboxEntry {
  if (entry.state === 'sent') throw sentMessage(entry.messageId);
  // What may have arrived is asked about, not sent anew.
  return { ...entry, state: entry.state === 'failed' ? 'waiting' : entry.state, nextTry };
}

/** Throws where a message may have arrived. */
export function demandNotArrived(entry: OutboxEntry): void {
  if (entry.state !== 'waiting' && entry.state !== 'failed') throw mayHaveArrived(entry);
}

/** An entry whose try, the last one, has come to an end. */
export function withOutcome(entry: OutboxEntry, outcome: Outcome): OutboxEntry {
  const { state, code, text, nextTry, acknowledged } = outcome;
  if (nextTry === undefined && (state === 'waiting' || state === 'asking'))
    throw new Bug('An open entry needs its next try');
  return {
    ...entry,
    state,
    nextTry: nextTry ?? entry.nextTry,
    attempts: entry.attempts.with(-1, { at: entry.attempts.at(-1)?.at ?? 0, code, text }),
    ...(acknowledged !== undefined && { acknowledged }),
  };
}
