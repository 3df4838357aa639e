import type { Disk } from '../disk.ts';
import { compareEntryNo } from '../entry-number.ts';
import { storeError } from '../failure.ts';
import type { Modes } from '../json-file.ts';
import type { StoreLock } from '../lock.ts';
import { encodeChange, generationOf, journalFile, readJournal } from './journal.ts';
import { noRows, type RowChange, type Rows, TableRows } from './rows.ts';
import { BrokenIndex, readHead, readSnapshot, type SnapshotHead, writeSnapshot } from './snapshot.ts';

export interface EntryIndexOptions<Row> {
  disk: Disk;
  modes: Modes;
  folder: string;
  lock: StoreLock;
  /** Version of the rows; an index with rows of another version is made anew. */
  version: number;
  /** The row that the file of a declaration gives; null when there is no file, undefined when the file cannot be read. */
  rowOf: (entryNo: string) => Promise<Row | null | undefined>;
  /** Entry numbers of all files. */
  entryNos: () => Promise<string[]>;
}

/** Lines of the journal that make folding worth its time. */
const FOLD_LINES = 400;

/**
 * The index of all declarations: a snapshot and the journal of what changed since.
 *
 * A line is on the disk before the file that it speaks of changes. So after a crash only the last line can be wrong, and it is
 * put right by a further line when the index is opened or the lock is next taken.
 */
export class EntryIndex<Row extends { entryNo: string }> {
  readonly #options: EntryIndexOptions<Row>;
  #rows: TableRows<Row> = noRows<Row>();
  #generation = 0;
  #end = 0;
  #lines = 0;
  #last: string | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #listeners = new Set<() => void>();

  private constructor(options: EntryIndexOptions<Row>) {
    this.#options = options;
  }

  static async open<Row extends { entryNo: string }>(options: EntryIndexOptions<Row>): Promise<EntryIndex<Row>> {
    const index = new EntryIndex(options);
    options.lock.onBrokenOff(() => index.#inTurn(() => index.#recover()));
    try {
      const { torn } = await index.#load();
      if (torn > 0 || !(await index.#isRight(index.#last))) {
        await options.lock.run(() => index.#inTurn(() => index.#recover()));
      }
    } catch (error) {
      if (!(error instanceof BrokenIndex)) throw error;
      await options.lock.run(() => index.#inTurn(() => index.#loadOrRebuild()));
    }
    return index;
  }

  get rows(): Rows<Row> {
    return this.#rows;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes in what other processes wrote; true when something was new. */
  async refresh(): Promise<boolean> {
    try {
      return await this.#inTurn(() => this.#catchUp());
    } catch (error) {
      if (!(error instanceof BrokenIndex)) throw error;
      return await this.#options.lock.run(() => this.#inTurn(() => this.#loadOrRebuild()));
    }
  }

  /** As `refresh`, inside the lock. */
  refreshLocked(): Promise<void> {
    return this.#inTurn(() => this.#catchUpLocked());
  }

  /** Inside the lock: writes the line, then lets the file change by `commit`, then shows the new row. */
  write(change: RowChange<Row>, commit: () => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      await this.#catchUpLocked();
      const end = await this.#append(change);
      await commit();
      this.#take([change], end);
      if (this.#lines > 4 * this.#foldLines()) await this.#fold();
    });
  }

  /** Inside the lock: makes the row of one declaration what its file says. False when it was so already. */
  settle(entryNo: string): Promise<boolean> {
    return this.#inTurn(async () => {
      await this.#catchUpLocked();
      return await this.#settle(entryNo);
    });
  }

  /** Whether the row and the file of a declaration agree; a file that cannot be read says nothing. */
  agrees(entryNo: string): Promise<boolean> {
    return this.#inTurn(() => this.#isRight(entryNo));
  }

  /** Reads the files of the index anew; false when they had to be made anew from the declarations. */
  async reread(): Promise<boolean> {
    try {
      await this.#inTurn(async () => {
        await this.#load();
        const order = this.#rows.column('entryNo');
        const wrong = order.findIndex((entryNo, at) => at > 0 && compareEntryNo(order[at - 1] ?? '', entryNo) >= 0);
        if (wrong >= 0) throw new BrokenIndex('The rows are not in order');
      });
      return true;
    } catch (error) {
      if (!(error instanceof BrokenIndex)) throw error;
      await this.#options.lock.run(() => this.#inTurn(() => this.#rebuild()));
      return false;
    }
  }

  async #isRight(entryNo: string | undefined): Promise<boolean> {
    if (entryNo === undefined) return true;
    const row = await this.#options.rowOf(entryNo);
    return row === undefined || sameRow(row, this.#rows.at(this.#rows.indexOf(entryNo)));
  }

  /** Whether the journal has grown enough to be folded. */
  get worthFolding(): boolean {
    return this.#lines > this.#foldLines();
  }

