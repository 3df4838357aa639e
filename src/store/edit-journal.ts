import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { isMissing } from './disk.ts';
import { monthOf } from './entry-number.ts';
import { explain } from './failure.ts';
import type { Layout } from './home.ts';
import type { Modes } from './json-file.ts';
import { tryLockFile } from './lock.ts';

/** A journal on the disk. */
export interface FoundJournal {
  entryNo: string;
  /** The run of the program that wrote it. */
  session: string;
  bytes: number;
  /** Milliseconds since 1970. */
  modified: number;
  /** Its program is gone without having dropped it: offer to go on. */
  abandoned: boolean;
}

export interface EditJournalsOptions {
  layout: Layout;
  modes: Modes;
  /** Names this run of the program among all others. */
  session: string;
}

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
        fd = this.#create(this.#file(entryNo, session));
        this.#open.set(entryNo, fd);
      }
      writeSync(fd, `${JSON.stringify(line)}\n`);
    });
  }

  /** Waits until all lines are on the disk; for a moment of idleness. */
  sync(entryNo: string): void {
    const fd = this.#open.get(entryNo);
    if (fd !== undefined) this.#explained(entryNo, this.#options.session, () => fsyncSync(fd));
  }

  /** The lines of a journal, of this run unless told; a line that was cut off by a crash is left out. */
  read(entryNo: string, session: string = this.#options.session): unknown[] {
    return this.#explained(entryNo, session, () => {
      const lines = readOrEmpty(this.#file(entryNo, session)).split('\n');
      lines.pop();
      const values: unknown[] = [];
      for (const line of lines) {
        const value = parseLine(line);
        // What follows a broken line was made on top of it.
        if (value === undefined) break;
        values.push(value);
      }
      return values;
    });
  }

  /** Removes a journal, of this run unless told: the page was saved or its edits were given up. */
  drop(entryNo: string, session: string = this.#options.session): void {
    this.#explained(entryNo, session, () => {
      const fd = this.#open.get(entryNo);
      if (session === this.#options.session && fd !== undefined) {
        closeSync(fd);
        this.#open.delete(entryNo);
      }
      removeIfThere(this.#file(entryNo, session));
    });
  }

  /** All journals, last written first. */
  list(): FoundJournal[] {
    const { layout, session: own } = this.#options;
    const folder = layout.at('journals');
    return namesIn(folder)
      .flatMap(name => {
        const match = /^([^~]+)~([^~]+)\.jsonl$/u.exec(name);
        if (match === null) return [];
        const [, entryNo = '', session = ''] = match;
        const file = layout.at('journals', name);
        const stat = statSync(file, { throwIfNoEntry: false });
        if (stat === undefined) return [];
        const abandoned = session !== own && isAbandoned(file);
        return [{ entryNo, session, bytes: stat.size, modified: stat.mtimeMs, abandoned }];
      })
      .sort((a, b) => b.modified - a.modified);
  }

  /** Lets go of all journals and keeps them. */
  close(): void {
    for (const fd of this.#open.values()) closeSync(fd);
    this.#open.clear();
  }

  #create(file: string): number {
    const { modes } = this.#options;
    const fd = openSync(file, 'a+', modes.file);
    if (process.platform !== 'win32' && statSync(file).uid === process.getuid?.()) fchmodSync(fd, modes.file);
    // Somebody who lists the journals holds the lock for a moment to see whether we live.
    for (let tries = 0; tries < 1000 && !tryLockFile(fd); tries += 1);
    return fd;
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

function isAbandoned(file: string): boolean {
  try {
    const fd = openSync(file, 'r+');
    try {
      return tryLockFile(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // Not ours to open, so not ours to go on with.
    return false;
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return '';
    throw error;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function removeIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
