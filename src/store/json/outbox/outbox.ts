import { closeSync } from 'node:fs';
import { storeError } from '../../../disk/failure.ts';
import type { StoreLock } from '../../../disk/lock.ts';
import type { UserError } from '../../../errors.ts';
import type { Claim, NewMessage, Outbox, Outcome } from '../../outbox.ts';
import { isDue, isOpen, type OutboxEntry } from '../../outbox-entry.ts';
import {
  begun,
  busyMessage,
  demandNotArrived,
  firstTry,
  inLine,
  messageIdTaken,
  newEntry,
  taskOf,
  unknownMessage,
  withOutcome,
} from '../../outbox-steps.ts';
import { OutboxFiles, type OutboxPlace } from './files.ts';

/** A message whose try has begun, and what it was before. */
interface Begun {
  readonly before: OutboxEntry;
  readonly entry: OutboxEntry;
  readonly bytes: Buffer;
}

export interface OutboxOptions extends OutboxPlace {
  lock: StoreLock;
  now: () => number;
}

/**
 * What is to be sent: one file an entry and the exact bytes beside it, both on the disk before the first try.
 * The claim is an OS lock on the bytes, which never change, so it ends with the process however that ends.
 */
export class JsonOutbox implements Outbox {
  readonly #options: OutboxOptions;
  readonly #files: OutboxFiles;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#files = new OutboxFiles(options);
  }

  enqueue(message: NewMessage): Promise<OutboxEntry> {
    const { lock, now } = this.#options;
    const { messageId, entryNo, bytes } = message;
    return lock.run(async () => {
      const known = await this.#files.find(messageId);
      if (known !== undefined) {
        const kept = await this.#files.bytes(known);
        if (known.entryNo === entryNo && Buffer.from(bytes).equals(kept)) return known;
        throw messageIdTaken(messageId);
      }
      await message.demand?.();
      return await this.#files.create(newEntry(message, now()), bytes);
    });
  }

  /** Inside the lock: keeps a message with a first try that has begun. */
  async beginLocked(message: NewMessage): Promise<Begun> {
    if ((await this.#files.find(message.messageId)) !== undefined) throw messageIdTaken(message.messageId);
    const { before, entry } = firstTry(message, this.#options.now());
    await this.#files.create(entry, message.bytes);
    return { before, entry, bytes: Buffer.from(message.bytes) };
  }

  /** When that is safe: the claim; null when another process was faster. */
  take(found: Begun): Claim | null {
    const fd = this.#files.lockBytes(found.entry.messageId);
    return fd === undefined ? null : this.#claimOf(fd, found);
  }

  async due(now: number): Promise<OutboxEntry[]> {
    const open = await this.#files.list({ done: false });
    return open.filter(entry => isDue(entry, now)).sort((a, b) => a.nextTry - b.nextTry);
  }

  async list({ done = false }: { done?: boolean } = {}): Promise<OutboxEntry[]> {
    const open = await this.#files.list({ done: false });
    const entries = done ? [...open, ...(await this.#files.list({ done }))] : open;
    return entries.sort((a, b) => a.created - b.created || (a.messageId < b.messageId ? -1 : 1));
  }

  unreadable(): Promise<readonly UserError[]> {
    return this.#files.unreadable();
  }

  find(messageId: string): Promise<OutboxEntry | undefined> {
    return this.#files.find(messageId);
  }

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
      const entry = await this.#put(begun(before, this.#options.now()));
      return this.#claimOf(fd, { before, entry, bytes });
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  #claimOf(fd: number, { before, entry, bytes }: Begun): Claim {
    return {
      entry,
      bytes,
      task: taskOf(before),
      settle: outcome => closing(fd, () => this.#settle(entry, outcome)),
      release: async () => void (await closing(fd, () => this.#put(before))),
    };
  }

  retry(messageId: string): Promise<OutboxEntry> {
    return this.#alone(messageId, entry => this.#put(inLine(entry, this.#options.now())));
  }

  async cancel(messageId: string): Promise<void> {
    await this.#alone(messageId, async entry => {
      demandNotArrived(entry);
      await this.#options.lock.run(() => this.#files.remove(messageId));
      return entry;
    });
  }

  #settle(entry: OutboxEntry, outcome: Outcome): Promise<OutboxEntry> {
    return this.#options.lock.run(async () => {
      const settled = await this.#files.write(withOutcome(entry, outcome));
      if (settled.state === 'sent') await this.#files.moveToDone(entry.messageId);
      return settled;
    });
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

/** Closes the file when the work is over, which frees its lock. */
async function closing<T>(fd: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    closeSync(fd);
  }
}
