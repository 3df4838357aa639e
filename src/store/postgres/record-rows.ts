import { UserError } from '../../errors.ts';
import { monthOf } from '../../local/entry-number.ts';
import type { AuditEntry } from '../audit-line.ts';
import type { Demand } from '../members.ts';
import { type RecordForm, recordIn } from '../record.ts';
import type { StoredRecord, StoredRow } from '../store.ts';
import type { PgAudit } from './audit.ts';
import type { Ask, Line, Value } from './line.ts';
import type { RowsFeed } from './rows-feed.ts';

export interface PgDeclarationsOptions<R extends StoredRecord, Row extends StoredRow> extends RecordForm<R> {
  readonly line: Line;
  readonly feed: RowsFeed<Row>;
  readonly audit: PgAudit;
  readonly demand: Demand;
  readonly summarise: (record: R) => Row | Promise<Row>;
  /** Version of the rows that `summarise` gives. */
  readonly rows: number;
  readonly describe: ((before: R | undefined, after: R | undefined) => AuditEntry) | undefined;
  /** Called after a commit, to note what the record says now and did not say before. */
  readonly remember: (record: R, before: R | undefined) => Promise<void>;
  readonly now: () => number;
}

const READ = 'select record from declarations where entry_no = $1 and not gone';

/** The records of declarations as rows of the database. */
export class RecordRows<R extends StoredRecord, Row extends StoredRow> {
  readonly #options: PgDeclarationsOptions<R, Row>;

  constructor(options: PgDeclarationsOptions<R, Row>) {
    this.#options = options;
  }

  /** Undefined when it is not there, or was removed. */
  async read(entryNo: string): Promise<R | undefined> {
    monthOf(entryNo);
    const { rows } = await this.#options.line.ask(READ, [entryNo]);
    return rows[0] && this.#shaped(entryNo, String(rows[0].record));
  }

  /** Kept from others until the transaction ends. */
  async readIn(ask: Ask, entryNo: string): Promise<R | undefined> {
    const { rows } = await ask(`${READ} for update`, [entryNo]);
    return rows[0] && this.#shaped(entryNo, String(rows[0].record));
  }

  /** Entry numbers in the trash, newest first. */
  async trash(): Promise<string[]> {
    const { rows } = await this.#options.line.ask(
      `select entry_no from trash order by ltrim(entry_no, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') desc, entry_no`,
    );
    return rows.map(row => String(row.entry_no));
  }

  async trashed(entryNo: string): Promise<R | undefined> {
    monthOf(entryNo);
    return await this.trashedIn(this.#options.line.ask, entryNo);
  }

  async trashedIn(ask: Ask, entryNo: string): Promise<R | undefined> {
    const { rows } = await ask('select record from trash where entry_no = $1', [entryNo]);
    return rows[0] && this.#shaped(entryNo, String(rows[0].record));
  }

  /** Each record as it is stored; what cannot be read is handed to `told`. */
  async *all(told: (entryNo: string, error: unknown) => void): AsyncGenerator<R> {
    for (let after = ''; ; ) {
      const { rows } = await this.#options.line.ask(
        'select entry_no, record from declarations where entry_no > $1 and not gone order by entry_no limit 500',
        [after],
      );
      for (const { entry_no, record } of rows) {
        try {
          yield this.#shaped(String(entry_no), String(record));
        } catch (error) {
          told(String(entry_no), error);
        }
      }
      if (rows.length === 0) return;
      after = String(rows.at(-1)?.entry_no);
    }
  }

  /** Rows that an older program has made are made anew; those of declarations that cannot be read stay. */
  async renewRows(): Promise<void> {
    const { line, rows: version, summarise } = this.#options;
    const old = await line.ask('select exists (select from declarations where row_version < $1 and not gone) as old', [
      version,
    ]);
    if (old.rows[0]?.old !== true) return;
    for (let after = ''; ; ) {
      const { rows } = await line.ask(
        `select entry_no, record, save_id::text as save_id from declarations
         where row_version < $1 and entry_no > $2 and not gone order by entry_no limit 200`,
        [version, after],
      );
      for (const { entry_no, record, save_id } of rows) {
        const row = await this.#rowOf(String(entry_no), String(record), summarise);
        if (row === undefined) continue;
        await line.ask(
          'update declarations set row = $3, row_version = $4, changed_at = clock_timestamp() where entry_no = $1 and save_id = $2::uuid',
          [String(entry_no), String(save_id), JSON.stringify(row), version],
        );
      }
      if (rows.length === 0) return;
      after = String(rows.at(-1)?.entry_no);
    }
  }

  async #rowOf(
    entryNo: string,
    record: string,
    summarise: (record: R) => Row | Promise<Row>,
  ): Promise<Row | undefined> {
    try {
      return await summarise(this.#shaped(entryNo, record));
    } catch (error) {
      // `store check` tells of it; it keeps nobody from the others.
      if (error instanceof UserError) return undefined;
      throw error;
    }
  }

  values(record: R, row: Row, saveId: string): readonly Value[] {
    const { entryNo, revision } = record;
    return [entryNo, revision, JSON.stringify(record), JSON.stringify(row), this.#options.rows, saveId];
  }

  told(
    before: R | undefined,
    after: R | undefined,
    saveId: string,
    rest: Pick<AuditEntry, 'gone'> = {},
  ): readonly Value[] {
    const { audit, describe } = this.#options;
    const record = after ?? before;
    if (describe === undefined || record === undefined) return audit.told(undefined, saveId);
    const { entryNo, revision } = record;
    return audit.told({ ...describe(before, after), entryNo, revision, ...rest }, saveId);
  }

  #shaped(entryNo: string, text: string): R {
    return recordIn(JSON.parse(text), `${this.#options.line.place} ${entryNo}`, entryNo, this.#options);
  }
}
