import { dirname } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { StoreLock } from '../../../disk/lock.ts';
import type { RecallEntry, Recalled } from '../../recall.ts';
import { countIn } from '../../recall.ts';
import { beginLog, type Log, type LogPlace, readHead, readLog, writeLog } from './log-file.ts';

export interface LogSource extends LogPlace {
  lock: StoreLock;
  /** Nothing can be written: what there is no log of is in memory alone. */
  readOnly: boolean;
  /** Everything that the records say, a piece at a time. */
  all: () => AsyncIterable<readonly RecallEntry[]>;
}

/** Records read without a pause while the log is made; then other work, such as keys, gets its turn. */
const AT_ONCE = 5;

/**
 * Makes the log from the records; unless `anew` only where there is none. Records are read without the lock; what is stored meanwhile
 * is added to a log without content and counted in at the end.
 */
export async function buildLog(source: LogSource, anew: boolean): Promise<void> {
  const { disk, modes, lock, file, version, all } = source;
  const isMine = await lock.run(async () => {
    const head = await readHead(disk, file);
    if (head !== undefined && head.version > version) return false;
    if (!anew && head?.version === version) return head.base === 0;
    const folder = dirname(file);
    if (await disk.makeFolder(folder, modes.folder)) await disk.syncFolder(dirname(folder));
    await beginLog(source);
    return true;
  });
  if (!isMine) return;
  const built = await gathered(all);
  await lock.run(async () => {
    const log = await readLog(disk, file);
    // Somebody else has made it at the same time.
    if (isUsable(log, version)) return;
    // A line that is no newer than what was counted was stored before its record was read.
    for (const line of log?.lines ?? []) if ((built.get(line.key)?.last ?? -1) < line.at) countIn(built, line);
    await writeLog(source, built);
  });
}

/** What all records say. */
export async function gathered(all: LogSource['all']): Promise<Map<string, Recalled>> {
  const built = new Map<string, Recalled>();
  let read = 0;
  for await (const entries of all()) {
    for (const entry of entries) countIn(built, entry);
    read += 1;
    if (read % AT_ONCE === 0) await breathe();
  }
  return built;
}

/** Whether there is nothing to make: the log is whole, or a newer program's. */
export const isUsable = (log: Log | undefined, version: number) =>
  log !== undefined && (log.head.version > version || (log.head.version === version && log.head.base > 0));
