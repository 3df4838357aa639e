import type { Low } from 'lowdb';
import type { Disk } from '../../disk/disk.ts';
import { REPAIR, storeError } from '../../disk/failure.ts';
import { asObject, checkVersion } from '../../disk/json-bytes.ts';
import { type JsonFileOptions, openJson, type Shape } from '../../disk/json-file.ts';
import type { Modes } from '../../disk/modes.ts';
import { compareEntryNo, isEntryNo, monthOf } from '../../local/entry-number.ts';
import type { StoredRecord } from '../store.ts';
import type { Layout } from './home.ts';

/** Turns a record of one version into the next; the key is the version it starts from. None: nothing changed in the record. */
export type Migrations = Readonly<Record<number, (json: Record<string, unknown>) => Record<string, unknown>>>;

export interface RecordFilesOptions<R> {
  disk: Disk;
  modes: Modes;
  layout: Layout;
  shape: Shape<R>;
  version: number;
  migrations: Migrations;
}

/** Where the files of declarations lie and how one is read. */
export class RecordFiles<R extends StoredRecord> {
  readonly #options: RecordFilesOptions<R>;

  constructor(options: RecordFilesOptions<R>) {
    this.#options = options;
  }

  fileOf(entryNo: string): string {
    return this.#options.layout.at('declarations', monthOf(entryNo), `${entryNo}.json`);
  }

  trashOf(entryNo: string): string {
    monthOf(entryNo);
    return this.#options.layout.at('trash', `${entryNo}.json`);
  }

  /** The file as a lowdb database; `publish` sees each new version before it takes the place of the old one. */
  open(file: string, entryNo: string, publish?: JsonFileOptions<R>['publish']): Promise<Low<R | null>> {
    const { disk, modes } = this.#options;
    const shape: Shape<R> = json => this.#shape(json, file, entryNo);
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

  #shape(json: unknown, file: string, entryNo: string): R {
    const { shape, version, migrations } = this.#options;
    let record = asObject(json, file);
    for (let from = checkVersion(record, version, file); from < version; from += 1) {
      record = { ...(migrations[from]?.(record) ?? record), version: from + 1 };
    }
    const value = shape(record, file);
    if (value.entryNo !== entryNo) {
      throw storeError('store.broken', `文件名与里面的录入序号（${value.entryNo}）不符：${file}`, [REPAIR]);
    }
    if (!Number.isInteger(value.revision) || value.revision < 1) {
      throw storeError('store.broken', `文件里的保存次数不对：${file}`, [REPAIR]);
    }
    return value;
  }
}

/** The entry number in the name of a declaration's file; undefined for other names. */
export function entryNoOf(name: string): string | undefined {
  const entryNo = name.endsWith('.json') ? name.slice(0, -5) : '';
  return isEntryNo(entryNo) ? entryNo : undefined;
}
