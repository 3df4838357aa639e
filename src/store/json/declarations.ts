import { dirname } from 'node:path';
import type { Low } from 'lowdb';
import type { Right } from '../../accounts/permissions.ts';
import type { Disk } from '../../disk/disk.ts';
import { REPAIR, storeError } from '../../disk/failure.ts';
import { asObject, checkVersion, sealOf } from '../../disk/json-bytes.ts';
import { openJson, readOrNothing, sealedJson } from '../../disk/json-file.ts';
import type { StoreLock } from '../../disk/lock.ts';
import type { Modes } from '../../disk/modes.ts';
import { formatEntryNo, type NumberState, nextNumber } from '../../local/entry-number.ts';
import type { AuditEntry } from '../audit-line.ts';
import type { Demand } from '../members.ts';
import { missingRecord, notInTrash } from '../record.ts';
import { type Change, StoreConflict, type StoredRecord, type StoredRow } from '../store.ts';
import type { JsonAudit } from './audit/audit.ts';
import type { Layout } from './home.ts';
import type { EntryIndex } from './index/entry-index.ts';
import type { Riding } from './index/writing.ts';

import type { RecordFiles } from './record-files.ts';

export interface DeclarationsOptions<R extends StoredRecord, Row extends StoredRow> {
  disk: Disk;
  modes: Modes;
  layout: Layout;
  lock: StoreLock;
  files: RecordFiles<R>;
  index: EntryIndex<Row>;
  summarise: (record: R) => Row | Promise<Row>;
  /** Called inside the lock when the record is stored, to note what it says now and did not say before. */
  remember: (record: R, before: R | undefined) => Promise<void>;
  demand: Demand;
  audit: JsonAudit;
  /** What the audit says of a change: none, where nothing is to be said. Undefined stands for a declaration that is not there. */
  describe: ((before: R | undefined, after: R | undefined) => AuditEntry) | undefined;
  now: () => number;
}

/** Inside the lock, by those who may. */
function changing<T>(
  { lock, demand }: { readonly lock: StoreLock; readonly demand: Demand },
  right: Right,
  work: () => Promise<T>,
): Promise<T> {
  return lock.run(async () => {
    await demand(right);
    return await work();
  });
}

/** The declarations: read without the lock, changed inside it. */
export class Declarations<R extends StoredRecord, Row extends StoredRow> {
  readonly #options: DeclarationsOptions<R, Row>;

  constructor(options: DeclarationsOptions<R, Row>) {
    this.#options = options;
  }

  async get(entryNo: string): Promise<R> {
    const record = await this.#options.files.read(entryNo);
    if (record === undefined) throw missingRecord(entryNo);
    return record;
  }

