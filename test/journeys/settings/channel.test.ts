import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { channelState } from '../../../src/jobs/channel.ts';
import { temporaryFolder } from '../../run/temporary-folder.ts';
import { certificateFile } from '../../transport/servers.ts';
import { entryOf, frontDialog, lineWith, message } from '../eyes.ts';
import { emptyPath, fill, goTo, stepTo } from '../hands.ts';
import { openSettings, settingsOf } from '../settings-hands.ts';
import { openStage } from '../stage.ts';

const { start, begin, bureau } = openStage({ seed: 20171024 });

const file = (name: string) => resolve(certificateFile(name));

it('the channel: a platform, its address, the account, and certificates that are looked at before they are kept', async () => {
  const program = await openSettings(await start(), 'channel');
  expect(await program.frame()).toContain('现在发给练习局，其余各项还不起作用');
  await program.press('channel.change');
  expect(message(program)).toBe('九城通服务 还没有填写发送地址');
  await program.press('channel.back', 'channel.back');
  expect(message(program)).toBe('单一窗口导入客户端 还没有填写导入目录');
  await program.press('channel.back');
  expect(await lineWith(program, '› 平台')).toContain('02 广州EPORT服务');

  await stepTo(program, 'channel.down', '发送地址');
  await program.press('channel.change', 'ftp://bureau.example', 'naming.take');
  expect(await program.frame()).toContain('只能是 https:// 或 http://');
  await program.press('<ctrl+u>', 'https://bureau.example/in', 'naming.take');
  expect(message(program)).toBe('发送地址：https://bureau.example/in');

  await stepTo(program, 'channel.down', '密码');
  await program.press('channel.change', 'hunter2');
  expect(await program.frame()).toContain('密码  •••••••');
  await program.press('<left>', '<backspace>', 'X', 'naming.take');
  expect(await lineWith(program, '› 密码')).toContain('已设置，不显示');
  expect(await program.office.store.secrets.get('channel.password')).toBe('hunteX2');
  expect(await program.frame()).not.toContain('hunteX2');

  await stepTo(program, 'channel.down', '客户端证书');
  await program.press('channel.change');
  await emptyPath(program);
  await program.press(file('client.p12'), 'path.take');
  expect(await program.frame()).toContain('要口令才能打开');
  await program.press('path.close');
  await stepTo(program, 'channel.down', '证书口令');
  await program.press('channel.change', 'geheim', 'naming.take');
  await stepTo(program, 'channel.up', '客户端证书');
  await program.press('channel.change');
  await emptyPath(program);
  await program.press(file('client.p12'), 'path.take');
  expect([frontDialog(program), message(program)]).toEqual([
    undefined,
    '客户端证书：client.p12（练习报检公司，到 2120-01-01）',
  ]);
  await program.press('channel.clear');
  expect(await lineWith(program, '› 客户端证书')).toContain('没有');
  expect((await channelState(program.office)).settings).toEqual({
    platform: '02',
    sendUrl: 'https://bureau.example/in',
  });
});

const started = async () => {
  const program = await start();
  await bureau(program);
  return program;
};

it('is asked whether anybody is there, and what is missing is told', async () => {
  const program = await openSettings(await started(), 'channel');
  await program.press('channel.test');
  expect(message(program)).toMatch(/^09 练习局 接通：连接正常/u);
  await stepTo(program, 'channel.down', '通讯方式');
  await program.press('channel.test');
  expect(message(program)).toMatch(/^无纸化通讯 接通：连接正常/u);
  await stepTo(program, 'channel.up', '平台');
  await program.press('channel.back', 'channel.back');
  expect(message(program)).toBe('广州EPORT服务 还没有填写发送地址、报检登记号、组织机构代码');
  await program.press('channel.test');
  expect(await program.frame()).toContain('广州EPORT服务 没有填写发送地址');
});

it('the folder of the import client is picked, and asked whether it can be used', async () => {
  const program = await openSettings(await start(), 'channel');
  const folder = temporaryFolder();
  await program.press('channel.back');
  await stepTo(program, 'channel.down', '导入目录');
  await program.press('channel.change');
  await emptyPath(program);
  await program.press(folder, 'path.take', 'channel.test');
  expect(await program.frame()).toContain('没有 Tecciq/OutBox');
  await program.press('<escape>');
  mkdirSync(join(folder, 'Tecciq', 'OutBox'), { recursive: true });
  mkdirSync(join(folder, 'Tecciq', 'InBox'));
  await program.press('channel.test');
  // Whoever begins today sends imports as customs declarations.
  expect(await program.frame()).toContain('没有 Deccus001/OutBox');
  await program.press('<escape>');
  expect(await lineWith(program, '入境发成')).toContain('报关单');
  await stepTo(program, 'channel.down', '报关单目录');
  await program.press('channel.change', 'Deccus002', 'naming.take');
  for (const box of ['OutBox', 'InBox']) mkdirSync(join(folder, 'Deccus002', box), { recursive: true });
  await program.press('channel.test');
  expect(message(program)).toBe('03 单一窗口导入客户端 接通：导入目录可以读写');
});

