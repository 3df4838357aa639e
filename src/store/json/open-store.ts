import type { Actor } from '../../accounts/permissions.ts';
import { type Disk, explained } from '../../disk/disk.ts';
import type { Shape } from '../../disk/json-file.ts';
import type { StoreLock } from '../../disk/lock.ts';
import { nodeDisk } from '../../disk/node-disk.ts';
import { readOnlyDisk } from '../../disk/read-only.ts';
import { UserError } from '../../errors.ts';
import type { AuditMark } from '../audit-line.ts';
import type { AuditSource } from '../audit-source.ts';
import { demandOf } from '../members.ts';
import type { RecallSource } from '../recall.ts';
import type { Migrations } from '../record.ts';
import type { StoredRecord, StoredRow } from '../store.ts';
import { JsonAudit } from './audit/audit.ts';
import { Declarations } from './declarations.ts';
import { endRestore as endHalfRestored } from './half-restored.ts';
import { type LayoutStep, openHome } from './home.ts';
import { EntryIndex } from './index/entry-index.ts';
import { auditLinesIn } from './index/journal.ts';
import { JsonStore } from './json-store.ts';
import { LAYOUT_STEPS } from './layout-steps.ts';
import { JsonMembers } from './members.ts';
import { RecallLog } from './recall/recall-log.ts';
import { RecordFiles } from './record-files.ts';
import { hasHappened, rowOf, sayings } from './record-sources.ts';
import { type Restored, type RestoreLimits, readBackup } from './restore.ts';

export interface JsonStoreOptions<R extends StoredRecord, Row extends StoredRow> {
  /** The folder; made when it is missing or empty. */
  home: string;
  /** A home that is made now is for several users of one group. */
  shared?: boolean;
  /** Turns JSON of the newest version into a record, or throws a `UserError` that names the file. */
  shape: Shape<R>;
  /** What the index shows: plain values. It may take its time the first time, to load what it needs. */
  summarise: (record: R) => Row | Promise<Row>;
  /** What is to be recalled of all records, by the name of its file: words of `a-z0-9-`. */
  recalls?: Readonly<Record<string, RecallSource<R>>>;
  /** What the audit says of changes; without it none is noted. */
  audit?: AuditSource<R>;
  /** Version of the records, from 1; to be raised when they change. */
  version?: number;
  /** Version of the rows, from 1; to be raised when `summarise` gives others: the index is then made anew from the records. That of the records unless told. */
  rows?: number;
  migrations?: Migrations;
  /** Milliseconds since 1970. */
  now: () => number;
  random: () => number;
  /** Who we are, for people who wait for the lock. */
  holder?: string;
  /** Who is at work, for people who find what was left unsaved. */
  user?: string;
  /** Who is at work at this moment, and has logged in where that is needed; `user` unless told. */
  actor?: () => Actor;
  /** Milliseconds to wait for the lock; ten seconds unless told. */
  lockWait?: number;
  /** Makes a `store.json` that cannot be read anew: for `store check --repair`. */
  repair?: boolean;
  disk?: Disk;
  /** Tells one start of the machine from another; that of this machine unless told. */
  boot?: string;
  /** Steps of older layouts, by the version that they start from. */
  layoutSteps?: Readonly<Record<number, LayoutStep>>;
}

/** Opens the store in a folder. Close it when done: that folds the index when it is worth it. */
export async function openJsonStore<R extends StoredRecord, Row extends StoredRow>(
  options: JsonStoreOptions<R, Row>,
): Promise<JsonStore<R, Row>> {
  const whole = explained(options.disk ?? nodeDisk);
  const { home, shape, summarise, version = 1, rows = version, migrations = {}, now, random } = options;
  const holder = options.holder ?? `进程 ${process.pid}`;
  const opened = await openHome({
    disk: whole,
    home,
    shared: options.shared ?? false,
    records: version,
    repair: options.repair ?? false,
    steps: options.layoutSteps ?? LAYOUT_STEPS,
    holder,
    wait: options.lockWait ?? 10_000,
    now,
    random,
    ...(options.boot !== undefined && { boot: options.boot }),
  });
  const { disk, layout, modes, lock, readOnly } = opened;
  const outside = readOnly ? readOnlyDisk(whole, layout.home) : whole;
  try {
    const files = new RecordFiles<R>({ disk, modes, layout, shape, version, migrations });
    const actor = options.actor ?? (() => ({ user: options.user ?? '' }));
    const audit: JsonAudit = new JsonAudit({
      disk,
      modes,
      layout,
      lock,
      readOnly,
      now,
      actor,
      riding: () => auditLinesIn(disk, layout.at('index')),
      ridden: async () => {
        await index.refreshLocked();
        return index.ridden;
      },
      happened: line => hasHappened(files, line),
    });
    const index: EntryIndex<Row> = await EntryIndex.open<Row>({
      disk,
      modes,
      folder: layout.at('index'),
      lock,
      readOnly,
      beforeFold: () => audit.flush(),
      version: rows,
      rowOf: entryNo => rowOf(files, entryNo, summarise),
      entryNos: () => files.entryNos(),
    });
    const recalls = new Map<string, RecallLog>();
    for (const [name, source] of Object.entries(options.recalls ?? {})) {
      const file = layout.at('recall', `${name}.log`);
      const all = () => sayings(files, source);
      recalls.set(name, new RecallLog({ disk, modes, lock, readOnly, file, version: source.version, all, random }));
    }
    const remember = async (record: R, before: R | undefined): Promise<void> => {
      for (const [name, log] of recalls) await log.add((await options.recalls?.[name]?.of(record, before)) ?? []);
    };
    const room = { disk, modes, layout, lock, audit };
    const members = new JsonMembers({ ...room, describe: options.audit?.members ?? (() => undefined) });
    const demand = demandOf(members, actor);
    const describe = options.audit?.record;
    const store = new JsonStore<R, Row>(
      opened,
      { disk, outside, files, index, recalls, audit, holder, actor, members, demand, now, random },
      options.audit,
      new Declarations<R, Row>({ ...room, files, index, summarise, remember, describe, demand, now }),
    );
    await putRight(store, lock, index.ridden);
    return store;
  } catch (error) {
    await lock.close();
    throw error;
  }
}

/** Puts right what a crash has left half done, now and after each work that breaks off. */
async function putRight(
  { settings, audit }: Pick<JsonStore<StoredRecord, StoredRow>, 'settings' | 'audit'>,
  lock: StoreLock,
  ridden: AuditMark | undefined,
): Promise<void> {
  // A change of several documents that was broken off is made before the audit looks whether it came to pass.
  lock.onBrokenOff(async () => {
    await settings.finishLocked();
    await audit.recover();
  });
  try {
    await settings.finish();
    await audit.open(ridden);
  } catch (error) {
    // What cannot be put right now keeps nobody from reading; the next change tries again and says why it cannot be.
    if (!(error instanceof UserError)) throw error;
  }
}

/** Ends a restoring that was broken off between its two renames; gives the folder that took the place. */
export function endRestore(into: string, how: 'finish' | 'back'): Promise<string> {
  return endHalfRestored(explained(nodeDisk), into, how);
}

/** Makes a home from a backup, all of it or nothing; over an existing one only with `replace`, and then that is kept aside. */
export function restoreStore(
  archive: string,
  options: {
    into: string;
    replace?: boolean;
    version?: number;
    limits?: Partial<RestoreLimits>;
    now: () => number;
    random: () => number;
  },
): Promise<Restored> {
  const { version = 1, ...rest } = options;
  return readBackup(archive, { ...rest, records: version, disk: explained(nodeDisk) });
}
