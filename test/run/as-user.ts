import { type ExecFileException, execFile } from 'node:child_process';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { built } from './built.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const GROUP = 54_100;
export const UIDS: readonly [number, number] = [54_101, 54_102];

interface Run {
  readonly code: number;
  readonly out: string;
}

export interface As {
  readonly uid: number;
  /** Takes permissions from what is made, as `077`: the group gets nothing. */
  readonly umask?: string;
  /** The user's own folder; without one they have none that they could write into. */
  readonly userFolder?: string;
}

/** The program with these words as another user of the group, to be started by root. */
export async function commandAs(
  { uid, umask = '077', userFolder = '/' }: As,
  home: string,
  words: readonly string[] = [],
) {
  const { main } = await built();
  return [
    ...['setpriv', '--reuid', String(uid), '--regid', String(GROUP), '--clear-groups'],
    ...['env', `USER=user-${uid}`, `HOME=${userFolder}`, 'sh', '-c', `umask ${umask}; exec "$@"`, 'sh'],
    ...[process.execPath, main, '--home', home, ...words],
  ];
}

/** A batch command as another user of the group. */
export async function runAs(as: As, home: string, words: readonly string[], input = ''): Promise<Run> {
  const [program = '', ...rest] = await commandAs(as, home, words);
  return await new Promise(resolve => {
    const child = execFile(
      program,
      rest,
      { env: { PATH: process.env.PATH } },
      (error: ExecFileException | null, out, err) => resolve({ code: Number(error?.code ?? 0), out: out + err }),
    );
    child.stdin?.end(input);
  });
}

/** A folder that is a user's own, beside a home of the group. */
export async function ownFolder(home: string, uid: number): Promise<string> {
  const folder = join(home, '..', `user-${uid}`);
  await mkdir(folder, { mode: 0o700 });
  await chown(folder, uid, GROUP);
  return folder;
}

/** An empty folder of the first user, open to the group; around it there is room for all. */
export async function groupFolder(): Promise<string> {
  const place = temporaryFolder();
  await chmod(place, 0o755);
  const home = join(place, 'home');
  await mkdir(home, { mode: 0o2770 });
  await chown(home, UIDS[0], GROUP);
  await chmod(home, 0o2770);
  return home;
}
