import { join } from 'node:path';
import { monthOf } from './entry-number.ts';
import { filesIn, isAbandoned } from './journal-file.ts';

/** A journal on the disk. */
export interface FoundJournal {
  readonly entryNo: string;
  /** The run of the program that wrote it; in a journal that was given up, with `~` and a number behind it. */
  readonly session: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Its program is gone without having dropped it: offer to go on. */
  readonly abandoned: boolean;
  /** Its page was closed without being saved: it is kept for whoever wants it back. */
  readonly givenUp: boolean;
}

/** Where the journal of a page and a run of the program lies. */
export function journalPath(folder: string, entryNo: string, session: string): string {
  // Refuses what is not an entry number before it becomes a part of a path.
  monthOf(entryNo);
  return join(folder, `${entryNo}~${session}.jsonl`);
}

const FILE = /^([^~]+)~([^~]+(?:~\d+)?)\.jsonl$/u;

/** All journals, last written first; those of the run `own` are not abandoned. */
export function foundJournals(folder: string, own: string): FoundJournal[] {
  return filesIn(folder)
    .flatMap(({ name, bytes, modified }): FoundJournal[] => {
      const [, entryNo, session] = FILE.exec(name) ?? [];
      if (entryNo === undefined || session === undefined) return [];
      const givenUp = session.includes('~');
      const abandoned = !givenUp && session !== own && isAbandoned(join(folder, name));
      return [{ entryNo, session, bytes, modified, abandoned, givenUp }];
    })
    .sort((a, b) => b.modified - a.modified);
}
