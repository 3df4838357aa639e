import { createHash } from 'node:crypto';
import { dirname, join, relative } from 'node:path';
import { isSameBoot } from './boot.ts';
import type { Disk } from './disk.ts';
import type { Modes } from './modes.ts';
import { Pending } from './pending.ts';

export interface RedoOptions {
  disk: Disk;
  /** The folder that all files of the log are below. */
  home: string;
  file: string;
  modes: Modes;
  /** Tells one start of the machine from another. */
  boot: string;
  random: () => number;
}

/*
 * The first line says in which run of the machine the log was begun and bears a number that no other beginning has. Each group follows as a line with its
 * length and the SHA-256 of that number, its place and its bytes; so neither what a former log has left behind nor a group that a power cut
 * has cut off is taken for one.
 */
const HEAD = /^redo 1 ([0-9a-z]+) (\S+)\n$/u;
const GROUP = /^group (\d+) ([0-9a-f]{64})\n/u;
const MOST_HEAD = 128;
/** Bytes of a log that make it worth waiting for the files. */
const FULL = 8 * 1024 * 1024;
/** Files that are waited for at the same time. */
const AT_ONCE = 8;

/** A change as it stands in the head of a group; the bytes follow in the same order. */
type Written =
  | readonly ['put', path: string, length: number, mode: number]
  | readonly ['tail', path: string, length: number, at: number]
  | readonly ['gone', path: string]
  | readonly ['folder', path: string, mode: number];

/**
 * What changed since all files were last waited for, group by group: one wait for the disk makes a group safe, and its files need none.
 * After a cut of the power they are made from it again. All of it happens inside the lock of the store.
 */
export class RedoLog {
  readonly #options: RedoOptions;

  constructor(options: RedoOptions) {
    this.#options = options;
  }

  /** Whether the machine was started anew since the log was begun: then files may lack what it says. */
  async isOfAnotherBoot(): Promise<boolean> {
    const head = await this.#head();
    return head !== undefined && !isSameBoot(head.boot, this.#options.boot);
  }

  /** Adds a group; it is on the disk when this returns, and nothing of it is when this throws. True when the log is full. */
  async add(pending: Pending): Promise<boolean> {
    const { disk, file, boot, random } = this.#options;
    const { size } = (await disk.facts(file)) ?? (await this.#made());
    const head = size === 0 ? undefined : await this.#head();
    const id = head?.id ?? Math.floor(random() * 36 ** 10).toString(36);
    const start = head === undefined ? Buffer.from(`redo 1 ${id} ${boot}\n`) : Buffer.alloc(0);
    // A first line that cannot be read is what is left of a beginning that broke off.
    if (head === undefined && size > 0) await disk.truncate(file, 0);
    const at = head === undefined ? start.length : size;
    const body = encoded(this.#options.home, pending);
    const line = Buffer.from(`group ${body.length} ${sumOf(id, at, body)}\n`);
    try {
      await disk.append(file, Buffer.concat([start, line, body]));
    } catch (error) {
      // A wait that failed says nothing of the bytes: they must not come back as a group that was refused.
      await disk.truncate(file, head === undefined ? 0 : size).catch(() => {});
      throw error;
    }
    return at + line.length + body.length > FULL;
  }

  /** All that the log says, as one group. */
  async read(): Promise<Pending> {
    const { disk, file, home } = this.#options;
    const all = new Pending();
    const head = await this.#head();
    if (head === undefined) return all;
    const bytes = await disk.read(file);
    for (let at = head.length; at < bytes.length; ) {
      const [line, length, sum] = GROUP.exec(bytes.toString('latin1', at, at + MOST_HEAD)) ?? [];
      if (line === undefined) break;
      const start = at + line.length;
      const body = bytes.subarray(start, start + Number(length));
      if (body.length < Number(length) || sum !== sumOf(head.id, at, body)) break;
      decode(home, body, all);
      at = start + body.length;
    }
    return all;
  }

  /** Waits for every file that the log speaks of, then begins a new one. */
  async checkpoint(): Promise<void> {
    const { disk, file } = this.#options;
    if (((await disk.facts(file))?.size ?? 0) === 0) return;
    const { changes, folders } = await this.read();
    const files = [...changes].flatMap(([path, { kind }]) => (kind === 'gone' ? [] : [path]));
    for (let at = 0; at < files.length; at += AT_ONCE)
      await Promise.all(files.slice(at, at + AT_ONCE).map(path => this.#sync(path)));
    for (const folder of this.#foldersOf([...changes.keys(), ...folders.keys()]))
      if ((await disk.facts(folder))?.folder) await disk.syncFolder(folder);
    await disk.truncate(file, 0);
    // The old log must not come back after a file was changed without it.
    await disk.sync(file);
  }

  /** The folders on the way to these files. */
  #foldersOf(files: readonly string[]): ReadonlySet<string> {
    const { home } = this.#options;
    const found = new Set<string>();
    for (const file of files)
      for (let folder = dirname(file); folder.length >= home.length; folder = dirname(folder)) found.add(folder);
    return found;
  }

  async #sync(path: string): Promise<void> {
    const { disk } = this.#options;
    // Somebody may have put something else there by hand; it is theirs to wait for.
    if ((await disk.facts(path))?.plain) await disk.sync(path);
  }

  async #made(): Promise<{ size: number }> {
    const { disk, file, modes } = this.#options;
    await disk.create(file, new Uint8Array(), modes.file);
    await disk.syncFolder(dirname(file));
    return { size: 0 };
  }

  async #head(): Promise<{ id: string; boot: string; length: number } | undefined> {
    const { disk, file } = this.#options;
    if (((await disk.facts(file))?.size ?? 0) === 0) return undefined;
    const text = (await disk.readRange(file, 0, MOST_HEAD)).toString('latin1');
    const [line, id, boot] = HEAD.exec(text.slice(0, text.indexOf('\n') + 1)) ?? [];
    return line === undefined || id === undefined || boot === undefined ? undefined : { id, boot, length: line.length };
  }
}

function sumOf(id: string, at: number, body: Buffer): string {
  return createHash('sha256').update(`${id} ${at}\n`).update(body).digest('hex');
}

function encoded(home: string, { changes, folders }: Pending): Buffer {
  const written: Written[] = [];
  const bytes: Buffer[] = [];
  const named = (path: string): string => relative(home, path).replaceAll('\\', '/');
  for (const [folder, mode] of folders) written.push(['folder', named(folder), mode]);
  for (const [file, change] of changes) {
    if (change.kind === 'over') continue;
    if (change.kind === 'gone') written.push(['gone', named(file)]);
    else {
      const last = change.kind === 'put' ? change.mode : change.at;
      written.push([change.kind, named(file), change.bytes.length, last]);
      bytes.push(change.bytes);
    }
  }
  return Buffer.concat([Buffer.from(`${JSON.stringify(written)}\n`), ...bytes]);
}

function decode(home: string, body: Buffer, into: Pending): void {
  const lineEnd = body.indexOf(10);
  let at = lineEnd + 1;
  for (const [kind, path, ...rest] of JSON.parse(body.toString('utf8', 0, lineEnd)) as Written[]) {
    const file = join(home, ...path.split('/'));
    const [first = 0, last = 0] = rest;
    if (kind === 'folder') into.addFolder(file, first);
    else if (kind === 'gone') into.set(file, { kind });
    else {
      const bytes = Buffer.from(body.subarray(at, at + first));
      at += first;
      into.set(file, kind === 'put' ? { kind, bytes, mode: last } : { kind, bytes, at: last });
    }
  }
}
