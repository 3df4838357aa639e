import { dirname, join } from 'node:path';
import type { Disk, FileFacts } from './disk.ts';
import type { Change, Pending } from './pending.ts';

export interface GroupedOptions {
  /** The files as they are. */
  below: Disk;
  /** The group that a change of this file belongs to; undefined where it is made at once. */
  pending: (file: string) => Pending | undefined;
  isApart: (file: string) => boolean;
  /** Called before a change of these files that is made at once although a group is under way. */
  aside: (...files: readonly string[]) => Promise<void>;
}

/** Bytes above which a file is written once, and waited for by itself, instead of through the log. */
const LARGE = 256 * 1024;
const LINE_FEED = 10;

/** A disk whose changes wait in the group under way, and that shows them to those who are in it. */
export function grouped(options: GroupedOptions): Disk {
  const { below } = options;
  const view = new View(options);
  const disk: Disk = {
    ...reading(view, below),
    async create(file, bytes, mode) {
      const pending = options.pending(file);
      if (pending === undefined) return await below.create(file, bytes, mode);
      if ((await view.facts(file)) !== undefined) throw thereAlready(file);
      if (options.isApart(file) || bytes.length > LARGE) {
        await options.aside(file);
        return await below.create(file, bytes, mode);
      }
      pending.set(file, { kind: 'put', bytes: Buffer.from(bytes), mode });
    },
    append: (file, bytes) => view.add(file, bytes, () => below.append(file, bytes)),
    extend: (file, lines) =>
      view.add(
        file,
        lines,
        () => below.extend(file, lines),
        async size => {
          const last = size === 0 ? LINE_FEED : (await view.range(file, size - 1, 1))[0];
          return last === LINE_FEED ? lines : Buffer.concat([Buffer.of(LINE_FEED), lines]);
        },
      ),
    async overwrite(file, bytes, mode) {
      const pending = options.pending(file);
      if (pending === undefined) return await below.overwrite(file, bytes, mode);
      pending.set(file, { kind: 'over', bytes: Buffer.from(bytes), mode });
    },
    async truncate(file, size) {
      const pending = options.pending(file);
      if (pending === undefined) return await below.truncate(file, size);
      pending.set(file, { kind: 'tail', at: size, bytes: Buffer.alloc(0) });
    },
    rename: (from, to) => renamed(options, view, from, to),
    async remove(file) {
      const pending = options.pending(file);
      if (pending === undefined) return await below.remove(file);
      const facts = await view.facts(file);
      if (facts === undefined) throw missing(file);
      if (options.isApart(file) || !facts.plain) {
        await options.aside(file);
        await below.remove(file);
        return await below.syncFolder(dirname(file));
      }
      if ((await below.facts(file)) === undefined) pending.forget(file);
      else pending.set(file, { kind: 'gone' });
    },
    async makeFolder(folder, mode) {
      const isNew = await below.makeFolder(folder, mode);
      if (isNew) options.pending(folder)?.addFolder(folder, mode);
      return isNew;
    },
    async setMode(file, mode) {
      const pending = options.pending(file);
      const change = pending?.of(file);
      if (change?.kind === 'put') pending?.set(file, { ...change, mode });
      else await below.setMode(file, mode);
    },
    async syncFolder(folder) {
      if (options.pending(join(folder, '.')) === undefined) await below.syncFolder(folder);
    },
    // Only what ends a group writes so.
    stage: (...all) => below.stage(...all),
    endWith: (...all) => below.endWith(...all),
    async sync(file) {
      if (options.pending(file) === undefined) await below.sync(file);
    },
  };
  return disk;
}

const reading = (view: View, below: Disk): Pick<Disk, 'read' | 'readRange' | 'facts' | 'list' | 'resolve'> => ({
  read: file => view.read(file),
  readRange: (file, start, length) => view.range(file, start, length),
  facts: file => view.facts(file),
  list: folder => view.list(folder),
  resolve: path => below.resolve(path),
});

