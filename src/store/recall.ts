import { dirname } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { UserError } from '../errors.ts';
import { type Disk, isMissing } from './disk.ts';
import { REPAIR, storeError } from './failure.ts';
import { type Modes, readOrNothing, replaceFile } from './json-file.ts';
import type { StoreLock } from './lock.ts';

/** What a record says under a key, and when it said so: any JSON value, milliseconds since 1970. */
export interface RecallEntry {
  readonly key: string;
  readonly value: unknown;
  readonly at: number;
}

/** What is known under a key: the value that was said last, when, and how often one was said. */
export interface Recalled {
  readonly value: unknown;
  readonly count: number;
  readonly last: number;
}

/** How a log follows from the records. */
export interface RecallSource<R> {
  /** Version of the values, from 1; a log of an older one is made anew. */
  readonly version: number;
  /** What a record that is stored now says beside what it said `before`; all of it when there was none. */
  readonly of: (record: R, before: R | undefined) => readonly RecallEntry[] | Promise<readonly RecallEntry[]>;
}

/** What screens and jobs see of a log. */
export interface Recall {
  /** By key, as of the last `refresh`; empty before the first. */
  readonly held: ReadonlyMap<string, Recalled>;
  /** Takes in what was added since, also by other processes; makes the log first when there is none. True when there was something. */
  refresh(): Promise<boolean>;
}

export interface RecallLogOptions {
  disk: Disk;
  modes: Modes;
  lock: StoreLock;
  file: string;
  version: number;
  /** Everything that the records say, a piece at a time. */
  all: () => AsyncIterable<readonly RecallEntry[]>;
  random: () => number;
}

interface Head {
  version: number;
  /** Another one each time that the log is written anew. */
  id: string;
  /** Bytes at that time; 0 while the log is being made from the records. */
  base: number;
}

interface Log {
  head: Head;
  lines: Line[];
  /** Whole lines that are none. */
  broken: number;
  /** Where the next line begins. */
  end: number;
}

interface Line extends RecallEntry {
  /** A line that stands for several; 1 where it is not said. */
  readonly count?: number;
}

/** Bytes of the first line, line feed included, so that it can be read alone. */
const HEAD_LENGTH = 64;
const HEAD = /^baojian-recall (\d+) id ([0-9a-z]+) base (\d+) *\n$/u;
/** Bytes that a log may grow beside doubling before it is worth folding. */
const SLACK = 64 * 1024;
/** Records read in one go, while the log is made, before others get their turn. */
const AT_ONCE = 5;

/**
 * What was used before, by key, as lines that are only ever added, a use each; folded to one line a key when it has grown.
 *
 * It can be derived from the records, so a line is not waited for and nobody fails who cannot write one. A line that a crash cut off
 * is passed over. Nothing is read before somebody asks; where nobody ever asks there is no log.
 */
