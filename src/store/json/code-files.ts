import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from '../../disk/disk.ts';
import { explain } from '../../disk/failure.ts';
import type { StoreLock } from '../../disk/lock.ts';
import type { Modes } from '../../disk/modes.ts';
import type { OfficeFiles } from '../files.ts';
import type { Demand } from '../members.ts';
import type { Layout } from './home.ts';

interface CodeFilesOptions {
  readonly disk: Disk;
  readonly modes: Modes;
  readonly layout: Layout;
  readonly lock: StoreLock;
  readonly demand: Demand;
}

/** Imported code tables in `codes`, each written whole in the place of the one before. */
export class JsonCodeFiles implements OfficeFiles {
  readonly folder: string;
  readonly #options: CodeFilesOptions;
  #seen: string | undefined;

  constructor(options: CodeFilesOptions) {
    this.#options = options;
    this.folder = options.layout.at('codes');
  }

  async refresh(): Promise<boolean> {
    const facts = await this.#options.disk.facts(this.folder);
    // A file that is put in the place of another one changes the folder.
    const now = facts === undefined ? '' : String(facts.modified);
    const changed = this.#seen !== undefined && this.#seen !== now;
    this.#seen = now;
    return changed;
  }

  change<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const { lock, demand } = this.#options;
    return lock.run(async () => {
      await demand('codes');
      await lock.settle();
      const made = await work(this.folder);
      await this.#keepAsOurs();
      return made;
    });
  }

  /** They have the permissions that all files of the home have. */
  async #keepAsOurs(): Promise<void> {
    const { disk, modes } = this.#options;
    const files = (await disk.list(this.folder)).map(name => [join(this.folder, name), modes.file] as const);
    for (const [path, mode] of [...files, [this.folder, modes.folder] as const]) {
      const facts = await disk.facts(path);
      if (!facts?.plain && !facts?.folder) continue;
      await chmod(path, mode).catch((error: NodeJS.ErrnoException) => {
        // What a colleague has written in a shared home is theirs, and has them already.
        if (error.code !== 'EPERM') throw explain(error, path);
      });
    }
  }
}