/** A new file is made of what lay elsewhere; what is no small plain file moves at once. */
async function renamed(options: GroupedOptions, view: View, from: string, to: string): Promise<void> {
  const { below, isApart, aside } = options;
  const pending = options.pending(from) ?? options.pending(to);
  if (pending === undefined) return await below.rename(from, to);
  const change = pending.of(from);
  const facts = await view.facts(from);
  if (facts === undefined) throw missing(from);
  if (isApart(from) || isApart(to) || !facts.plain || facts.size > LARGE) {
    await aside(from, to);
    await below.rename(from, to);
    await below.syncFolder(dirname(to));
    return await below.syncFolder(dirname(from));
  }
  const isBelow = (await below.facts(from)) !== undefined;
  const put: Change =
    change?.kind === 'put' ? change : { kind: 'put', bytes: await view.read(from), mode: facts.mode & 0o777 };
  if (isBelow) pending.set(from, { kind: 'gone' });
  else pending.forget(from);
  pending.set(to, put);
}

/** The files with what is pending. */
class View {
  readonly #options: GroupedOptions;

  constructor(options: GroupedOptions) {
    this.#options = options;
  }

  async read(file: string): Promise<Buffer> {
    const { below } = this.#options;
    const change = this.#of(file);
    if (change === undefined || change.kind === 'over') return await below.read(file);
    if (change.kind === 'put') return Buffer.from(change.bytes);
    if (change.kind === 'gone') throw missing(file);
    return Buffer.concat([await below.readRange(file, 0, change.at), change.bytes]);
  }

  async range(file: string, start: number, length: number): Promise<Buffer> {
    const { below } = this.#options;
    const change = this.#of(file);
    if (change === undefined) return await below.readRange(file, start, length);
    if (change.kind === 'gone') throw missing(file);
    if (change.kind !== 'tail') return Buffer.from(change.bytes.subarray(start, start + length));
    const { at, bytes } = change;
    const own = bytes.subarray(Math.max(0, start - at), Math.max(0, start + length - at));
    if (start >= at) return Buffer.from(own);
    return Buffer.concat([await below.readRange(file, start, Math.min(length, at - start)), own]);
  }

  async facts(file: string): Promise<FileFacts | undefined> {
    const { below } = this.#options;
    const change = this.#of(file);
    if (change?.kind === 'gone') return undefined;
    const facts = await below.facts(file);
    if (change === undefined || change.kind === 'over') return facts;
    if (change.kind === 'tail') return facts && { ...facts, size: change.at + change.bytes.length };
    return {
      folder: false,
      plain: true,
      link: false,
      modified: facts?.modified ?? 0,
      owner: process.getuid?.() ?? 0,
      size: change.bytes.length,
      mode: change.mode,
    };
  }

  async list(folder: string): Promise<string[]> {
    const { below, pending } = this.#options;
    const names = await below.list(folder);
    const changes = pending(join(folder, '.', 'x'))?.changes ?? new Map<string, Change>();
    const all = new Set(names);
    for (const [file, { kind }] of changes) {
      if (dirname(file) !== folder) continue;
      const name = file.slice(folder.length + 1);
      if (kind === 'gone') all.delete(name);
      else all.add(name);
    }
    return all.size === names.length && names.every(name => all.has(name)) ? names : [...all].sort();
  }

  /** Adds to a file. */
  async add(
    file: string,
    bytes: Uint8Array,
    atOnce: () => Promise<void>,
    complete: (size: number) => Promise<Uint8Array> = async () => bytes,
  ): Promise<void> {
    const pending = this.#options.pending(file);
    if (pending === undefined) return await atOnce();
    const facts = await this.facts(file);
    if (facts === undefined) throw missing(file);
    if (bytes.length > LARGE || !facts.plain) {
      await this.#options.aside(file);
      return await atOnce();
    }
    const added = Buffer.from(await complete(facts.size));
    // Whether it can be added to is said now, when its caller may still go on without it.
    const at = pending.of(file) === undefined ? facts.size : undefined;
    if (at !== undefined) await this.#options.below.endWith(file, at, Buffer.alloc(0));
    pending.set(file, { kind: 'tail', at: facts.size, bytes: added });
  }

  #of(file: string): Change | undefined {
    return this.#options.pending(file)?.of(file);
  }
}

// As the system says it.
const missing = (file: string): Error => Object.assign(new Error(`ENOENT: ${file}`), { code: 'ENOENT' });
const thereAlready = (file: string): Error => Object.assign(new Error(`EEXIST: ${file}`), { code: 'EEXIST' });
