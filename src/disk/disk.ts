import { dirname, sep } from 'node:path';
import { checkFolder } from '../open-file.ts';
import { explain } from './failure.ts';

export interface FileFacts {
  size: number;
  /** Permission bits with setuid, setgid and sticky, as in `0o2770`. */
  mode: number;
  folder: boolean;
  /** A plain file: neither a folder nor a link, a pipe or a device. */
  plain: boolean;
  link: boolean;
  /** Milliseconds since 1970. */
  modified: number;
  /** The id of the user whose file it is; 0 on Windows. */
  owner: number;
}

/**
 * What the store asks of a file system, one durable step a method, so that a test can write down the order of the steps
 * or let one of them fail. A missing file is an `ENOENT` error, all else that a user can act on a `UserError`.
 */
export interface Disk {
  read(file: string): Promise<Buffer>;
  /** At most `length` bytes from `start`; fewer at the end of the file. */
  readRange(file: string, start: number, length: number): Promise<Buffer>;
  facts(file: string): Promise<FileFacts | undefined>;
  /** Writes a file that must not exist yet and waits until its bytes are on the disk. */
  create(file: string, bytes: Uint8Array, mode: number): Promise<void>;
  /** Adds to a file that must exist; a failed append takes back what it had written. */
  append(file: string, bytes: Uint8Array): Promise<void>;
  /** Adds lines to a file that must exist, on a line of their own also where a crash cut the last one off; does not wait for the disk. */
  extend(file: string, lines: Uint8Array): Promise<void>;
  /** Writes at the beginning of a file, making it when it is not there; does not wait for the disk. */
  overwrite(file: string, bytes: Uint8Array, mode: number): Promise<void>;
  truncate(file: string, size: number): Promise<void>;
  /** Writes a file anew, making it when it is not there; does not wait for the disk. */
  stage(file: string, bytes: Uint8Array, mode: number): Promise<void>;
  /** Lets a file that must exist end with these bytes from `at` on; does not wait for the disk. */
  endWith(file: string, at: number, bytes: Uint8Array): Promise<void>;
  /** Waits until all of a file is on the disk. */
  sync(file: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(file: string): Promise<void>;
  /** Where a path leads when all links in it are followed; undefined when nothing is there. */
  resolve(path: string): Promise<string | undefined>;
  /** Names in a folder, sorted; none when the folder does not exist. */
  list(folder: string): Promise<string[]>;
  /** True when the folder was made, false when it was there. Parents get the same mode. */
  makeFolder(folder: string, mode: number): Promise<boolean>;
  setMode(file: string, mode: number): Promise<void>;
  /** Waits until the names in a folder are on the disk; without it a rename can be lost with the power. */
  syncFolder(folder: string): Promise<void>;
}

/** The same disk, in which no path below `home` leads through a folder that is a link. */
export function guarded(disk: Disk, home: string): Disk {
  const checkBelow = (path: unknown): void => {
    if (typeof path !== 'string' || !path.startsWith(home + sep)) return;
    for (let folder = dirname(path); folder.length > home.length; folder = dirname(folder)) checkFolder(folder);
  };
  return new Proxy(disk, {
    get(target, name) {
      const step = target[name as keyof Disk] as (...all: unknown[]) => Promise<unknown>;
      return async (file: string, ...rest: unknown[]) => {
        checkBelow(file);
        if (name === 'rename') checkBelow(rest[0]);
        return await step(file, ...rest);
      };
    },
  });
}

/** The same disk, its errors told in the user's language with the file they are about. */
export function explained(disk: Disk): Disk {
  return new Proxy(disk, {
    get(target, name) {
      const step = target[name as keyof Disk] as (file: string, ...rest: unknown[]) => Promise<unknown>;
      return async (file: string, ...rest: unknown[]) => {
        try {
          return await step(file, ...rest);
        } catch (error) {
          throw explain(error, file);
        }
      };
    },
  });
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
