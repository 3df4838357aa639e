import { type FileHandle, open } from 'node:fs/promises';

interface Journal<E> {
  /** Resolves when the event is on disk. Events of the same moment share one flush. */
  append(event: E): Promise<void>;
  /** Forgets everything, on disk too. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/**
 * An append-only file of events, one JSON line each. `replay` gets what is kept, in order; a last line that was cut off
 * when the process died was never confirmed to anyone and is dropped.
 */
export async function openJournal<E>(path: string, replay: (event: E) => void): Promise<Journal<E>> {
  const file = await open(path, 'a+', 0o600);
  await replayInto(file, replay);

  let pending: { line: string; done: () => void; failed: (reason: unknown) => void }[] = [];
  let flushing: Promise<void> | undefined;
  const flush = async () => {
    while (pending.length > 0) {
      const batch = pending;
      pending = [];
      try {
        await file.appendFile(batch.map(({ line }) => line).join(''));
        await file.datasync();
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    flushing = undefined;
  };

  return {
    append: event =>
      new Promise((done, failed) => {
        pending.push({ line: `${JSON.stringify(event)}\n`, done, failed });
        flushing ??= flush();
      }),
    async clear() {
      await flushing;
      await file.truncate(0);
      await file.datasync();
    },
    async close() {
      await flushing;
      await file.close();
    },
  };
}

async function replayInto<E>(file: FileHandle, replay: (event: E) => void): Promise<void> {
  const bytes = await file.readFile();
  const end = bytes.lastIndexOf(0x0a) + 1;
  for (const line of bytes.toString('utf8', 0, end).split('\n')) if (line) replay(JSON.parse(line) as E);
  if (end < bytes.length) await file.truncate(end);
}
