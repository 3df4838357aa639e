import { closeSync, openSync } from 'node:fs';
import { Bug } from '../errors.ts';
import { type Disk, isMissing } from './disk.ts';
import { explain, REPAIR, storeError } from './failure.ts';
import type { Layout } from './home.ts';
import { asObject, checkVersion, type Modes, openJson, readOrNothing, replaceFile } from './json-file.ts';
import { isSameFile, type StoreLock, tryLockFile } from './lock.ts';

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

export interface NewMessage {
  /** Letters, digits, `.`, `_` and `-`, at most 80: it is part of a file name. */
  messageId: string;
  entryNo: string;
  channel: string;
  /** The exact bytes, without anything secret. */
  bytes: Uint8Array;
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

export interface OutboxOptions {
  disk: Disk;
  modes: Modes;
  layout: Layout;
  lock: StoreLock;
  now: () => number;
}

const MESSAGE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/u;
const ENTRY = '.json';
const BYTES = '.message';
const DONE = 'done';

/**
 * What is to be sent: one file an entry and the exact bytes beside it, both on the disk before the first try.
 * The claim is an OS lock on the bytes, which never change, so it ends with the process however that ends.
 */
export class Outbox {
  readonly #options: OutboxOptions;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Keeps a message to be sent now. The same id with the same bytes again is the same entry. */
  enqueue({ messageId, entryNo, channel, bytes }: NewMessage): Promise<OutboxEntry> {
    const { disk, modes, lock, now } = this.#options;
    return lock.run(async () => {
      const known = await this.#find(messageId);
      if (known !== undefined) {
        const kept = await this.#bytes(messageId);
        if (known.entryNo === entryNo && Buffer.from(bytes).equals(kept)) return known;
        throw storeError('store.message_id', `报文编号已用于另一份报文：${messageId}`, ['为新的报文另取编号']);
      }
      const created = now();
      const entry: OutboxEntry = {
        version: 1,
        messageId,
        entryNo,
        channel,
        state: 'waiting',
        created,
        nextTry: created,
        attempts: [],
      };
      await replaceFile(disk, modes, this.#file(messageId, BYTES), bytes);
      return await this.#write(entry);
    });
  }

  /** Entries whose time has come, the longest waiting first. */
  async due(now: number): Promise<OutboxEntry[]> {
    const entries = await this.#read();
    return entries.filter(entry => isOpen(entry) && entry.nextTry <= now).sort((a, b) => a.nextTry - b.nextTry);
  }

  /** All entries, oldest first; with `done` also those that were sent. */
  async list({ done = false }: { done?: boolean } = {}): Promise<OutboxEntry[]> {
    const entries = [...(await this.#read()), ...(done ? await this.#read(DONE) : [])];
    return entries.sort((a, b) => a.created - b.created || (a.messageId < b.messageId ? -1 : 1));
  }

  find(messageId: string): Promise<OutboxEntry | undefined> {
    return this.#find(messageId);
  }

  /**
   * Takes an entry to send it or to ask about it, and notes on the disk that a try began. Null when another process has it,
   * or when there is nothing left to do.
   */
  async claim(messageId: string): Promise<Claim | null> {
    const fd = this.#lockBytes(messageId);
    if (fd === undefined) return null;
    try {
      const before = await this.#find(messageId);
      if (before === undefined || !isOpen(before)) {
        closeSync(fd);
        return null;
      }
      const bytes = await this.#bytes(messageId);
      const began: Attempt = { at: this.#options.now(), code: 'began', text: '' };
      const entry = await this.#put({ ...before, state: 'asking', attempts: [...before.attempts, began] });
      return {
        entry,
        bytes,
        task: before.state === 'waiting' ? 'send' : 'ask',
        settle: outcome => this.#endWith(fd, () => this.#settle(entry, began, outcome)),
        release: async () => {
          await this.#endWith(fd, () => this.#put(before));
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
      if (entry.state === 'sent') throw storeError('store.outbox_sent', `报文已经发出：${messageId}`, []);
      // What may have arrived is asked about, not sent anew.
      const state = entry.state === 'failed' ? 'waiting' : entry.state;
      return await this.#put({ ...entry, state, nextTry: this.#options.now() });
    });
  }

  /** Takes a message out that surely has not arrived. */
  async cancel(messageId: string): Promise<void> {
    const { disk, layout, lock } = this.#options;
    await this.#alone(messageId, async entry => {
      if (entry.state !== 'waiting' && entry.state !== 'failed') {
        const why = entry.state === 'sent' ? '报文已经发出' : '报文可能已经送达，要先问清结果';
        throw storeError('store.outbox_sent', `${why}，不能取消：${messageId}`, ['先收取回执']);
      }
      await lock.run(async () => {
        await disk.remove(this.#file(messageId, ENTRY));
        await disk.remove(this.#file(messageId, BYTES));
        await disk.syncFolder(layout.at('outbox'));
      });
      return entry;
    });
  }

  /** Entries without bytes and bytes without entry, as paths, for `store check`. */
  async loose(): Promise<{ file: string; what: 'no-bytes' | 'no-entry' }[]> {
    const { disk, layout } = this.#options;
    const at = async (...folder: string[]): Promise<string[]> => await disk.list(layout.at('outbox', ...folder));
    const open = await at();
    const done = await at(DONE);
    const all = new Set([...open, ...done]);
    const loose: { file: string; what: 'no-bytes' | 'no-entry' }[] = [];
    for (const [names, folder] of [
      [open, []],
      [done, [DONE]],
    ] as const) {
      for (const name of names) {
        const file = layout.at('outbox', ...folder, name);
        if (name.endsWith(ENTRY) && !all.has(name.replace(ENTRY, BYTES))) loose.push({ file, what: 'no-bytes' });
        if (name.endsWith(BYTES) && !all.has(name.replace(BYTES, ENTRY))) loose.push({ file, what: 'no-entry' });
      }
    }
    return loose;
  }

  async #settle(entry: OutboxEntry, began: Attempt, outcome: Outcome): Promise<OutboxEntry> {
    const { state, code, text, nextTry, acknowledged } = outcome;
    if (nextTry === undefined && (state === 'waiting' || state === 'asking'))
      throw new Bug('An open entry needs its next try');
    const settled = await this.#put({
      ...entry,
      state,
      nextTry: nextTry ?? entry.nextTry,
      attempts: [...entry.attempts.slice(0, -1), { at: began.at, code, text }],
      ...(acknowledged !== undefined && { acknowledged }),
    });
    if (state === 'sent') await this.#options.lock.run(() => this.#moveToDone(entry.messageId));
    return settled;
  }

  // After the state is on the disk these moves only keep the folder short; what a crash leaves undone does no harm.
  async #moveToDone(messageId: string): Promise<void> {
    const { disk, modes, layout } = this.#options;
    await disk.makeFolder(layout.at('outbox', DONE), modes.folder);
    for (const ending of [BYTES, ENTRY])
      await disk.rename(this.#file(messageId, ending), this.#file(messageId, ending, DONE));
    await disk.syncFolder(layout.at('outbox', DONE));
    await disk.syncFolder(layout.at('outbox'));
  }

  async #alone(messageId: string, work: (entry: OutboxEntry) => Promise<OutboxEntry>): Promise<OutboxEntry> {
    if ((await this.#find(messageId)) === undefined) {
      throw storeError('store.outbox_missing', `发件箱里没有这份报文：${messageId}`, ['用 outbox list 看看里面有什么']);
    }
    const fd = this.#lockBytes(messageId);
    if (fd === undefined) {
      throw storeError('store.outbox_busy', `报文正在发送：${messageId}`, ['等它有了结果再试']);
    }
    return await this.#endWith(fd, async () => {
      const entry = await this.#find(messageId);
      if (entry === undefined) throw storeError('store.outbox_missing', `报文已被取消：${messageId}`, []);
      return await work(entry);
    });
  }

