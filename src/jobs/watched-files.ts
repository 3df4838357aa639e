import { appendFile, mkdir, open, opendir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { explain } from '../disk/failure.ts';
import { UserError } from '../errors.ts';
import { statOf } from '../open-file.ts';
import { cleanLine } from '../text.ts';

export const DONE = '完成';
export const FAILED = '失败';
export const LOG = 'watch.log';
const STATE = '.watch.json';

const WANTED = /\.(?:json|jsonl|xml|zip|xlsx|xls|csv)$/iu;
/** More names than this are left for the next look. */
const MAX_NAMES = 10_000;
const TAIL = 4096;

interface Facts {
  readonly name: string;
  readonly size: number;
  readonly modified: number;
  readonly inode: number;
}

/** What a folder held, and what of it was the same the time before: half a file grows. */
export interface Look {
  readonly seen: ReadonlyMap<string, Facts>;
  readonly still: readonly Facts[];
}

/** What happens to files of a watched folder; paths are relative to it. */
export interface WatchedFiles {
  look(before: Look | undefined): Promise<Look>;
  exists(path: string): Promise<boolean>;
  read(name: string): Promise<Uint8Array>;
  /** The whole file or none of it. */
  write(path: string, text: string): Promise<void>;
  move(name: string, to: string): Promise<void>;
  append(path: string, text: string): Promise<void>;
  logTail(): Promise<string>;
  readState(): Promise<unknown>;
  writeState(state: unknown): Promise<void>;
  clearState(): Promise<void>;
  /** What is done to the office for a file. */
  taking<T>(work: () => Promise<T>): Promise<T>;
}

/** The files of a folder on the disk. Throws `watch.folder` when it is none that can be worked in. */
export async function openWatched(folder: string): Promise<WatchedFiles> {
  const at = (path: string) => join(folder, path);
  try {
    for (const name of [DONE, FAILED]) await mkdir(at(name), { recursive: false }).catch(known);
    await opendir(folder).then(dir => dir.close());
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UserError('watch.folder', `${missing ? '没有这个目录' : '不能在这个目录里工作'}：${cleanLine(folder)}`, {
      exit: 'usage',
      next: [missing ? '先建立它' : '检查目录的权限'],
      cause,
    });
  }
  const write = async (path: string, text: string) => {
    const temp = at(join(dirname(path), `.${basename(path)}.tmp`));
    const handle = await open(temp, 'w');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temp, at(path));
  };
  /** What the folder cannot take is told as what a home cannot. */
  const told = <T>(path: string, step: Promise<T>): Promise<T> =>
    step.catch(error => {
      throw explain(error, at(path));
    });
  return {
    look: before => look(folder, before),
    exists: async path => statOf(at(path)) !== undefined,
    read: name => readFile(at(name)),
    write: (path, text) => told(path, write(path, text)),
    move: (name, to) => told(to, rename(at(name), at(to))),
    append: (path, text) => told(path, appendFile(at(path), text)),
    logTail: async () => (await readFile(at(LOG)).catch(() => Buffer.of())).subarray(-TAIL).toString(),
    readState: () => readState(at(STATE)),
    writeState: state => told(STATE, write(STATE, `${JSON.stringify(state)}\n`)),
    clearState: () => told(STATE, rm(at(STATE), { force: true })),
    taking: work => work(),
  };
}

function known(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** A state that cannot be read is as good as none: what was imported is known by its contents, too. */
async function readState(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    const state: unknown = JSON.parse(text);
    return typeof state === 'object' && state !== null && 'version' in state && state.version === 1 ? state : undefined;
  } catch {
    return undefined;
  }
}

async function look(folder: string, before: Look | undefined): Promise<Look> {
  const seen = new Map<string, Facts>();
  for await (const { name } of await opendir(folder)) {
    if (!WANTED.test(name) || name.startsWith('.') || name.startsWith('~')) continue;
    const facts = statOf(join(folder, name));
    if (facts?.isFile()) seen.set(name, { name, size: facts.size, modified: facts.mtimeMs, inode: facts.ino });
    if (seen.size >= MAX_NAMES) break;
  }
  const still = [...seen.values()].filter(now => {
    const then = before?.seen.get(now.name);
    return then && then.size === now.size && then.modified === now.modified && then.inode === now.inode;
  });
  return { seen, still: still.sort((a, b) => a.modified - b.modified || (a.name < b.name ? -1 : 1)) };
}

/** A name that no file of the folder has, nor its result: `名 (2).xlsx` beside `名.xlsx`. */
export async function freeName(files: Pick<WatchedFiles, 'exists'>, folder: string, name: string): Promise<string> {
  const ending = extname(name);
  for (let count = 1; ; count += 1) {
    const tried = count === 1 ? name : `${basename(name, ending)} (${count})${ending}`;
    const taken = await Promise.all(['', '.json', '.txt'].map(more => files.exists(join(folder, `${tried}${more}`))));
    if (!taken.includes(true)) return tried;
  }
}
