import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes } from './channel.ts';
import { TransportError } from './transport-error.ts';

/**
 * Where a message stands. `unknown`: it was never given, or not wholly. `waiting`: the client has not fetched it yet. `fetched`: the client
 * has it. `failed`: the client could not send it.
 */
export type Whereabouts = 'unknown' | 'waiting' | 'fetched' | 'failed';

/** A receipt in the folder: whole, and still there until it is put away. */
export interface FoundReceipt {
  readonly name: string;
  readonly bytes: Bytes;
}

/**
 * One business of the import client (`ImpPath`), usually a share of a Windows machine. What is given lies in OutBox until the client
 * fetches it; what it brings lies in InBox. A copy of all that was given or fetched is kept in HDNBox: where the message is in none of the
 * client's own folders, the copy tells that it was given.
 */
export interface ImportFolder {
  /** Gives a message to the client. The same name again is the same message: nothing happens when the client has it. */
  give(name: string, bytes: Bytes): Promise<void>;
  whereabouts(name: string): Promise<Whereabouts>;
  /** Whether the client has this folder at all. */
  isThere(): Promise<boolean>;
  /** Receipts that are no longer being written, oldest first; one that is seen for the first time is looked at again after a pause. */
  receipts(): Promise<readonly FoundReceipt[]>;
  /** Files that were given and that the client could not send. */
  failed(): Promise<readonly string[]>;
  /** Puts a receipt, or a file that could not be sent, away once it is kept elsewhere. */
  putAway(name: string): Promise<void>;
  /** Throws when a folder is not there or cannot be written to. */
  test(): Promise<void>;
}

