import { dirname, join, sep } from 'node:path';
import { bootOf } from '../../disk/boot.ts';
import { type Disk, explained, guarded } from '../../disk/disk.ts';
import { REPAIR, storeError } from '../../disk/failure.ts';
import { Groups } from '../../disk/groups.ts';
import { asObject, checkVersion } from '../../disk/json-bytes.ts';
import { openJson } from '../../disk/json-file.ts';
import { StoreLock } from '../../disk/lock.ts';
import { type Modes, modesOf } from '../../disk/modes.ts';
import { isReadOnly, readOnlyDisk, readOnlyError } from '../../disk/read-only.ts';
import { UserError } from '../../errors.ts';
import { refuseHalfRestored } from './half-restored.ts';

/**
 * Version of the folder's layout that this program writes; programs of an older one refuse the home. Until 6 is released, a file or
 * folder that a home did not have belongs to it: its name goes into `FOLDERS` and `store check`, what must be moved into `LAYOUT_STEPS[5]`.
 */
export const LAYOUT_VERSION = 6;

/** The files of a store below its home. */
export class Layout {
  readonly home: string;
  constructor(home: string) {
    this.home = home;
  }
  at(...names: string[]): string {
    return join(this.home, ...names);
  }
  get facts(): string {
    return this.at('store.json');
  }
  get numbers(): string {
    return this.at('numbers.json');
  }
  get lock(): string {
    return this.at('locks', 'store.lock');
  }
  get redo(): string {
    return this.at('locks', 'redo.log');
  }
}

/** What a home may contain; anything else beside it means that the folder is not ours. */
export const FOLDERS = [
  'declarations',
  'index',
  'trash',
  'outbox',
  'receipts',
  'settings',
  'secrets',
  'journals',
  'recall',
  'paperless',
  'audit',
  'accounts',
  'locks',
] as const;

/** What is in these stands nowhere else, not even for a while. */
const APART: readonly string[] = ['secrets', 'accounts'];

/** Folders that other rooms read in a home: made by what is first put there, and a part of every backup. */
export const NEIGHBOURS = ['codes'] as const;

/** Moved there by `store check --repair`; made only then. */
export const DAMAGED = 'damaged';

/** `store.json`. */
export interface HomeFacts {
  version: number;
  /** Newest version of the records, and of the rows in the index, that a program has written here. */
  records: number;
  shared: boolean;
  /** Settings files may be links that the office has made on purpose. */
  followLinks?: boolean;
  /** ISO time. */
  created: string;
}

/** Brings the layout of a home forward by one version. */
export type LayoutStep = (layout: Layout, disk: Disk, modes: Modes) => Promise<void>;

export interface HomeOptions {
  disk: Disk;
  home: string;
  /** Of a home that is made now; an existing one keeps what it was made with. */
  shared: boolean;
  /** Version of the records of this program. */
  records: number;
  /** Makes a `store.json` that cannot be read, or is gone, anew. */
  repair: boolean;
  /** Steps by the layout version that they start from. */
  steps: Readonly<Record<number, LayoutStep>>;
  holder: string;
  wait: number;
  now: () => number;
  random: () => number;
  /** Tells one start of the machine from another; that of this machine unless told. */
  boot?: string;
}

export interface Home {
  /** The files below the home; what is changed inside the lock becomes one group. */
  disk: Disk;
  layout: Layout;
  facts: HomeFacts;
  modes: Modes;
  lock: StoreLock;
  /** Nothing can be written here: it is open for reading, and all that would write says so. */
  readOnly: boolean;
}

/** Opens a home, makes it when it is missing or empty, brings an old one forward, and refuses a foreign or newer one. */
export async function openHome(options: HomeOptions): Promise<Home> {
  const { disk, holder, wait, random } = options;
  const home = await placeOf(disk, options.home);
  const layout = new Layout(home);
  const readOnly = isReadOnly([home, dirname(layout.lock), layout.lock]) && (await findHome(disk, layout)) === 'ours';
  if (readOnly && options.repair) throw readOnlyError(home);
  if (options.repair) await repairFacts(options, layout);
  const found = await findHome(disk, layout);
  if (found === 'new') await refuseHalfRestored(disk, home);
  let facts = found === 'ours' ? await readFacts(disk, layout, options.records) : undefined;
  const modes = modesOf(facts?.shared ?? options.shared);
  const place = { file: layout.lock, mode: modes.file, holder, wait, random, readOnly };
  // Records of former versions are brought forward as they are read, and every layout so far can be read as it lies.
  if (readOnly && facts !== undefined) {
    const below = readOnlyDisk(explained(guarded(disk, home)), home);
    return { disk: below, layout, facts, modes, lock: new StoreLock(place), readOnly };
  }
  const groups = groupsOf(options, layout, modes);
  const lock = new StoreLock({ ...place, groups });
  if (found !== 'ours') await disk.makeFolder(home, modes.folder);
  await disk.makeFolder(dirname(layout.lock), modes.folder);
  try {
    if (facts === undefined || facts.version < LAYOUT_VERSION || facts.records < options.records) {
      facts = await lock.run(() => bringForward({ ...options, disk: groups.disk }, layout, modes));
    } else if (await groups.needsRecovery()) await lock.run(async () => {});
    else await lock.endBrokenOff();
    return { disk: groups.disk, layout, facts, modes: modesOf(facts.shared), lock, readOnly };
  } catch (error) {
    await lock.close();
    throw error;
  }
}

