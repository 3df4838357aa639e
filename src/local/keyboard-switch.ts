import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Modes } from '../disk/modes.ts';

const fileOf = (home: string): string => join(home, 'index', 'keyboard');

/** The word that was kept; undefined when none was, or nobody can read it. */
export function keptKeyboard(home: string): string | undefined {
  try {
    return readFileSync(fileOf(home), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** Where it cannot be written the next start asks the terminal, as the first one does. */
export function keepKeyboard(home: string, word: string, modes: Modes): void {
  if (keptKeyboard(home) === word) return;
  try {
    mkdirSync(dirname(fileOf(home)), { recursive: true, mode: modes.folder });
    writeFileSync(fileOf(home), `${word}\n`, { mode: modes.file });
  } catch {
    // Told by nobody: everything works without it.
  }
}
