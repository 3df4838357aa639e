import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** Bytes that must be free there; a container may have very little. */
const ROOM = 256 * 1024 * 1024;

/**
 * Gives all temporary folders of a run a folder of their own, which goes with the run whatever ends a test. It is in memory where there
 * is room: thousands of small files are written as a disk has to keep them, one after the other.
 */
export default function setup(): () => void {
  const folder = mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), 'baojian-tests-'));
  // Other users work in it.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ROOM;
  } catch {
    return false;
  }
}
