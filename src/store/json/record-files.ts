import type { Low } from 'lowdb';
import type { Disk } from '../../disk/disk.ts';
import { type JsonFileOptions, openJson, type Shape } from '../../disk/json-file.ts';
import type { Modes } from '../../disk/modes.ts';
import { compareEntryNo, isEntryNo, monthOf } from '../../local/entry-number.ts';
import { type RecordForm, recordIn } from '../record.ts';
import type { StoredRecord } from '../store.ts';
import type { Layout } from './home.ts';

export interface RecordFilesOptions<R> extends RecordForm<R> {
  disk: Disk;
  modes: Modes;
  layout: Layout;
}

/** Where the files of declarations lie and how one is read. */
export class RecordFiles<R extends StoredRecord> {
  readonly #options: RecordFilesOptions<R>;

  constructor(options: RecordFilesOptions<R>) {
    this.#options = options;
  }

  fileOf(entryNo: string): string {
    return recordFile(this.#options.layout, entryNo);
  }

  trashOf(entryNo: string): string {
    return trashFile(this.#options.layout, entryNo);
  }

  /** The file as a lowdb database; `publish` sees each new version before it takes the place of the old one. */
  open(file: string, entryNo: string, publish?: JsonFileOptions<R>['publish']): Promise<Low<R | null>> {
    const { disk, modes } = this.#options;
    const shape: Shape<R> = json => recordIn(json, file, entryNo, this.#options);
    return openJson<R>({ disk, modes, file, shape, sealed: true, ...(publish && { publish }) });
  }

  async read(entryNo: string): Promise<R | undefined> {
    return (await this.open(this.fileOf(entryNo), entryNo)).data ?? undefined;
  }

  /** Entry numbers of all files, in no order. */
  async entryNos(): Promise<string[]> {
    const { disk, layout } = this.#options;
    const found: string[] = [];
    for (const month of await disk.list(layout.at('declarations'))) {
      // What a link leads to is none of ours; `store check` tells of it.
      if (!/^\d{4}-\d{2}$/u.test(month) || !(await disk.facts(layout.at('declarations', month)))?.folder) continue;
      for (const name of await disk.list(layout.at('declarations', month))) {
        const entryNo = entryNoOf(name);
        if (entryNo !== undefined && monthOf(entryNo) === month) found.push(entryNo);
      }
    }
    return found;
  }

  async readTrashed(entryNo: string): Promise<R | undefined> {
    return (await this.open(this.trashOf(entryNo), entryNo)).data ?? undefined;
  }

  async trashed(): Promise<string[]> {
    const { disk, layout } = this.#options;
    const names = await disk.list(layout.at('trash'));
    return names.flatMap(name => entryNoOf(name) ?? []).sort(compareEntryNo);
  }
}

/** Where a declaration lies. */
export const recordFile = (layout: Layout, entryNo: string): string =>
  layout.at('declarations', monthOf(entryNo), `${entryNo}.json`);

/** Where it lies once it was removed. */
export function trashFile(layout: Layout, entryNo: string): string {
  monthOf(entryNo);
  return layout.at('trash', `${entryNo}.json`);
}

/** The entry number in the name of a declaration's file; undefined for other names. */
export function entryNoOf(name: string): string | undefined {
  const entryNo = name.endsWith('.json') ? name.slice(0, -5) : '';
  return isEntryNo(entryNo) ? entryNo : undefined;
}
