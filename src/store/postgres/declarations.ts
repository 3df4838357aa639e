import { formatEntryNo, monthOf, nextNumber } from '../../local/entry-number.ts';
import { missingRecord, notInTrash } from '../record.ts';
import { type Change, StoreConflict, type StoredRecord, type StoredRow } from '../store.ts';
import { noting } from './audit.ts';
import { newId } from './ids.ts';
import type { Ask, Line } from './line.ts';
import { type PgDeclarationsOptions, RecordRows } from './record-rows.ts';

/** What is done in the transaction of a change. */
type Also = (ask: Ask) => Promise<void>;

/** So often a change is tried without keeping others from theirs. */
const OPTIMISTIC = 2;

/** The declarations: a save is one statement, which notes itself in the audit. */
export class PgDeclarations<R extends StoredRecord, Row extends StoredRow> {
  readonly #options: PgDeclarationsOptions<R, Row>;
  readonly records: RecordRows<R, Row>;

  constructor(options: PgDeclarationsOptions<R, Row>) {
    this.#options = options;
    this.records = new RecordRows(options);
  }

  async get(entryNo: string): Promise<R> {
    const record = await this.records.read(entryNo);
    if (record === undefined) throw missingRecord(entryNo);
    return record;
  }

  async save(record: R, { expect }: { expect: number }): Promise<R> {
    monthOf(record.entryNo);
    await this.#options.demand('declaration.write');
    const before = await this.records.read(record.entryNo);
    const saved = (before?.revision ?? 0) === expect ? await this.#write(record, expect, before) : undefined;
    if (saved === undefined) throw new StoreConflict(record, await this.records.read(record.entryNo), expect);
    return saved;
  }

  async update(entryNo: string, change: Change<R>): Promise<R> {
    await this.#options.demand('declaration.write');
    for (let tries = 0; tries < OPTIMISTIC; tries += 1) {
      const before = await this.get(entryNo);
      const saved = await this.#write({ ...(await change(before)), entryNo }, before.revision, before);
      if (saved !== undefined) return saved;
    }
    return await this.#updateAlone(entryNo, change);
  }

  /** `also` is done in the same commit. */
  async updateWith(entryNo: string, change: Change<R>, also: Also): Promise<R> {
    await this.#options.demand('declaration.write');
    return await this.#updateAlone(entryNo, change, also);
  }

  async remove(
    entryNo: string,
    { expect, stamp = record => record }: { readonly expect?: number; readonly stamp?: (record: R) => R } = {},
  ): Promise<void> {
    await this.#options.demand('declaration.delete');
    const saveId = newId();
    const done = await changing(this.#options.line, entryNo, saveId, async ask => {
      const record = await this.records.readIn(ask, entryNo);
      if (record === undefined) throw missingRecord(entryNo);
      if (expect !== undefined && record.revision !== expect) throw new StoreConflict(record, record, expect);
      await toTrash(ask, stamp(record), saveId);
      await ask(noting(1), this.records.told(record, undefined, saveId, { gone: true }));
      return true;
    });
    if (done) await this.#options.feed.changed(entryNo, saveId, null);
  }

  readonly trash = (): Promise<string[]> => this.records.trash();
  readonly trashed = (entryNo: string): Promise<R | undefined> => this.records.trashed(entryNo);

  async restore(entryNo: string, unstamp: (record: R) => R = record => record): Promise<R> {
    await this.#options.demand('declaration.write');
    const saveId = newId();
    const restored = await changing(this.#options.line, entryNo, saveId, async ask => {
      const trashed = await this.records.trashedIn(ask, entryNo);
      if (trashed === undefined) throw notInTrash(entryNo);
      const held = await this.records.readIn(ask, entryNo);
      if (held !== undefined) throw new StoreConflict(trashed, held, 0);
      // A new revision, so that a page that was open before the removal cannot save over it unseen.
      const record = { ...unstamp(trashed), entryNo, revision: trashed.revision + 1 };
      const row = await this.#options.summarise(record);
      await ask(UPSERT, this.records.values(record, row, saveId));
      await ask('delete from trash where entry_no = $1', [entryNo]);
      await ask(noting(1), this.records.told(trashed, record, saveId));
      return { record, row, before: trashed };
    });
    return await this.#publish(restored, saveId);
  }

  nextEntryNo(prefix: string): Promise<string> {
    return nextFreeNo(this.#options, prefix);
  }

  async #updateAlone(entryNo: string, change: Change<R>, also: Also = async () => {}): Promise<R> {
    const saveId = newId();
    const done = await changing(this.#options.line, entryNo, saveId, async ask => {
      const before = await this.records.readIn(ask, entryNo);
      if (before === undefined) throw missingRecord(entryNo);
      const record = { ...(await change(before)), entryNo, revision: before.revision + 1 };
      await also(ask);
      const row = await this.#options.summarise(record);
      await ask(UPSERT, this.records.values(record, row, saveId));
      await ask(noting(1), this.records.told(before, record, saveId));
      return { record, row, before };
    });
    return await this.#publish(done, saveId);
  }

  /** In one statement; undefined when somebody was faster. */
  async #write(record: R, expect: number, before: R | undefined): Promise<R | undefined> {
    const { line, summarise } = this.#options;
    const written = { ...record, revision: expect + 1 };
    const row = await summarise(written);
    const saveId = newId();
    const { rows } = await line.ask(
      `with saved as (${expect === 0 ? INSERT : UPDATE} returning entry_no), noted as (${noting(7, 'exists (select from saved)')})
       select exists (select from saved) or ${DONE.replaceAll('$2', '$6')} as saved`,
      [...this.records.values(written, row, saveId), ...this.records.told(before, written, saveId)],
    );
    if (rows[0]?.saved !== true) return undefined;
    return await this.#publish({ record: written, row, before }, saveId);
  }

  /** Others of this program and of all others learn of a change. */
  async #publish({ record, row, before }: { record: R; row: Row; before: R | undefined }, saveId: string): Promise<R> {
    await this.#options.feed.changed(record.entryNo, saveId, row);
    await this.#options.remember(record, before);
    return record;
  }
}

