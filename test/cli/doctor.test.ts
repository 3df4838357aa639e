import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/jobs/doctor/finding.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { type CommandRoom, openCommandRoom, type Said } from './command.ts';

const findingsOf = ({ json }: Said): readonly Finding[] => json.findings;
const of = (said: Said, area: Finding['area']) => findingsOf(said).filter(finding => finding.area === area);

async function practising(): Promise<CommandRoom> {
  const room = await openCommandRoom({ env: { PATH: '/no/programs' } });
  await room.startBureau();
  return room;
}

test('a line each of what an office needs, and nothing bad in one that practises', async () => {
  const { run, home } = await practising();
  const said = await run('doctor');
  expect(said.code).toBe(0);
  expect(said.out).toMatch(/^✓ 程序：报检台 0\.0\.0，Node /u);
  expect(said.out).toContain('! 终端：这里不是终端，没有可问的\n  → 在终端里运行 baojian doctor');
  expect(said.out).toContain(`✓ 数据目录：${home}，0 份单证，只供自己用`);
  expect(said.out).toMatch(/✓ 通讯：09 练习局：.*\n✓ 发送队列：没有在等的\n✓ 无纸化：交给练习局/u);
  expect(said.out).toMatch(/! 代码表：HS 编码只是起步的一部分/u);
  expect(said.out).toMatch(/! 打印：这台机器上没有打印系统 CUPS\n {2}→ /u);
});

test('everything that is not good says what to do, in JSON too', async () => {
  const { run } = await practising();
  await run('settings set channel.platform 02');
  const said = await run('doctor --json');
  expect(said.code).toBe(1);
  expect(of(said, '通讯')).toEqual([
    {
      area: '通讯',
      state: 'bad',
      text: '02 广州EPORT服务：还缺发送地址、报检登记号、组织机构代码',
      next: '设置 → 申报通讯，或 baojian channel set',
    },
  ]);
  expect(findingsOf(said).filter(({ state, next }) => state !== 'good' && !next)).toEqual([]);
});

test('a bureau that is not there is told by what the line says, unless nobody is to be asked', async () => {
  const { run } = await openCommandRoom();
  await run('settings set channel.platform 01');
  await run('settings set channel.sendUrl https://127.0.0.1:9/');
  const said = await run('doctor --json');
  expect([said.code, of(said, '通讯')[0]?.state]).toEqual([1, 'bad']);
  expect(of(said, '通讯')[0]?.text).toContain('01 九城通服务，https://127.0.0.1:9/：');
  expect(of(await run('doctor --offline --json'), '通讯')).toEqual([
    { area: '通讯', state: 'good', text: '01 九城通服务，https://127.0.0.1:9/（没有去问）' },
  ]);
});

test('a home that is not there is not made', async () => {
  const { run } = await openCommandRoom();
  const home = join(temporaryFolder(), '没有');
  const said = await run(['doctor', '--json', '--home', home]);
  expect(of(said, '数据目录')).toEqual([expect.objectContaining({ state: 'mind', text: `还没有：${home}` })]);
  expect(of(said, '通讯')).toEqual([]);
  await expect(rm(home)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a home that cannot be opened is told, and the disk below it all the same', async () => {
  const room = await openCommandRoom();
  await writeFile(join(room.home, 'store.json'), '{"version": 999999}');
  const said = await room.run('doctor --json');
  expect(said.code).toBe(1);
  const [home, ...disk] = of(said, '数据目录');
  expect([home?.state, home?.next]).toEqual(['bad', expect.anything()]);
  expect(disk.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^磁盘/u));
});

test('secrets that no key opens, and a home that is open to others', async () => {
  const room = await practising();
  await room.run('settings set channel.password -', '密码一二三');
  await rm(join(room.home, 'secrets', 'key'));
  await chmod(room.home, 0o755);
  const said = await room.run('doctor --json');
  const texts = of(said, '数据目录').map(({ state, text }) => `${state} ${text}`);
  expect(texts).toContain('bad 保存的密码打不开：channel.password');
  expect(texts).toContain('mind 别的用户也进得去（权限 0755）');
  expect(said.out).not.toContain('密码一二三');
});