  async #endWith<T>(fd: number, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      closeSync(fd);
    }
  }

  // Undefined when another claim holds it, or when there are no such bytes.
  #lockBytes(messageId: string): number | undefined {
    for (const folder of ['', DONE]) {
      const file = this.#file(messageId, BYTES, folder);
      try {
        const fd = openSync(file, 'r+');
        if (tryLockFile(fd) && isSameFile(fd, file)) return fd;
        closeSync(fd);
        return undefined;
      } catch (error) {
        if (!isMissing(error)) throw explain(error, file);
      }
    }
    return undefined;
  }

  async #find(messageId: string): Promise<OutboxEntry | undefined> {
    const entry = await this.#readEntry(this.#file(messageId, ENTRY));
    return entry ?? (await this.#readEntry(this.#file(messageId, ENTRY, DONE)));
  }

  async #bytes(messageId: string): Promise<Buffer> {
    const { disk } = this.#options;
    const file = this.#file(messageId, BYTES);
    const bytes = (await readOrNothing(disk, file)) ?? (await readOrNothing(disk, this.#file(messageId, BYTES, DONE)));
    if (bytes === undefined) throw storeError('store.broken', `待发的报文不见了：${file}`, [REPAIR]);
    return bytes;
  }

  async #read(folder = ''): Promise<OutboxEntry[]> {
    const { disk, layout } = this.#options;
    const entries: OutboxEntry[] = [];
    for (const name of await disk.list(layout.at('outbox', folder))) {
      if (!name.endsWith(ENTRY)) continue;
      // Another process may have moved it since the names were read.
      const entry = await this.#readEntry(layout.at('outbox', folder, name));
      if (entry !== undefined) entries.push(entry);
    }
    return entries;
  }

  async #readEntry(file: string): Promise<OutboxEntry | undefined> {
    const { disk, modes } = this.#options;
    return (await openJson({ disk, modes, file, shape: shapeEntry })).data ?? undefined;
  }

  #put(entry: OutboxEntry): Promise<OutboxEntry> {
    return this.#options.lock.run(() => this.#write(entry));
  }

  async #write(entry: OutboxEntry): Promise<OutboxEntry> {
    const { disk, modes } = this.#options;
    const low = await openJson<OutboxEntry>({
      disk,
      modes,
      file: this.#file(entry.messageId, ENTRY),
      shape: shapeEntry,
    });
    low.data = entry;
    await low.write();
    return entry;
  }

  #file(messageId: string, ending: string, folder = ''): string {
    if (!MESSAGE_ID.test(messageId)) throw new Bug(`Not a message id: ${messageId}`);
    return this.#options.layout.at('outbox', folder, `${messageId}${ending}`);
  }
}

function isOpen(entry: OutboxEntry): boolean {
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
