import { statSync } from 'node:fs';

/** Milliseconds between two looks. */
const EVERY = 1000;

/** Calls `gone` once a file is no longer the one that it is now: removed, moved, or exchanged. Returns what ends the looking. */
export function whenVanished(file: string, gone: () => void): () => void {
  const inode = inodeOf(file);
  const timer = setInterval(() => {
    const now = inodeOf(file);
    if (now === inode || now === 'unknown') return;
    clearInterval(timer);
    gone();
  }, EVERY);
  timer.unref();
  return () => clearInterval(timer);
}

/** Undefined when there is none. A disk that does not answer for a while has not lost its files. */
function inodeOf(file: string): bigint | 'unknown' | undefined {
  try {
    return statSync(file, { bigint: true }).ino;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : 'unknown';
  }
}
