import { closeSync, existsSync, fsync, renameSync } from 'node:fs';
import { Bug } from '../errors.ts';
import { monthOf } from './entry-number.ts';
import { explain } from './failure.ts';
import type { Layout } from './home.ts';
import {
  type Contents,
  claimJournal,
  filesIn,
  isAbandoned,
  type JournalOwner,
  openJournal,
  readJournal,
  removeIfThere,
  writeLines,
} from './journal-file.ts';

/** A journal on the disk. */
export interface FoundJournal {
  readonly entryNo: string;
  /** The run of the program that wrote it; of one that was given up, with a number of its own behind it. */
  readonly session: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Its program is gone without having dropped it: offer to go on. */
  readonly abandoned: boolean;
  /** Its page was closed without being saved: it is kept for whoever wants it back. */
  readonly givenUp: boolean;
}

export interface EditJournalsOptions extends JournalOwner {
  readonly layout: Layout;
}

const FILE = /^([^~]+)~([^~]+(?:~\d+)?)\.jsonl$/u;

/**
 * Edits of open pages as JSON lines, one file a page and run of the program, so that a crash loses at most the key under the finger.
 * An append hands the line to the system and does not wait for the disk: it happens at every key. The writer holds an OS lock,
 * which tells the others whether it still lives.
 */
export class EditJournals {
  readonly #options: EditJournalsOptions;
  readonly #open = new Map<string, number>();

  constructor(options: EditJournalsOptions) {
    this.#options = options;
  }

  /** Adds one line: any JSON value. */
  append(entryNo: string, line: unknown): void {
    const { session } = this.#options;
    this.#explained(entryNo, session, () => {
      let fd = this.#open.get(entryNo);
      if (fd === undefined) {
        fd = openJournal(this.#file(entryNo, session), this.#options);
        this.#open.set(entryNo, fd);
      }
      writeLines(fd, [line]);
    });
  }

  /** Resolves when all lines so far are on the disk, where a cut of the power finds them. Keys go on meanwhile. */
  async sync(entryNo: string): Promise<undefined> {
    const fd = this.#open.get(entryNo);
    if (fd === undefined) return;
    const error = await new Promise<Error | null>(resolve => fsync(fd, resolve));
    // A journal that was dropped meanwhile needs no disk.
    if (error && this.#open.get(entryNo) === fd) throw explain(error, this.#file(entryNo, this.#options.session));
  }

  /** The lines of a journal, of this run unless told; a line that was cut off by a crash is left out. */
  read(entryNo: string, session: string = this.#options.session): readonly unknown[] {
    return this.#explained(entryNo, session, () => readJournal(this.#file(entryNo, session)).lines);
  }

  /** The lines of a journal of any run, and who wrote it; nothing when it does not say. */
  contents({ entryNo, session }: Pick<FoundJournal, 'entryNo' | 'session'>): Contents {
    return this.#explained(entryNo, session, () => readJournal(this.#file(entryNo, session)));
  }

  /** Removes the journal of this run: the page was saved, or nothing in it needs to be kept. */
  drop(entryNo: string): void {
    const { session } = this.#options;
    this.#explained(entryNo, session, () => {
      this.#letGo(entryNo);
      removeIfThere(this.#file(entryNo, session));
    });
  }

  /** The page is closed without being saved: its journal is kept for whoever wants it back, and no longer offered. */
  giveUp(entryNo: string): void {
    const { session } = this.#options;
    if (!this.#open.has(entryNo)) return;
    this.#explained(entryNo, session, () => {
      this.#letGo(entryNo);
      let number = 1;
      while (existsSync(this.#file(entryNo, `${session}~${number}`))) number += 1;
      renameSync(this.#file(entryNo, session), this.#file(entryNo, `${session}~${number}`));
    });
  }

  /** Makes a journal that nobody writes any more the one of this run. False when somebody else has it by now: of several who try, one gets it. */
  async takeOver({ entryNo, session }: Pick<FoundJournal, 'entryNo' | 'session'>): Promise<boolean> {
    if (this.#open.has(entryNo)) throw new Bug(`${entryNo} has a journal already`);
    const fd = await this.#claim(entryNo, session);
    if (fd === undefined) return false;
    this.#explained(entryNo, session, () => {
      // At every moment it has one name or the other: nothing is copied, nothing can get lost.
      renameSync(this.#file(entryNo, session), this.#file(entryNo, this.#options.session));
      this.#open.set(entryNo, fd);
    });
    return true;
  }

  /** Removes a journal that nobody writes any more, for good. False when somebody has taken it over. */
  async remove({ entryNo, session }: Pick<FoundJournal, 'entryNo' | 'session'>): Promise<boolean> {
    const fd = await this.#claim(entryNo, session);
    if (fd === undefined) return false;
    try {
      this.#explained(entryNo, session, () => removeIfThere(this.#file(entryNo, session)));
    } finally {
      closeSync(fd);
    }
    return true;
  }

  /** Removes what nobody has written to since then, in milliseconds since 1970; never the journal of a page that is open. */
  async purge(before: number): Promise<void> {
    for (const found of this.list()) {
      if (found.modified < before && (found.abandoned || found.givenUp)) await this.remove(found);
    }
  }

  /** All journals, last written first. */
  list(): FoundJournal[] {
    const { layout, session: own } = this.#options;
    return filesIn(layout.at('journals'))
      .flatMap(({ name, bytes, modified }): FoundJournal[] => {
        const [, entryNo, session] = FILE.exec(name) ?? [];
        if (entryNo === undefined || session === undefined) return [];
        const givenUp = session.includes('~');
        const abandoned = !givenUp && session !== own && isAbandoned(layout.at('journals', name));
        return [{ entryNo, session, bytes, modified, abandoned, givenUp }];
      })
      .sort((a, b) => b.modified - a.modified);
  }

  /** Lets go of all journals and keeps them. */
  close(): void {
    for (const entryNo of [...this.#open.keys()]) this.#letGo(entryNo);
  }

  #letGo(entryNo: string): void {
    const fd = this.#open.get(entryNo);
    if (fd === undefined) return;
    this.#open.delete(entryNo);
    closeSync(fd);
  }

  async #claim(entryNo: string, session: string): Promise<number | undefined> {
    const file = this.#file(entryNo, session);
    return await claimJournal(file).catch((error: unknown) => {
      throw explain(error, file);
    });
  }

  #file(entryNo: string, session: string): string {
    // Refuses what is not an entry number before it becomes a part of a path.
    monthOf(entryNo);
    return this.#options.layout.at('journals', `${entryNo}~${session}.jsonl`);
  }

  #explained<T>(entryNo: string, session: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw explain(error, this.#file(entryNo, session));
    }
  }
}
