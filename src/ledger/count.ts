import { TOTALS } from '../catalogue/totals.ts';
import { addTo, eachSum, type Share, sharesOf, sumMeant } from '../declaration/figures.ts';
import type { Status } from '../declaration/life-cycle.ts';
import { type RowColumns, rowReader } from '../declaration/row-reader.ts';
import type { Summary } from '../declaration/summary.ts';
import { compare, type GrowingSum } from '../kinds/number.ts';
import { type Grouping, groupingOf } from './grouping.ts';
import { type LedgerQuery, ledgerMatcher } from './query.ts';

/** An exact sum of values in a currency, or of quantities, packages or weights in a unit (codes; nothing where none was given). */
export interface Sum {
  readonly of: keyof typeof TOTALS;
  readonly unit: string;
  readonly sum: string;
}

/** What was counted of some declarations. */
export interface Figured {
  readonly count: number;
  readonly inspected: number;
  readonly byStatus: ReadonlyMap<Status, number>;
  /** Exact sums, the values first, then quantities, packages and weights; of each the largest currency or unit first. */
  readonly sums: readonly Sum[];
  readonly sent: number;
  /** Sent back by the bureau at least once. */
  readonly refused: number;
  /** Why, the most frequent reason first; a declaration counts once for each of its reasons. */
  readonly reasons: readonly (readonly [reason: string, count: number])[];
  /** Released ones whose time from sending to release is known, and the mean of these times in seconds. */
  readonly timed: number;
  readonly meanSeconds: number | undefined;
}

/** The declarations of one group. */
export interface Group extends Figured {
  /** The day, month, name or code that they have in common; empty where they have none. */
  readonly key: string;
  /** Their places in the rows, newest first. */
  readonly places: readonly number[];
}

export interface Ledger {
  readonly total: Group;
  /** By time the latest first, else the largest first. */
  readonly groups: readonly Group[];
}

/** A count that can be taken up again where it stopped. */
export interface Counting {
  readonly seen: number;
  readonly length: number;
  advance(steps: number): void;
  result(): Ledger;
}

/** Rows that are counted in some milliseconds. */
export const COUNT_AT_ONCE = 1000;

/** Begins to count rows; without a grouping there is only the total. */
export function beginCount(rows: RowColumns, query: LedgerQuery, by?: Grouping): Counting {
  const matches = ledgerMatcher(query);
  const read = rowReader(rows);
  const plan = by && groupingOf(by);
  const total = new Account('');
  const accounts = new Map<string, Account>();
  const accountOf = (key: string): Account => {
    let account = accounts.get(key);
    if (!account) {
      account = new Account(key);
      accounts.set(key, account);
    }
    return account;
  };
  const unopened: (keyof Summary)[] = ['shares', 'sent', 'released', 'reasons', 'date', 'party', 'initials'];
  let seen = 0;

  const count = (row: Summary, place: number): void => {
    const shares = sharesOf(row.shares);
    // The parts of a declaration make the whole of it: what all groups come to is the total, and nothing is added twice.
    total.take(row, place, plan ? NO_SHARES : shares);
    if (plan?.row) accountOf(plan.row(row)).take(row, place, shares);
    else if (plan?.share) for (const [key, own] of partsOf(shares, plan.share)) accountOf(key).take(row, place, own);
  };

  return {
    get seen() {
      return seen;
    },
    length: rows.length,
    advance(steps) {
      // Opening a column of 200,000 texts is a step of its own.
      const next = unopened.pop();
      if (next) return void rows.reader(next);
      const end = Math.min(rows.length, seen + steps);
      for (; seen < end; seen += 1) {
        const row = read(seen);
        if (matches(row)) count(row, seen);
      }
    },
    result: () => {
      const groups = [...accounts.values()].sort(plan?.time ? latestFirst : largestFirst);
      if (total.growing.size === 0) total.takeShares(groups);
      return { total, groups };
    },
  };
}

/** A declaration without goods belongs to the group without a name. */
function partsOf(shares: readonly Share[], keyOf: (share: Share) => string): ReadonlyMap<string, readonly Share[]> {
  const [first] = shares;
  if (first === undefined) return new Map([['', []]]);
  if (shares.length === 1) return new Map([[keyOf(first), shares]]);
  const parts = new Map<string, Share[]>();
  for (const share of shares) {
    const part = parts.get(keyOf(share));
    if (part) part.push(share);
    else parts.set(keyOf(share), [share]);
  }
  return parts;
}

const byKey = (a: Group, b: Group): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
const latestFirst = (a: Group, b: Group): number => byKey(b, a);
const largestFirst = (a: Group, b: Group): number => b.count - a.count || byKey(a, b);

const NO_SHARES: readonly Share[] = [];

const ORDER = Object.keys(TOTALS);
const inOrder = (a: Sum, b: Sum): number =>
  ORDER.indexOf(a.of) - ORDER.indexOf(b.of) || compare(b.sum, a.sum) || (a.unit < b.unit ? -1 : 1);

class Account implements Group {
  readonly key: string;
  readonly places: number[] = [];
  readonly byStatus = new Map<Status, number>();
  readonly growing = new Map<string, GrowingSum>();
  readonly #reasons = new Map<string, number>();
  readonly #add = (of: string, sum: string): void => addTo(this.growing, of, sum);
  inspected = 0;
  sent = 0;
  refused = 0;
  timed = 0;
  #seconds = 0;
  #sums: readonly Sum[] | undefined;

  constructor(key: string) {
    this.key = key;
  }

  take(row: Summary, place: number, shares: readonly Share[]): void {
    this.places.push(place);
    this.byStatus.set(row.stage, (this.byStatus.get(row.stage) ?? 0) + 1);
    if (row.inspected === 'Y') this.inspected += 1;
    for (const share of shares) eachSum(share, this.#add);
    if (row.sent !== '') this.sent += 1;
    if (row.sent !== '' && row.released !== '') {
      this.timed += 1;
      // The bureau's clock may be behind ours.
      this.#seconds += Math.max(0, Number(row.released) - Number(row.sent));
    }
    if (row.reasons !== '') {
      this.refused += 1;
      for (const reason of row.reasons.split('\n')) this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
    }
  }

  /** The shares of these accounts are its own. */
  takeShares(accounts: Iterable<Account>): void {
    for (const { growing } of accounts) for (const [of, sum] of growing) addTo(this.growing, of, sum.text);
  }

  get count(): number {
    return this.places.length;
  }

  // Made when somebody looks, which is when all is counted: of a thousand groups a screen shows some.
  get sums(): readonly Sum[] {
    this.#sums ??= [...this.growing].map(([of, sum]): Sum => ({ ...sumMeant(of), sum: sum.text })).sort(inOrder);
    return this.#sums;
  }

  get reasons(): Figured['reasons'] {
    return [...this.#reasons].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  }

  get meanSeconds(): number | undefined {
    return this.timed > 0 ? Math.round(this.#seconds / this.timed) : undefined;
  }
}
