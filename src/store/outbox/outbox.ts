import { closeSync } from 'node:fs';
import { Bug, type UserError } from '../../errors.ts';
import { storeError } from '../failure.ts';
import { sha256 } from '../json-bytes.ts';
import type { StoreLock } from '../lock.ts';
import { type Attempt, isDue, isOpen, type OutboxEntry, type OutboxState } from './entry.ts';
import { OutboxFiles, type OutboxPlace } from './files.ts';

export interface NewMessage {
  /** Letters, digits, `.`, `_` and `-`, at most 80: it is part of a file name. */
  messageId: string;
  entryNo: string;
  channel: string;
  /** The exact bytes, without anything secret. */
  bytes: Uint8Array;
  /** Milliseconds for which it is held back, so that it can be cancelled; none unless told. */
  hold?: number;
  /** Called inside the lock before it is kept; what it throws is thrown, and nothing is kept. */
  demand?: () => Promise<void>;
}

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

export interface OutboxOptions extends OutboxPlace {
  lock: StoreLock;
  now: () => number;
}

/**
 * What is to be sent: one file an entry and the exact bytes beside it, both on the disk before the first try.
 * The claim is an OS lock on the bytes, which never change, so it ends with the process however that ends.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #files: OutboxFiles;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#files = new OutboxFiles(options);
  }

  /** Keeps a message to be sent now, or after its hold. The same id with the same bytes again is the same entry. */
  enqueue(message: NewMessage): Promise<OutboxEntry> {
    const { lock, now } = this.#options;
    const { messageId, entryNo, bytes } = message;
    return lock.run(async () => {
      const known = await this.#files.find(messageId);
      if (known !== undefined) {
        const kept = await this.#files.bytes(known);
        if (known.entryNo === entryNo && Buffer.from(bytes).equals(kept)) return known;
        throw storeError('store.message-id', `报文编号已用于另一份报文：${messageId}`, ['为新的报文另取编号']);
      }
      await message.demand?.();
      return await this.#files.create(newEntry(message, now()), bytes);
    });
  }

  /** Entries whose time has come, the longest waiting first. */
  async due(now: number): Promise<OutboxEntry[]> {
    const open = await this.#files.list({ done: false });
    return open.filter(entry => isDue(entry, now)).sort((a, b) => a.nextTry - b.nextTry);
  }

  /** All entries, oldest first; with `done` also those that were sent. */
  async list({ done = false }: { done?: boolean } = {}): Promise<OutboxEntry[]> {
    const open = await this.#files.list({ done: false });
    const entries = done ? [...open, ...(await this.#files.list({ done }))] : open;
    return entries.sort((a, b) => a.created - b.created || (a.messageId < b.messageId ? -1 : 1));
  }

  /** Why entries that are still here are in no list: their files cannot be read. */
  unreadable(): Promise<readonly UserError[]> {
    return this.#files.unreadable();
  }

  find(messageId: string): Promise<OutboxEntry | undefined> {
    return this.#files.find(messageId);
  }

  /**
   * Takes an entry to send it or to ask about it, and notes on the disk that a try began. Null when another process has it,
   * or when there is nothing left to do.
   */
  async claim(messageId: string): Promise<Claim | null> {
    const fd = this.#files.lockBytes(messageId);
    if (fd === undefined) return null;
    try {
      const before = await this.#files.find(messageId);
      if (before === undefined || !isOpen(before)) {
        closeSync(fd);
        return null;
      }
      const bytes = await this.#files.bytes(before);
      const began: Attempt = { at: this.#options.now(), code: 'began', text: '' };
      const entry = await this.#put({ ...before, state: 'asking', attempts: [...before.attempts, began] });
      return {
        entry,
        bytes,
        task: before.state === 'waiting' ? 'send' : 'ask',
        settle: outcome => closing(fd, () => this.#settle(entry, began, outcome)),
        release: async () => {
          await closing(fd, () => this.#put(before));
        },
      };
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  /** Puts a message that was given up, or that waits for its time, in line for now. */
  retry(messageId: string): Promise<OutboxEntry> {
    return this.#alone(messageId, async entry => {
      if (entry.state === 'sent') throw storeError('store.outbox-sent', `报文已经发出：${messageId}`, []);
      // What may have arrived is asked about, not sent anew.
      const state = entry.state === 'failed' ? 'waiting' : entry.state;
      return await this.#put({ ...entry, state, nextTry: this.#options.now() });
    });
  }

  /** Takes a message out that surely has not arrived. */
  async cancel(messageId: string): Promise<void> {
    await this.#alone(messageId, async entry => {
      if (entry.state !== 'waiting' && entry.state !== 'failed') throw mayHaveArrived(entry);
      await this.#options.lock.run(() => this.#files.remove(messageId));
      return entry;
    });
  }

  async #settle(entry: OutboxEntry, began: Attempt, outcome: Outcome): Promise<OutboxEntry> {
    const settled = await this.#put(withOutcome(entry, began, outcome));
    if (settled.state === 'sent') await this.#options.lock.run(() => this.#files.moveToDone(entry.messageId));
    return settled;
  }

  async #alone(messageId: string, work: (entry: OutboxEntry) => Promise<OutboxEntry>): Promise<OutboxEntry> {
    if ((await this.#files.find(messageId)) === undefined) throw unknownMessage(messageId);
    const fd = this.#files.lockBytes(messageId);
    if (fd === undefined) throw busyMessage(messageId);
    return await closing(fd, async () => {
      const entry = await this.#files.find(messageId);
      if (entry === undefined) throw storeError('store.outbox-missing', `报文已被取消：${messageId}`, []);
      return await work(entry);
    });
  }

  #put(entry: OutboxEntry): Promise<OutboxEntry> {
    return this.#options.lock.run(() => this.#files.write(entry));
  }
}

function unknownMessage(messageId: string): UserError {
  return storeError('store.outbox-missing', `发件箱里没有这份报文：${messageId}`, ['用 outbox list 看看里面有什么']);
}

function busyMessage(messageId: string): UserError {
  return storeError('store.outbox-busy', `报文正在发送：${messageId}`, ['等它有了结果再试']);
}

function mayHaveArrived({ state, messageId }: OutboxEntry): UserError {
  const why = state === 'sent' ? '报文已经发出' : '报文可能已经送达，要先问清结果';
  return storeError('store.outbox-sent', `${why}，不能取消：${messageId}`, ['先收取回执']);
}

function newEntry({ messageId, entryNo, channel, bytes, hold = 0 }: NewMessage, created: number): OutboxEntry {
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
function withOutcome(entry: OutboxEntry, began: Attempt, outcome: Outcome): OutboxEntry {
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

/** Closes the file when the work is over, which frees its lock. */
async function closing<T>(fd: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    closeSync(fd);
  }
}
