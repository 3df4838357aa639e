import type { Actor } from '../accounts/permissions.ts';
import { Bug } from '../errors.ts';
import { writeBackup } from './backup.ts';
import { checkStore } from './check.ts';
import { Declarations, type Migrations, RecordFiles } from './declarations.ts';
import { type Disk, explained, guarded, nodeDisk } from './disk.ts';
import { EditJournals } from './edit-journal.ts';
import { endRestore as endHalfRestored } from './half-restored.ts';
import { type Home, type LayoutStep, openHome } from './home.ts';
import { EntryIndex } from './index/entry-index.ts';
import type { Rows } from './index/rows.ts';
import type { Shape } from './json-file.ts';
import { LAYOUT_STEPS } from './layout-steps.ts';
import { type Demand, demandOf, Members } from './members.ts';
import { OpenPages } from './open-pages.ts';
import { Outbox } from './outbox/outbox.ts';
import { Paperless } from './paperless/paperless.ts';
import { demandWritable, readOnlyDisk } from './read-only.ts';
import type { Recall, RecallSource } from './recall/recall.ts';
import { RecallLog } from './recall/recall-log.ts';
import { Receipts } from './receipts.ts';
import { rowOf, sayings } from './record-sources.ts';
import { type Restored, type RestoreLimits, readBackup } from './restore.ts';
import { Secrets } from './secrets.ts';
import { Settings } from './settings.ts';
import type { Backup, CheckReport, Store, StoredRecord, StoredRow } from './store.ts';
import { coalesced, watchFolder } from './watch.ts';

export interface StoreOptions<R extends StoredRecord, Row extends StoredRow> {
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
  /** Steps of older layouts, by the version that they start from. */
  layoutSteps?: Readonly<Record<number, LayoutStep>>;
}

