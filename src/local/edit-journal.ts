import { closeSync, existsSync, fsync, renameSync } from 'node:fs';
import { explain } from '../disk/failure.ts';
import { Bug } from '../errors.ts';
import { type FoundJournal, foundJournals, journalPath } from './found-journals.ts';
import {
  type Contents,
  claimJournal,
  type JournalOwner,
  openJournal,
  readJournal,
  removeIfThere,
  writeTexts,
} from './journal-file.ts';
import { encodeDeltas } from './line-delta.ts';

/**
 * Edits of open pages as JSON lines, one file a page and run of the program, so that a crash loses at most the key under the finger.
 * An append hands the line to the system and does not wait for the disk: it happens at every key. The writer holds an OS lock,
 * which tells the others whether it still lives.
 */
export class EditJournals {
  readonly #options: JournalOwner;
  readonly #open = new Map<string, number>();
  /** The line that each open journal has last, from when this run began to write it. */
  readonly #last = new Map<string, string>();
  /** Lines that could not be written yet. */
  readonly #waiting = new Map<string, readonly string[]>();

  constructor(options: JournalOwner) {
    this.#options = options;
  }

  /** Adds one line: any JSON value. One that cannot be written is kept, and written before the next one as soon as there is room. */
  append(entryNo: string, line: unknown): void {
    const waiting = [...(this.#waiting.get(entryNo) ?? []), JSON.stringify(line)];
    this.#waiting.set(entryNo, waiting);
    explaining(this.#file(entryNo), file => {
      const fd = this.#open.get(entryNo) ?? openJournal(file, this.#options);
      this.#open.set(entryNo, fd);
      writeTexts(fd, encodeDeltas(waiting, this.#last.get(entryNo)));
      this.#last.set(entryNo, waiting.at(-1) ?? '');
      this.#waiting.delete(entryNo);
    });
  }

  /** Resolves when all lines so far are on the disk, where a cut of the power finds them. Keys go on meanwhile. */
  async sync(entryNo: string): Promise<undefined> {
    const fd = this.#open.get(entryNo);
    if (fd === undefined) return;
    const error = await new Promise<Error | null>(resolve => fsync(fd, resolve));
    // A journal that was dropped meanwhile needs no disk.
    if (error && this.#open.get(entryNo) === fd) throw explain(error, this.#file(entryNo, this.#options.session()));
  }

  /** The lines of a journal, of this run unless told; a line that was cut off by a crash is left out. */
  read(entryNo: string, session: string = this.#options.session()): readonly unknown[] {
    return explaining(this.#file(entryNo, session), file => readJournal(file).lines);
  }

  /** The lines of a journal of any run, and who wrote it; nothing when it does not say. */
  contents({ entryNo, session }: Pick<FoundJournal, 'entryNo' | 'session'>): Contents {
    return explaining(this.#file(entryNo, session), file => readJournal(file));
  }

  /** Removes the journal of this run: the page was saved, or nothing in it needs to be kept. */
  drop(entryNo: string): void {
    explaining(this.#file(entryNo), file => {
      this.#letGo(entryNo);
      removeIfThere(file);
    });
  }

  /** The page is closed without being saved: its journal is kept for whoever wants it back, and no longer offered. */
  giveUp(entryNo: string): void {
    const session = this.#options.session();
    if (!this.#open.has(entryNo)) return;
    explaining(this.#file(entryNo, session), file => {
      this.#letGo(entryNo);
      let number = 1;
      while (existsSync(this.#file(entryNo, `${session}~${number}`))) number += 1;
      renameSync(file, this.#file(entryNo, `${session}~${number}`));
    });
  }

  /** Makes a journal that nobody writes any more the one of this run. False when somebody else has it by now: of several who try, one gets it. */
  async takeOver({ entryNo, session }: Pick<FoundJournal, 'entryNo' | 'session'>): Promise<boolean> {
    if (this.#open.has(entryNo)) throw new Bug(`${entryNo} has a journal already`);
    const fd = await claim(this.#file(entryNo, session));
    if (fd === undefined) return false;
    explaining(this.#file(entryNo, session), file => {
      // At every moment it has one name or the other: nothing is copied, nothing can get lost.
      renameSync(file, this.#file(entryNo, this.#options.session()));
      this.#open.set(entryNo, fd);
    });
    return true;
  }

  /** Removes a journal that nobody writes any more, for good. False when somebody has taken it over. */
  async remove({ entryNo, session }: Pick<FoundJournal, 'entryNo' | 'session'>): Promise<boolean> {
    const fd = await claim(this.#file(entryNo, session));
    if (fd === undefined) return false;
    try {
      explaining(this.#file(entryNo, session), removeIfThere);
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
    return foundJournals(this.#options.folder, this.#options.session());
  }

  /** Lets go of all journals and keeps them. */
  close(): void {
    for (const entryNo of [...this.#open.keys()]) this.#letGo(entryNo);
  }

  #letGo(entryNo: string): void {
    this.#waiting.delete(entryNo);
    const fd = this.#open.get(entryNo);
    if (fd === undefined) return;
    this.#open.delete(entryNo);
    this.#last.delete(entryNo);
    closeSync(fd);
  }

  #file(entryNo: string, session = this.#options.session()): string {
    return journalPath(this.#options.folder, entryNo, session);
  }
}

/** Runs work on a file; what the system says against it is told in words that name the file. */
function explaining<T>(file: string, work: (file: string) => T): T {
  try {
    return work(file);
  } catch (error) {
    throw explain(error, file);
  }
}

async function claim(file: string): Promise<number | undefined> {
  return await claimJournal(file).catch((error: unknown) => {
    throw explain(error, file);
  });
}
