import { expect, test } from 'vitest';
import { openPlainDoor } from '../practice/plain-door.ts';
import { openCommandRoom } from './command.ts';

test('the platforms are listed with what each still lacks; one is chosen, filled in and asked', async () => {
  const { run, startBureau } = await openCommandRoom();
  const door = await openPlainDoor(await startBureau());
  expect((await run('channel --json')).json).toEqual([
    { platform: '01', name: '九城通服务', inForce: false, missing: ['发送地址'], address: '' },
    {
      ...{ platform: '02', name: '广州EPORT服务', inForce: false, address: '' },
      missing: ['发送地址', '报检登记号', '组织机构代码'],
    },
    { platform: '03', name: '单一窗口导入客户端', inForce: false, missing: ['导入目录'], address: '' },
    { platform: '09', name: '练习局', inForce: true, missing: [], address: '' },
  ]);
  expect((await run('channel test')).out).toMatch(/^09 练习局：连接正常/u);
  const used = await run('channel use 01');
  expect([used.code, used.out]).toEqual([0, 'channel.platform：09 → 01\n共改变 1 处\n']);
  expect(used.err).toContain('还没有填写发送地址');
  const bare = await run('channel test');
  expect([bare.code, bare.out]).toEqual([3, '']);
  expect(bare.err).toContain('九城通服务 没有填写发送地址');
  expect((await run(['channel', 'set', 'sendUrl', door.url])).code).toBe(0);
  expect((await run('channel')).out).toContain(door.url);
  expect((await run('channel test --json')).json).toEqual({
    platform: '01',
    texts: [expect.stringMatching(/^连接正常/u)],
  });
});

test('an account that is not accepted, and a platform that is none, are told', async () => {
  const { run, startBureau } = await openCommandRoom();
  const door = await openPlainDoor(await startBureau({ accounts: [{ user: 'broker', password: 'right' }] }));
  await run(['channel', 'set', 'sendUrl', door.url]);
  await run('channel set user broker');
  await run('settings set channel.password -', 'wrong\n');
  await run('channel use 01');
  const refused = await run('channel test');
  expect([refused.code, refused.out]).toEqual([5, '']);
  expect(refused.err).toContain('不接受通讯账号');
  expect((await run('channel set importFolder ImpPath')).err).toContain('完整的路径');
  const none = await run('channel use 07');
  expect([none.code, none.out]).toEqual([2, '']);
  expect(none.err).toContain('没有这个平台：07');
});

test('two platforms at once: each has an address, an account and a password of its own, and none is shown', async () => {
  const { run } = await openCommandRoom();
  await run('channel use 01');
  await run('channel set sendUrl https://a.example/in');
  await run('channel set user anna');
  expect((await run('channel use 02 --kind out')).err).toContain('还没有填写发送地址、报检登记号、组织机构代码');
  expect((await run('channel set sendUrl https://a.example/in --platform 02')).err).toContain('不能是同一个发送地址');
  const own = await run('channel set sendUrl https://b.example/in --platform 02');
  expect(own.out).toContain('channel.ways.02.sendUrl：（未设置） → https://b.example/in');
  await run('channel set user berta --platform 02');
  const kept = await run('channel set password - --platform 02', 'hunter2\n');
  expect([kept.code, kept.out]).toEqual([0, 'channel.ways.02.password 已加密保存\n']);
  expect((await run('channel set password hunter2 --platform 02')).err).toContain('不能写在命令行');
  const rows = (await run('channel --json')).json as readonly Readonly<Record<string, unknown>>[];
  expect(rows.slice(0, 2)).toMatchObject([
    { platform: '01', address: 'https://a.example/in', account: { user: 'anna', password: false } },
    {
      ...{ platform: '02', address: 'https://b.example/in', account: { user: 'berta', password: true } },
      ...{ missing: ['报检登记号', '组织机构代码'], own: ['sendUrl', 'user', 'password'] },
    },
  ]);
  const { out } = await run('channel');
  expect(out).toContain('berta（有密码）');
  expect(out).not.toContain('hunter2');
  expect((await run('settings get channel.ways.02')).out).toContain('channel.ways.02.password = （已设置，不显示）');
  expect((await run('channel set ca /x.pem --platform 02')).err).toContain('ca 是各平台共用的');
  expect((await run('channel set sendUrl https://c.example --platform 03')).code).toBe(2);
});

test('a kind, and a registration, has a channel of its own, which is listed and taken away again', async () => {
  const { run } = await openCommandRoom();
  expect((await run('channel use 03 --kind out')).err).toContain('还没有填写导入目录');
  await run('channel use 03 --kind out --registration 4401600001 --folder /mnt/ImpPath2');
  const rows = (await run('channel --json')).json as readonly { readonly platform: string; readonly only?: unknown }[];
  expect(rows.flatMap(({ platform, only }) => (only ? [[platform, only]] : []))).toEqual([
    ['03', { out: '03', 'out.4401600001': '03 /mnt/ImpPath2' }],
  ]);
  expect((await run('channel')).out).toContain('出境 4401600001 另走 03 单一窗口导入客户端 /mnt/ImpPath2');
  await run('channel use same --kind out --registration 4401600001');
  expect((await run('channel')).out).not.toContain('4401600001');
  const alone = await run('channel use 03 --registration 4401600001');
  expect([alone.code, alone.err]).toEqual([2, expect.stringContaining('没有写明是哪一种单证')]);
});