/** Opens the store in a folder. Close it when done: that folds the index when it is worth it. */
export async function openStore<R extends StoredRecord, Row extends StoredRow>(
  options: StoreOptions<R, Row>,
): Promise<Store<R, Row>> {
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
  });
  const { layout, modes, lock, readOnly } = opened;
  const below = explained(guarded(options.disk ?? nodeDisk, layout.home));
  const [disk, outside] = readOnly
    ? [readOnlyDisk(below, layout.home), readOnlyDisk(whole, layout.home)]
    : [below, whole];
  try {
    const files = new RecordFiles<R>({ disk, modes, layout, shape, version, migrations });
    const index = await EntryIndex.open<Row>({
      disk,
      modes,
      folder: layout.at('index'),
      lock,
      readOnly,
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
    const actor = options.actor ?? (() => ({ user: options.user ?? '' }));
    const members = new Members({ disk, modes, layout, lock });
    const demand = demandOf(members, actor);
    return new JsonStore<R, Row>(
      opened,
      {
        disk,
        outside,
        files,
        index,
        recalls,
        holder,
        actor,
        members,
        demand,
        now,
        random,
      },
      new Declarations<R, Row>({ disk, modes, layout, lock, files, index, summarise, remember, demand, now }),
    );
  } catch (error) {
    await lock.close();
    throw error;
  }
}

/** Whoever logs in has journals of their own, which the next one does not go on with. */
const runOf = (session: string, { sitting }: Actor): string =>
  sitting === undefined ? session : `${session}-${sitting}`;

/** As people know them. */
const nameOf = ({ user, member }: Actor): string => member?.name ?? user;

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

interface Parts<R extends StoredRecord, Row extends StoredRow> {
  disk: Disk;
  /** The disk without the guard of the home. */
  outside: Disk;
  files: RecordFiles<R>;
  index: EntryIndex<Row>;
  recalls: ReadonlyMap<string, RecallLog>;
  holder: string;
  actor: () => Actor;
  members: Members;
  demand: Demand;
  now: () => number;
  random: () => number;
}

class JsonStore<R extends StoredRecord, Row extends StoredRow> implements Store<R, Row> {
  readonly home: string;
  readonly readOnly: boolean;
  readonly outbox: Outbox;
  readonly receipts: Receipts;
  readonly paperless: Paperless;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly members: Members;
  readonly demand: Demand;
  readonly journals: EditJournals;
  readonly openPages: OpenPages;
  readonly #home: Home;
  readonly #parts: Parts<R, Row>;
  readonly #declarations: Declarations<R, Row>;
  #stopWatching: (() => void) | undefined;

  constructor(home: Home, parts: Parts<R, Row>, declarations: Declarations<R, Row>) {
    const { layout, modes, lock, readOnly } = home;
    const { disk, outside, index, members, demand, actor, now, random } = parts;
    const room = { disk, modes, layout, lock };
    const session = `${now().toString(36)}-${Math.floor(random() * 36 ** 6).toString(36)}`;
    this.home = layout.home;
    this.readOnly = readOnly;
    this.#home = home;
    this.#parts = parts;
    this.#declarations = declarations;
    this.outbox = new Outbox({ ...room, now });
    this.receipts = new Receipts({ ...room, has: entryNo => index.rows.indexOf(entryNo) >= 0 });
    this.paperless = new Paperless(room);
    this.members = members;
    this.demand = demand;
    this.settings = new Settings({ ...room, outside, home, demand });
    this.secrets = new Secrets({ ...room, demand });
    const owner = { layout, modes, session: () => runOf(session, actor()), by: () => nameOf(actor()), readOnly };
    this.journals = new EditJournals(owner);
    this.openPages = new OpenPages(owner);
  }

  get shared(): boolean {
    return this.#home.facts.shared;
  }

  rows(): Rows<Row> {
    return this.#parts.index.rows;
  }

  refresh(): Promise<boolean> {
    return this.#parts.index.refresh();
  }

  onChange(listener: () => void): () => void {
    const { index } = this.#parts;
    // A watched folder that cannot be read just now will be read at the next event, or when somebody asks.
    this.#stopWatching ??= watchFolder(
      this.#home.layout.at('index'),
      coalesced(
        () => index.refresh(),
        () => {},
      ),
    );
    return index.onChange(listener);
  }

  readonly nextEntryNo = (prefix: string): Promise<string> => this.#declarations.nextEntryNo(prefix);

  get(entryNo: string): Promise<R> {
    return this.#declarations.get(entryNo);
  }

  save(record: R, options: { expect: number }): Promise<R> {
    return this.#declarations.save(record, options);
  }

  update(entryNo: string, change: (record: R) => R | Promise<R>): Promise<R> {
    return this.#declarations.update(entryNo, change);
  }

  remove(...args: Parameters<Store<R, Row>['remove']>): Promise<void> {
    return this.#declarations.remove(...args);
  }

  readonly trash = (): Promise<string[]> => this.#declarations.trash();
  readonly trashed = (entryNo: string): Promise<R | undefined> => this.#parts.files.readTrashed(entryNo);

  restore(entryNo: string, unstamp?: (record: R) => R): Promise<R> {
    return this.#declarations.restore(entryNo, unstamp);
  }

  recall(name: string): Recall {
    const log = this.#parts.recalls.get(name);
    if (log === undefined) throw new Bug(`Nothing is recalled under ${name}`);
    return log;
  }

  async check({ repair = false, contents }: Parameters<Store<R, Row>['check']>[0] = {}): Promise<CheckReport> {
    if (repair) demandWritable(this);
    const { secrets, settings } = this;
    return await checkStore({ ...this.#home, ...this.#parts, secrets, settings, contents }, repair);
  }

  backup(file: string, { withKey = false }: { withKey?: boolean } = {}): Promise<Backup> {
    return writeBackup({ ...this.#home, ...this.#parts, settings: this.settings }, file, withKey);
  }

  async close(): Promise<void> {
    const { index, recalls } = this.#parts;
    const { lock } = this.#home;
    this.#stopWatching?.();
    this.journals.close();
    this.openPages.close();
    try {
      if (index.worthFolding) await lock.run(() => index.fold());
      for (const log of recalls.values()) if (await log.worthFolding()) await lock.run(() => log.fold());
    } finally {
      await lock.close();
    }
  }
}
