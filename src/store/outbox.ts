import type { UserError } from '../errors.ts';
import type { OutboxEntry, OutboxState } from './outbox-entry.ts';

export interface NewMessage {
  /** Letters, digits, `.`, `_` and `-`, at most 80: it is part of a file name. */
  messageId: string;
  entryNo: string;
  channel: string;
  /** The exact bytes, without anything secret. */
  bytes: Uint8Array;
  /** Milliseconds for which it is held back, so that it can be cancelled; none unless told. */
  hold?: number;
  /** Called while nobody else can keep one, before it is kept; what it throws is thrown, and nothing is kept. */
  demand?: () => Promise<void>;
}

/** A message that is tried as soon as it is kept. */
export type FirstMessage = Pick<NewMessage, 'messageId' | 'channel' | 'bytes'>;

export interface Outcome {
  state: OutboxState;
  code: string;
  text: string;
  /** Milliseconds since 1970; needed while it is `waiting` or `asking`. */
  nextTry?: number;
  acknowledged?: string;
}

/** A message that this process alone may work on until it is settled or released. */
export interface Claim {
  readonly entry: OutboxEntry;
  readonly bytes: Uint8Array;
  /** What to do: send it, or ask what became of an earlier try. */
  readonly task: 'send' | 'ask';
  /** Writes the outcome of the try and ends the claim. */
  settle(outcome: Outcome): Promise<OutboxEntry>;
  /** Ends the claim without having tried. */
  release(): Promise<void>;
}

/** What is to be sent: an entry and the exact bytes, both safe before the first try. */
export interface Outbox {
  /** Keeps a message to be sent now, or after its hold. The same id with the same bytes again is the same entry. */
  enqueue(message: NewMessage): Promise<OutboxEntry>;
  /** Entries whose time has come, the longest waiting first. */
  due(now: number): Promise<OutboxEntry[]>;
  /** All entries, oldest first; with `done` also those that were sent. */
  list(options?: { done?: boolean }): Promise<OutboxEntry[]>;
  /** Why entries that are still here are in no list: they cannot be read. */
  unreadable(): Promise<readonly UserError[]>;
  find(messageId: string): Promise<OutboxEntry | undefined>;
  /**
   * Takes an entry to send it or to ask about it, and notes that a try began. Null when another process has it, or when there is
   * nothing left to do. The claim of a process that dies ends.
   */
  claim(messageId: string): Promise<Claim | null>;
  /** Puts a message that was given up, or that waits for its time, in line for now. */
  retry(messageId: string): Promise<OutboxEntry>;
  /** Takes a message out that surely has not arrived. */
  cancel(messageId: string): Promise<void>;
}
