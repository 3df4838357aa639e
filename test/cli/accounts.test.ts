import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeEach, expect, test } from 'vitest';
import { registerMember } from '../../src/jobs/accounts/members.ts';
import { readTar, TAR_END, tarEntry } from '../../src/store/json/tar.ts';
import { good } from '../jobs/office.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { type CommandRoom, entryNoIn, openCommandRoom, type Said } from './command.ts';

const WANG = 'geheim-Wang-1';
const LI = 'geheim-Li-22';

let room: CommandRoom;
let state: string;

beforeEach(async () => {
  state = temporaryFolder();
  room = await openCommandRoom({ env: { XDG_STATE_HOME: state } });
});

const ends = ({ code, err }: Said) => [code, err.split('\n')[0]];
const turnOn = () =>
  room.run('accounts on --user wang --name 王芳 --enterprise 捷顺报关 --password-stdin', `${WANG}\n`);
const logIn = (user: string, password: string) => room.run(['login', user, '--password-stdin'], `${password}\n`);

test('without accounts everybody may everything and nobody logs in', async () => {
  expect((await room.run('accounts')).out).toContain('没有启用帐户');
  expect((await logIn('wang', WANG)).out).toContain('没有启用帐户，不用登录');
  expect((await room.run('settings set switches.sound true')).code).toBe(0);
  expect((await room.run('members list --json')).json).toEqual([]);
  expect(readdirSync(state)).toEqual([]);
});

test('turning them on makes the first administrator, who has logged in by that, and says what changes', async () => {
  const on = await turnOn();
  expect([on.code, on.out]).toEqual([0, '已启用帐户，王芳是管理员，已登录\n']);
  expect(on.err).toContain('此后每个人都要登录');
  expect(on.err).toContain('不登录也能直接改文件');
  expect((await room.run('accounts --json')).json).toEqual({
    on: true,
    enterprise: { type: '1', name: '捷顺报关', code: '' },
    loggedIn: '王芳',
    members: 1,
  });
  expect((await room.run('list --json')).code).toBe(0);
  expect(ends(await turnOn())).toEqual([1, expect.stringContaining('已经启用了帐户')]);
});

test('a command of nobody says that it needs somebody, with the exit code for it; those that read no data do not', async () => {
  await turnOn();
  expect((await room.run('logout')).out).toBe('已退出登录\n');
  const refused = await room.run('list');
  expect(refused.code).toBe(5);
  expect(refused.err).toContain('还没有登录');
  expect(refused.err).toContain('baojian login 用户名');
  expect((await room.run('list --json')).json.error.code).toBe('account.login-needed');
  expect((await room.run('store check')).code).toBe(0);
  expect((await room.run('--help')).code).toBe(0);
  expect((await room.run('logout')).out).toBe('没有登录\n');
});

test('a log-in holds so many hours, and for every command until logging out', async () => {
  await turnOn();
  expect((await room.run('settings set switches.sessionHours 2')).code).toBe(0);
  const said = await logIn('ＷＡＮＧ', WANG);
  expect([said.code, said.out]).toEqual([0, '王芳已登录，到 2017-10-24 12:00:00\n']);
  room.clock.now += 2 * 3_600_000 - 1;
  expect((await room.run('list')).code).toBe(0);
  room.clock.now += 1;
  const over = await room.run('list --json');
  expect([over.code, over.json.error.code]).toEqual([5, 'account.session-expired']);
  expect((await logIn('wang', WANG)).code).toBe(0);
  expect((await room.run('list')).code).toBe(0);
});

