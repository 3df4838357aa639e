import { beginning, type IndexPlace, type JournalPlace } from './index-place.ts';
import { encodeChange, generationOf, journalFile, readJournal } from './journal.ts';
import { writeMark } from './journal-mark.ts';
import type { IndexState } from './reading.ts';
import { type RowChange, TableRows } from './rows.ts';
import { writeSnapshot } from './snapshot.ts';

/** Adds a line to the journal and says where the next one begins. */
export async function appendLine<Row extends { entryNo: string }>(
  place: IndexPlace,
  { generation, end, sum: before }: IndexState<Row>,
  change: RowChange<Row>,
): Promise<JournalPlace> {
  const { bytes, sum } = encodeChange(change, before);
  await place.disk.append(journalFile(place.folder, generation), bytes);
  const reached = { generation, end: end + bytes.length, sum };
  await writeMark(place, reached);
  return reached;
}

/** Takes away a line that has no end. */
export async function cutTornLine<Row extends { entryNo: string }>(
  { disk, folder }: IndexPlace,
  state: IndexState<Row>,
): Promise<void> {
  const { torn } = await readJournal<Row>(disk, folder, state);
  if (torn > 0) await disk.truncate(journalFile(folder, state.generation), state.end);
}

/**
 * Makes a new snapshot of everything and begins an empty journal. That journal is made before the snapshot that points to it;
 * the one before stays for those who still read it.
 */
export async function folded<Row extends { entryNo: string }>(
  place: IndexPlace,
  state: IndexState<Row>,
): Promise<IndexState<Row>> {
  const { disk, modes, folder, version } = place;
  const generation = state.generation + 1;
  const journal = journalFile(folder, generation);
  await disk.makeFolder(folder, modes.folder);
  if ((await disk.facts(journal)) !== undefined) await disk.remove(journal);
  await disk.create(journal, new Uint8Array(), modes.file);
  const table = await writeSnapshot(disk, modes, folder, { generation, version }, state.rows);
  for (const name of await disk.list(folder)) {
    const old = generationOf(name);
    if (old !== undefined && old < state.generation) await disk.remove(journalFile(folder, old));
  }
  const begun = beginning(generation);
  await writeMark(place, begun);
  return { ...begun, rows: TableRows.of<Row>(table), lines: 0, last: undefined };
}
