import { relative } from 'node:path';
import type { Actor } from '../../../accounts/permissions.ts';
import type { Disk } from '../../../disk/disk.ts';
import { sha256 } from '../../../disk/json-bytes.ts';
import { readOrNothing } from '../../../disk/json-file.ts';
import type { StoreLock } from '../../../disk/lock.ts';
import type { Modes } from '../../../disk/modes.ts';
import { UserError } from '../../../errors.ts';
import type { Audit, AuditQuery, Verified } from '../../audit.ts';
import {
  type AuditEntry,
  type AuditLine,
  type AuditMark,
  BEGINNING,
  followers,
  lineAfter,
  parseLine,
  undone,
} from '../../audit-line.ts';
import type { Layout } from '../home.ts';
import { ChainFile, lastOf } from './chain-file.ts';
import { fileOfMonth, linesBackwards, monthsIn } from './files.ts';
import { verified } from './verified.ts';

export interface AuditOptions {
  disk: Disk;
  modes: Modes;
  layout: Layout;
  lock: StoreLock;
  readOnly: boolean;
  now: () => number;
  actor: () => Actor;
  /** Lines that rode in those of the index, in the order in which they were written there: the audit may lack the last of them. */
  riding: () => Promise<readonly AuditLine[]>;
  /** Inside the lock: the newest of them. */
  ridden: () => Promise<AuditMark | undefined>;
  /** Whether what such a line tells of has come to pass, when nothing was written after it. */
  happened: (line: AuditLine) => Promise<boolean>;
}

/**
 * Who did what when: a file of lines a month, only ever added to, each with the hash of the one before.
 *
 * A line about a declaration is on the disk with the line of the index that a save waits for anyway, and is added here when the declaration is in its
 * place, without waiting; what a power cut takes is made up from the index. All else waits for its own line before it changes.
 */
export class JsonAudit implements Audit {
  readonly #options: AuditOptions;
  readonly #chain: ChainFile;

