import type { Actor } from '../../accounts/permissions.ts';
import type { Disk } from '../../disk/disk.ts';
import { coalesced, watchFolder } from '../../disk/watch.ts';
import { Bug } from '../../errors.ts';
import { type Local, openLocal } from '../../local/local.ts';
import type { AuditSource } from '../audit-source.ts';
import type { Demand } from '../members.ts';
import type { Recall } from '../recall.ts';
import type { Rows } from '../rows/rows.ts';
import type { Backup, CheckReport, Store, StoredRecord, StoredRow } from '../store.ts';
import { demandWritable } from '../store.ts';
import { workAlone } from './alone.ts';
import type { JsonAudit } from './audit/audit.ts';
import { writeBackup } from './backup.ts';
import { checkStore } from './check.ts';
import { JsonCodeFiles } from './code-files.ts';
import type { Declarations } from './declarations.ts';
import type { Home } from './home.ts';
import type { EntryIndex } from './index/entry-index.ts';
import type { JsonMembers } from './members.ts';
import { JsonOutbox } from './outbox/outbox.ts';
import { JsonPaperless } from './paperless/paperless.ts';
import type { RecallLog } from './recall/recall-log.ts';
import { JsonReceipts } from './receipts.ts';
import type { RecordFiles } from './record-files.ts';
import { JsonSecrets } from './secrets.ts';
import { JsonSettings } from './settings.ts';

export interface Parts<R extends StoredRecord, Row extends StoredRow> {
  disk: Disk;
  /** The disk without the guard of the home. */
  outside: Disk;
  files: RecordFiles<R>;
  index: EntryIndex<Row>;
  recalls: ReadonlyMap<string, RecallLog>;
  audit: JsonAudit;
  holder: string;
  actor: () => Actor;
  members: JsonMembers;
  demand: Demand;
  now: () => number;
  random: () => number;
}

/** The store of files in a folder. */
export class JsonStore<R extends StoredRecord, Row extends StoredRow> implements Store<R, Row> {
  readonly home: string;
  readonly readOnly: boolean;
  readonly outbox: JsonOutbox;
  readonly receipts: JsonReceipts;
  readonly paperless: JsonPaperless;
  readonly settings: JsonSettings;
  readonly secrets: JsonSecrets;
  readonly members: JsonMembers;
  readonly codeFiles: JsonCodeFiles;
  readonly demand: Demand;
  readonly local: Local;
  readonly audit: JsonAudit;
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
    this.home = layout.home;
    this.readOnly = readOnly;
    this.#home = home;
    this.#parts = parts;
    this.#declarations = declarations;
    this.audit = audit;
    this.members = members;
    this.demand = demand;
    this.outbox = new JsonOutbox({ ...room, now });
    this.receipts = new JsonReceipts({ ...room, has: entryNo => index.rows.indexOf(entryNo) >= 0 });
    this.paperless = new JsonPaperless({ ...room, describe: source?.paperless ?? nothing });
    this.settings = new JsonSettings({ ...room, outside, home, demand, describe: source?.document ?? nothing });
    this.secrets = new JsonSecrets({ ...room, demand, noted: source !== undefined });
    this.codeFiles = new JsonCodeFiles({ ...room, demand });
    this.local = openLocal({ home: layout.home, shared: home.facts.shared, readOnly, actor, now, random });
  }

  get place(): string {
    return this.home;
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

  readonly update: Store<R, Row>['update'] = (...all) => this.#declarations.update(...all);
  readonly begin: Store<R, Row>['begin'] = (...all) => beginWith(this.#declarations, this.outbox, ...all);
  readonly remove: Store<R, Row>['remove'] = (...all) => this.#declarations.remove(...all);

  readonly trash = (): Promise<string[]> => this.#declarations.trash();
  readonly trashed = (entryNo: string): Promise<R | undefined> => this.#parts.files.readTrashed(entryNo);

  restore(entryNo: string, unstamp?: (record: R) => R): Promise<R> {
    return this.#declarations.restore(entryNo, unstamp);
  }

  alone<T>(name: string, holder: string, work: () => Promise<T>): Promise<T> {
    demandWritable(this);
    return workAlone(this.#home, { name, holder, random: this.#parts.random }, async () => {
      await this.refresh();
      return await work();
    });
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
    this.local.close();
    try {
      if (index.worthFolding) await lock.run(() => index.fold());
      for (const log of recalls.values()) if (await log.worthFolding()) await lock.run(() => log.fold());
    } finally {
      await lock.close();
    }
  }
}

async function beginWith<R extends StoredRecord, Row extends StoredRow>(
  declarations: Declarations<R, Row>,
  outbox: JsonOutbox,
  ...[entryNo, change, message]: Parameters<Store<R, Row>['begin']>
): ReturnType<Store<R, Row>['begin']> {
  let begun: Awaited<ReturnType<JsonOutbox['beginLocked']>> | undefined;
  const record = await declarations.update(entryNo, change, async () => {
    begun = await outbox.beginLocked({ ...message, entryNo });
  });
  return { record, claim: begun ? outbox.take(begun) : null };
}