function groupsOf({ disk, now, random, boot = bootOf(now()) }: HomeOptions, layout: Layout, modes: Modes): Groups {
  const { home, redo } = layout;
  // Also what of them was moved away as damaged.
  const apart = APART.flatMap(folder => [layout.at(folder) + sep, layout.at(DAMAGED, folder) + sep]);
  return new Groups({
    disk: explained(guarded(disk, home)),
    home,
    file: redo,
    modes,
    boot,
    random,
    isApart: file => apart.some(folder => file.startsWith(folder)),
  });
}

// A home may be a link that people have made; what lies in it may not.
async function placeOf(disk: Disk, home: string): Promise<string> {
  const place = await disk.resolve(home);
  if (place !== undefined) return place;
  if ((await disk.facts(home)) === undefined) return home;
  throw storeError('store.home-link', `数据目录是一个链接，它指向的目录不在：${home}`, [
    '检查它指向的磁盘是否挂载好了，或用 --home 指定另一个目录',
  ]);
}

/** Changes `store.json` inside the lock, and the facts in hand with it. */
export async function changeFacts(
  { layout, facts, modes, lock }: Home,
  disk: Disk,
  change: Pick<HomeFacts, 'followLinks'>,
): Promise<void> {
  await lock.run(async () => {
    const shape = (json: unknown, file: string) => shapeFacts(json, file, facts.records);
    const low = await openJson<HomeFacts>({ disk, modes, file: layout.facts, shape });
    low.data = { ...(low.data ?? facts), ...change };
    await low.write();
    Object.assign(facts, change);
  });
}

/** Reads `store.json`; undefined when there is none. */
export async function readFacts(disk: Disk, layout: Layout, records: number): Promise<HomeFacts | undefined> {
  const low = await openJson({
    disk,
    modes: modesOf(false),
    file: layout.facts,
    shape: (json, file) => shapeFacts(json, file, records),
  });
  return low.data ?? undefined;
}

const ALLOWED: readonly string[] = [...FOLDERS, ...NEIGHBOURS, 'practice', 'store.json.tmp', 'numbers.json', DAMAGED];

async function findHome(disk: Disk, layout: Layout): Promise<'ours' | 'new'> {
  const facts = await disk.facts(layout.home);
  if (facts === undefined) return 'new';
  if (!facts.folder) {
    throw storeError('store.not-a-folder', `数据目录的位置是一个文件：${layout.home}`, [
      '用 --home 指定另一个目录，或移走这个文件',
    ]);
  }
  const names = await disk.list(layout.home);
  if (names.includes('store.json')) return 'ours';
  // A crash while the home was made leaves some of its folders; then they are made again.
  const foreign = names.find(name => !ALLOWED.includes(name));
  if (foreign === undefined && !(await hasDeclarations(disk, layout))) return 'new';
  throw storeError(
    'store.not-ours',
    foreign === undefined
      ? `目录里有报检数据，但缺少说明文件 store.json：${layout.home}`
      : `目录里有别的东西（${foreign}），不是报检台的数据目录：${layout.home}`,
    foreign === undefined ? [REPAIR] : ['用 --home 指定一个空目录或不存在的目录'],
  );
}

// What the file says can be guessed: whether the group may read the folder, and the versions of this program.
async function repairFacts({ disk, records, now }: HomeOptions, layout: Layout): Promise<void> {
  if (!(await hasDeclarations(disk, layout))) return;
  const home = await disk.facts(layout.home);
  const shared = ((home?.mode ?? 0) & 0o070) !== 0;
  try {
    if ((await readFacts(disk, layout, records)) !== undefined) return;
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'store.broken') throw error;
    const folder = layout.at(DAMAGED);
    await disk.makeFolder(folder, modesOf(shared).folder);
    await disk.rename(layout.facts, join(folder, 'store.json'));
  }
  const low = await openJson<HomeFacts>({
    disk,
    modes: modesOf(shared),
    file: layout.facts,
    shape: (json, file) => shapeFacts(json, file, records),
  });
  low.data = { version: LAYOUT_VERSION, records, shared, created: new Date(now()).toISOString() };
  await low.write();
}

async function hasDeclarations(disk: Disk, layout: Layout): Promise<boolean> {
  return (await disk.list(layout.at('declarations'))).length > 0;
}

async function bringForward(options: HomeOptions, layout: Layout, modes: Modes): Promise<HomeFacts> {
  const { disk, records, steps, now } = options;
  const low = await openJson<HomeFacts>({
    disk,
    modes,
    file: layout.facts,
    shape: (json, file) => shapeFacts(json, file, records),
  });
  // Another process may have been here while we waited for the lock.
  const facts: HomeFacts = low.data ?? {
    version: LAYOUT_VERSION,
    records,
    shared: options.shared,
    created: new Date(now()).toISOString(),
  };
  for (let version = facts.version; version < LAYOUT_VERSION; version += 1) await steps[version]?.(layout, disk, modes);
  const actual = modesOf(facts.shared);
  for (const folder of FOLDERS) await disk.makeFolder(layout.at(folder), actual.folder);
  await disk.syncFolder(layout.home);
  low.data = { ...facts, version: LAYOUT_VERSION, records };
  await low.write();
  return low.data;
}

function shapeFacts(json: unknown, file: string, records: number): HomeFacts {
  const facts = asObject(json, file);
  checkVersion(facts, LAYOUT_VERSION, file);
  if (typeof facts.records !== 'number' || typeof facts.shared !== 'boolean' || typeof facts.created !== 'string') {
    throw storeError('store.broken', `数据目录的说明文件不完整：${file}`, [REPAIR]);
  }
  checkVersion({ version: facts.records }, records, file);
  return facts as unknown as HomeFacts;
}
