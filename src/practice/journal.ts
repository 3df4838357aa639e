import { type FileHandle, open } from 'node:fs/promises';

interface Journal<E> {
  /** Resolves when the event is on disk. Events of the same moment share one flush; one that fails leaves nothing behind. */
  append(event: E): Promise<void>;
  /** Forgets everything, on disk too. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/**
 * An append-only file of events, one JSON line each. `replay` gets what is kept, in order; `read` gives undefined for what is no event.
 * A line that was cut off when the process died or the disk was full was never confirmed to anyone: it is dropped.
 */
export async function openJournal<E>(
  path: string,
  { read, replay }: { readonly read: (json: unknown) => E | undefined; readonly replay: (event: E) => void },
): Promise<Journal<E>> {
  const file = await open(path, 'a+', 0o600);
  let confirmed: number;
  try {
    confirmed = await replayInto(file, line => {
      const event = eventIn(line, read);
      if (event !== undefined) replay(event);
    });
  } catch (error) {
    await file.close();
    throw error;
  }
  let torn = false;

  const mend = async () => {
    if (!torn) return;
    await file.truncate(confirmed);
    torn = false;
  };

  let pending: { line: string; done: () => void; failed: (reason: unknown) => void }[] = [];
  let flushing: Promise<void> | undefined;
  const flush = async () => {
    while (pending.length > 0) {
      const batch = pending;
      pending = [];
      try {
        await mend();
        const lines = Buffer.from(batch.map(({ line }) => line).join(''));
        torn = true;
        await file.appendFile(lines);
        await file.datasync();
        confirmed += lines.length;
        torn = false;
        for (const { done } of batch) done();
      } catch (error) {
        // What cannot be cut off now is cut off before the next line.
        await mend().catch(() => undefined);
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
      confirmed = 0;
      torn = false;
      await file.datasync();
    },
    async close() {
      await flushing;
      await file.close();
    },
  };
}

function eventIn<E>(line: string, read: (json: unknown) => E | undefined): E | undefined {
  try {
    return read(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** Gives the lines, and how many bytes of the file are whole ones; the rest is cut off. */
async function replayInto(file: FileHandle, take: (line: string) => void): Promise<number> {
  const bytes = await file.readFile();
  const end = bytes.lastIndexOf(0x0a) + 1;
  for (const line of bytes.toString('utf8', 0, end).split('\n')) if (line) take(line);
  if (end < bytes.length) await file.truncate(end);
  return end;
}