  /** Inside the lock: makes a new snapshot of everything and begins an empty journal. */
  fold(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#catchUpLocked();
      await this.#fold();
    });
  }

  #foldLines(): number {
    return FOLD_LINES + this.#rows.length / 20;
  }

  // Reading and writing of one process take turns, so that none sees the place in the journal of the other half way.
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }

  async #load(): Promise<{ torn: number }> {
    const { disk, folder, version } = this.#options;
    for (;;) {
      const snapshot = await readSnapshot(disk, folder);
      if (snapshot === undefined) throw new BrokenIndex('No snapshot to begin with');
      checkRows(snapshot.head, version, folder);
      const { generation } = snapshot.head;
      try {
        const tail = await readJournal<Row>(disk, journalFile(folder, generation), 0);
        this.#generation = generation;
        this.#lines = 0;
        this.#last = undefined;
        this.#rows = TableRows.of<Row>(snapshot.table);
        this.#take(tail.changes, tail.end);
        return tail;
      } catch (error) {
        // Twice folded while we read: begin again with the newer one.
        if (!(error instanceof BrokenIndex) || (await readHead(disk, folder))?.generation === generation) throw error;
      }
    }
  }

  async #catchUp(): Promise<boolean> {
    const { disk, folder, version } = this.#options;
    const head = await readHead(disk, folder);
    if (head === undefined) throw new BrokenIndex('The snapshot is gone');
    checkRows(head, version, folder);
    if (head.generation === this.#generation) return await this.#readOn();
    if (head.generation !== this.#generation + 1) {
      await this.#load();
      return true;
    }
    // Folded once: the journal we read is complete, and the next one goes on where it ends.
    let news: boolean;
    try {
      news = await this.#readOn();
    } catch (error) {
      if (!(error instanceof BrokenIndex)) throw error;
      await this.#load();
      return true;
    }
    this.#generation = head.generation;
    this.#end = 0;
    this.#lines = 0;
    return (await this.#readOn()) || news;
  }

  async #readOn(): Promise<boolean> {
    const { disk, folder } = this.#options;
    const tail = await readJournal<Row>(disk, journalFile(folder, this.#generation), this.#end);
    this.#take(tail.changes, tail.end);
    return tail.changes.length > 0;
  }

  async #catchUpLocked(): Promise<void> {
    try {
      await this.#catchUp();
    } catch (error) {
      if (!(error instanceof BrokenIndex)) throw error;
      await this.#loadOrRebuild();
    }
  }

  #take(changes: readonly RowChange<Row>[], end: number): void {
    this.#end = end;
    if (changes.length === 0) return;
    this.#lines += changes.length;
    this.#last = changes.at(-1)?.entryNo;
    this.#rows = this.#rows.with(changes);
    for (const listener of this.#listeners) listener();
  }

  async #append(change: RowChange<Row>): Promise<number> {
    const { disk, folder } = this.#options;
    const bytes = encodeChange(change);
    await disk.append(journalFile(folder, this.#generation), bytes);
    return this.#end + bytes.length;
  }

  // After work that broke off: a line without its end goes, and the last line is compared with the file that it speaks of.
  async #recover(): Promise<void> {
    const { disk, folder } = this.#options;
    await this.#catchUpLocked();
    const journal = journalFile(folder, this.#generation);
    const { torn } = await readJournal<Row>(disk, journal, this.#end);
    if (torn > 0) await disk.truncate(journal, this.#end);
    if (this.#last !== undefined) await this.#settle(this.#last);
  }

  async #settle(entryNo: string): Promise<boolean> {
    if (await this.#isRight(entryNo)) return false;
    const row = (await this.#options.rowOf(entryNo)) ?? null;
    const change = { entryNo, row };
    const end = await this.#append(change);
    this.#take([change], end);
    return true;
  }

  async #loadOrRebuild(): Promise<boolean> {
    try {
      await this.#load();
      await this.#recover();
    } catch (error) {
      if (!(error instanceof BrokenIndex)) throw error;
      await this.#rebuild();
    }
    return true;
  }

  async #rebuild(): Promise<void> {
    const { disk, folder, entryNos, rowOf } = this.#options;
    const changes: RowChange<Row>[] = [];
    for (const entryNo of await entryNos()) {
      const row = await rowOf(entryNo);
      if (row) changes.push({ entryNo, row });
    }
    const names = await disk.list(folder);
    this.#generation = Math.max(this.#generation, ...names.map(name => generationOf(name) ?? 0));
    this.#rows = noRows<Row>();
    this.#take(changes, 0);
    await this.#fold();
    for (const listener of this.#listeners) listener();
  }

  // The journal is made before the snapshot that points to it. The one before stays for those who still read it.
  async #fold(): Promise<void> {
    const { disk, modes, folder, version } = this.#options;
    const generation = this.#generation + 1;
    const journal = journalFile(folder, generation);
    await disk.makeFolder(folder, modes.folder);
    if ((await disk.facts(journal)) !== undefined) await disk.remove(journal);
    await disk.create(journal, new Uint8Array(), modes.file);
    const table = await writeSnapshot(disk, modes, folder, { generation, version }, this.#rows);
    for (const name of await disk.list(folder)) {
      const old = generationOf(name);
      if (old !== undefined && old < this.#generation) await disk.remove(journalFile(folder, old));
    }
    this.#generation = generation;
    this.#rows = TableRows.of<Row>(table);
    this.#end = 0;
    this.#lines = 0;
    this.#last = undefined;
  }
}

// A program that still runs while a newer one has taken the folder over must not take it back.
function checkRows(head: SnapshotHead, version: number, folder: string): void {
  if (head.version > version) {
    throw storeError('store.newer', `数据目录已由更新版本的程序接管：${folder}`, ['退出后用新版本的报检台打开']);
  }
  if (head.version < version) throw new BrokenIndex('The rows are of an older version');
}

/** Whether two rows hold the same values, whatever the order of their names. */
export function sameRow(a: object | null | undefined, b: object | null | undefined): boolean {
  return canonical(a) === canonical(b);
}

function canonical(row: object | null | undefined): string {
  return row
    ? JSON.stringify(
        Object.entries(row)
          .filter(([, value]) => value !== undefined)
          .sort(([x], [y]) => (x < y ? -1 : 1)),
      )
    : '';
}
