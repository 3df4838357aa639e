import { join } from 'node:path';
import type { Actor } from '../../accounts/permissions.ts';
import { storeError } from '../../disk/failure.ts';
import { modesOf } from '../../disk/modes.ts';
import { Bug } from '../../errors.ts';
import type { AuditSource } from '../audit-source.ts';
import { type Demand, demandOf } from '../members.ts';
import type { Recall, RecallSource } from '../recall.ts';
import type { Migrations, RecordForm } from '../record.ts';
import type { Rows } from '../rows/rows.ts';
import type { Backup, CheckReport, Store, StoredRecord, StoredRow } from '../store.ts';
import type { Address } from './address.ts';
import { PgAudit } from './audit.ts';
import { checkDatabase } from './check.ts';
import { PgDeclarations } from './declarations.ts';
import { PgDocuments, PgMembers, PgSettings } from './documents.ts';
import { Line } from './line.ts';
import { openSchema } from './open-schema.ts';
import { PgOutbox } from './outbox.ts';
import { PgPaperless } from './paperless.ts';
import { PgRecall } from './recall.ts';
import { PgReceipts } from './receipts.ts';
import { RowsFeed } from './rows-feed.ts';
import { Run } from './runs.ts';
import { PgSecrets } from './secrets.ts';

export interface PgStoreOptions<R extends StoredRecord, Row extends StoredRow> {
  readonly address: Address;
  /** The folder of this machine: the key of the secrets lies there. */
  readonly home: string;
  readonly shared?: boolean;
  readonly shape: RecordForm<R>['shape'];
  readonly summarise: (record: R) => Row | Promise<Row>;
  readonly recalls?: Readonly<Record<string, RecallSource<R>>>;
  readonly audit?: AuditSource<R>;
  readonly version?: number;
  readonly rows?: number;
  readonly migrations?: Migrations;
  readonly now: () => number;
  readonly actor: () => Actor;
  /** Milliseconds for which a broken line is tried again. */
  readonly patience?: number;
}

/** The store in a PostgreSQL database. */
export class PgStore<R extends StoredRecord, Row extends StoredRow> implements Store<R, Row> {
  readonly place: string;
  readonly readOnly = false;
  readonly outbox: PgOutbox;
  readonly receipts: PgReceipts;
  readonly paperless: PgPaperless;
  readonly settings: PgSettings;
  readonly secrets: PgSecrets;
  readonly members: PgMembers;
  readonly audit: PgAudit;
  readonly demand: Demand;
  readonly #line: Line;
  readonly #run: Run;
  readonly #feed: RowsFeed<Row>;
  readonly #declarations: PgDeclarations<R, Row>;
  readonly #recalls = new Map<string, PgRecall<R>>();
  readonly #records: number;

  constructor(options: PgStoreOptions<R, Row>) {
    const { address, home, shared = false, now, actor, audit: source, version = 1, rows = version } = options;
    const line = new Line({
      address,
      name: 'baojian',
      ...(options.patience !== undefined && { patience: options.patience }),
    });
    const audit = new PgAudit({ line, now, actor });
    const documents = new PgDocuments({ line, audit });
    const members = new PgMembers({ documents, describe: source?.members ?? (() => undefined) });
    const demand = demandOf(members, actor);
    const keyFile = join(home, 'secrets', 'key');
    this.place = line.place;
    this.#line = line;
    this.#run = new Run(line);
    this.#feed = new RowsFeed<Row>(line);
    this.#records = version;
    this.audit = audit;
    this.members = members;
    this.demand = demand;
    this.settings = new PgSettings({ documents, demand, describe: source?.document ?? (() => undefined) });
    this.secrets = new PgSecrets({ line, audit, demand, keyFile, modes: modesOf(shared), noted: source !== undefined });
    this.outbox = new PgOutbox({ line, run: this.#run, now });
    this.receipts = new PgReceipts({ line, documents });
    this.paperless = new PgPaperless({ line, audit, describe: source?.paperless ?? (() => undefined) });
    this.#declarations = new PgDeclarations<R, Row>({
      ...{ line, audit, demand, now, rows, version, feed: this.#feed },
      shape: options.shape,
      migrations: options.migrations ?? {},
      summarise: options.summarise,
      describe: source?.record,
      remember: async (record, before) => {
        for (const recall of this.#recalls.values()) await recall.add(record, before);
      },
    });
    const all = () => this.#declarations.records.all(() => {});
    for (const [name, of] of Object.entries(options.recalls ?? {}))
      this.#recalls.set(name, new PgRecall({ line, name, source: of, all }));
  }

  /** Before anything else. */
  async open(): Promise<void> {
    await openSchema(this.#line, this.#records);
    await this.#declarations.records.renewRows();
    await this.#feed.open();
  }

  readonly rows = (): Rows<Row> => this.#feed.rows;
  readonly refresh = (): Promise<boolean> => this.#feed.refresh();
  readonly onChange = (listener: () => void): (() => void) => this.#feed.onChange(listener);

  readonly nextEntryNo = (prefix: string): Promise<string> => this.#declarations.nextEntryNo(prefix);
  readonly get = (entryNo: string): Promise<R> => this.#declarations.get(entryNo);
  readonly save = (record: R, options: { expect: number }): Promise<R> => this.#declarations.save(record, options);
  readonly trash = (): Promise<string[]> => this.#declarations.trash();
  readonly trashed = (entryNo: string): Promise<R | undefined> => this.#declarations.trashed(entryNo);

  update(entryNo: string, change: (record: R) => R | Promise<R>): Promise<R> {
    return this.#declarations.update(entryNo, change);
  }

  remove(...args: Parameters<Store<R, Row>['remove']>): Promise<void> {
    return this.#declarations.remove(...args);
  }

  restore(entryNo: string, unstamp?: (record: R) => R): Promise<R> {
    return this.#declarations.restore(entryNo, unstamp);
  }

  recall(name: string): Recall {
    const recall = this.#recalls.get(name);
    if (recall === undefined) throw new Bug(`Nothing is recalled under ${name}`);
    return recall;
  }

  alone<T>(name: string, holder: string, work: () => Promise<T>): Promise<T> {
    return this.#run.alone(name, holder, async () => {
      await this.refresh();
      return await work();
    });
  }

  check({ contents }: Parameters<Store<R, Row>['check']>[0] = {}): Promise<CheckReport> {
    const declarations = (told: (entryNo: string, error: unknown) => void) => this.#declarations.records.all(told);
    return checkDatabase({ line: this.#line, declarations, secrets: this.secrets, audit: this.audit, contents });
  }

  async backup(): Promise<Backup> {
    throw storeError('store.backup-elsewhere', `数据在数据库里，不由报检台打包：${this.place}`, [
      '请管理员用 pg_dump 备份，做法见 docs/OFFICE-SERVER.md',
    ]);
  }

  async close(): Promise<void> {
    await this.#feed.close();
    await this.#run.close();
    await this.#line.close();
  }
}
