import type { AuditLine, AuditMark } from '../../audit-line.ts';
import { type RowChange, TableRows } from '../../rows/rows.ts';
import { beginning, type IndexPlace, type JournalPlace } from './index-place.ts';
import { encodeChange, generationOf, journalFile, readJournal } from './journal.ts';
import { writeMark } from './journal-mark.ts';
import { type IndexState, withLines } from './reading.ts';
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

/** Makes the line of the audit that goes with a line of the index, and keeps it where it belongs. */
export interface Riding {
  /** Gets the newest one that was written so before. */
  line: (before: AuditMark | undefined) => Promise<AuditLine>;
  note: (line: AuditLine) => Promise<void>;
}

/** Writes a line, in which that of the audit is on the disk as well, and lets the file change by `commit`; then the audit gets its own. */
export async function written<Row extends { entryNo: string }>(
  place: IndexPlace,
  state: IndexState<Row>,
  change: RowChange<Row>,
  commit: () => Promise<void>,
  audit: Riding | undefined,
): Promise<IndexState<Row>> {
  const line = await audit?.line(state.ridden);
  const whole = line === undefined ? change : { ...change, audit: line };
  const end = await appendLine(place, state, whole);
  await commit();
  if (line !== undefined) await audit?.note(line);
  return withLines(state, [whole], end);
}
