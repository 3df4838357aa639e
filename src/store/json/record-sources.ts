import { UserError } from '../../errors.ts';
import type { AuditLine } from '../audit-line.ts';
import type { RecallEntry, RecallSource } from '../recall.ts';
import type { StoredRecord, StoredRow } from '../store.ts';
import type { RecordFiles } from './record-files.ts';

/** The row of a record: null when there is none, undefined when it cannot be read. */
export async function rowOf<R extends StoredRecord, Row extends StoredRow>(
  files: RecordFiles<R>,
  entryNo: string,
  summarise: (record: R) => Row | Promise<Row>,
): Promise<Row | null | undefined> {
  try {
    const record = await files.read(entryNo);
    return record === undefined ? null : await summarise(record);
  } catch (error) {
    // The user hears of it on opening the declaration, or from `store check`.
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** What the records say, one record at a time. */
export async function* sayings<R extends StoredRecord>(
  files: RecordFiles<R>,
  source: RecallSource<R>,
): AsyncGenerator<readonly RecallEntry[]> {
  for (const entryNo of await files.entryNos()) {
    const record = await files.read(entryNo).catch((error: unknown) => {
      // `store check` tells of it.
      if (error instanceof UserError) return undefined;
      throw error;
    });
    yield record === undefined ? [] : await source.of(record, undefined);
  }
}

/** Whether what a line of the audit tells of a declaration has come to pass, when nothing was written after it. */
export async function hasHappened<R extends StoredRecord>(
  files: RecordFiles<R>,
  { entryNo = '', revision = 0, gone }: AuditLine,
): Promise<boolean> {
  try {
    const record = await files.read(entryNo);
    return gone ? record === undefined : record !== undefined && record.revision >= revision;
  } catch (error) {
    // It lies there and cannot be read, which `store check` tells of.
    if (error instanceof UserError) return !gone;
    throw error;
  }
}