  constructor(options: AuditOptions) {
    this.#options = options;
    this.#chain = new ChainFile(options);
    options.lock.onGroup({ mark: () => this.#chain.mark(), keep: () => {} });
  }

  async note(entry: AuditEntry): Promise<void> {
    if (!this.#options.readOnly) await this.#options.lock.run(() => this.noteLocked(entry));
  }

  /** As `note`, inside the lock. */
  async noteLocked(entry: AuditEntry, wait = true): Promise<void> {
    await this.#chain.put(await this.#next(entry), wait);
  }

  read(query: AuditQuery = {}): AsyncGenerator<AuditLine> {
    return linesThatFit(this.#options.disk, this.#folder, query);
  }

  readonly verify = (): Promise<Verified> => verified(this.#options.disk, this.#folder);

  async drop(before: string): Promise<void> {
    const { readOnly, lock } = this.#options;
    if (readOnly || (await monthsBefore(this.#options, before)).length === 0) return;
    await lock.run(() => dropMonths(this.#options, before, entry => this.noteLocked(entry)));
  }

  /** After opening: what a crash has left half done is put right. */
  async open(ridden: AuditMark | undefined): Promise<void> {
    const { readOnly, lock } = this.#options;
    if (readOnly) return;
    const { torn, last } = await this.#chain.look();
    if (torn || isBehind(last, ridden) || (await isUndone(this.#options, last))) await lock.run(() => this.recover());
  }

  /** Inside the lock, after work that broke off. */
  async recover(): Promise<void> {
    await this.#catchUp(await this.#chain.readOn(), false);
    const { last } = this.#chain;
    if (last && (await isUndone(this.#options, last))) await this.noteLocked(undone(last));
  }

  /** Inside the lock: an entry as it will stand in the audit; `ridden` is the newest line that rode in the index. */
  following(entry: AuditEntry, ridden: AuditMark | undefined): Promise<AuditLine> {
    return this.#following(entry, ridden, false);
  }

  /** Inside the lock, when what it tells of is in its place: adds a line that is on the disk in the index already. */
  async add(line: AuditLine): Promise<void> {
    try {
      await this.#chain.put(line, false);
    } catch {
      // It will be made up for from there: what was done must not fail for it.
    }
  }

  /** Inside the lock: lets a file become other bytes by `commit`, with a line about it on the disk before; one that did not come to pass is called back. */
  async around(
    entry: AuditEntry | undefined,
    { disk = this.#options.disk, file, bytes }: { readonly disk?: Disk; readonly file: string; readonly bytes: Buffer },
    commit: () => Promise<void>,
  ): Promise<void> {
    if (entry === undefined) return await commit();
    const path = relative(this.#options.layout.home, file).replaceAll('\\', '/');
    const was = digestOf(await readOrNothing(disk, file));
    const line = await this.#next({ ...entry, file: path, was, digest: sha256(bytes) });
    await this.#chain.put(line, true);
    try {
      await commit();
    } catch (error) {
      // Where this fails too, the next holder of the lock finds it out.
      await this.noteLocked(undone(line)).catch(() => {});
      throw error;
    }
  }

  /** Inside the lock: all that rode in the index is here and on the disk. */
  async flush(): Promise<void> {
    await this.#catchUp(await this.#chain.readOn(), true);
    await this.#chain.sync();
  }

  get #folder(): string {
    return this.#options.layout.at('audit');
  }

  async #next(entry: AuditEntry): Promise<AuditLine> {
    return await this.#following(entry, await this.#options.ridden(), true);
  }

  async #following(entry: AuditEntry, ridden: AuditMark | undefined, strict: boolean): Promise<AuditLine> {
    const { now, actor } = this.#options;
    const last = await this.#chain.readOn();
    const before = isBehind(last, ridden) ? await this.#catchUp(last, strict) : last;
    return lineAfter(before ?? BEGINNING, now(), actor(), entry);
  }

  /** Adds the lines that are in the index alone and tells the last one; with `strict` throws where that cannot be done now. */
  async #catchUp(last: AuditMark | undefined, strict: boolean): Promise<AuditMark | undefined> {
    const lines = followers(last ?? BEGINNING, await this.#options.riding());
    const newest = lines.at(-1);
    // All before it were followed by others, so nobody has to ask whether they came to pass.
    if (newest && !(await this.#options.happened(newest))) lines.pop();
    try {
      for (const line of lines) await this.#chain.put(line, false);
    } catch (error) {
      if (strict || !(error instanceof UserError)) throw error;
    }
    return lines.at(-1) ?? last;
  }
}

const digestOf = (bytes: Buffer | undefined): string => (bytes === undefined ? '' : sha256(bytes));

async function monthsBefore({ disk, layout }: AuditOptions, before: string): Promise<string[]> {
  // The newest stays: the chain goes on from its last line.
  return (await monthsIn(disk, layout.at('audit'))).slice(0, -1).filter(month => month < before);
}

async function dropMonths(
  options: AuditOptions,
  before: string,
  note: (entry: AuditEntry) => Promise<void>,
): Promise<void> {
  const { disk, layout } = options;
  const months = await monthsBefore(options, before);
  const last = await lastOf(disk, layout, months.toReversed());
  if (last) {
    const dropped = { seq: last.seq, hash: last.hash };
    await note({ what: 'audit-dropped', about: months.join('、'), dropped });
  }
  for (const month of months) await disk.remove(layout.at('audit', fileOfMonth(month)));
  await disk.syncFolder(layout.at('audit'));
}

/** Whether a line rode in the index that the audit does not have yet. */
const isBehind = (last: AuditMark | undefined, ridden: AuditMark | undefined): boolean =>
  (ridden?.seq ?? 0) > (last?.seq ?? 0);

/** Whether the file that a line speaks of is still what it was before. */
async function isUndone(
  { disk, layout }: Pick<AuditOptions, 'disk' | 'layout'>,
  line: AuditLine | undefined,
): Promise<boolean> {
  if (line?.file === undefined || line.was === undefined || line.was === line.digest) return false;
  try {
    const bytes = await readOrNothing(disk, layout.at(...line.file.split('/')));
    return digestOf(bytes) === line.was;
  } catch {
    // A link on purpose, or what cannot be read: nothing is known.
    return false;
  }
}

async function* linesThatFit(
  disk: Disk,
  folder: string,
  { entryNo, since = '', until }: AuditQuery,
): AsyncGenerator<AuditLine> {
  for (const month of (await monthsIn(disk, folder)).reverse()) {
    if (month < since.slice(0, 7)) return;
    for await (const text of linesBackwards(disk, folder, month)) {
      if (entryNo !== undefined && !text.includes(entryNo)) continue;
      const line = parseLine(text);
      if (!line || (entryNo !== undefined && line.entryNo !== entryNo)) continue;
      if (line.at >= since && (until === undefined || line.at < until)) yield line;
    }
  }
}
