import { type ExecFileException, execFile } from 'node:child_process';
import { chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { lacksUsers } from '../need.ts';
import { built } from '../run/built.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';

const GROUP = 54_100;
const UIDS = [54_101, 54_102];

interface Run {
  readonly code: number;
  readonly out: string;
}

/** A batch command as another user of the group, with a umask that leaves the group nothing. */
async function runAs(uid: number, home: string, words: readonly string[], input = ''): Promise<Run> {
  const { main } = await built();
  const line = ['-c', 'umask 077; exec "$@"', 'sh', process.execPath, main, '--home', home, ...words];
  return await new Promise(resolve => {
    const child = execFile(
      'sh',
      line,
      { uid, gid: GROUP, env: { PATH: process.env.PATH, HOME: '/', USER: `user-${uid}` } },
      (error: ExecFileException | null, out, err) => resolve({ code: Number(error?.code ?? 0), out: out + err }),
    );
    child.stdin?.end(input);
  });
}

test.skipIf(lacksUsers())('two users of a group practise in one home, each at a bureau of his own', async () => {
  const place = temporaryFolder();
  await chmod(place, 0o755);
  const home = join(place, 'home');
  await mkdir(home, { mode: 0o2770 });
  await chown(home, UIDS[0] as number, GROUP);
  await chmod(home, 0o2770);
  onTestFinished(async () => {
    for (const uid of UIDS) await runAs(uid, home, ['practice', 'stop']);
  });
  for (const [at, uid] of UIDS.entries()) {
    const { code, out } = await runAs(uid, home, ['--shared', 'practice', 'start', '--pace', '0']);
    expect([code, out]).toEqual([0, expect.stringContaining('练习局已启动')]);
    expect((await runAs(uid, home, ['import', '-', '--json'], JSON.stringify(good(at)))).code).toBe(0);
    expect(await runAs(uid, home, ['send', '--all', '--wait', '20'])).toMatchObject({ code: 0 });
  }
  for (const uid of UIDS)
    expect(await runAs(uid, home, ['practice', 'status'])).toMatchObject({
      out: expect.stringContaining('收过 1 份报文'),
    });
  expect(await runAs(UIDS[1] as number, home, ['list', '--json'])).toMatchObject({
    out: expect.stringMatching(/released.*released/su),
  });
});
