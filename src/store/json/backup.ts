import { constants, copyFileSync, createWriteStream, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Disk } from '../../disk/disk.ts';
import { explain, storeError } from '../../disk/failure.ts';
import { TEMP } from '../../disk/json-file.ts';
import { StoreLock } from '../../disk/lock.ts';
import type { Modes } from '../../disk/modes.ts';
import type { Backup } from '../store.ts';
import { isLogIns, isOurs, MANIFEST } from './archive.ts';
import { LAYOUT_VERSION, type Layout } from './home.ts';
import { KEY_FILE } from './secrets.ts';
import { TAR_END, tarEntry } from './tar.ts';
import { walk } from './walk.ts';

export interface BackupContext {
  disk: Disk;
  layout: Layout;
  lock: StoreLock;
  readOnly: boolean;
  /** Reads what is not of the home. */
  outside: Disk;
  /** Settings that are links on purpose are packed as what they lead to. */
  settings: { readonly followsLinks: boolean };
  modes: Modes;
  holder: string;
  now: () => number;
  random: () => number;
}

/**
 * Writes all of a store into one tar.gz. The store is locked only while its files are linked into a second folder: files are
 * replaced, never changed, so the links keep the moment, and others go on working while they are packed.
 */
export async function writeBackup(context: BackupContext, target: string, withKey: boolean): Promise<Backup> {
  const { disk, layout, lock, holder, now, random, readOnly } = context;
  const mode = context.modes.file;
  const file = await newBackup(disk, target);
  // Where nothing can be linked others wait until all is packed.
  if (readOnly)
    return await lock.run(async () => {
      const own = packed(layout, (await walk(disk, layout)).files, withKey);
      return await pack(disk, [...placed(layout.home, own), ...(await linkedSettings(context))], file, mode, now());
    });
  // One backup at a time, so that what an earlier one left behind can be cleared away.
  const turn = new StoreLock({ file: layout.at('locks', 'backup.lock'), mode, holder, wait: 1000, random });
  const frozen = layout.at('locks', 'frozen');
  try {
    return await turn.run(async () => {
      try {
        const paths = await freeze(context, frozen, withKey);
        return await pack(disk, placed(frozen, paths), file, mode, now());
      } finally {
        clear(frozen);
      }
    });
  } finally {
    await turn.close();
  }
}

/** The whole path of an archive that is to be made; `store.backup-exists` when it is there. */
export async function newBackup(disk: Disk, target: string): Promise<string> {
  const file = resolve(target);
  if ((await disk.facts(file)) === undefined) return file;
  throw storeError('store.backup-exists', `备份文件已经存在：${file}`, ['换一个文件名，或先移走它']);
}

/** What goes into the archive by its path there, and where it is read. */
interface Packed {
  readonly path: string;
  readonly at: string;
  /** Unless it is of the home. */
  readonly by?: Disk;
}

const placed = (folder: string, paths: readonly string[]): readonly Packed[] =>
  paths.map(path => ({ path, at: join(folder, path) }));

/** The settings that are links on purpose, with what they lead to; one that leads to no file is passed over. */
async function linkedSettings({ disk, outside, layout, settings }: BackupContext): Promise<readonly Packed[]> {
  if (!settings.followsLinks) return [];
  const found: Packed[] = [];
  for (const name of await disk.list(layout.at('settings'))) {
    const link = layout.at('settings', name);
    const at = name.endsWith('.json') && (await disk.facts(link))?.link ? await outside.resolve(link) : undefined;
    if (at !== undefined && (await outside.facts(at))) found.push({ path: join('settings', name), at, by: outside });
  }
  return found;
}

/** What cannot be cleared away now is by the next backup. */
function clear(frozen: string): void {
  try {
    rmSync(frozen, { recursive: true, force: true });
  } catch {
    // The archive is there, or why it is not is being said.
  }
}

async function freeze(context: BackupContext, frozen: string, withKey: boolean): Promise<string[]> {
  const { disk, layout, lock } = context;
  return lock.run(async () => {
    // Links are made beside the disk.
    await lock.settle();
    const { folders, files } = await walk(disk, layout);
    try {
      rmSync(frozen, { recursive: true, force: true });
      mkdirSync(frozen, { mode: 0o700 });
      for (const folder of folders.slice(1))
        mkdirSync(join(frozen, relative(layout.home, folder)), { recursive: true, mode: 0o700 });
      const paths = packed(layout, files, withKey);
      for (const path of paths) {
        // The audit is added to in place, so a link to it would not keep the moment.
        if (path.startsWith('audit')) copyFileSync(layout.at(path), join(frozen, path), constants.COPYFILE_EXCL);
        else keep(layout.at(path), join(frozen, path));
      }
      const linked = await linkedSettings(context);
      // Its owner may change it in place, unlike what is in a home.
      for (const { path, at } of linked) copyFileSync(at, join(frozen, path), constants.COPYFILE_EXCL);
      return [...paths, ...linked.map(({ path }) => path)];
    } catch (error) {
      throw explain(error, frozen);
    }
  });
}

/** What of the files goes into the archive, by its path below the home. */
function packed(layout: Layout, files: readonly string[], withKey: boolean): string[] {
  const key = join(...KEY_FILE);
  return files
    .map(path => relative(layout.home, path))
    .filter(path => !path.endsWith(TEMP) && (withKey || path !== key) && isOurs(path) && !isLogIns(path));
}

// Copies where the file system has no links.
function keep(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

async function pack(disk: Disk, packed: readonly Packed[], file: string, mode: number, time: number): Promise<Backup> {
  const temp = `${file}${TEMP}`;
  let bytes = 0;
  async function* entries(): AsyncGenerator<Buffer> {
    const manifest = {
      version: 1,
      layout: LAYOUT_VERSION,
      created: new Date(time).toISOString(),
      files: packed.length,
    };
    yield tarEntry(MANIFEST, Buffer.from(JSON.stringify(manifest)), time);
    for (const { path, at, by = disk } of packed) {
      const content = await by.read(at);
      bytes += content.length;
      yield tarEntry(path.replaceAll('\\', '/'), content, time);
    }
    yield TAR_END;
  }
  try {
    await pipeline(Readable.from(entries()), createGzip({ level: 5 }), createWriteStream(temp, { mode, flush: true }));
    renameSync(temp, file);
    await disk.syncFolder(dirname(file));
  } catch (error) {
    rmSync(temp, { force: true });
    throw explain(error, file);
  }
  return { file, files: packed.length, bytes };
}
