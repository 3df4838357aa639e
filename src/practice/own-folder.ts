import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir, readFile, rename } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { DOCKET_FILE } from './docket.ts';
import { folderError, unusable } from './folder-error.ts';
import { isLocked, LOCK_FILE } from './lock.ts';

/** The folder of this user's practice bureau in a home. */
export function folderOf(home: string): string {
  return join(home, 'practice', String(process.geteuid?.() ?? encodeURIComponent(userInfo().username)));
}

/**
 * Makes the folder of a user: readable for nobody else, in one that is as open as the home, so that each user of a group finds room.
 * What a program before this layout kept for all of them goes to whom it belongs.
 *
 * @throws UserError `practice.folder`
 */
export async function prepareFolder(home: string): Promise<void> {
  const all = join(home, 'practice');
  const own = folderOf(home);
  try {
    const { mode } = await lstat(home);
    await mkdir(all, { recursive: true, mode: 0o700 });
    if (isOurs(await folderAt(all))) await chmod(all, mode & 0o2770);
    await mkdir(own, { recursive: true, mode: 0o700 });
    if (!isOurs(await folderAt(own))) throw unusable(own, '属于别的用户');
    await chmod(own, 0o700);
    await takeOver(all, own);
  } catch (error) {
    throw folderError(error, own);
  }
}

async function folderAt(path: string): Promise<Stats> {
  const found = await lstat(path);
  if (!found.isDirectory()) throw unusable(path, '不是文件夹');
  return found;
}

function isOurs({ uid }: Stats): boolean {
  return process.geteuid === undefined || uid === process.geteuid();
}

async function takeOver(all: string, own: string): Promise<void> {
  const before = await lstat(join(all, DOCKET_FILE)).catch(() => undefined);
  const there = await lstat(join(own, DOCKET_FILE)).catch(() => undefined);
  if (!before?.isFile() || !isOurs(before) || there) return;
  await endFormer(all);
  await rename(join(all, DOCKET_FILE), join(own, DOCKET_FILE));
}

const PATIENCE = 5_000;

/** Ends a practice bureau of a program before this layout, which took its orders over plain HTTP. */
async function endFormer(all: string): Promise<void> {
  if (!isLocked(join(all, LOCK_FILE))) return;
  try {
    const { url, key } = JSON.parse(await readFile(join(all, 'server.json'), 'utf8')) as Record<string, string>;
    const headers = { 'x-practice-key': key ?? '' };
    const signal = AbortSignal.timeout(PATIENCE);
    await fetch(new URL('practice/stop', url), { method: 'POST', headers, signal });
  } catch {
    // It runs on with what it has in hand, until its process is ended.
  }
}
