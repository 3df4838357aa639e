import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  linkSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import type { Disk } from './disk.ts';
import { explain, storeError } from './failure.ts';
import { DAMAGED, FOLDERS, LAYOUT_VERSION, Layout, modesOf, NEIGHBOURS, readFacts } from './home.ts';
import { parseJson } from './json-bytes.ts';
import { asObject, checkVersion, TEMP } from './json-file.ts';
import { StoreLock } from './lock.ts';
import { KEY_FILE } from './secrets.ts';
import type { Backup } from './store.ts';
import { CUT_OFF, DAMAGED_INSIDE, HostileArchive, readTar, TAR_END, tarEntry } from './tar.ts';
import { walk } from './walk.ts';

export interface BackupContext {
  disk: Disk;
  layout: Layout;
  lock: StoreLock;
  /** Permission bits of the archive. */
  mode: number;
  holder: string;
  now: () => number;
  random: () => number;
}

/** First entry of an archive: what it is and how many files follow. */
const MANIFEST = 'backup.json';

/**
 * Writes all of a store into one tar.gz. The store is locked only while its files are linked into a second folder: files are
 * replaced, never changed, so the links keep the moment, and others go on working while they are packed.
 */
export async function writeBackup(context: BackupContext, target: string, withKey: boolean): Promise<Backup> {
  const { disk, layout, mode, holder, now, random } = context;
  const file = resolve(target);
  if ((await disk.facts(file)) !== undefined) {
    throw storeError('store.backup-exists', `备份文件已经存在：${file}`, ['换一个文件名，或先移走它']);
  }
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
  const key = join(...KEY_FILE);
  return lock.run(async () => {
    rmSync(frozen, { recursive: true, force: true });
    const { folders, files } = await walk(disk, layout);
    try {
      mkdirSync(frozen, { mode: 0o700 });
      for (const folder of folders.slice(1))
        mkdirSync(join(frozen, relative(layout.home, folder)), { recursive: true, mode: 0o700 });
      const paths = files
        .map(path => relative(layout.home, path))
        .filter(path => !path.endsWith(TEMP) && (withKey || path !== key));
      for (const path of paths) keep(layout.at(path), join(frozen, path));
      return paths.filter(path => isOurs(path));
    } catch (error) {
      throw explain(error, frozen);
    }
  });
}

