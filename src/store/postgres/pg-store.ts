import type { ServerRole } from '../../accounts/permissions.ts';
import { Bug } from '../../errors.ts';
import type { Demand } from '../members.ts';
import type { Pieces } from '../piece.ts';
import type { Recall } from '../recall.ts';
import type { Rows } from '../rows/rows.ts';
import type { Backup, CheckReport, Store, StoredRecord, StoredRow } from '../store.ts';
import { checkDatabase } from './check.ts';
import { takeIn, withPieces } from './moving/move.ts';
import { openSchema } from './open-schema.ts';
import { type PgParts, type PgStoreOptions, partsOf } from './parts.ts';

/** The store in a PostgreSQL database. */
export class PgStore<R extends StoredRecord, Row extends StoredRow> implements Store<R, Row> {
  readonly place: string;
  readonly outbox: PgParts<R, Row>['outbox'];
  readonly receipts: PgParts<R, Row>['receipts'];
  readonly paperless: PgParts<R, Row>['paperless'];
  readonly settings: PgParts<R, Row>['settings'];
  readonly secrets: PgParts<R, Row>['secrets'];
  readonly members: PgParts<R, Row>['members'];
  readonly codeFiles: PgParts<R, Row>['codeFiles'];
  readonly audit: PgParts<R, Row>['audit'];
  readonly demand: Demand;
  readonly #parts: PgParts<R, Row>;
  readonly #options: PgStoreOptions<R, Row>;

  constructor(options: PgStoreOptions<R, Row>) {
    const parts = partsOf(options);
    this.place = parts.line.place;
    this.#parts = parts;
    this.#options = options;
    this.audit = parts.audit;
    this.members = parts.members;
    this.demand = parts.demand;
    this.settings = parts.settings;
    this.secrets = parts.secrets;
    this.outbox = parts.outbox;
    this.receipts = parts.receipts;
    this.paperless = parts.paperless;
    this.codeFiles = parts.codeFiles;
  }

  get role(): ServerRole {
    return this.#parts.line.role;
  }

  get readOnly(): boolean {
    return this.#parts.line.role === 'reader';
  }

  /** Before anything else. */
  async open(): Promise<void> {
    this.#parts.line.role = await openSchema(this.#parts.line, this.#options.version ?? 1);
    if (!this.readOnly) await this.#parts.declarations.records.renewRows();
    await this.#parts.feed.open();
  }

  readonly rows = (): Rows<Row> => this.#parts.feed.rows;
  readonly refresh = (): Promise<boolean> => this.#parts.feed.refresh();
  readonly onChange = (listener: () => void): (() => void) => this.#parts.feed.onChange(listener);

  readonly nextEntryNo = (prefix: string): Promise<string> => this.#parts.declarations.nextEntryNo(prefix);
  readonly get = (entryNo: string): Promise<R> => this.#parts.declarations.get(entryNo);
  readonly save = (record: R, options: { expect: number }): Promise<R> =>
    this.#parts.declarations.save(record, options);
  readonly trash = (): Promise<string[]> => this.#parts.declarations.trash();
  readonly trashed = (entryNo: string): Promise<R | undefined> => this.#parts.declarations.trashed(entryNo);

  async begin(...[entryNo, change, message]: Parameters<Store<R, Row>['begin']>): ReturnType<Store<R, Row>['begin']> {
    const { value, claim } = await this.outbox.beginWith({ ...message, entryNo }, keep =>
      this.#parts.declarations.updateWith(entryNo, change, keep),
    );
    return { record: value, claim };
  }

  update(entryNo: string, change: (record: R) => R | Promise<R>): Promise<R> {
    return this.#parts.declarations.update(entryNo, change);
  }

  remove(...args: Parameters<Store<R, Row>['remove']>): Promise<void> {
    return this.#parts.declarations.remove(...args);
  }

  restore(entryNo: string, unstamp?: (record: R) => R): Promise<R> {
    return this.#parts.declarations.restore(entryNo, unstamp);
  }

  recall(name: string): Recall {
    const recall = this.#parts.recalls.get(name);
    if (recall === undefined) throw new Bug(`Nothing is recalled under ${name}`);
    return recall;
  }

  alone<T>(name: string, holder: string, work: () => Promise<T>): Promise<T> {
    return this.#parts.run.alone(name, holder, async () => {
      await this.refresh();
      return await work();
    });
  }

  check({ contents }: Parameters<Store<R, Row>['check']>[0] = {}): Promise<CheckReport> {
    const declarations = (told: (entryNo: string, error: unknown) => void) =>
      this.#parts.declarations.records.all(told);
    const { line, secrets, audit, codeFiles } = this.#parts;
    return checkDatabase({ line, declarations, secrets, audit, codeFiles, contents });
  }

  async backup(file: string, { withKey = false }: { withKey?: boolean } = {}): Promise<Backup> {
    const { pack } = this.#options;
    if (pack === undefined) throw new Bug('Nothing packs an office here');
    return await pack(work => withPieces(this.#parts, this.#options, work), { file, withKey });
  }

  /** Takes in what another store holds; see there. */
  takeIn(pieces: Pieces<R>): Promise<number> {
    return takeIn(this.#parts, this.#options, pieces);
  }

  async close(): Promise<void> {
    await this.#parts.feed.close();
    await this.#parts.run.close();
    await this.#parts.line.close();
  }
}
