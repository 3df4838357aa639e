/** Receipts of one declaration that are kept: a real one has a dozen. */
export const MOST_RECEIPTS = 2000;

/** A receipt as it came. */
export interface Receipt {
  /** What makes it the same receipt when it comes again. */
  identity: string;
  /** The declaration that it names; null when it names none. */
  entryNo: string | null;
  raw: string;
  /** Milliseconds since 1970. */
  receivedAt: number;
}

export interface KeptReceipt extends Receipt {
  version: 1;
  applied: boolean;
  /** There is a declaration of this entry number. */
  matched: boolean;
}

/** `known`: it was kept before, applied or not · `refused`: its declaration has too many. */
export type Kept = 'new' | 'known' | 'refused';

/** Every receipt, safe before it is acknowledged. It waits until somebody has applied it to its declaration, also for one that is not here. */
export interface Receipts {
  /** What the bureau has yet to hear of those that came. */
  readonly owed: Owed;
  /** Keeps receipts, all of them in one commit, and says what became of each. */
  keep(receipts: readonly Receipt[]): Promise<readonly Kept[]>;
  /** Notes that these have had their effect on their declarations. To do so again changes nothing. */
  markApplied(receipts: readonly Pick<Receipt, 'identity' | 'entryNo'>[]): Promise<void>;
  /** All receipts of a declaration, in the order in which they came. */
  of(entryNo: string): Promise<KeptReceipt[]>;
  /** Receipts that have had no effect yet, in the order in which they came; those without a declaration too. */
  unapplied(): Promise<KeptReceipt[]>;
}

/** What the bureau has yet to hear: a receipt is acknowledged although its declaration has been done with meanwhile. */
export interface Owed {
  /** Notes that these are to be acknowledged, safe when it resolves. */
  owe(channel: string, ids: readonly string[], now: number): Promise<void>;
  /** What is owed and may be tried now, the oldest first. */
  of(channel: string, now: number): Promise<readonly string[]>;
  /** The bureau has heard of these. */
  paid(channel: string, ids: readonly string[]): Promise<void>;
  /** The bureau does not want to hear of what is owed: it is left alone for an hour. */
  refused(channel: string, now: number): Promise<void>;
  /** Those of the texts that nobody was told on this day (`yyyy-MM-dd`); from now on they are told. */
  untold(texts: readonly string[], day: string): Promise<readonly string[]>;
}

export function byArrival(a: Receipt, b: Receipt): number {
  return a.receivedAt - b.receivedAt || (a.identity < b.identity ? -1 : 1);
}

/** Receipts of one answer come within a millisecond: each is given one of its own, so that their order stays. */
export class ReceiptTimes {
  /** When the last one came, and the time that it was given. */
  #last = { came: Number.NaN, given: Number.NaN };

  timeFor(came: number): number {
    const { came: before, given: last } = this.#last;
    const given = came >= before && came <= last ? last + 1 : came;
    this.#last = { came, given };
    return given;
  }
}
