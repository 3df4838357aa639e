import { constants, copyFileSync, createWriteStream, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { isOurs, MANIFEST } from './archive.ts';
import type { Disk } from './disk.ts';
import { explain, storeError } from './failure.ts';
import { LAYOUT_VERSION, type Layout } from './home.ts';
import { TEMP } from './json-file.ts';
import { StoreLock } from './lock.ts';
import { KEY_FILE } from './secrets.ts';
import type { Backup } from './store.ts';
import { TAR_END, tarEntry } from './tar.ts';
import { walk } from './walk.ts';

export interface BackupContext {
  disk: Disk;
  layout: Layout;
  lock: StoreLock;
  readOnly: boolean;
  /** Permission bits of the archive. */
  mode: number;
  holder: string;
  now: () => number;
  random: () => number;
}

/**
 * Writes all of a store into one tar.gz. The store is locked only while its files are linked into a second folder: files are
 * replaced, never changed, so the links keep the moment, and others go on working while they are packed.
 */
export async function writeBackup(context: BackupContext, target: string, withKey: boolean): Promise<Backup> {
  const { disk, layout, lock, mode, holder, now, random, readOnly } = context;
  const file = resolve(target);
  if ((await disk.facts(file)) !== undefined) {
    throw storeError('store.backup-exists', `备份文件已经存在：${file}`, ['换一个文件名，或先移走它']);
  }
  // Where nothing can be linked others wait until all is packed.
  if (readOnly)
    return await lock.run(async () => {
      const paths = packed(layout, (await walk(disk, layout)).files, withKey);
      return await pack(disk, layout.home, paths, file, mode, now());
    });
  // One backup at a time, so that what an earlier one left behind can be cleared away.
  const turn = new StoreLock({ file: layout.at('locks', 'backup.lock'), mode, holder, wait: 1000, random });
  const frozen = layout.at('locks', 'frozen');
  try {
    return await turn.run(async () => {
      try {
        const paths = await freeze(context, frozen, withKey);
        return await pack(disk, frozen, paths, file, mode, now());
      } finally {
        rmSync(frozen, { recursive: true, force: true });
      }
    });
  } finally {
    await turn.close();
  }
}

async function freeze({ disk, layout, lock }: BackupContext, frozen: string, withKey: boolean): Promise<string[]> {
  return lock.run(async () => {
    rmSync(frozen, { recursive: true, force: true });
    const { folders, files } = await walk(disk, layout);
    try {
      mkdirSync(frozen, { mode: 0o700 });
      for (const folder of folders.slice(1))
        mkdirSync(join(frozen, relative(layout.home, folder)), { recursive: true, mode: 0o700 });
      const paths = packed(layout, files, withKey);
      for (const path of paths) keep(layout.at(path), join(frozen, path));
      return paths;
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
    .filter(path => !path.endsWith(TEMP) && (withKey || path !== key) && isOurs(path));
}

// Copies where the file system has no links.
function keep(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

async function pack(
  disk: Disk,
  folder: string,
  paths: string[],
  file: string,
  mode: number,
  time: number,
): Promise<Backup> {
  const temp = `${file}${TEMP}`;
  let bytes = 0;
  async function* entries(): AsyncGenerator<Buffer> {
    const manifest = { version: 1, layout: LAYOUT_VERSION, created: new Date(time).toISOString(), files: paths.length };
    yield tarEntry(MANIFEST, Buffer.from(JSON.stringify(manifest)), time);
    for (const path of paths) {
      const content = await disk.read(join(folder, path));
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
  return { file, files: paths.length, bytes };
}
