import { isEntryNo } from '../../local/entry-number.ts';
import { OwedIn } from '../owed.ts';
import {
  type Kept,
  type KeptReceipt,
  MOST_RECEIPTS,
  type Owed,
  type Receipt,
  type Receipts,
  ReceiptTimes,
} from '../receipts.ts';
import type { PgDocuments } from './documents.ts';
import type { Ask, Line, Value } from './line.ts';

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

  async keep(receipts: readonly Receipt[]): Promise<readonly Kept[]> {
    if (receipts.length === 0) return [];
    return await this.#line.transact(async ask => {
      const kept: Kept[] = [];
      for (const receipt of receipts) kept.push(await keepIn(ask, receipt, this.#times.timeFor(receipt.receivedAt)));
      return kept;
    });
  }

  async markApplied(receipts: readonly Pick<Receipt, 'identity' | 'entryNo'>[]): Promise<void> {
    if (receipts.length === 0) return;
    const identities = JSON.stringify(receipts.map(({ identity }) => identity));
    await this.#line.ask(
      'update receipts set applied = true where identity in (select jsonb_array_elements_text($1::jsonb)) and not applied',
      [identities],
    );
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

async function keepIn(ask: Ask, { identity, entryNo, raw }: Receipt, receivedAt: number): Promise<Kept> {
  const counted = entryNo !== null && isEntryNo(entryNo);
  const { rows } = await ask(
    `with kept as (
       insert into receipts (identity, entry_no, raw, received_at)
       select $1, $2, $3, $4::bigint where not $5::boolean or (select count(*) from receipts where entry_no = $2) < ${MOST_RECEIPTS}
       on conflict (identity) do nothing returning identity)
     select exists (select from kept) as kept, exists (select from receipts where identity = $1) as known`,
    [identity, entryNo, raw, receivedAt, counted],
  );
  return rows[0]?.kept === true ? 'new' : rows[0]?.known === true ? 'known' : 'refused';
}
