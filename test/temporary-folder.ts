import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const MEMORY = '/dev/shm';
/** Bytes that must be free there; a container may have very little. */
const ROOM = 256 * 1024 * 1024;

// Thousands of small files are written as a disk has to keep them, one after the other: where there is none nobody waits for it.
const PLACE = hasRoom(MEMORY) ? MEMORY : tmpdir();

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ROOM;
  } catch {
    return false;
  }
}

/** A new folder; whoever makes it removes it. */
export const makeFolder = (): string => mkdtempSync(join(PLACE, 'baojian-'));

/** A new folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = makeFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}