async function toTrash(ask: Ask, record: StoredRecord, saveId: string): Promise<void> {
  const { entryNo, revision } = record;
  await ask('update declarations set gone = true, save_id = $2, changed_at = clock_timestamp() where entry_no = $1', [
    entryNo,
    saveId,
  ]);
  await ask(
    `insert into trash (entry_no, revision, record) values ($1, $2, $3)
     on conflict (entry_no) do update set revision = $2::integer, record = $3`,
    [entryNo, revision, JSON.stringify(record)],
  );
}

/** A number that nobody has given. */
async function nextFreeNo(
  { line, now }: { readonly line: Line; readonly now: () => number },
  prefix: string,
): Promise<string> {
  for (;;) {
    const { rows } = await line.ask('update numbers set last = greatest($1::bigint, last + 1) returning last', [
      nextNumber(0, now()),
    ]);
    const entryNo = formatEntryNo(prefix, Number(rows[0]?.last));
    const taken = await line.ask('select from declarations where entry_no = $1', [entryNo]);
    if (taken.rows.length === 0) return entryNo;
  }
}

/** Whether a save has come to pass, also when others came after it. */
const DONE = `exists (select from declarations where entry_no = $1 and save_id = $2::uuid)
  or exists (select from audit_new where save_id = $2::uuid) or exists (select from audit where save_id = $2::uuid)`;

async function isDone(ask: Ask, entryNo: string, saveId: string): Promise<boolean> {
  const { rows } = await ask(`select ${DONE} as done`, [entryNo, saveId]);
  return rows[0]?.done === true;
}

/** A transaction on one declaration, which nobody else changes meanwhile. After a broken line it is made unless it had come to pass. */
function changing<T>(line: Line, entryNo: string, saveId: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  monthOf(entryNo);
  let made: { readonly value: T } | undefined;
  return line.transact(
    async ask => {
      await ask('select pg_advisory_xact_lock(hashtextextended($1, 1))', [entryNo]);
      if (made !== undefined && (await isDone(ask, entryNo, saveId))) return made.value;
      made = { value: await work(ask) };
      return made.value;
    },
    { again: true },
  );
}

const COLUMNS = '(entry_no, revision, record, row, row_version, save_id)';
const ALL =
  'revision = $2::integer, record = $3, row = $4, row_version = $5::integer, save_id = $6::uuid, gone = false, changed_at = clock_timestamp()';

/** One of this number that was removed gives way to a new one. */
const INSERT = `insert into declarations ${COLUMNS} values ($1, $2::integer, $3, $4, $5::integer, $6::uuid)
  on conflict (entry_no) do update set ${ALL} where declarations.gone`;

const UPDATE = `update declarations set ${ALL} where entry_no = $1 and revision = $2::integer - 1 and not gone`;

const UPSERT = `insert into declarations ${COLUMNS} values ($1, $2::integer, $3, $4, $5::integer, $6::uuid)
  on conflict (entry_no) do update set ${ALL}`;
