import { REPAIR, storeError } from '../failure.ts';
import { asObject, checkVersion } from '../json-file.ts';

/** One try to send, or one question what became of it. */
export interface Attempt {
  /** Milliseconds since 1970. */
  at: number;
  /** A permanent word: `began` until the outcome is known. */
  code: string;
  /** For people; never a secret. */
  text: string;
}

/**
 * `waiting`: not sent yet, or known not to have arrived · `asking`: a try began and its outcome is not known, so the next step is to ask,
 * never to send under another id · `sent`: taken by the other side · `failed`: given up, can be retried by hand.
 */
export type OutboxState = 'waiting' | 'asking' | 'sent' | 'failed';

export interface OutboxEntry {
  version: 1;
  messageId: string;
  entryNo: string;
  channel: string;
  state: OutboxState;
  /** Milliseconds since 1970, as the next one. */
  created: number;
  nextTry: number;
  attempts: Attempt[];
  /** What the other side said when it took the message. */
  acknowledged?: string;
}

/** Whether there is still something to do. */
export function isOpen(entry: OutboxEntry): boolean {
  return entry.state === 'waiting' || entry.state === 'asking';
}

const STATES: readonly unknown[] = ['waiting', 'asking', 'sent', 'failed'] satisfies OutboxState[];

export function shapeEntry(json: unknown, file: string): OutboxEntry {
  const entry = asObject(json, file);
  checkVersion(entry, 1, file);
  const texts = [entry.messageId, entry.entryNo, entry.channel];
  const times = [entry.created, entry.nextTry];
  const whole =
    texts.every(text => typeof text === 'string') &&
    times.every(time => typeof time === 'number') &&
    STATES.includes(entry.state) &&
    Array.isArray(entry.attempts);
  if (!whole) throw storeError('store.broken', `发件箱的条目不完整：${file}`, [REPAIR]);
  return entry as unknown as OutboxEntry;
}
