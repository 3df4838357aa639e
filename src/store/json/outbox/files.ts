import { closeSync } from 'node:fs';
import { type Disk, isMissing } from '../../../disk/disk.ts';
import { explain, REPAIR, storeError, unlessUnreadable } from '../../../disk/failure.ts';
import { parseSealed, sha256 } from '../../../disk/json-bytes.ts';
import { openJson, readOrNothing, replaceFile } from '../../../disk/json-file.ts';
import { isSameFile, tryLockFile } from '../../../disk/lock-file.ts';
import type { Modes } from '../../../disk/modes.ts';
import { Bug, UserError } from '../../../errors.ts';
import { OPEN, openFile } from '../../../open-file.ts';
import { type OutboxEntry, shapeEntry } from '../../outbox-entry.ts';
import { isMessageId } from '../../outbox-steps.ts';
import type { Layout } from '../home.ts';

export interface OutboxPlace {
  disk: Disk;
  modes: Modes;
  layout: Layout;
}

export const ENTRY = '.json';
export const BYTES = '.message';
/** The folder of those that were sent. */
export const DONE = 'done';

/** Throws `store.broken` when the bytes of a message are not those that its entry was made with; an entry that cannot be read says nothing. */
export async function verifyBytes(disk: Disk, file: string): Promise<void> {
  const bytes = await disk.read(file);
  const at = `${file.slice(0, -BYTES.length)}${ENTRY}`;
  const entry = await readOrNothing(disk, at);
  if (entry === undefined) return;
  let sum: string | undefined;
  try {
    ({ sum } = shapeEntry(parseSealed(entry, at), at));
  } catch (error) {
    if (error instanceof UserError) return;
    throw error;
  }
  checkSum(bytes, sum, file);
}

function checkSum(bytes: Uint8Array, sum: string | undefined, file: string): void {
  if (sum === undefined || sha256(bytes) === sum) return;
  throw storeError('store.broken', `待发的报文与校验值不符，已损坏，不会发送：${file}`, [REPAIR]);
}

/** The files of the outbox: an entry and the bytes beside it, those that were sent in a folder of their own. What changes them runs inside the lock. */
export class OutboxFiles {
  readonly #place: OutboxPlace;

  constructor(place: OutboxPlace) {
    this.#place = place;
  }

  /** The entry of a message; none for a text that can be no id. */
  async find(messageId: string): Promise<OutboxEntry | undefined> {
    if (!isMessageId(messageId)) return undefined;
    const entry = await this.#readEntry(this.#file(messageId, ENTRY));
    return entry ?? (await this.#readEntry(this.#file(messageId, ENTRY, DONE)));
  }

  /** The bytes that were kept with an entry; `store.broken` when they are others by now. */
  async bytes({ messageId, sum }: Pick<OutboxEntry, 'messageId' | 'sum'>): Promise<Buffer> {
    const { disk } = this.#place;
    const file = this.#file(messageId, BYTES);
    const bytes = (await readOrNothing(disk, file)) ?? (await readOrNothing(disk, this.#file(messageId, BYTES, DONE)));
    if (bytes === undefined) throw storeError('store.broken', `待发的报文不见了：${file}`, [REPAIR]);
    checkSum(bytes, sum, file);
    return bytes;
  }

  /** All entries that are still here, or those that were sent; what cannot be read is left out and told. */
  async list({ done }: { done: boolean }, told?: (error: UserError) => void): Promise<OutboxEntry[]> {
    const { disk, layout } = this.#place;
    const folder = done ? DONE : '';
    const entries: OutboxEntry[] = [];
    for (const name of await disk.list(layout.at('outbox', folder))) {
      if (!name.endsWith(ENTRY)) continue;
      // Another process may have moved it since the names were read.
      const entry = await unlessUnreadable(this.#readEntry(layout.at('outbox', folder, name)), told);
      if (entry !== undefined) entries.push(entry);
    }
    return entries;
  }

  /** Why entries that are still here are in no list. */
  async unreadable(): Promise<readonly UserError[]> {
    const errors: UserError[] = [];
    await this.list({ done: false }, error => errors.push(error));
    return errors;
  }

  /** Keeps the bytes of a new entry; they come first, so that there is never an entry without them. */
  async create(entry: OutboxEntry, bytes: Uint8Array): Promise<OutboxEntry> {
    const { disk, modes } = this.#place;
    await replaceFile(disk, modes, this.#file(entry.messageId, BYTES), bytes);
    return await this.write(entry);
  }

  async write(entry: OutboxEntry): Promise<OutboxEntry> {
    const { disk, modes } = this.#place;
    const low = await openJson<OutboxEntry>({
      disk,
      modes,
      file: this.#file(entry.messageId, ENTRY),
      shape: shapeEntry,
      sealed: true,
    });
    low.data = entry;
    await low.write();
    return entry;
  }

  async remove(messageId: string): Promise<void> {
    const { disk, layout } = this.#place;
    await disk.remove(this.#file(messageId, ENTRY));
    await disk.remove(this.#file(messageId, BYTES));
    await disk.syncFolder(layout.at('outbox'));
  }

  /** Moves an entry whose state is on the disk to those that were sent. That only keeps the folder short: what a crash leaves undone does no harm. */
  async moveToDone(messageId: string): Promise<void> {
    const { disk, modes, layout } = this.#place;
    await disk.makeFolder(layout.at('outbox', DONE), modes.folder);
    for (const ending of [BYTES, ENTRY])
      await disk.rename(this.#file(messageId, ending), this.#file(messageId, ending, DONE));
    await disk.syncFolder(layout.at('outbox', DONE));
    await disk.syncFolder(layout.at('outbox'));
  }

  /** Takes the OS lock on the bytes; undefined when somebody else holds it, or when there are no such bytes. */
  lockBytes(messageId: string): number | undefined {
    for (const folder of ['', DONE]) {
      const file = this.#file(messageId, BYTES, folder);
      try {
        const fd = openFile(file, OPEN.change);
        if (tryLockFile(fd) && isSameFile(fd, file)) return fd;
        closeSync(fd);
        return undefined;
      } catch (error) {
        if (!isMissing(error)) throw explain(error, file);
      }
    }
    return undefined;
  }

  async #readEntry(file: string): Promise<OutboxEntry | undefined> {
    const { disk, modes } = this.#place;
    return (await openJson({ disk, modes, file, shape: shapeEntry, sealed: true })).data ?? undefined;
  }

  #file(messageId: string, ending: string, folder = ''): string {
    return outboxFile(this.#place.layout, messageId, ending, folder);
  }
}

/** Where the entry or the bytes of a message lie. */
export function outboxFile(layout: Layout, messageId: string, ending: string, folder = ''): string {
  if (!isMessageId(messageId)) throw new Bug(`Not a message id: ${messageId}`);
  return layout.at('outbox', folder, `${messageId}${ending}`);
}
