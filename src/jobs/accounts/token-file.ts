import { createHash } from 'node:crypto';
import { lstat, mkdir, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../../errors.ts';
import type { OfficeOptions } from '../office.ts';

/** Whose token, and of which home. */
export interface TokenPlace extends Pick<OfficeOptions, 'home' | 'env' | 'platform'> {
  readonly userFolder: string;
}

/** The folder of a user of the system for what a program remembers; never in the home, which others may read. */
function stateFolder({ env, platform, userFolder }: TokenPlace): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(userFolder, 'AppData', 'Local'), 'baojian');
  if (platform === 'darwin') return join(userFolder, 'Library', 'Application Support', 'baojian-state');
  const state = env.XDG_STATE_HOME;
  // The XDG standard tells programs to ignore a relative path.
  return join(state?.startsWith('/') ? state : join(userFolder, '.local', 'state'), 'baojian');
}

async function fileOf(place: TokenPlace): Promise<string> {
  const home = await realpath(place.home).catch(() => place.home);
  const name = createHash('sha256').update(home).digest('hex').slice(0, 32);
  return join(stateFolder(place), 'sessions', name);
}

export async function readToken(place: TokenPlace): Promise<string | undefined> {
  const file = await fileOf(place);
  const facts = await lstat(file).catch(() => undefined);
  if (!facts?.isFile()) return undefined;
  // A file that others could have put there, or have read, says nothing about who is at work.
  if (place.platform !== 'win32' && (facts.mode & 0o077) !== 0) {
    throw new UserError('account.session-file', `登录文件别人也能读：${file}`, {
      exit: 'login',
      next: ['删去这个文件，再登录一次：baojian login 用户名'],
    });
  }
  return (await readFile(file, 'utf8')).trim();
}

/** Writes the token so that nobody but its owner can read it at any moment. */
export async function writeToken(place: TokenPlace, token: string): Promise<void> {
  const file = await fileOf(place);
  const temp = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await rm(temp, { force: true });
    const handle = await open(temp, 'wx', 0o600);
    try {
      await handle.writeFile(`${token}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temp, file);
  } catch (cause) {
    throw new UserError('account.session-file', `写不了登录文件：${file}`, {
      exit: 'login',
      next: ['检查自己的目录能不能写，或把环境变量 XDG_STATE_HOME 设为能写的目录'],
      cause,
    });
  }
}

export async function removeToken(place: TokenPlace): Promise<void> {
  await rm(await fileOf(place), { force: true });
}