// Copies where the file system has no links.
function keep(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
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

/** What an archive may hold at most, in bytes. */
export interface RestoreLimits {
  oneFile: number;
  all: number;
  /** How many times larger than the archive all files together may be. */
  ratio: number;
}

const LIMITS: RestoreLimits = { oneFile: 256 * 2 ** 20, all: 64 * 2 ** 30, ratio: 200 };
// Small archives of many like files are packed better than the ratio allows.
const ALWAYS_ALLOWED = 64 * 2 ** 20;

export interface RestoreOptions {
  disk: Disk;
  /** The home to make. */
  into: string;
  /** Puts an existing home aside instead of refusing. */
  replace?: boolean;
  /** Newest version of records that this program knows. */
  records: number;
  limits?: Partial<RestoreLimits>;
  now: () => number;
}

export interface Restored {
  files: number;
  /** Where the home that was there before lies now. */
  previous?: string;
}

/** Unpacks a backup beside its place and puts it there in one step, so that a bad archive leaves everything as it was. */
export async function readBackup(archive: string, options: RestoreOptions): Promise<Restored> {
  const { disk, replace = false, now } = options;
  const into = resolve(options.into);
  const occupied = (await disk.facts(into)) !== undefined && (await disk.list(into)).length > 0;
  if (occupied && !replace) {
    throw storeError('store.not-empty', `目录里已有数据，没有覆盖：${into}`, [
      '用 --home 指定一个空目录',
      '或加 --replace，原来的目录会改名留下',
    ]);
  }
  const stamp = new Date(now()).toISOString().replace(/\D/gu, '').slice(0, 14);
  const staging = `${into}.restoring-${stamp}`;
  try {
    const files = await unpack(archive, staging, options);
    let previous: string | undefined;
    if (occupied) {
      previous = `${into}.before-${stamp}`;
      await disk.rename(into, previous);
    } else if ((await disk.facts(into)) !== undefined) rmdirSync(into);
    await disk.rename(staging, into);
    await disk.syncFolder(dirname(into));
    return { files, ...(previous !== undefined && { previous }) };
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw notRestored(error, archive);
  }
}

async function unpack(archive: string, staging: string, options: RestoreOptions): Promise<number> {
  const { disk, records } = options;
  const limits = { ...LIMITS, ...options.limits };
  const facts = await disk.facts(archive);
  if (facts === undefined)
    throw storeError('store.backup-missing', `找不到备份文件：${archive}`, ['检查文件名和所在目录']);
  if (facts.folder) throw new ForeignArchive('是目录');
  if (facts.size === 0) throw new HostileArchive('是空的');
  const { size } = facts;
  const most = Math.min(limits.all, Math.max(Math.min(ALWAYS_ALLOWED, limits.all), size * limits.ratio));
  const layout = new Layout(staging);
  let expected: number | undefined;
  let total = 0;
  let files = 0;
  await disk.makeFolder(staging, modesOf(false).folder);
  const unpacking = pipeline(createReadStream(archive), createGunzip(), async (chunks: AsyncIterable<Buffer>) => {
    for await (const { name, bytes } of readTar(chunks, Math.min(limits.oneFile, most))) {
      total += bytes.length;
      if (total > most) throw new HostileArchive('解开后大得不合常理');
      if (expected === undefined) {
        expected = readManifest(name, bytes, archive);
        continue;
      }
      if (!isOurs(name)) throw new HostileArchive(`里的 ${cleanLine(name)} 不是报检台的文件`);
      const file = layout.at(name);
      await disk.makeFolder(dirname(file), modesOf(false).folder);
      await disk.create(file, bytes, modesOf(false).file);
      files += 1;
    }
  });
  await unpacking.catch(error => {
    throw brokenAs(error, expected === undefined);
  });
  if (expected !== files) throw new HostileArchive(`里应有 ${expected} 个文件，实有 ${files} 个`);
  await settleModes(disk, layout, records);
  return files;
}

function readManifest(name: string, bytes: Buffer, archive: string): number {
  if (name !== MANIFEST) throw new ForeignArchive();
  const manifest = asObject(parseJson(bytes, archive), archive);
  checkVersion(manifest, 1, archive);
  checkVersion({ version: manifest.layout }, LAYOUT_VERSION, archive);
  return Number(manifest.files);
}

// What an archive says about permissions is not believed: they follow from whether the office shares the folder.
async function settleModes(disk: Disk, layout: Layout, records: number): Promise<void> {
  const facts = await readFacts(disk, layout, records);
  if (facts === undefined) throw new HostileArchive('里缺少 store.json');
  const modes = modesOf(facts.shared);
  for (const folder of FOLDERS) await disk.makeFolder(layout.at(folder), modes.folder);
  if (process.platform === 'win32') return;
  const { folders, files } = await walk(disk, layout);
  for (const folder of [...folders].reverse()) await disk.setMode(folder, modes.folder);
  if (facts.shared) for (const file of files) await disk.setMode(file, modes.file);
  for (const folder of folders) await disk.syncFolder(folder);
}

const PATH = /^[A-Za-z0-9~_][A-Za-z0-9._~-]*(?:\/[A-Za-z0-9~_][A-Za-z0-9._~-]*){0,5}$/u;

/** Whether a path belongs into a store; nothing that climbs out of it, and no lock or index, does. */
function isOurs(path: string): boolean {
  const name = path.replaceAll('\\', '/');
  if (!PATH.test(name)) return false;
  const [top = '', ...rest] = name.split('/');
  if (rest.length === 0) return top === 'store.json' || top === 'numbers.json';
  const folders: readonly string[] = [...FOLDERS, ...NEIGHBOURS, DAMAGED];
  return folders.includes(top) && top !== 'locks' && top !== 'index';
}

/** An archive that was never a backup, as far as one can see. */
class ForeignArchive extends HostileArchive {
  constructor(what = '不是报检台的备份，或内容已损坏') {
    super(what);
  }
}

/** What an error while unpacking says of the archive; errors of the disk are left as they are. */
function brokenAs(error: unknown, atStart: boolean): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') return new HostileArchive(CUT_OFF);
  const isUnreadable = code.startsWith('Z_') || error instanceof HostileArchive;
  if (atStart && isUnreadable) return new ForeignArchive();
  return code.startsWith('Z_') ? new HostileArchive(DAMAGED_INSIDE) : error;
}

function notRestored(error: unknown, archive: string): unknown {
  // The error names the place where the file was unpacked, which is gone by now: people know only the archive.
  const broken =
    error instanceof UserError && error.code === 'store.broken' ? new HostileArchive(DAMAGED_INSIDE) : error;
  if (!(broken instanceof HostileArchive)) return explain(broken, archive);
  return storeError(
    'store.backup-broken',
    `没有恢复，数据没有改动：备份文件 ${archive} ${broken.message}`,
    broken instanceof ForeignArchive
      ? ['写明由 store backup 写成的文件；正是那样的文件时，重新复制一次']
      : ['重新复制这份备份，核对大小与原来的一样', '仍然如此时，换一份备份再试'],
    error,
  );
}
