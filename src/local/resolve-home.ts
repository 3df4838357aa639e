import { posix, resolve, win32 } from 'node:path';

export interface HomeQuestion {
  /** `--home`. */
  flag?: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
  platform: string;
  /** The user's own folder. */
  userFolder: string;
}

/** Where the data lies: `--home`, `BAOJIAN_HOME`, else the data folder of the platform. */
export function resolveHome({ flag, env, platform, userFolder }: HomeQuestion): string {
  const { join } = platform === 'win32' ? win32 : posix;
  if (flag) return resolve(flag);
  if (env.BAOJIAN_HOME) return resolve(env.BAOJIAN_HOME);
  if (platform === 'win32') return join(env.APPDATA || join(userFolder, 'AppData', 'Roaming'), 'baojian');
  if (platform === 'darwin') return join(userFolder, 'Library', 'Application Support', 'baojian');
  const data = env.XDG_DATA_HOME;
  // The XDG standard tells programs to ignore a relative path.
  return join(data?.startsWith('/') ? data : join(userFolder, '.local', 'share'), 'baojian');
}
