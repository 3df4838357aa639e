import type { Actor } from '../accounts/permissions.ts';
import { Bug } from '../errors.ts';
import type { Audit } from './audit/audit.ts';
import type { AuditSource } from './audit/source.ts';
import { writeBackup } from './backup.ts';
import { checkStore } from './check.ts';
import type { Declarations, RecordFiles } from './declarations.ts';
import type { Disk } from './disk.ts';
import { EditJournals } from './edit-journal.ts';
import type { Home } from './home.ts';
import type { EntryIndex } from './index/entry-index.ts';
import type { Rows } from './index/rows.ts';
import type { Demand, Members } from './members.ts';
import { OpenPages } from './open-pages.ts';
import { Outbox } from './outbox/outbox.ts';
import { Paperless } from './paperless/paperless.ts';
import { demandWritable } from './read-only.ts';
import type { Recall } from './recall/recall.ts';
import type { RecallLog } from './recall/recall-log.ts';
import { Receipts } from './receipts.ts';
import { Secrets } from './secrets.ts';
import { Settings } from './settings.ts';
import type { Backup, CheckReport, Store, StoredRecord, StoredRow } from './store.ts';
import { coalesced, watchFolder } from './watch.ts';

export interface Parts<R extends StoredRecord, Row extends StoredRow> {
  disk: Disk;
  /** The disk without the guard of the home. */
  outside: Disk;
  files: RecordFiles<R>;
  index: EntryIndex<Row>;
  recalls: ReadonlyMap<string, RecallLog>;
  audit: Audit;
  holder: string;
  actor: () => Actor;
  members: Members;
  demand: Demand;
  now: () => number;
  random: () => number;
}

/** Whoever logs in has journals of their own, which the next one does not go on with. */
const runOf = (session: string, { sitting }: Actor): string =>
  sitting === undefined ? session : `${session}-${sitting}`;

/** As people know them. */
const nameOf = ({ user, member }: Actor): string => member?.name ?? user;

/** The store of files in a folder. */
export class JsonStore<R extends StoredRecord, Row extends StoredRow> implements Store<R, Row> {
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
  readonly audit: Audit;
  readonly #home: Home;
  readonly #parts: Parts<R, Row>;
  readonly #declarations: Declarations<R, Row>;
  #stopWatching: (() => void) | undefined;

  constructor(
    home: Home,
    parts: Parts<R, Row>,
    source: AuditSource<R> | undefined,
    declarations: Declarations<R, Row>,
  ) {
    const { layout, modes, lock, readOnly } = home;
    const { disk, outside, index, audit, members, demand, actor, now, random } = parts;
    const room = { disk, modes, layout, lock, audit };
    const nothing = () => undefined;
    const session = `${now().toString(36)}-${Math.floor(random() * 36 ** 6).toString(36)}`;
    this.home = layout.home;
    this.readOnly = readOnly;
    this.#home = home;
    this.#parts = parts;
    this.#declarations = declarations;
    this.audit = audit;
    this.members = members;
    this.demand = demand;
    this.outbox = new Outbox({ ...room, now });
    this.receipts = new Receipts({ ...room, has: entryNo => index.rows.indexOf(entryNo) >= 0 });
    this.paperless = new Paperless({ ...room, describe: source?.paperless ?? nothing });
    this.settings = new Settings({ ...room, outside, home, demand, describe: source?.document ?? nothing });
    this.secrets = new Secrets({ ...room, demand, noted: source !== undefined });
    const owner = { layout, modes, session: () => runOf(session, actor()), by: () => nameOf(actor()), readOnly };
    this.journals = new EditJournals(owner);
    this.openPages = new OpenPages(owner);
  }

  get shared(): boolean {
    return this.#home.facts.shared;
  }

  readonly rows = (): Rows<Row> => this.#parts.index.rows;
  readonly refresh = (): Promise<boolean> => this.#parts.index.refresh();

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

  readonly get = (entryNo: string): Promise<R> => this.#declarations.get(entryNo);
  readonly save = (record: R, options: { expect: number }): Promise<R> => this.#declarations.save(record, options);

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
