import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';

/*
 * Other users can put links, pipes and devices into a folder that a group shares. A link would have us write elsewhere, a pipe
 * wait for ever; so what we open in a home is a plain file, and found to be one after it was opened.
 */

// Windows knows neither.
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;

export const OPEN = { read: constants.O_RDONLY, change: constants.O_RDWR } as const;

/** Opens a plain file in a folder that is no link. Anything else is an error of the system's kind: `ELOOP` a link, `EISDIR` a folder, `ENXIO` a pipe or device. */
export function openFile(file: string, flags: number, mode?: number): number {
  checkFolder(dirname(file));
  const fd = openSync(file, flags | O_NOFOLLOW | O_NONBLOCK, mode);
  const stat = fstatSync(fd);
  if (stat.isFile()) return fd;
  closeSync(fd);
  throw wrongKind(stat.isDirectory() ? 'folder' : 'device', file);
}

/** The bytes of a plain file. Errors as of `openFile`. */
export function readPlain(file: string): Buffer {
  const fd = openFile(file, OPEN.read);
  try {
    return readFileSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Throws when a path that is there is no folder, or only leads to one. */
export function checkFolder(path: string): void {
  const stat = statOf(path);
  if (stat === undefined || stat.isDirectory()) return;
  throw wrongKind(stat.isSymbolicLink() ? 'link' : 'file', path);
}

/** What stands at a path itself, a link not followed; undefined when nothing does. */
export function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

/** What the system says of each kind where another one is wanted. */
const SAYS = { folder: 'EISDIR', file: 'ENOTDIR', link: 'ELOOP', device: 'ENXIO' } as const;

/** The system's own error for a path that is of another kind than it should be. */
export function wrongKind(kind: keyof typeof SAYS, path: string): Error {
  return Object.assign(new Error(`${SAYS[kind]}: ${path}`), { code: SAYS[kind] });
}
