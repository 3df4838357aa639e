import { encodeChange, generationOf, journalFile, readJournal } from './journal.ts';
import type { IndexPlace, IndexState } from './reading.ts';
import { type RowChange, TableRows } from './rows.ts';
import { writeSnapshot } from './snapshot.ts';

/** Adds a line to the journal and says where the next one begins. */
export async function appendLine<Row extends { entryNo: string }>(
  { disk, folder }: IndexPlace,
  { generation, end }: IndexState<Row>,
  change: RowChange<Row>,
): Promise<number> {
  const bytes = encodeChange(change);
  await disk.append(journalFile(folder, generation), bytes);
  return end + bytes.length;
}

/** Takes away a line that has no end. */
export async function cutTornLine<Row extends { entryNo: string }>(
  { disk, folder }: IndexPlace,
  { generation, end }: IndexState<Row>,
): Promise<void> {
  const journal = journalFile(folder, generation);
  const { torn } = await readJournal<Row>(disk, journal, end);
  if (torn > 0) await disk.truncate(journal, end);
}

/**
 * Makes a new snapshot of everything and begins an empty journal. That journal is made before the snapshot that points to it;
 * the one before stays for those who still read it.
 */
export async function folded<Row extends { entryNo: string }>(
  { disk, modes, folder, version }: IndexPlace,
  state: IndexState<Row>,
): Promise<IndexState<Row>> {
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
  return { rows: TableRows.of<Row>(table), generation, end: 0, lines: 0, last: undefined };
}
