import type { StoreLock } from '../../../disk/lock.ts';
import { Turns } from '../../../disk/turns.ts';
import { compareEntryNo } from '../../../local/entry-number.ts';
import type { AuditMark } from '../../audit-line.ts';
import { noRows, type RowChange, type Rows } from '../../rows/rows.ts';
import { beginning } from './index-place.ts';
import { KeptState } from './kept-state.ts';
import { type IndexState, readIndex, readOn } from './reading.ts';
import {
  foldedIfPossible,
  type IndexSource,
  isRight,
  readOnOrRebuild,
  readOrRebuild,
  rebuilt,
  recovered,
  settled,
} from './repair.ts';
import { BrokenIndex } from './snapshot.ts';
import { folded, type Riding, written } from './writing.ts';

export interface EntryIndexOptions<Row> extends IndexSource<Row> {
  lock: StoreLock;
}

/** Lines of the journal that make folding worth its time. */
const FOLD_LINES = 400;

/**
 * The index of all declarations: a snapshot and the journal of what changed since.
 *
 * A line changes with the file that it speaks of, in one group, and before it: where a death halves that for those who read meanwhile, or in
 * a home of a former program, only the last line can be wrong, and it is put right when the index is opened or the lock is next taken.
 */
export class EntryIndex<Row extends { entryNo: string }> {
  readonly #options: EntryIndexOptions<Row>;
  // Reading and writing take turns, so that none sees the place in the journal of the other half way.
  readonly #turns = new Turns();
  readonly #listeners = new Set<() => void>();
  readonly #kept: KeptState<IndexState<Row>>;

  private constructor(options: EntryIndexOptions<Row>) {
    this.#options = options;
    const nothing = { ...beginning(0), rows: noRows<Row>(), lines: 0, last: undefined };
    this.#kept = new KeptState<IndexState<Row>>(options.lock, nothing, (before, now) => {
      if (now.rows !== before.rows) for (const listener of this.#listeners) listener();
    });
  }

  static async open<Row extends { entryNo: string }>(options: EntryIndexOptions<Row>): Promise<EntryIndex<Row>> {
    const index = new EntryIndex(options);
    const recover = () => index.#move(state => recovered(options, state));
    options.lock.onBrokenOff(() => recover().then(() => {}));
    try {
      const { state, torn } = await readIndex<Row>(options);
      index.#show(state);
      if (torn > 0 || !(await isRight(options, state, state.last))) await options.lock.run(recover);
    } catch (error) {
      if (!(error instanceof BrokenIndex)) throw error;
      await options.lock.run(() => index.#move(state => readOrRebuild(options, state)));
    }
    return index;
  }

  get rows(): Rows<Row> {
    return this.#kept.now.rows;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes in what other processes wrote; true when something was new. */
  async refresh(): Promise<boolean> {
    try {
      return await this.#move(state => readOn(this.#options, state));
    } catch (error) {
      if (!(error instanceof BrokenIndex)) throw error;
      return await this.#options.lock.run(() => this.#move(state => readOrRebuild(this.#options, state)));
    }
  }

  /** As `refresh`, inside the lock. */
  async refreshLocked(): Promise<void> {
    await this.#move(state => readOnOrRebuild(this.#options, state));
  }

  /** Inside the lock: writes the line, with that of the audit, then lets the file change by `commit`, then shows the new row. */
  write(change: RowChange<Row>, commit: () => Promise<void>, audit?: Riding): Promise<void> {
    return this.#turns.run(async () => {
      this.#show(await readOnOrRebuild(this.#options, this.#kept.now));
      this.#show(await written(this.#options, this.#kept.now, change, commit, audit));
      if (this.#kept.now.lines <= 4 * foldLines(this.rows)) return;
      this.#show(await foldedIfPossible(this.#options, this.#kept.now));
    });
  }

  /** The newest line of the audit that rode in the journal, as far as that was read. */
  get ridden(): AuditMark | undefined {
    return this.#kept.now.ridden;
  }

  /** Inside the lock: makes the row of one declaration what its file says. False when it was so already. */
  settle(entryNo: string): Promise<boolean> {
    return this.#turns.run(async () => {
      this.#show(await readOnOrRebuild(this.#options, this.#kept.now));
      return this.#show(await settled(this.#options, this.#kept.now, entryNo));
    });
  }

  /** Whether the row and the file of a declaration agree; a file that cannot be read says nothing. */
  agrees(entryNo: string): Promise<boolean> {
    return this.#turns.run(() => isRight(this.#options, this.#kept.now, entryNo));
  }

  /** Reads the files of the index anew; false when they had to be made anew from the declarations. */
  async reread(): Promise<boolean> {
    try {
      await this.#move(() => readInOrder(this.#options));
      return true;
    } catch (error) {
      if (!(error instanceof BrokenIndex)) throw error;
      await this.#options.lock.run(() => this.#move(state => rebuilt(this.#options, state)));
      return false;
    }
  }

  /** Whether the journal has grown enough to be folded. */
  get worthFolding(): boolean {
    return !this.#options.readOnly && this.#kept.now.lines > foldLines(this.rows);
  }

  /** Inside the lock: makes a new snapshot of everything and begins an empty journal. */
  fold(): Promise<void> {
    return this.#turns.run(async () => {
      this.#show(await readOnOrRebuild(this.#options, this.#kept.now));
      await this.#options.beforeFold?.();
      this.#show(await folded(this.#options, this.#kept.now));
    });
  }

  /** Goes to the state that follows, when it is its turn; true when there are other rows. */
  #move(next: (state: IndexState<Row>) => Promise<IndexState<Row>>): Promise<boolean> {
    return this.#turns.run(async () => this.#show(await next(this.#kept.now)));
  }

  /** Tells whether the rows are others. */
  #show(state: IndexState<Row>): boolean {
    const isNew = state.rows !== this.#kept.now.rows;
    this.#kept.now = state;
    return isNew;
  }
}

function foldLines(rows: Rows<unknown>): number {
  return FOLD_LINES + rows.length / 20;
}

async function readInOrder<Row extends { entryNo: string }>(options: EntryIndexOptions<Row>): Promise<IndexState<Row>> {
  const { state } = await readIndex<Row>(options);
  const order = state.rows.column('entryNo');
  const wrong = order.findIndex((entryNo, at) => at > 0 && compareEntryNo(order[at - 1] ?? '', entryNo) >= 0);
  if (wrong >= 0) throw new BrokenIndex('The rows are not in order');
  return state;
}
