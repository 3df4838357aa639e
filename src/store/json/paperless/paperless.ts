import { join } from 'node:path';
import type { Disk } from '../../../disk/disk.ts';
import { REPAIR, storeError } from '../../../disk/failure.ts';
import { sha256 } from '../../../disk/json-bytes.ts';
import { openJson, replaceFile } from '../../../disk/json-file.ts';
import type { StoreLock } from '../../../disk/lock.ts';
import type { Modes } from '../../../disk/modes.ts';
import { monthOf } from '../../../local/entry-number.ts';
import type { AuditEntry } from '../../audit-line.ts';
import type { AuditSource } from '../../audit-source.ts';
import type { Paperless } from '../../paperless.ts';
import { emptyFolder, isSum, type PaperlessFolder, shapeFolder, sumsOf } from '../../paperless-folder.ts';
import type { JsonAudit } from '../audit/audit.ts';
import type { Layout } from '../home.ts';

export interface PaperlessOptions {
  disk: Disk;
  modes: Modes;
  layout: Layout;
  lock: StoreLock;
  audit: JsonAudit;
  /** What the audit says of a change. */
  describe: AuditSource<never>['paperless'];
}

/** The name of the list in the folder of a declaration; all else there are files, under their SHA-256. */
export const LIST_FILE = 'documents.json';

/** Documents lie in `paperless/<month>/<entry number>`: the files, and the list of them. */
export class JsonPaperless implements Paperless {
  readonly #options: PaperlessOptions;

  constructor(options: PaperlessOptions) {
    this.#options = options;
  }

  async of(entryNo: string): Promise<PaperlessFolder> {
    return (await this.#open(entryNo)).data ?? emptyFolder(entryNo);
  }

  update(
    entryNo: string,
    change: (folder: PaperlessFolder) => PaperlessFolder | Promise<PaperlessFolder>,
    files: readonly Uint8Array[] = [],
  ): Promise<PaperlessFolder> {
    const { disk, modes, layout, lock } = this.#options;
    return lock.run(async () => {
      let entry: AuditEntry | undefined;
      const low = await this.#open(entryNo, () => entry);
      const before = low.data ?? emptyFolder(entryNo);
      const after = await change(before);
      if (after === before) return before;
      const month = layout.at('paperless', monthOf(entryNo));
      if (await disk.makeFolder(month, modes.folder)) await disk.syncFolder(layout.at('paperless'));
      const wanted = sumsOf(after);
      for (const bytes of files) {
        const sum = sha256(bytes);
        if (wanted.has(sum) && !(await this.#isWhole(entryNo, sum)))
          await replaceFile(disk, modes, this.#at(entryNo, sum), bytes);
      }
      const told = this.#options.describe(before, after);
      entry = told && { ...told, entryNo };
      low.data = after;
      await low.write();
      for (const sum of sumsOf(before)) {
        if (!wanted.has(sum) && (await disk.facts(this.#at(entryNo, sum)))?.plain)
          await disk.remove(this.#at(entryNo, sum));
      }
      return after;
    });
  }

  async file(entryNo: string, sum: string): Promise<Buffer> {
    const { disk } = this.#options;
    const file = this.#at(entryNo, sum);
    if ((await disk.facts(file)) === undefined) {
      throw storeError('store.paperless-gone', `附件的副本不在了：${file}`, ['从备份恢复，或删去这份单据再添加一次']);
    }
    const bytes = await disk.read(file);
    verifySum(bytes, sum, file);
    return bytes;
  }

  /** Whether the very bytes lie there: a copy that is damaged gives way to one that is added again. */
  async #isWhole(entryNo: string, sum: string): Promise<boolean> {
    const { disk } = this.#options;
    const file = this.#at(entryNo, sum);
    return (await disk.facts(file))?.plain === true && sha256(await disk.read(file)) === sum;
  }

  #open(entryNo: string, entryOf: () => AuditEntry | undefined = () => undefined) {
    const { disk, modes, audit } = this.#options;
    const file = this.#at(entryNo, LIST_FILE);
    return openJson<PaperlessFolder>({
      disk,
      modes,
      file,
      shape: shapeFolder,
      sealed: true,
      publish: (_value, commit, bytes) => audit.around(entryOf(), { file, bytes }, commit),
    });
  }

  #at(entryNo: string, name: string): string {
    return paperlessFile(this.#options.layout, entryNo, name);
  }
}

/** Where the list of a declaration lies, or one of its files by its sum. */
export const paperlessFile = (layout: Layout, entryNo: string, name: string): string =>
  layout.at('paperless', monthOf(entryNo), entryNo, name);

function verifySum(bytes: Uint8Array, sum: string, file: string): void {
  if (sha256(bytes) === sum) return;
  throw storeError('store.broken', `附件的副本已损坏，与添加时不同：${file}`, [REPAIR]);
}

/** Throws when the bytes at a place are not those that its name says. */
export async function verifyCopy(disk: Disk, sum: string, file: string): Promise<void> {
  verifySum(await disk.read(file), sum, file);
}

interface LooseCopy {
  file: string;
  what: 'no-copy' | 'no-list';
}

/** Files that a list names and that are not there, and copies that no list names, as paths. */
export async function looseCopies({ disk, layout }: Pick<PaperlessOptions, 'disk' | 'layout'>): Promise<LooseCopy[]> {
  const found: LooseCopy[] = [];
  const root = layout.at('paperless');
  for (const month of await foldersIn(disk, root)) {
    for (const folder of await foldersIn(disk, month)) {
      const list = join(folder, LIST_FILE);
      const names = (await disk.list(folder)).filter(isSum);
      const low = (await disk.facts(list))?.plain
        ? await openJson({ disk, modes: { folder: 0, file: 0 }, file: list, shape: shapeFolder, sealed: true }).catch(
            () => undefined,
          )
        : { data: null };
      // A list that cannot be read is told of where it is verified; what it names is not known.
      if (low === undefined) continue;
      const wanted = low.data ? sumsOf(low.data) : new Set<string>();
      for (const sum of wanted) if (!names.includes(sum)) found.push({ file: join(folder, sum), what: 'no-copy' });
      for (const name of names) if (!wanted.has(name)) found.push({ file: join(folder, name), what: 'no-list' });
    }
  }
  return found;
}

async function foldersIn(disk: Disk, folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const name of await disk.list(folder)) {
    const path = join(folder, name);
    if ((await disk.facts(path))?.folder) found.push(path);
  }
  return found;
}
