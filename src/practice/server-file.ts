import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

const SHAPE = v.object({ pid: v.number(), url: v.string(), id: v.string(), key: v.string() });

/** Where a server of this folder is to be found, and the words to recognise and command it. */
export type ServerFile = v.InferOutput<typeof SHAPE>;

const pathIn = (folder: string) => join(folder, 'server.json');

/** What the last server of the folder wrote of itself; it may be dead. */
export async function readServerFile(folder: string): Promise<ServerFile | undefined> {
  try {
    const result = v.safeParse(SHAPE, JSON.parse(await readFile(pathIn(folder), 'utf8')));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}

export async function writeServerFile(folder: string, file: ServerFile): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const next = `${pathIn(folder)}.${file.pid}`;
  await writeFile(next, `${JSON.stringify(file)}\n`, { mode: 0o600 });
  await rename(next, pathIn(folder));
}

export async function removeServerFile(folder: string): Promise<void> {
  await rm(pathIn(folder), { force: true });
}
