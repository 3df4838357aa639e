import type { ServerRole } from '../accounts/permissions.ts';
import { readOnlyError } from '../disk/read-only.ts';
import { UserError } from '../errors.ts';
import type { Audit } from './audit.ts';
import type { OfficeFiles } from './files.ts';
import type { Demand, Members } from './members.ts';
import type { Claim, FirstMessage, Outbox } from './outbox.ts';
import type { Paperless } from './paperless.ts';
import type { Recall } from './recall.ts';
import type { Receipts } from './receipts.ts';
import type { Rows } from './rows/rows.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** What the store knows of a record; all else is the declaration's own affair. */
export interface StoredRecord {
  version: number;
  /** Counts the saves, from 1. The store sets it. */
  revision: number;
  entryNo: string;
}

/** What the index shows of a record: plain values. */
export interface StoredRow {
  entryNo: string;
}

/** What a record becomes. It may be asked twice. */
export type Change<R> = (record: R) => R | Promise<R>;

/** What a backup holds. */
export interface Backup {
  file: string;
  files: number;
  /** Bytes of the files before compression. */
  bytes: number;
}

export interface Problem {
  /** A permanent word. */
  code: string;
  /** Path below the home. */
  file: string;
  text: string;
  /** The place is sound again, if only because what could not be read is gone from it. */
  repaired: boolean;
  /** Path below the home where the file lies now, as it was. */
  movedTo?: string;
}

/** Throws a `UserError` when a file does not hold what its place says; `path` is that below the home, with slashes. */
export type VerifyContents = (path: string, file: string) => Promise<void>;

export interface CheckReport {
  /** Declarations that can be read. */
  declarations: number;
  problems: Problem[];
}

/**
 * Everything that an office keeps. Every method that returns a promise of a change resolves when the change survives a
 * cut of the power; several processes, on a database also of several machines, may have the same store open.
 */
export interface Store<R extends StoredRecord, Row extends StoredRow> {
  /** Where it lies, for people: a folder, or the address of a database without anything secret. */
  readonly place: string;
  /** Nothing can be written here; every change ends with `store.read-only`. */
  readonly readOnly: boolean;
  /** What the server lets this program do; there is none in a folder. */
  readonly role?: ServerRole;

  /** All declarations, newest entry number first; another value after each change. */
  rows(): Rows<Row>;
  /** Takes in other processes' changes now, for folders whose changes cannot be watched. True when there were some. */
  refresh(): Promise<boolean>;
  /** Calls `listener` after every change, also of other processes, until the returned function is called. */
  onChange(listener: () => void): () => void;

  /** A number that no process has given or will give again: `prefix` and 15 digits. */
  nextEntryNo(prefix: string): Promise<string>;
  /** `store.missing` when there is none. */
  get(entryNo: string): Promise<R>;
  /**
   * Writes a record that was read at the revision `expect` (0: it must be new) and returns it with its new revision.
   * `StoreConflict` when somebody else was faster.
   */
  save(record: R, options: { expect: number }): Promise<R>;
  /** Reads, changes and writes with nobody in between; `change` may throw to leave all as it is. */
  update(entryNo: string, change: Change<R>): Promise<R>;
  /**
   * As `update`, and in the same commit keeps the message that goes with it and takes it in hand for its first try. The claim is null when
   * another process was faster to take it over.
   */
  begin(entryNo: string, change: Change<R>, message: FirstMessage): Promise<{ record: R; claim: Claim | null }>;
  /** Moves a declaration to the trash; with `expect` only at that revision. What `stamp` makes of it is what lies there. */
  remove(entryNo: string, options?: { expect?: number; stamp?: (record: R) => R }): Promise<void>;
  /** Entry numbers in the trash, newest first. Waits for those who are deleting or restoring: rows tell of it before the files have moved. */
  trash(): Promise<string[]>;
  /** One that is in the trash. */
  trashed(entryNo: string): Promise<R | undefined>;
  /** Takes a declaration out of the trash, as `unstamp` makes of it. */
  restore(entryNo: string, unstamp?: (record: R) => R): Promise<R>;

  readonly outbox: Outbox;
  readonly receipts: Receipts;
  readonly paperless: Paperless;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly members: Members;
  /** The imported code tables. */
  readonly codeFiles: OfficeFiles;
  /** What the records have said before, by the name of its source. */
  recall(name: string): Recall;
  /** Who did what when. */
  readonly audit: Audit;

  /** Throws why those at work may not do something: what is changed here asks by itself. */
  readonly demand: Demand;

  /**
   * Work that one program of the office does at a time, by the name of it; changes of others are taken in before it begins. `holder` is
   * told to those who wait. Work of the same name never begins another.
   */
  alone<T>(name: 'import', holder: string, work: () => Promise<T>): Promise<T>;

  /** Verifies every file; with `repair` puts right what can be derived and moves what cannot be read to `damaged`. */
  check(options?: { repair?: boolean; contents?: VerifyContents }): Promise<CheckReport>;
  /** Writes one archive of one moment: all but locks, index and, unless asked, the key of the secrets. */
  backup(file: string, options?: { withKey?: boolean }): Promise<Backup>;
  close(): Promise<void>;
}

/** Before work whose first steps are elsewhere: throws where nothing can be written. */
export function demandWritable({
  place,
  readOnly,
  role,
}: Pick<Store<never, never>, 'place' | 'readOnly' | 'role'>): void {
  if (readOnly) throw role === undefined ? readOnlyError(place) : onlyReads(place);
}

/** What everything that would have to write says to a user of the database who may only read. */
export const onlyReads = (place: string): UserError =>
  new UserError('store.read-only', `这个数据库用户只能读，不能保存：${place}`, {
    exit: 'store',
    next: ['换报检员或管理员的数据库用户打开（BAOJIAN_STORE），或请管理员授权'],
  });

/** The record was changed since it was read. `theirs` is undefined when it was removed. */
export class StoreConflict<R extends StoredRecord> extends UserError {
  readonly mine: R;
  readonly theirs: R | undefined;

  constructor(mine: R, theirs: R | undefined, expect: number) {
    const what =
      theirs === undefined
        ? `${mine.entryNo} 已被别人删除`
        : expect === 0
          ? `${mine.entryNo} 已经存在`
          : `${mine.entryNo} 在您打开之后已被别人保存（第 ${theirs.revision} 次，您打开的是第 ${expect} 次）`;
    const next =
      theirs === undefined
        ? '先从回收站恢复，或另存为新的报检单'
        : '对比两个版本后再保存：保留自己的、采用对方的，或另存为新的报检单';
    super('store.conflict', what, { exit: 'store', next: [next] });
    this.mine = mine;
    this.theirs = theirs;
  }
}