export class RecallLog implements Recall {
  readonly #options: RecallLogOptions;
  #held = new Map<string, Recalled>();
  #id: string | undefined;
  #end = 0;
  #added = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: RecallLogOptions) {
    this.#options = options;
  }

  get held(): ReadonlyMap<string, Recalled> {
    return this.#held;
  }

  refresh(): Promise<boolean> {
    return this.#inTurn(async () => (await this.#readOn()) ?? (await this.#load()));
  }

  /** Makes the log from the records, whatever there was. */
  rebuild(): Promise<void> {
    return this.#inTurn(() => this.#build(true));
  }

  /** Inside the lock: adds what a record says. While there is no log there is nothing to add to: it will be made from the records. */
  async add(entries: readonly RecallEntry[]): Promise<void> {
    if (entries.length === 0) return;
    const { disk, file, version } = this.#options;
    try {
      if ((await readHead(disk, file))?.version !== version) return;
      await disk.extend(file, encode(entries));
      this.#added = true;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // What the record says is stored with it. A log that lacks something goes, and is made anew when somebody asks.
      await disk.remove(file).catch(() => {});
    }
  }

  /** Whether this process has made it grow enough to be folded. */
  async worthFolding(): Promise<boolean> {
    const { disk, file } = this.#options;
    if (!this.#added) return false;
    const head = await readHead(disk, file);
    const size = (await disk.facts(file))?.size ?? 0;
    return head !== undefined && head.base > 0 && size > 2 * head.base + SLACK;
  }

  /** Inside the lock: one line a key. */
  async fold(): Promise<void> {
    const { disk, file, version } = this.#options;
    const log = await readLog(disk, file);
    if (log === undefined || log.head.base === 0 || log.head.version !== version) return;
    await this.#write(folded(log.lines));
  }

  /** Throws a `UserError` when lines cannot be read. */
  async verify(): Promise<void> {
    const { disk, file, version } = this.#options;
    const log = await readLog(disk, file);
    if (log === undefined) throw storeError('store.broken', `记忆文件的开头读不懂：${file}`, [REPAIR]);
    if (log.broken > 0 && log.head.version <= version)
      throw storeError('store.broken', `记忆文件有 ${log.broken} 行读不懂：${file}`, [REPAIR]);
  }

  // Reading and making of one process take turns, so that none sees the place in the log of the other half way.
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => {});
    return result;
  }

  /** Goes on where reading ended; undefined when the log is another one by now. */
  async #readOn(): Promise<boolean | undefined> {
    const { disk, file } = this.#options;
    if (this.#id === undefined) return undefined;
    try {
      const size = (await disk.facts(file))?.size ?? 0;
      if (size < this.#end) return undefined;
      const bytes = await disk.readRange(file, this.#end, size - this.#end);
      // Read after the lines: they are those of this log only when it is still there.
      if ((await readHead(disk, file))?.id !== this.#id) return undefined;
      const { lines, length } = parseLines(bytes);
      for (const line of lines) take(this.#held, line);
      this.#end += length;
      return lines.length > 0;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async #load(): Promise<boolean> {
    const { disk, file, version } = this.#options;
    let log = await readLog(disk, file);
    if (!isUsable(log, version)) {
      await this.#build(false);
      log = await readLog(disk, file);
    }
    // A newer program's values are not for us.
    const ours = log?.head.version === version && log.head.base > 0 ? log : undefined;
    this.#held = folded(ours?.lines ?? []);
    this.#id = ours?.head.id;
    this.#end = ours?.end ?? 0;
    return true;
  }

  /** Records are read without the lock; what is stored meanwhile is added to a log without content and counted in at the end. */
  async #build(anew: boolean): Promise<void> {
    const { disk, modes, lock, file, version, all } = this.#options;
    const isMine = await lock.run(async () => {
      const head = await readHead(disk, file);
      if (head !== undefined && head.version > version) return false;
      if (!anew && head?.version === version) return head.base === 0;
      const folder = dirname(file);
      if (await disk.makeFolder(folder, modes.folder)) await disk.syncFolder(dirname(folder));
      await replaceFile(disk, modes, file, encodeHead({ version, id: this.#newId(), base: 0 }));
      return true;
    });
    if (!isMine) return;
    const built = new Map<string, Recalled>();
    let read = 0;
    for await (const entries of all()) {
      for (const entry of entries) take(built, entry);
      read += 1;
      if (read % AT_ONCE === 0) await breathe();
    }
    await lock.run(async () => {
      const log = await readLog(disk, file);
      // Somebody else has made it at the same time.
      if (isUsable(log, version)) return;
      // What was stored before its record was read has been counted.
      for (const line of log?.lines ?? []) if ((built.get(line.key)?.last ?? -1) < line.at) take(built, line);
      await this.#write(built);
    });
  }

  async #write(held: ReadonlyMap<string, Recalled>): Promise<void> {
    const { disk, modes, file, version } = this.#options;
    const lines = encode(
      Array.from(held, ([key, { value, count, last }]) => ({ key, value, at: last, ...(count > 1 && { count }) })),
    );
    const head = encodeHead({ version, id: this.#newId(), base: HEAD_LENGTH + lines.length });
    await replaceFile(disk, modes, file, Buffer.concat([head, lines]));
  }

  #newId(): string {
    return Math.floor(this.#options.random() * 36 ** 8)
      .toString(36)
      .padStart(8, '0');
  }
}

const isUsable = (log: Log | undefined, version: number) =>
  log !== undefined && (log.head.version > version || (log.head.version === version && log.head.base > 0));

function take(held: Map<string, Recalled>, { key, value, at, count = 1 }: Line): void {
  const before = held.get(key);
  if (before === undefined) held.set(key, { value, count, last: at });
  else {
    const isNewer = at >= before.last;
    held.set(key, {
      value: isNewer ? value : before.value,
      count: before.count + count,
      last: isNewer ? at : before.last,
    });
  }
}

function folded(lines: readonly Line[]): Map<string, Recalled> {
  const held = new Map<string, Recalled>();
  for (const line of lines) take(held, line);
  return held;
}

function encode(lines: readonly Line[]): Buffer {
  return Buffer.from(lines.map(line => `${JSON.stringify(line)}\n`).join(''));
}

function encodeHead({ version, id, base }: Head): Buffer {
  return Buffer.from(`${`baojian-recall ${version} id ${id} base ${base}`.padEnd(HEAD_LENGTH - 1)}\n`);
}

function parseHead(bytes: Buffer): Head | undefined {
  const match = HEAD.exec(bytes.toString('latin1', 0, HEAD_LENGTH));
  return match === null ? undefined : { version: Number(match[1]), id: match[2] ?? '', base: Number(match[3]) };
}

/** Undefined when there is no log or none that can be read. */
async function readHead(disk: Disk, file: string): Promise<Head | undefined> {
  if ((await disk.facts(file)) === undefined) return undefined;
  return parseHead(await disk.readRange(file, 0, HEAD_LENGTH));
}

async function readLog(disk: Disk, file: string): Promise<Log | undefined> {
  const bytes = await readOrNothing(disk, file);
  const head = bytes && parseHead(bytes);
  if (bytes === undefined || head === undefined) return undefined;
  const { length, ...rest } = parseLines(bytes.subarray(HEAD_LENGTH));
  return { head, ...rest, end: HEAD_LENGTH + length };
}

/** The whole lines; behind `length` is what is being written, or what a crash left. */
function parseLines(bytes: Buffer): { lines: Line[]; broken: number; length: number } {
  const length = bytes.lastIndexOf(10) + 1;
  const texts = bytes.toString('utf8', 0, length).split('\n');
  texts.pop();
  const lines = texts.flatMap(text => parseLine(text) ?? []);
  return { lines, broken: texts.length - lines.length, length };
}

function parseLine(text: string): Line | undefined {
  try {
    const line = JSON.parse(text) as Partial<Line> | null;
    const { key, at, count = 1 } = line ?? {};
    const isLine = typeof key === 'string' && typeof at === 'number' && Number.isInteger(count) && count > 0;
    return isLine ? (line as Line) : undefined;
  } catch {
    return undefined;
  }
}
