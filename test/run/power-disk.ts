import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Disk } from '../../src/disk/disk.ts';
import { nodeDisk } from '../../src/disk/node-disk.ts';

/** A file as the disk has it: what was last waited for. What the system has in its memory is read from the file itself. */
interface Inode {
  synced: Buffer;
  path: string;
}

/** The ways in which what was not waited for may lie on a disk after a cut of the power. */
const REMAINS = ['now', 'synced', 'half', 'zeros'] as const;

/**
 * A disk that loses what was not waited for: names until their folder is, bytes until their file is. After `cutAt` steps that change
 * something the power is gone; `image` then lays down a home as such a cut may leave it.
 */
export class PowerDisk {
  readonly disk: Disk;
  steps = 0;
  #cut = Number.POSITIVE_INFINITY;
  readonly #names = new Map<string, Inode>();
  readonly #durable = new Map<string, Inode>();
  readonly #folders = new Set<string>();

  constructor(home: string) {
    for (const file of filesIn(home)) {
      const inode = { synced: readFileSync(file), path: file };
      this.#names.set(file, inode);
      this.#durable.set(file, inode);
    }
    this.disk = this.#wrapped();
  }

  cutAt(step: number): void {
    this.#cut = step;
  }

  /** Lays a home down in `to` as it may lie on the disk now. */
  image(home: string, to: string, random: () => number): void {
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
    mkdirSync(to, { recursive: true });
    for (const folder of this.#folders) mkdirSync(join(to, folder.slice(home.length)), { recursive: true });
    for (const path of new Set([...this.#names.keys(), ...this.#durable.keys()])) {
      const inode = pick([this.#names.get(path), this.#durable.get(path)]);
      if (inode === undefined) continue;
      const place = join(to, path.slice(home.length));
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, remains(inode, pick(REMAINS)));
    }
  }

  #wrapped(): Disk {
    const after: Partial<Record<keyof Disk, (...all: never[]) => void>> = {
      create: (file: string) => this.#made(file, true),
      stage: (file: string) => this.#made(file, false),
      append: (file: string) => this.#synced(file),
      sync: (file: string) => this.#synced(file),
      overwrite: (file: string) => this.#names.has(file) || this.#made(file, false),
      rename: (from: string, to: string) => {
        const inode = this.#names.get(from);
        this.#names.delete(from);
        if (inode === undefined) return;
        // What lay under the name before is on the disk as it was.
        for (const held of this.#durable.values()) if (held.path === to) held.path = '';
        inode.path = to;
        this.#names.set(to, inode);
      },
      remove: (file: string) => {
        const inode = this.#names.get(file);
        if (inode) inode.path = '';
        this.#names.delete(file);
      },
      syncFolder: (folder: string) => {
        for (const path of new Set([...this.#names.keys(), ...this.#durable.keys()])) {
          if (dirname(path) !== folder) continue;
          const inode = this.#names.get(path);
          if (inode) this.#durable.set(path, inode);
          else this.#durable.delete(path);
        }
      },
      makeFolder: (folder: string) => void this.#folders.add(folder),
      extend: () => {},
      endWith: () => {},
      truncate: () => {},
      setMode: () => {},
    };
    return new Proxy(nodeDisk, {
      get: (target, name: keyof Disk) => {
        const step = target[name] as (...all: unknown[]) => Promise<unknown>;
        const note = after[name] as ((...all: unknown[]) => void) | undefined;
        if (note === undefined) return step;
        return async (...all: unknown[]) => {
          if (this.steps >= this.#cut) throw new Error('The power is gone');
          this.steps += 1;
          // A name that goes takes along what the system had in its memory of the file.
          if (name === 'rename' || name === 'remove') this.#freeze(all[name === 'rename' ? 1 : 0] as string);
          const value = await step(...all);
          note(...all);
          return value;
        };
      },
    });
  }

  readonly #lost = new Map<Inode, Buffer>();

  #freeze(path: string): void {
    for (const inode of [this.#names.get(path), this.#durable.get(path)])
      if (inode?.path === path && statSync(path, { throwIfNoEntry: false })) this.#lost.set(inode, readFileSync(path));
  }

  #made(file: string, isSynced: boolean): void {
    this.#names.set(file, { synced: isSynced ? readFileSync(file) : Buffer.alloc(0), path: file });
  }

  #synced(file: string): void {
    const inode = this.#names.get(file);
    if (inode) inode.synced = readFileSync(file);
  }
}

function remains({ synced, path }: Inode, how: (typeof REMAINS)[number]): Buffer {
  const now = path !== '' && statSync(path, { throwIfNoEntry: false }) ? readFileSync(path) : synced;
  if (how === 'synced' || now.equals(synced)) return synced;
  if (how === 'now') return now;
  // What was waited for stays; what was added behind it may be anything.
  const sound = now.subarray(0, synced.length).equals(synced) ? synced.length : 0;
  if (how === 'half') return now.subarray(0, sound + Math.floor((now.length - sound) / 2));
  return Buffer.concat([now.subarray(0, sound), Buffer.alloc(now.length - sound)]);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
}
