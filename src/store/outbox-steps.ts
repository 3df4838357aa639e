import { storeError } from '../disk/failure.ts';
import { sha256 } from '../disk/json-bytes.ts';
import { Bug, type UserError } from '../errors.ts';
import type { NewMessage, Outcome } from './outbox.ts';
import type { Attempt, OutboxEntry } from './outbox-entry.ts';

const MESSAGE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/u;

export const isMessageId = (text: string): boolean => MESSAGE_ID.test(text);

export const messageIdTaken = (messageId: string): UserError =>
  storeError('store.message-id', `报文编号已用于另一份报文：${messageId}`, ['为新的报文另取编号']);

export const sentMessage = (messageId: string): UserError =>
  storeError('store.outbox-sent', `报文已经发出：${messageId}`, []);

export function unknownMessage(messageId: string): UserError {
  return storeError('store.outbox-missing', `发件箱里没有这份报文：${messageId}`, ['用 outbox list 看看里面有什么']);
}

export function busyMessage(messageId: string): UserError {
  return storeError('store.outbox-busy', `报文正在发送：${messageId}`, ['等它有了结果再试']);
}

export function mayHaveArrived({ state, messageId }: OutboxEntry): UserError {
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

/** An entry whose try, the last one, has come to an end. */
export function withOutcome(entry: OutboxEntry, began: Attempt, outcome: Outcome): OutboxEntry {
  const { state, code, text, nextTry, acknowledged } = outcome;
  if (nextTry === undefined && (state === 'waiting' || state === 'asking'))
    throw new Bug('An open entry needs its next try');
  return {
    ...entry,
    state,
    nextTry: nextTry ?? entry.nextTry,
    attempts: [...entry.attempts.slice(0, -1), { at: began.at, code, text }],
    ...(acknowledged !== undefined && { acknowledged }),
  };
}
