import { expect, onTestFinished, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { lacksUsers } from '../need.ts';
import { groupFolder, runAs, UIDS } from '../run/as-user.ts';

test.skipIf(lacksUsers())('two users of a group practise in one home, each at a bureau of his own', async () => {
  const home = await groupFolder();
  onTestFinished(async () => {
    for (const uid of UIDS) await runAs({ uid }, home, ['practice', 'stop']);
  });
  for (const [at, uid] of UIDS.entries()) {
    const { code, out } = await runAs({ uid }, home, ['--shared', 'practice', 'start', '--pace', '0']);
    expect([code, out]).toEqual([0, expect.stringContaining('练习局已启动')]);
    expect((await runAs({ uid }, home, ['import', '-', '--json'], JSON.stringify(good(at)))).code).toBe(0);
    expect(await runAs({ uid }, home, ['send', '--all', '--wait', '20'])).toMatchObject({ code: 0 });
  }
  for (const uid of UIDS)
    expect(await runAs({ uid }, home, ['practice', 'status'])).toMatchObject({
      out: expect.stringContaining('收过 1 份报文'),
    });
  expect(await runAs({ uid: UIDS[1] }, home, ['list', '--json'])).toMatchObject({
    out: expect.stringMatching(/released.*released/su),
  });
});
