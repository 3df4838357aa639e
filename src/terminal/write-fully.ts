import { writeSync } from 'node:fs';

/** A few tries while a terminal is busy; then the program dies with the screen as it is rather than hanging. */
const MAX_TRIES = 200;
/** Writes at once and whole; a terminal that is gone, or stays busy, is let go. */
export function writeFully(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0, tries = 0; done < bytes.length && tries < MAX_TRIES; ) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      tries++;
    }
  }
}
