import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { lacksUsers } from '../need.ts';
import { type As, groupFolder, ownFolder, runAs, UIDS } from '../run/as-user.ts';

const WANG = 'geheim-Wang-1';
const LI = 'geheim-Li-22';

/** What a command printed as JSON. */
const json = ({ out }: { readonly out: string }) => JSON.parse(out);

test.skipIf(lacksUsers())('two users of a group log in as two people of one home; the audit names both', async () => {
  const home = await groupFolder();
  const [wang, li] = (await Promise.all(UIDS.map(async uid => ({ uid, userFolder: await ownFolder(home, uid) })))) as [
    Required<Pick<As, 'uid' | 'userFolder'>>,
    Required<Pick<As, 'uid' | 'userFolder'>>,
  ];
  const ends = async (as: As, words: string, input = '') => (await runAs(as, home, words.split(' '), input)).code;

  const on = await runAs(
    wang,
    home,
    '--shared accounts on --user wang --name 王芳 --password-stdin'.split(' '),
    `${WANG}\n`,
  );
  expect([on.code, on.out]).toEqual([0, expect.stringContaining('王芳是管理员')]);
  expect(await ends(wang, 'members add li --name 李明 --password-stdin', `${LI}\n`)).toBe(0);

  // Who has logged in is a matter of each user of the system.
  expect(await ends(li, 'list')).toBe(5);
  expect(await ends(li, 'login li --password-stdin', `${WANG}\n`)).toBe(5);
  expect(await ends(li, 'login li --password-stdin', `${LI}\n`)).toBe(0);
  for (const { uid, userFolder } of [wang, li]) {
    const folder = join(userFolder, '.local', 'state', 'baojian', 'sessions');
    expect(readdirSync(folder)).toHaveLength(1);
    const facts = readdirSync(folder).map(name => statSync(join(folder, name)));
    expect(facts.map(each => [each.uid, each.mode & 0o777])).toEqual([[uid, 0o600]]);
  }

  const entryNo = /WI\d{15}/u.exec((await runAs(li, home, ['import', '-', '--json'], JSON.stringify(good()))).out)?.[0];
  expect(await ends(li, `edit ${entryNo} --set contactPerson=甲`)).toBe(0);
  expect(await ends(wang, `edit ${entryNo} --set contactPerson=乙`)).toBe(0);
  // The declarant may not what the administrator may, and is told who may.
  const refused = await runAs(li, home, ['settings', 'set', 'channel.user', 'x']);
  expect([refused.code, refused.out]).toEqual([5, expect.stringContaining('请管理员来做：王芳')]);
  expect(await ends(wang, 'settings set switches.holdSeconds 3')).toBe(0);

  const lines = json(await runAs(wang, home, ['audit', '--json']));
  const told = lines.map(({ who, user }: { who: string; user?: string }) => `${who} ${user ?? ''}`.trim());
  expect(told.some((each: string) => each.includes('王芳'))).toBe(true);
  expect(told.some((each: string) => each.includes('李明'))).toBe(true);
  expect(await ends(wang, 'audit verify')).toBe(0);

  // Leaving is each one's own; who is disabled is out, whatever user of the system they are.
  expect(await ends(wang, 'members disable li')).toBe(0);
  expect(await ends(li, 'list')).toBe(5);
  expect(await ends(wang, 'members enable li')).toBe(0);
  expect(await ends(li, 'login li --password-stdin', `${LI}\n`)).toBe(0);
  expect(await ends(wang, 'logout')).toBe(0);
  expect([await ends(wang, 'list'), await ends(li, 'list')]).toEqual([5, 0]);
  expect(await ends(li, 'store check')).toBe(0);
});