  save(record: R, { expect }: { expect: number }): Promise<R> {
    return changing(this.#options, 'declaration.write', async () => {
      const low = await this.#open(record.entryNo);
      const theirs = low.data ?? undefined;
      if ((theirs?.revision ?? 0) !== expect) throw new StoreConflict(record, theirs, expect);
      return await this.#write(low, record, expect, theirs);
    });
  }

  /** `also` is done in the same commit. */
  update(entryNo: string, change: Change<R>, also: () => Promise<void> = async () => {}): Promise<R> {
    return changing(this.#options, 'declaration.write', async () => {
      await also();
      const low = await this.#open(entryNo);
      if (low.data === null) throw missingRecord(entryNo);
      return await this.#write(low, { ...(await change(low.data)), entryNo }, low.data.revision, low.data);
    });
  }

  remove(
    entryNo: string,
    { expect, stamp }: { readonly expect?: number; readonly stamp?: (record: R) => R } = {},
  ): Promise<void> {
    const { disk, files, index } = this.#options;
    return changing(this.#options, 'declaration.delete', async () => {
      const file = files.fileOf(entryNo);
      const { data } = await files.open(file, entryNo);
      if (data === null) throw missingRecord(entryNo);
      if (expect !== undefined && data.revision !== expect) throw new StoreConflict(data, data, expect);
      const commit = async () => {
        const trash = files.trashOf(entryNo);
        await disk.rename(file, trash);
        await disk.syncFolder(dirname(trash));
        await disk.syncFolder(dirname(file));
      };
      const bytes = await readOrNothing(disk, file);
      const was = bytes && sealOf(bytes);
      const digest = stamp ? sealOf(sealedJson(stamp(data))) : was;
      const trashed = { gone: true, ...(digest && { digest }), ...(was && { was }) } as const;
      await index.write({ entryNo, row: null }, commit, ridingOf(this.#options, data, undefined, trashed));
      if (!stamp) return;
      // Only now: the index knows the file by what it was. A death before this leaves the record as it was.
      const low = await files.open(files.trashOf(entryNo), entryNo);
      if (low.data === null) return;
      low.data = stamp(low.data);
      await low.write();
    });
  }

  trash(): Promise<string[]> {
    const { lock, files } = this.#options;
    return lock.run(() => files.trashed());
  }

  restore(entryNo: string, unstamp: (record: R) => R = record => record): Promise<R> {
    const { files } = this.#options;
    return changing(this.#options, 'declaration.write', async () => {
      const trash = files.trashOf(entryNo);
      const { data } = await files.open(trash, entryNo);
      if (data === null) throw notInTrash(entryNo);
      const low = await this.#open(entryNo, data);
      if (low.data !== null) {
        if (low.data.revision <= data.revision) throw new StoreConflict(data, low.data, 0);
        // It is back already, by a restoring that broke off before it had emptied the trash.
        await this.#leaveTrash(trash);
        return low.data;
      }
      // A new revision, so that a page that was open before the removal cannot save over it unseen.
      const restored = await this.#write(low, unstamp(data), data.revision, data);
      await this.#leaveTrash(trash);
      return restored;
    });
  }

  async #leaveTrash(trash: string): Promise<void> {
    await this.#options.disk.remove(trash);
    await this.#options.disk.syncFolder(dirname(trash));
  }

  nextEntryNo(prefix: string): Promise<string> {
    return this.#options.lock.run(() => nextFreeNo(this.#options, prefix));
  }

  /** `from` is what a record that is not there is made from. */
  async #open(entryNo: string, from?: R): Promise<Low<R | null>> {
    const { files, index, summarise } = this.#options;
    let before = from;
    const low = await files.open(files.fileOf(entryNo), entryNo, async (record, commit, bytes) => {
      const seal = sealOf(bytes);
      const riding = ridingOf(this.#options, before, record, { ...(seal !== undefined && { digest: seal }) });
      await index.write({ entryNo, row: await summarise(record) }, commit, riding);
    });
    before ??= low.data ?? undefined;
    return low;
  }

  async #write(low: Low<R | null>, record: R, revision: number, before: R | undefined): Promise<R> {
    const written = { ...record, revision: revision + 1 };
    low.data = written;
    await low.write();
    await this.#options.remember(written, before);
    return written;
  }
}

/** Inside the lock: a number that nobody has given. */
async function nextFreeNo<R extends StoredRecord, Row extends StoredRow>(
  { disk, modes, layout, index, now }: DeclarationsOptions<R, Row>,
  prefix: string,
): Promise<string> {
  const low = await openJson<NumberState>({
    disk,
    modes,
    file: layout.numbers,
    shape: shapeNumbers,
    sealed: true,
  });
  await index.refreshLocked();
  let last = nextNumber(low.data?.last ?? 0, now());
  while (index.rows.indexOf(formatEntryNo(prefix, last)) >= 0) last += 1;
  low.data = { version: 1, last };
  await low.write();
  return formatEntryNo(prefix, last);
}

/** The line of the audit about a change, as it rides in the index. */
function ridingOf<R extends StoredRecord>(
  { audit, describe }: Pick<DeclarationsOptions<R, StoredRow>, 'audit' | 'describe'>,
  before: R | undefined,
  after: R | undefined,
  rest: Pick<AuditEntry, 'digest' | 'was' | 'gone'>,
): Riding | undefined {
  const record = after ?? before;
  if (describe === undefined || record === undefined) return undefined;
  const { entryNo, revision } = record;
  return {
    line: ridden => audit.following({ ...describe(before, after), entryNo, revision, ...rest }, ridden),
    note: line => audit.add(line),
  };
}

export function shapeNumbers(json: unknown, file: string): NumberState {
  const state = asObject(json, file);
  checkVersion(state, 1, file);
  if (typeof state.last !== 'number' || !Number.isSafeInteger(state.last)) {
    throw storeError('store.broken', `录入序号的计数文件不对：${file}`, [REPAIR]);
  }
  return state as unknown as NumberState;
}