export interface ImportFolderOptions {
  /** The folder that the client was told to import from. */
  readonly root: string;
  /** The folder in it for messages of one form: `Tecciq`, `Deccus001`. */
  readonly business: string;
  /** Waits so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

const BOXES = ['OutBox', 'SentBox', 'FailBox', 'InBox', 'HDNBox'] as const;
type Box = (typeof BOXES)[number];

/** What is being written has another ending, which the client passes over. */
const UNFINISHED = '.Temp';
const BEING_WRITTEN = /\.te?mp$/iu;
/** Between two looks at a receipt; a share tells new sizes within less. */
const PAUSE = 1000;
/** No receipt is larger; what is, is none. */
const MAX_RECEIPT = 16 * 1024 * 1024;

export function importFolder({ root, business, wait }: ImportFolderOptions): ImportFolder {
  const at = (box: Box, name = '') => join(root, business, box, name);
  const fileOf = (name: string) => `${name}.xml`;

  async function has(box: Box, name: string): Promise<boolean> {
    return (await factsOf(at(box, name))) !== undefined;
  }

  async function demandBox(box: Box): Promise<void> {
    if ((await factsOf(at(box)))?.folder === true) return;
    throw new TransportError('folder', root, { lost: false, detail: `没有 ${business}/${box}` });
  }

  /** The program's own folder; nothing above it is made, where a share might be missing. */
  async function makeOwnBox(): Promise<void> {
    await unless('EEXIST', mkdir(at('HDNBox')));
  }

  async function whereabouts(name: string): Promise<Whereabouts> {
    const file = fileOf(name);
    if (await has('FailBox', file)) return 'failed';
    if (await has('SentBox', file)) return 'fetched';
    if (await has('OutBox', file)) return 'waiting';
    // Unfinished, it surely was not given; else the copy, which is made before, tells that it was, and that the client has it in hand.
    if (await has('OutBox', name + UNFINISHED)) return 'unknown';
    if (await has('HDNBox', file)) return 'fetched';
    // A share that is not there says nothing of what is in it.
    await demandBox('OutBox');
    return 'unknown';
  }

  async function receipts(): Promise<readonly FoundReceipt[]> {
    await demandBox('InBox');
    const first = await sizes(at('InBox'));
    if (first.size === 0) return [];
    await wait(PAUSE);
    const second = await sizes(at('InBox'));
    const whole = [...second].filter(([name, facts]) => same(first.get(name), facts));
    const oldestFirst = whole.sort(([a, x], [b, y]) => x.modified - y.modified || (a < b ? -1 : 1));
    const found: FoundReceipt[] = [];
    for (const [name, { size }] of oldestFirst) {
      const bytes = size > MAX_RECEIPT ? undefined : await unless('ENOENT', readFile(at('InBox', name)));
      if (bytes?.length === size) found.push({ name, bytes });
    }
    return found;
  }

  return {
    async give(name, bytes) {
      await telling(root, async () => {
        if ((await whereabouts(name)) !== 'unknown') return;
        await makeOwnBox();
        const unfinished = at('OutBox', name + UNFINISHED);
        await write(unfinished, bytes);
        await write(at('HDNBox', fileOf(name)), bytes);
        await rename(unfinished, at('OutBox', fileOf(name)));
      });
    },
    whereabouts: name => telling(root, () => whereabouts(name)),
    isThere: () => telling(root, async () => (await factsOf(at('InBox')))?.folder === true),
    receipts: () => telling(root, receipts),
    async failed() {
      return await telling(root, async () => {
        const found: string[] = [];
        // What others gave is theirs.
        for (const name of await namesIn(at('FailBox'))) if (await has('HDNBox', name)) found.push(name);
        return found;
      });
    },
    async putAway(name) {
      await telling(root, async () => {
        await makeOwnBox();
        for (const box of ['InBox', 'FailBox'] as const)
          await unless('ENOENT', rename(at(box, name), at('HDNBox', name)));
      });
    },
    async test() {
      await telling(root, async () => {
        await demandBox('OutBox');
        await demandBox('InBox');
        const probe = at('OutBox', `baojian-test${UNFINISHED}`);
        await write(probe, new Uint8Array());
        await rm(probe, { force: true });
      });
    },
  };
}

interface Facts {
  readonly size: number;
  readonly modified: number;
  readonly folder: boolean;
}

const same = (a: Facts | undefined, b: Facts): boolean => a?.size === b.size && a.modified === b.modified;

async function factsOf(path: string): Promise<Facts | undefined> {
  const facts = await unless('ENOENT', stat(path));
  return facts && { size: facts.size, modified: facts.mtimeMs, folder: facts.isDirectory() };
}

/** The names of finished messages in a folder; none when it is not there. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const names = (await unless('ENOENT', readdir(folder))) ?? [];
  return names.filter(name => /\.xml$/iu.test(name) && !BEING_WRITTEN.test(name)).sort();
}

/** The finished files of a folder that are not empty. */
async function sizes(folder: string): Promise<Map<string, Facts>> {
  const found = new Map<string, Facts>();
  for (const name of await namesIn(folder)) {
    const facts = await factsOf(join(folder, name));
    if (facts && !facts.folder && facts.size > 0) found.set(name, facts);
  }
  return found;
}

/** Its bytes are on the disk when it resolves. */
const write = (file: string, bytes: Bytes): Promise<void> => writeFile(file, bytes, { flush: true });

/** What a step gives; undefined where it fails for this reason. */
async function unless<T>(why: 'ENOENT' | 'EEXIST', step: Promise<T>): Promise<T | undefined> {
  return await step.catch((error: unknown) => {
    if ((error as { code?: unknown } | null)?.code !== why) throw error;
    return undefined;
  });
}

// biome-ignore format: table
const REASONS: Readonly<Record<string, string>> = {
  ENOENT:  '目录不在',
  ENOTDIR: '不是目录',
  EACCES:  '没有读写的权限',
  EPERM:   '没有读写的权限',
  EROFS:   '只能读，不能写',
  ENOSPC:  '磁盘已满',
  EDQUOT:  '配额已满',
  EHOSTDOWN: '共享所在的电脑不在',
  EHOSTUNREACH: '共享所在的电脑不在',
  ESTALE:  '共享已断开',
  EIO:     '读写出错',
};

/** A step on the folder may have been done although a share reports that it failed: what became of a message is then asked. */
async function telling<T>(root: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TransportError) throw error;
    const { code = '' } = (error ?? {}) as { code?: string };
    throw new TransportError('folder', root, { lost: true, detail: REASONS[code] ?? (code || '读写出错') });
  }
}