test('the token lies in a folder of the user of the system that others cannot read, and only its sum in the home', async () => {
  await turnOn();
  const folder = join(state, 'baojian', 'sessions');
  const [name = ''] = readdirSync(folder);
  const file = join(folder, name);
  expect([statSync(folder).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);
  const token = readFileSync(file, 'utf8').trim();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(readFileSync(join(room.home, 'accounts', 'sessions.json'), 'utf8')).not.toContain(token);
  // One that others could have put there says nothing.
  writeFileSync(file, token, { mode: 0o644 });
  chmodSync(file, 0o644);
  expect((await room.run('list --json')).json.error.code).toBe('account.session-file');
});

test('a wrong password and a user that is not there are told in the same words, and lock alike', async () => {
  await turnOn();
  const heard = async (user: string) => {
    const lines: unknown[] = [];
    for (let time = 0; time < 6; time += 1) {
      const said = await logIn(user, 'falsch-Wort-9');
      lines.push([said.code, said.out, said.err]);
    }
    return lines;
  };
  const wang = await heard('wang');
  expect(wang[0]).toEqual([5, '', expect.stringContaining('用户名或密码不对')]);
  expect(wang[4]).toEqual([5, '', expect.stringContaining('已锁定到 2017-10-24 10:01:00')]);
  expect(await heard('nobody')).toEqual(wang);
  // Also with the right one, also in another process, until the time is over.
  expect(ends(await logIn('wang', WANG))).toEqual([5, expect.stringContaining('已锁定')]);
  room.clock.now += 60_000;
  expect((await logIn('wang', WANG)).code).toBe(0);
});

test('who joins waits for an administrator; approving, roles, disabling and enabling take hold at once', async () => {
  await turnOn();
  await registerMember(room.office, { user: 'li', name: '李明', mobile: '138 0000-0000', password: LI });
  expect(ends(await logIn('li', LI))).toEqual([5, expect.stringContaining('帐户待批准')]);
  expect((await room.run('members list')).out).toContain('待批准');
  expect((await room.run('members approve li')).code).toBe(0);
  expect((await logIn('li', LI)).code).toBe(0);

  const refused = await room.run('settings set switches.smartMemory false');
  expect(refused.code).toBe(5);
  expect(refused.err).toContain('报检员没有“修改共用的设置”的权限');
  expect(refused.err).toContain('请管理员来做：王芳');
  expect((await room.run('settings set switches.sound true')).code).toBe(0);
  for (const line of [
    'members disable wang',
    'accounts off',
    'store backup x.tar.gz',
    'channel use 01',
    'codes revert hs',
  ])
    expect([line, (await room.run(line)).code]).toEqual([line, 5]);
  expect(ends(await room.run('settings set channel.password -', 'x'))).toEqual([
    5,
    expect.stringContaining('密码和口令'),
  ]);
  // A telephone number is for administrators.
  expect((await room.run('members list')).out).not.toContain('13800000000');

  await logIn('wang', WANG);
  expect((await room.run('members list')).out).toContain('13800000000');
  expect(ends(await room.run('members disable wang'))).toEqual([1, expect.stringContaining('唯一的管理员')]);
  expect((await room.run('members role li 管理员')).code).toBe(0);
  expect((await room.run('members disable wang')).code).toBe(0);
  // Her own session holds no more, and says why.
  const out = await room.run('list');
  expect(ends(out)).toEqual([5, expect.stringContaining('王芳的帐户已停用')]);
  expect(out.err).toContain('请管理员恢复：李明，然后再登录：baojian login wang');
  expect((await room.run('list --json')).json.error.code).toBe('account.not-active');
  expect(ends(await logIn('wang', WANG))).toEqual([5, expect.stringContaining('帐户已停用')]);
  const folder = join(state, 'baojian', 'sessions');
  const [file = ''] = readdirSync(folder).map(name => join(folder, name));
  const former = readFileSync(file);
  await logIn('li', LI);
  expect((await room.run('members enable wang')).code).toBe(0);
  // Enabling brings back no session of before.
  const own = readFileSync(file);
  writeFileSync(file, former);
  expect((await room.run('list --json')).json.error.code).toBe('account.session-expired');
  writeFileSync(file, own);
  expect((await room.run('accounts off')).code).toBe(0);
  expect((await room.run('settings set switches.smartMemory false')).code).toBe(0);
});

test('accounts that were on before are turned on again by an administrator of then alone', async () => {
  await turnOn();
  await room.run('members add li --name 李明 --password-stdin', `${LI}\n`);
  await room.run('accounts off');
  expect(ends(await room.run('accounts on --user li --password-stdin', LI))).toEqual([
    5,
    expect.stringContaining('此后每个人都要登录'),
  ]);
  expect((await room.run('accounts')).out).toContain('没有启用帐户');
  expect((await room.run('accounts on --user wang --password-stdin', WANG)).code).toBe(0);
  expect((await room.run('members list --json')).json).toHaveLength(2);
});

test('people change their own password, and that ends what was logged in by the former one', async () => {
  await turnOn();
  const after = 'geheim-Wang-2';
  expect((await room.run('members password --password-stdin', `falsch-1\n${after}\n`)).code).toBe(5);
  expect((await room.run('members password --password-stdin', `${WANG}\n${after}\n`)).code).toBe(0);
  expect((await room.run('list --json')).json.error.code).toBe('account.session-expired');
  expect((await logIn('wang', WANG)).code).toBe(5);
  expect((await logIn('wang', after)).code).toBe(0);
});

test('what somebody does is kept under their name', async () => {
  await turnOn();
  const file = join(temporaryFolder(), 'good.json');
  writeFileSync(file, JSON.stringify(good(1)));
  const entryNo = entryNoIn(await room.run(['import', file]));
  expect((await room.office.store.get(entryNo)).updatedBy).toBe('王芳');
});

test('no password is in the home, nor in anything that was said', async () => {
  const said: Said[] = [await turnOn(), await logIn('wang', 'falsch-Wort-9'), await logIn('wang', WANG)];
  said.push(
    await room.run('members add li --name 李明 --password-stdin', `${LI}\n`),
    await room.run('members list --json'),
  );
  said.push(await room.run('members add li --name 李明 --password-stdin', `${LI}\n`));
  const texts = said.map(({ out, err }) => out + err);
  for (const folder of [room.home, state])
    for (const path of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (path.isFile()) texts.push(readFileSync(join(path.parentPath, path.name), 'latin1'));
  expect(texts.length).toBeGreaterThan(10);
  for (const secret of [WANG, LI, 'falsch-Wort-9']) expect(texts.filter(text => text.includes(secret))).toEqual([]);
});

test('a home is not replaced by those who may not', async () => {
  await turnOn();
  const file = join(temporaryFolder(), 'b.tar.gz');
  expect((await room.run(['store', 'backup', file])).code).toBe(0);
  await room.run('members add li --name 李明 --password-stdin', `${LI}\n`);
  await logIn('li', LI);
  expect(ends(await room.run(['store', 'restore', file, '--replace']))).toEqual([
    5,
    expect.stringContaining('恢复备份'),
  ]);
  const other = join(temporaryFolder(), 'new');
  mkdirSync(other);
  expect((await room.run(['store', 'restore', file, '--home', other])).code).toBe(0);
});

/** What an archive holds, by its names. */
async function filesIn(archive: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const bytes = Readable.from([gunzipSync(readFileSync(archive))]);
  for await (const { name, bytes: content } of readTar(bytes, 1e9)) files.set(name, Buffer.from(content));
  return files;
}

test('nobody has logged in by a backup, nor by one that was made with log-ins in it; no password is in it', async () => {
  await turnOn();
  await room.run('settings set channel.password -', 'geheim-Kanal-7\n');
  const file = join(temporaryFolder(), 'b.tar.gz');
  const sessions = readFileSync(join(room.home, 'accounts', 'sessions.json'));
  expect((await room.run(['store', 'backup', file])).code).toBe(0);
  const packed = await filesIn(file);
  expect(packed.has('accounts/members.json')).toBe(true);
  expect([...packed.keys()].filter(name => name.includes('sessions') || name === 'secrets/key')).toEqual([]);
  const bytes = Buffer.concat([...packed.values()]);
  for (const secret of [WANG, 'geheim-Kanal-7']) expect(bytes.includes(secret)).toBe(false);

  const former = join(temporaryFolder(), 'former.tar.gz');
  const manifest = JSON.parse(String(packed.get('backup.json')));
  packed.delete('backup.json');
  const entries = [...packed, ['accounts/sessions.json', sessions] as const].map(([name, content]) =>
    tarEntry(name, content, 0),
  );
  const first = tarEntry('backup.json', Buffer.from(JSON.stringify({ ...manifest, files: entries.length })), 0);
  writeFileSync(former, gzipSync(Buffer.concat([first, ...entries, TAR_END])));

  for (const archive of [file, former]) {
    await logIn('wang', WANG);
    expect((await room.run('list')).code).toBe(0);
    expect((await room.run(['store', 'restore', archive, '--replace'])).code).toBe(0);
    expect((await room.run('list --json')).json.error.code).toBe('account.session-expired');
  }
  expect((await logIn('wang', WANG)).code).toBe(0);
  // The key stays behind, too, and that is told.
  const { problems } = (await room.run('store check --json')).json;
  expect(problems.map(({ code }: { code: string }) => code)).toEqual(['check.secret-key']);
});
