import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

/** 256 bits in hexadecimal digits, of which nothing that is public tells anything. */
const KEY = /^[0-9a-f]{64}$/u;
const SHAPE = v.object({ pid: v.number(), url: v.string(), key: v.pipe(v.string(), v.regex(KEY)) });

/** Where the server of this folder is to be found, and the key of the line to it. */
export type ServerFile = v.InferOutput<typeof SHAPE>;

const pathIn = (folder: string) => join(folder, 'server.json');

export function newKey(): string {
  return randomBytes(32).toString('hex');
}

/** What the last server of the folder wrote of itself; it may be dead. What another user may have written is not believed. */
export async function readServerFile(folder: string): Promise<ServerFile | undefined> {
  try {
    const file = await open(pathIn(folder), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const { mode, uid } = await file.stat();
      if ((mode & constants.S_IFMT) !== constants.S_IFREG || !isOurs(mode, uid)) return undefined;
      const result = v.safeParse(SHAPE, JSON.parse(await file.readFile('utf8')));
      return result.success ? result.output : undefined;
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

function isOurs(mode: number, uid: number): boolean {
  const ours = process.geteuid?.();
  return ours === undefined || (uid === ours && (mode & 0o077) === 0);
}

export async function writeServerFile(folder: string, file: ServerFile): Promise<void> {
  const next = `${pathIn(folder)}.${file.pid}`;
  // A file that lies there already keeps its mode: it must not be there.
  await rm(next, { force: true });
  await writeFile(next, `${JSON.stringify(file)}\n`, { mode: 0o600, flag: 'wx' });
  await rename(next, pathIn(folder));
}

export async function removeServerFile(folder: string): Promise<void> {
  await rm(pathIn(folder), { force: true });
}
