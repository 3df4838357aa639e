import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../disk/failure.ts';
import {
  claimJournal,
  filesIn,
  isAbandoned,
  isWritten,
  type JournalOwner,
  openJournal,
  readJournal,
  removeIfThere,
  writeLines,
} from './journal-file.ts';

/** What a run of the program that is gone without a word had open. */
export interface LeftPages {
  readonly session: string;
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** As they were noted. */
  readonly notes: readonly unknown[];
}

/** What another run of the program, which lives, has open now. */
export interface OthersPages {
  readonly by: string;
  /** As they were noted. */
  readonly notes: readonly unknown[];
}

/** A run of the program that is gone, in our hands: nobody else can go on with its pages. */
export interface HeldPages {
  /** Adds notes and lets go. */
  amend(notes: readonly unknown[]): void;
  /** Nothing of it is left to go on with. */
  remove(): void;
}

const FILE = /^([^~]+)\.pages\.jsonl$/u;

/** Which pages each run of the program has open, as JSON lines of changes; there is no file of a run that has none open. */
export class OpenPages {
  readonly #options: JournalOwner;
  #fd: number | undefined;

  constructor(options: JournalOwner) {
    this.#options = options;
  }

  /** Adds notes of this run. */
  note(notes: readonly unknown[]): void {
    // There is nothing on pages that can only be read that anybody would want back.
    if (this.#options.readOnly) return;
    const file = this.#file(this.#options.session());
    explained(file, () => {
      this.#fd ??= openJournal(file, this.#options);
      writeLines(this.#fd, notes);
    });
  }

  /** This run has nothing open that anybody would want back. */
  forget(): void {
    if (this.#fd === undefined) return;
    const file = this.#file(this.#options.session());
    this.close();
    explained(file, () => removeIfThere(file));
  }

  /** Runs of the program that are gone and had pages open, the oldest first. */
  left(): readonly LeftPages[] {
    return this.#all()
      .filter(({ session, file }) => session !== this.#options.session() && isAbandoned(file))
      .map(({ session, modified, file }) => {
        const { by, lines } = explained(file, () => readJournal(file));
        return { session, by, modified, notes: lines };
      })
      .sort((a, b) => a.modified - b.modified);
  }

  /** Other runs of the program that live and have pages open. */
  others(): readonly OthersPages[] {
    return this.#all()
      .filter(({ session, file }) => session !== this.#options.session() && isWritten(file))
      .map(({ file }) => {
        const { by, lines } = explained(file, () => readJournal(file));
        return { by, notes: lines };
      });
  }

  /** Takes hold of what a run that is gone had open. Undefined when somebody else has: of several who try, one gets it. */
  async hold(session: string): Promise<HeldPages | undefined> {
    const file = this.#file(session);
    const fd = await claimJournal(file).catch((error: unknown) => {
      throw explain(error, file);
    });
    if (fd === undefined) return undefined;
    const ending =
      (work: () => void): (() => void) =>
      () => {
        try {
          explained(file, work);
        } finally {
          closeSync(fd);
        }
      };
    return {
      amend: notes => ending(() => writeLines(fd, notes))(),
      remove: ending(() => removeIfThere(file)),
    };
  }

  /** Removes what nobody has noted anything in since then, in milliseconds since 1970; never that of a program that lives. */
  async purge(before: number): Promise<void> {
    for (const { session, modified } of this.#all()) {
      if (modified < before && session !== this.#options.session()) (await this.hold(session))?.remove();
    }
  }

  /** Lets go of the notes of this run and keeps them. */
  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  #all(): readonly { readonly session: string; readonly modified: number; readonly file: string }[] {
    return filesIn(this.#options.folder, name => FILE.test(name)).flatMap(({ name, modified }) => {
      const [, session] = FILE.exec(name) ?? [];
      return session === undefined ? [] : [{ session, modified, file: this.#file(session) }];
    });
  }

  #file(session: string): string {
    return join(this.#options.folder, `${session}.pages.jsonl`);
  }
}

function explained<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explain(error, file);
  }
}
