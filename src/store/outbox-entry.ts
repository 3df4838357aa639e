import { REPAIR, storeError } from '../disk/failure.ts';
import { asObject, checkVersion } from '../disk/json-bytes.ts';

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
  /** SHA-256 of the bytes; entries of layout 1 have none. */
  sum?: string;
  /** What the other side said when it took the message. */
  acknowledged?: string;
}

/** Whether there is still something to do. */
export function isOpen(entry: OutboxEntry): boolean {
  return entry.state === 'waiting' || entry.state === 'asking';
}

/** Milliseconds that clocks may differ, or be put right, without an end to a hold. */
const CLOCKS_DIFFER = 60_000;

/** Milliseconds until the time that a message was held back to when it was queued; undefined once it was tried, or when it never was held back. */
function holdLeft({ state, attempts, created, nextTry }: OutboxEntry, now: number): number | undefined {
  return state === 'waiting' && attempts.length === 0 && nextTry > created ? nextTry - now : undefined;
}

/** Much more is left of a hold than there ever was: by a clock that was set back, seconds would become hours. */
const isOverlong = ({ created, nextTry }: OutboxEntry, left: number): boolean =>
  left > nextTry - created + CLOCKS_DIFFER;

/** Whether a message is held back, so that people can take it back before it leaves. */
export function isHeld(entry: OutboxEntry, now: number): boolean {
  const left = holdLeft(entry, now);
  return left !== undefined && left > 0 && !isOverlong(entry, left);
}

/** Whether the time of an entry has come. */
export function isDue(entry: OutboxEntry, now: number): boolean {
  const left = holdLeft(entry, now);
  return isOpen(entry) && (entry.nextTry <= now || (left !== undefined && isOverlong(entry, left)));
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
  if (!whole || (entry.sum !== undefined && typeof entry.sum !== 'string'))
    throw storeError('store.broken', `发件箱的条目不完整：${file}`, [REPAIR]);
  return entry as unknown as OutboxEntry;
}
