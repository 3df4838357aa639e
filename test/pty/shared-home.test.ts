import { execFileSync } from 'node:child_process';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { lacksUsers } from '../need.ts';
import { type As, commandAs, groupFolder, runAs, UIDS } from '../run/as-user.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { start } from './screen.ts';

/** The program on the screen of another user, for as long as the test runs. */
async function screenOf(as: As, home: string) {
  const screen = start(await commandAs(as, home));
  onTestFinished(() => screen.kill());
  return screen;
}

describe.skipIf(lacksUsers())('two users of a group', () => {
  test.each(['022', '077'])('work in one home with umask %s: screens, batch, practice and backup', async umask => {
    const home = await groupFolder();
    const users = UIDS.map(uid => ({ uid, umask }));
    const outside = temporaryFolder();
    await chmod(outside, 0o777);
    onTestFinished(async () => {
      for (const user of users) await runAs(user, home, ['practice', 'stop']);
    });
    const entryNos: string[] = [];
    for (const [at, user] of users.entries()) {
      const run = async (words: readonly string[], input?: string) => {
        const { code, out } = await runAs(user, home, words, input);
        expect([words[0], code, code === 0 ? '' : out]).toEqual([words[0], 0, '']);
        return out;
      };
      const said = await run([...(at === 0 ? ['--shared'] : []), 'import', '-', '--json'], JSON.stringify(good(at)));
      entryNos.push(/WI\d{15}/u.exec(said)?.[0] ?? '');
      await run(['edit', entryNos[at] as string, '--set', 'contactPerson=张三']);
      await run(['save', entryNos[at] as string]);
      // What the other one has made.
      if (at > 0) {
        const { out } = await runAs(users[0] as As, home, ['import', '-', '--json'], JSON.stringify(good(7)));
        await run(['edit', /WI\d{15}/u.exec(out)?.[0] ?? '', '--set', 'contactPerson=李四']);
      }
      await run(['settings', 'set', 'switches.sound', at === 0 ? 'true' : 'false']);
      await run(['practice', 'start', '--pace', '0']);
      await run(['send', entryNos[at] as string, '--wait', '20']);
      await run(['store', 'backup', join(outside, `${at}.tar.gz`)]);
      await run(['store', 'check']);
    }
    const screens = [];
    for (const user of users) screens.push(await screenOf(user, home));
    for (const screen of screens) await screen.waitFor('首页');
    expect((await runAs({ uid: UIDS[0], umask }, home, ['list', '--json'])).out.match(/"released"/gu)).toHaveLength(2);
  });

  test('a home without a right to write opens for reading', async () => {
    const home = await groupFolder();
    const [owner, reader] = UIDS.map(uid => ({ uid, umask: '022' })) as [As, As];
    const out = join(home, '..', 'out');
    await mkdir(out);
    await chmod(out, 0o777);
    const { out: said } = await runAs(owner, home, ['--shared', 'import', '-', '--json'], JSON.stringify(good(1)));
    const entryNo = /WI\d{15}/u.exec(said)?.[0] ?? '';
    await runAs(owner, home, ['store', 'check', '--repair']);
    execFileSync('chmod', ['-R', 'g-w', home]);
    for (const words of [
      ['list'],
      ['show', entryNo],
      ['check', entryNo],
      ['store', 'backup', join(out, 'b.tar.gz')],
      ['store', 'check'],
    ])
      expect([words[0], (await runAs(reader, home, words)).code]).toEqual([words[0], 0]);
    for (const words of [
      ['edit', entryNo, '--set', 'contactPerson=甲'],
      ['import', '-', '--json'],
      ['send', entryNo],
      ['receive'],
      ['settings', 'set', 'switches.sound', 'true'],
      ['store', 'check', '--repair'],
    ]) {
      const { code, out: told } = await runAs(reader, home, words, JSON.stringify(good(2)));
      expect([words[0], code]).toEqual([words[0], 4]);
      expect(told).toContain('数据目录只能读');
    }
    const screen = await screenOf(reader, home);
    await screen.waitFor('只读');
    expect(screen.text()).toContain('首页');
  });
});
