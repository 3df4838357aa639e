import { AsyncLocalStorage } from 'node:async_hooks';
import { dirname, sep } from 'node:path';
import { type Disk, isMissing } from './disk.ts';
import { TEMP } from './json-file.ts';
import { Pending } from './pending.ts';
import { grouped } from './pending-disk.ts';
import { RedoLog, type RedoOptions } from './redo-log.ts';
import { Turns } from './turns.ts';

export interface GroupOptions extends RedoOptions {
  /** Files that are changed at once and waited for one by one, so that what they hold stands nowhere else. */
  isApart: (file: string) => boolean;
}

/** What is under way: works that run one after the other, whose changes become one group. */
interface Group {
  readonly of: Groups;
  readonly pending: Pending;
  isOpen: boolean;
}

/** The groups that what runs is in, the innermost first; one for all, since every one more makes each promise of the program dearer. */
const RUNNING = new AsyncLocalStorage<readonly Group[]>();

/**
 * Changes in groups: a work sees what it has changed, nobody else does, until one wait for the disk makes all of it safe; a work that fails
 * has changed nothing. What a death after that has left undone is made up for from the log.
 */
export class Groups {
  /** The files below the home, as those see them who are in a group, and as they are for all others. */
  readonly disk: Disk;
  readonly #below: Disk;
  readonly #options: GroupOptions;
  readonly #log: RedoLog;
  // Of works that do several things at the same time only one at a time settles.
  readonly #turns = new Turns();
  #group: Group | undefined;
  #isTouched = false;
  /** The log is of this start of the machine, which cannot change while we live. */
  #isOfThisBoot = false;

  constructor(options: GroupOptions) {
    this.#options = options;
    this.#below = options.disk;
    this.#log = new RedoLog(options);
    this.disk = grouped({
      below: options.disk,
      pending: file => (this.#isOurs(file) ? this.#open?.pending : undefined),
      isApart: options.isApart,
      aside: (...files) => this.#aside(files),
    });
  }

  /** Whether what runs is a work of the group. */
  get isInside(): boolean {
    return this.#open !== undefined;
  }

  /** Whether the group, which may have ended, has changed something that its failing does not take back. */
  get isTouched(): boolean {
    return this.#isTouched;
  }

  /** Runs a work of the group that is under way, or begins one; when it fails, its changes are gone. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#group === undefined) this.#isTouched = false;
    this.#group ??= { of: this, pending: new Pending(), isOpen: true };
    const group = this.#group;
    const takeBack = group.pending.mark();
    try {
      return await RUNNING.run([group, ...(RUNNING.getStore() ?? [])], work);
    } catch (error) {
      takeBack();
      throw error;
    }
  }

  /** Ends the group: all of it is safe and in its place when this returns; when it throws and nothing `isTouched`, nothing of it is. */
  async end(): Promise<void> {
    const group = this.#group;
    if (group === undefined) return;
    try {
      await this.#settle(group);
    } finally {
      group.isOpen = false;
      this.#group = undefined;
    }
  }

  /** In a work: all that was changed so far is safe and in its place. */
  async settle(): Promise<void> {
    if (this.#open !== undefined) await this.#settle(this.#open);
  }

  /** What the log says is in its place, after a start of the machine, and with `always` after a work that broke off. */
  async recover(always: boolean): Promise<void> {
    if (always || (!this.#isOfThisBoot && (await this.needsRecovery()))) {
      await apply(this.#below, this.#options.modes.folder, await this.#log.read());
      await this.#log.checkpoint();
    }
    this.#isOfThisBoot = true;
  }

  needsRecovery(): Promise<boolean> {
    return this.#log.isOfAnotherBoot();
  }

  get #open(): Group | undefined {
    return RUNNING.getStore()?.find(group => group.of === this && group.isOpen);
  }

  #isOurs(file: string): boolean {
    return file.startsWith(this.#options.home + sep);
  }

  #settle(group: Group): Promise<void> {
    return this.#turns.run(() => this.#settleNow(group));
  }

  async #settleNow({ pending }: Group): Promise<void> {
    if (pending.isEmpty) return;
    const temps = await staged(this.#below, pending);
    let isFull: boolean;
    try {
      isFull = await this.#log.add(pending);
    } catch (error) {
      for (const temp of temps) await this.#below.remove(temp).catch(() => {});
      throw error;
    }
    const wasTouched = this.#isTouched;
    this.#isTouched = true;
    await apply(this.#below, this.#options.modes.folder, pending, true);
    pending.clear();
    this.#isTouched = wasTouched;
    if (isFull) await this.#log.checkpoint();
  }

  /** Before a change that the log does not know of: no older one of the same files may be left in it. */
  async #aside(files: readonly string[]): Promise<void> {
    const group = this.#open;
    if (group === undefined) return;
    await this.#settle(group);
    const known = files.filter(file => !this.#options.isApart(file));
    const { changes } = known.length > 0 ? await this.#log.read() : new Pending();
    if (known.some(file => changes.has(file))) await this.#log.checkpoint();
    this.#isTouched = true;
  }
}

/** Where the bytes of a new file lie until it takes its place: under a name that no work gives. */
const staging = (file: string): string => `${file}.new${TEMP}`;

/** The bytes of new files, under other names: a disk that is full says so before anything has changed. */
async function staged(disk: Disk, { changes }: Pending): Promise<string[]> {
  const temps: string[] = [];
  try {
    for (const [file, change] of changes) {
      if (change.kind !== 'put') continue;
      await disk.stage(staging(file), change.bytes, change.mode);
      temps.push(staging(file));
    }
    return temps;
  } catch (error) {
    for (const temp of temps) await disk.remove(temp).catch(() => {});
    throw error;
  }
}

/** Makes the files what a group says; `isStaged` when their new bytes lie beside them. */
async function apply(disk: Disk, folderMode: number, { changes, folders }: Pending, isStaged = false): Promise<void> {
  for (const [folder, mode] of folders) await disk.makeFolder(folder, mode);
  for (const [file, change] of changes) {
    // Whoever has put a link or a folder in the place of a file since has taken the file away.
    if (!isStaged && (await disk.facts(file))?.plain === false) continue;
    switch (change.kind) {
      case 'put':
        if (!isStaged) {
          await disk.makeFolder(dirname(file), folderMode);
          await disk.stage(staging(file), change.bytes, change.mode);
        }
        await disk.rename(staging(file), file);
        break;
      case 'tail':
        if (((await disk.facts(file))?.size ?? -1) >= change.at) await disk.endWith(file, change.at, change.bytes);
        break;
      case 'over':
        // A hint that cannot be written is an older one.
        await disk.overwrite(file, change.bytes, change.mode).catch(() => {});
        break;
      case 'gone':
        await disk.remove(file).catch((error: unknown) => {
          if (!isMissing(error)) throw error;
        });
    }
  }
}