it('a kind of declaration, and one enterprise, go another way', async () => {
  const program = await openSettings(await start(), 'channel');
  await stepTo(program, 'channel.down', '出境另走');
  await program.press('channel.back', 'channel.back');
  expect(message(program)).toBe('03 单一窗口导入客户端 还没有填写导入目录');
  await stepTo(program, 'channel.down', '某企业另走');
  await program.press('channel.change', '4401600001 出境 05', 'naming.take');
  expect(await program.frame()).toContain('应为平台代码');
  await program.press('<ctrl+u>', '4401600001 出境 03 /mnt/ImpPath2', 'naming.take');
  expect(await lineWith(program, '出境 44016')).toContain('03 单一窗口导入客户端 /mnt/ImpPath2');
  expect((await channelState(program.office)).settings.routes).toEqual({
    ...{ out: '03', 'out.4401600001': '03 /mnt/ImpPath2' },
  });
  await stepTo(program, 'channel.up', '出境另走');
  await program.press('channel.change', 'channel.change');
  expect((await channelState(program.office)).settings.routes).toEqual({ 'out.4401600001': '03 /mnt/ImpPath2' });
});

it('two platforms at once each have an address and an account of their own', async () => {
  const program = await openSettings(await start(), 'channel');
  await program.press('channel.change');
  await stepTo(program, 'channel.down', '发送地址');
  await program.press('channel.change', 'https://a.example/in', 'naming.take');
  await stepTo(program, 'channel.down', '通讯账号');
  await program.press('channel.change', 'anna', 'naming.take');
  await stepTo(program, 'channel.down', '出境另走');
  expect(await program.frame()).not.toContain('自己的');
  await program.press('channel.change', 'channel.change');
  expect(message(program)).toBe('02 广州EPORT服务 还没有填写发送地址、报检登记号、组织机构代码');
  await program.press('app.palette', '>广州EPORT服务自己的：发送地址', 'palette.run');
  expect(await program.frame()).toContain('─ 02 广州EPORT服务自己的');
  expect(await lineWith(program, '› 发送地址')).toContain('没有');
  await program.press('channel.change', 'https://a.example/in', 'naming.take');
  expect(await program.frame()).toContain('01 和 02 都在用，不能是同一个发送地址');
  await program.press('<ctrl+u>', 'https://b.example/in', 'naming.take');
  expect(message(program)).toBe('02 广州EPORT服务 还没有填写报检登记号、组织机构代码');
  await stepTo(program, 'channel.down', '通讯账号');
  // The account of the other platform does not go to this one's address.
  expect(await lineWith(program, '› 通讯账号')).toContain('没有');
  await program.press('channel.change', 'berta', 'naming.take');
  await stepTo(program, 'channel.down', '密码');
  await program.press('channel.change', 'geheim', 'naming.take');
  expect(await lineWith(program, '› 密码')).toContain('已设置，不显示');
  const { store } = program.office;
  expect([await store.secrets.has('channel.password'), await store.secrets.get('channel.02.password')]).toEqual([
    ...[false, 'geheim'],
  ]);
  expect((await channelState(program.office)).settings).toMatchObject({
    ...{ sendUrl: 'https://a.example/in', user: 'anna' },
    ways: { '02': { sendUrl: 'https://b.example/in', user: 'berta' } },
  });
});

it('is reached from the line of the first page, and found by its name', async () => {
  const program = await start();
  await program.press('app.palette', '>客户端证书', 'palette.run');
  expect(settingsOf(program)).toMatchObject({ tab: 'channel', inMenu: false });
  expect(await program.frame()).toMatch(/› 客户端证书/u);
  await program.press('channel.first', 'channel.change', 'settings.back', 'settings.back');
  await stepTo(program, 'home.down', '九城通服务');
  await program.press('home.open');
  expect(settingsOf(program)).toMatchObject({ tab: 'channel' });
});

it('goods attributes follow the channel while an entry page is open, and say so in each list', async () => {
  const program = await begin();
  await fill(program, { 'goods.attributes': '19' });
  expect(message(program)).toContain('19 正常 是 2018 年起的，2017 年没有');
  await openSettings(program, 'channel');
  await program.press('channel.change', 'channel.change');
  expect(await lineWith(program, '› 平台')).toContain('02');
  await program.press('channel.change');
  expect(await lineWith(program, '› 平台')).toContain('03');
  await program.press('settings.back', 'settings.back');
  expect(await lineWith(program, '货物属性')).toContain('正常');
  await goTo(program, 'goods.attributes');
  await program.press('field.open');
  expect(await program.frame()).toContain('14   预包装');
  await program.press('废品', 'ticks.toggle');
  expect(message(program)).toBe('只能选一个：已取消【正常】');
  await program.press('popup.confirm', '<tab>');
  expect(entryOf(program).drafts.form.goods[0]?.attributes).toEqual(['20']);
  expect(await lineWith(program, '货物属性')).toContain('废品');
});
