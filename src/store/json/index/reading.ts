import { storeError } from '../../../disk/failure.ts';
import type { AuditMark } from '../../audit-line.ts';
import { type RowChange, TableRows } from '../../rows/rows.ts';
import { beginning, type IndexPlace, type JournalPlace } from './index-place.ts';
import { readJournal } from './journal.ts';
import { readMark } from './journal-mark.ts';
import { BrokenIndex, readHead, readSnapshot, type SnapshotHead } from './snapshot.ts';

/** The index as far as its files have been read. A value: what is read or written later is another one. */
export interface IndexState<Row extends { entryNo: string }> extends JournalPlace {
  readonly rows: TableRows<Row>;
  /** Lines of the journal so far, and the entry number that the last one speaks of. */
  readonly lines: number;
  readonly last: string | undefined;
  /** The newest line of the audit that rode in the journal. */
  readonly ridden?: AuditMark | undefined;
}

/** Takes lines of the journal in. */
export function withLines<Row extends { entryNo: string }>(
  state: IndexState<Row>,
  changes: readonly RowChange<Row>[],
  { end, sum }: Pick<JournalPlace, 'end' | 'sum'>,
): IndexState<Row> {
  return {
    generation: state.generation,
    end,
    sum,
    lines: state.lines + changes.length,
    last: changes.at(-1)?.entryNo ?? state.last,
    ridden: changes.findLast(({ audit }) => audit)?.audit ?? state.ridden,
    rows: state.rows.with(changes),
  };
}

/** Reads everything; `torn` are the bytes of a line without end. `BrokenIndex` when there is no index, or none that can be used. */
export async function readIndex<Row extends { entryNo: string }>(
  place: IndexPlace,
): Promise<{ state: IndexState<Row>; torn: number }> {
  const { disk, folder, version } = place;
  for (;;) {
    // Read first: what it speaks of was there before it.
    const mark = await readMark(disk, folder);
    const snapshot = await readSnapshot(disk, folder, head => checkRows(head, version, folder));
    if (snapshot === undefined) throw new BrokenIndex('No snapshot to begin with');
    const { generation } = snapshot.head;
    try {
      if (mark !== undefined && mark.generation > generation) throw new BrokenIndex('The snapshot is an older one');
      const from = beginning(generation);
      const tail = await readJournal<Row>(disk, folder, from, mark?.generation === generation ? mark : from);
      const rows = TableRows.of<Row>(snapshot.table);
      return { state: withLines({ ...from, rows, lines: 0, last: undefined }, tail.changes, tail), torn: tail.torn };
    } catch (error) {
      // Twice folded while we read: begin again with the newer one.
      if (!(error instanceof BrokenIndex) || (await readHead(disk, folder))?.generation === generation) throw error;
    }
  }
}

/** Reads what was added since; the same rows when that was nothing. `BrokenIndex` when the files do not go on from there. */
export async function readOn<Row extends { entryNo: string }>(
  place: IndexPlace,
  state: IndexState<Row>,
): Promise<IndexState<Row>> {
  const { disk, folder, version } = place;
  const head = await readHead(disk, folder);
  if (head === undefined) throw new BrokenIndex('The snapshot is gone');
  checkRows(head, version, folder);
  if (head.generation === state.generation) return await readTail(place, state);
  if (head.generation !== state.generation + 1) return (await readIndex<Row>(place)).state;
  // Folded once: the journal we read is complete, and the next one goes on where it ends.
  let complete: IndexState<Row>;
  try {
    complete = await readTail(place, state);
  } catch (error) {
    if (!(error instanceof BrokenIndex)) throw error;
    return (await readIndex<Row>(place)).state;
  }
  return await readTail(place, { ...complete, ...beginning(head.generation), lines: 0 });
}

async function readTail<Row extends { entryNo: string }>(
  { disk, folder }: IndexPlace,
  state: IndexState<Row>,
): Promise<IndexState<Row>> {
  const tail = await readJournal<Row>(disk, folder, state);
  return withLines(state, tail.changes, tail);
}

// A program that still runs while a newer one has taken the folder over must not take it back.
function checkRows(head: SnapshotHead, version: number, folder: string): void {
  if (head.version > version) {
    throw storeError('store.newer', `数据目录已由更新版本的程序接管：${folder}`, ['退出后用新版本的报检台打开']);
  }
  if (head.version < version) throw new BrokenIndex('The rows are of an older version');
}
