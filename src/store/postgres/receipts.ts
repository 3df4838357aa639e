import { isEntryNo } from '../../local/entry-number.ts';
import { OwedIn } from '../owed.ts';
import { type KeptReceipt, MOST_RECEIPTS, type Owed, type Receipt, type Receipts, ReceiptTimes } from '../receipts.ts';
import type { PgDocuments } from './documents.ts';
import type { Line, Value } from './line.ts';

export interface PgReceiptsOptions {
  readonly line: Line;
  readonly documents: PgDocuments;
}

/** Every receipt, a row each. */
export class PgReceipts implements Receipts {
  readonly owed: Owed;
  readonly #line: Line;
  readonly #times = new ReceiptTimes();

  constructor({ line, documents }: PgReceiptsOptions) {
    this.#line = line;
    this.owed = new OwedIn(documents.owed());
  }

  async keep({ identity, entryNo, raw, receivedAt }: Receipt): Promise<'new' | 'known' | 'refused'> {
    const counted = entryNo !== null && isEntryNo(entryNo);
    const { rows } = await this.#line.ask(
      `with kept as (
         insert into receipts (identity, entry_no, raw, received_at)
         select $1, $2, $3, $4::bigint where not $5::boolean or (select count(*) from receipts where entry_no = $2) < ${MOST_RECEIPTS}
         on conflict (identity) do nothing returning identity)
       select exists (select from kept) as kept, exists (select from receipts where identity = $1) as known`,
      [identity, entryNo, raw, this.#times.timeFor(receivedAt), counted],
      // Asked again it would be known.
      { again: false },
    );
    return rows[0]?.kept === true ? 'new' : rows[0]?.known === true ? 'known' : 'refused';
  }

  async markApplied({ identity }: Pick<Receipt, 'identity' | 'entryNo'>): Promise<void> {
    await this.#line.ask('update receipts set applied = true where identity = $1 and not applied', [identity]);
  }

  of(entryNo: string): Promise<KeptReceipt[]> {
    return this.#read('entry_no = $1', [entryNo]);
  }

  unapplied(): Promise<KeptReceipt[]> {
    return this.#read('not applied', []);
  }

  async #read(where: string, values: readonly Value[]): Promise<KeptReceipt[]> {
    const { rows } = await this.#line.ask(
      `select identity, entry_no, raw, received_at, applied,
         exists (select from declarations d where d.entry_no = receipts.entry_no and not d.gone) as matched
       from receipts where ${where} order by received_at, identity`,
      values,
    );
    return rows.map(row => ({
      version: 1,
      identity: String(row.identity),
      entryNo: row.entry_no === null ? null : String(row.entry_no),
      raw: String(row.raw),
      receivedAt: Number(row.received_at),
      applied: row.applied === true,
      matched: row.matched === true,
    }));
  }
}
