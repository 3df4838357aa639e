import { createReadStream, rmdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Disk } from '../../disk/disk.ts';
import { explain, storeError } from '../../disk/failure.ts';
import { asObject, checkVersion, parseJson } from '../../disk/json-bytes.ts';
import { modesOf } from '../../disk/modes.ts';
import { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';
import { isLogIns, isOurs, MANIFEST } from './archive.ts';
import { type RestoreNames, restoreNames } from './half-restored.ts';
import { FOLDERS, LAYOUT_VERSION, Layout, readFacts } from './home.ts';
import { CUT_OFF, DAMAGED_INSIDE, HostileArchive, readTar } from './tar.ts';
import { walk } from './walk.ts';

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
  random: () => number;
}

export interface Restored {
  files: number;
  /** Where the home that was there before lies now. */
  previous?: string;
}

/**
 * Unpacks a backup beside its place and exchanges the two. A bad archive leaves everything as it was; a death between the two renames
 * leaves both folders beside an empty place, which `openHome` notices and `endRestore` ends.
 */
export async function readBackup(archive: string, options: RestoreOptions): Promise<Restored> {
  const { disk, replace = false, now, random } = options;
  const into = (await disk.resolve(options.into)) ?? resolve(options.into);
  const occupied = (await disk.facts(into)) !== undefined && (await disk.list(into)).length > 0;
  if (occupied && !replace) {
    throw storeError('store.not-empty', `目录里已有数据，没有覆盖：${into}`, [
      '用 --home 指定一个空目录',
      '或加 --replace，原来的目录会改名留下',
    ]);
  }
  const names = restoreNames(into, now(), random);
  try {
    const files = await unpack(archive, names.unpacking, options);
    await disk.rename(names.unpacking, names.restoring);
    await disk.syncFolder(dirname(into));
    await exchange(disk, into, names, occupied);
    return { files, ...(occupied && { previous: names.before }) };
  } catch (error) {
    for (const staging of [names.unpacking, names.restoring]) rmSync(staging, { recursive: true, force: true });
    throw notRestored(error, archive);
  }
}

async function exchange(disk: Disk, into: string, names: RestoreNames, occupied: boolean): Promise<void> {
  if (!occupied) {
    if ((await disk.facts(into)) !== undefined) rmdirSync(into);
    await disk.rename(names.restoring, into);
  } else {
    await disk.rename(into, names.before);
    try {
      await disk.rename(names.restoring, into);
    } catch (error) {
      await disk.rename(names.before, into);
      throw error;
    }
  }
  await disk.syncFolder(dirname(into));
}

async function unpack(archive: string, staging: string, options: RestoreOptions): Promise<number> {
  const { disk, records } = options;
  const limits = { ...LIMITS, ...options.limits };
  const file = await disk.resolve(archive);
  const facts = file === undefined ? undefined : await disk.facts(file);
  if (facts === undefined)
    throw storeError('store.backup-missing', `找不到备份文件：${archive}`, ['检查文件名和所在目录']);
  if (facts.folder) throw new ForeignArchive('是目录');
  if (!facts.plain) throw new ForeignArchive('是管道或设备');
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
      files += 1;
      if (isLogIns(name)) continue;
      const file = layout.at(name);
      await disk.makeFolder(dirname(file), modesOf(false).folder);
      if ((await disk.facts(file)) !== undefined) throw new HostileArchive(`里有两个 ${cleanLine(name)}`);
      await disk.create(file, bytes, modesOf(false).file);
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
