import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new folder; whoever makes it removes it, or the end of the run does. */
export const makeFolder = (): string => folderIn(tmpdir());

const folderIn = (place: string): string => mkdtempSync(join(place, 'baojian-'));

const MEMORY = '/dev/shm';

/** A new folder that goes when the test ends; in memory, where the system has such a place, for tests that write very often. */
export function temporaryFolder({ inMemory = false } = {}): string {
  const folder = inMemory && existsSync(MEMORY) ? folderIn(MEMORY) : makeFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}
