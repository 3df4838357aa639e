import { dirname } from 'node:path';
import { type Adapter, Low } from 'lowdb';
import { Bug } from '../errors.ts';
import { wrongKind } from '../open-file.ts';
import { type Disk, isMissing } from './disk.ts';
import { explain } from './failure.ts';
import { parseJson, parseSealed, sealed } from './json-bytes.ts';
import type { Modes } from './modes.ts';

/** Turns parsed JSON into the value that it must be, or throws a `UserError` that names the file. */
export type Shape<T> = (json: unknown, file: string) => T;

export interface JsonFileOptions<T> {
  disk: Disk;
  modes: Modes;
  file: string;
  shape: Shape<T>;
  /** Its bytes bear their SHA-256. */
  sealed?: boolean;
  /** Called when the new bytes are on the disk under another name; the file changes at `commit`. */
  publish?: (value: T, commit: () => Promise<void>, bytes: Buffer) => Promise<void>;
}

/**
 * The lowdb adapter of every JSON file of the store: checks what it reads, and writes temp, fsync, rename, fsync of the folder,
 * so that a crash leaves the old file or the new one; on the disk of a group these steps wait for its end. It does not lock: changes happen
 * inside `StoreLock.run`.
 */
class JsonFile<T> implements Adapter<T> {
  readonly #options: JsonFileOptions<T>;

  constructor(options: JsonFileOptions<T>) {
    this.#options = options;
  }

  async read(): Promise<T | null> {
    const { disk, file, shape } = this.#options;
    const bytes = await readOrNothing(disk, file);
    if (bytes === undefined) return null;
    return shape(this.#options.sealed ? parseSealed(bytes, file) : parseJson(bytes, file), file);
  }

  async write(value: T): Promise<void> {
    const { disk, modes, file, publish } = this.#options;
    const text = textOf(value);
    if (text === undefined) throw new Bug(`Nothing to write into ${file}`);
    const bytes = this.#options.sealed ? sealed(text) : Buffer.from(`${text}\n`);
    const commit = await prepareWrite(disk, modes, file, bytes);
    try {
      await (publish === undefined ? commit() : publish(value, commit, bytes));
    } catch (error) {
      // What is not to become the file is nobody's; where even this fails, the next save overwrites it.
      await disk.remove(`${file}${TEMP}`).catch(() => {});
      throw error;
    }
  }
}

const textOf = (value: unknown): string | undefined => JSON.stringify(value, null, 1);

/** The bytes of a sealed file with this value. */
export const sealedJson = (value: object): Buffer => sealed(textOf(value) ?? '');

/** The bytes of a file without a seal. */
export const plainJson = (value: unknown): Buffer => Buffer.from(`${textOf(value) ?? ''}\n`);

/** A lowdb database of one file, read and checked; its data is null when the file does not exist. */
export async function openJson<T>(options: JsonFileOptions<T>): Promise<Low<T | null>> {
  const low = new Low<T | null>(new JsonFile<T>(options) as Adapter<T | null>, null);
  await low.read();
  return low;
}

/** Puts `bytes` on the disk under a temporary name and returns the step that makes them the file. */
async function prepareWrite(disk: Disk, modes: Modes, file: string, bytes: Uint8Array): Promise<() => Promise<void>> {
  const folder = dirname(file);
  const found = await disk.facts(file);
  // A rename would put the new file in the place of whatever stands there.
  if (found && !found.plain)
    throw explain(wrongKind(found.link ? 'link' : found.folder ? 'folder' : 'device', file), file);
  if (await disk.makeFolder(folder, modes.folder)) await disk.syncFolder(dirname(folder));
  // All writers hold the lock of the store, so one temporary name a file is enough, and what a crash left is ours to overwrite.
  const temp = `${file}${TEMP}`;
  try {
    await disk.create(temp, bytes, modes.file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    await disk.remove(temp);
    await disk.create(temp, bytes, modes.file);
  }
  return async () => {
    await disk.rename(temp, file);
    await disk.syncFolder(folder);
  };
}

/** Ending of a file that is being written; one that is found later is what a crash left. */
export const TEMP = '.tmp';

/** Writes a file in one step: it is the old one or the new one at any moment, and on the disk when this returns. */
export async function replaceFile(disk: Disk, modes: Modes, file: string, bytes: Uint8Array): Promise<void> {
  const commit = await prepareWrite(disk, modes, file, bytes);
  await commit();
}

export async function readOrNothing(disk: Disk, file: string): Promise<Buffer | undefined> {
  try {
    return await disk.read(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
