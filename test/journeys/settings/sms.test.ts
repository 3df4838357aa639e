import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { changeChannel } from '../../../src/jobs/channel.ts';
import { getSetting } from '../../../src/jobs/settings/by-name.ts';
import { frontDialog, lineWith, message } from '../eyes.ts';
import { stepTo } from '../hands.ts';
import { openSettings } from '../settings-hands.ts';
import { openStage } from '../stage.ts';

const { start, bureau } = openStage({ seed: 20171024 });

it('an SMS that is sent while practising lies in the mailbox, which the first page opens', async () => {
  const program = await start({ practice: true });
  await bureau(program);
  await program.press('home.mailbox');
  expect(await program.frame()).toContain('没有短信。练习时的验证码不发到手机，都到这里。');
  await program.press('mailbox.close');

  await openSettings(program, 'channel');
  await stepTo(program, 'channel.down', '短信网关');
  await program.press('channel.test', '1380013', 'naming.take');
  expect(await program.frame()).toContain('手机号应为 11 位数字，1 开头');
  await program.press('8000', 'naming.take');
  expect(message(program)).toBe('测试短信已交给练习局信箱');

  await program.press('app.home', 'home.mailbox');
  expect(await lineWith(program, '13800138000')).toContain('10-24 10:00:00  13800138000  【报检台】测试的验证码');
  expect(await program.frame()).toContain('不要告诉任何人');
  await program.press('mailbox.again', 'mailbox.close');
  expect(frontDialog(program)).toBeUndefined();
});

it('without practising there is no mailbox', async () => {
  const program = await start();
  await program.press('home.mailbox');
  expect([frontDialog(program), message(program)]).toEqual([undefined, '现在不是练习：短信发到手机']);
});

it('a gateway: what it wants is filled in on the screen, its secret is not shown, and a test goes there', async () => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then(body => {
      bodies.push(`${request.headers.authorization} ${body}`);
      response.end('{"code":0}');
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  const program = await start();
  await changeChannel(program.office, { platform: '01', sendUrl: 'https://bureau.example/in' });
  await openSettings(program, 'channel');
  await stepTo(program, 'channel.down', '短信网关');
  await program.press('channel.test', '13800138000', 'naming.take');
  expect(await program.frame()).toContain('没有设置短信网关，发不出验证码');
  await program.press('naming.cancel');
  await program.press('channel.change', 'http://sms.example/', 'naming.take');
  expect(await program.frame()).toContain('http:// 不加密');
  await program.press('<ctrl+u>', url, 'naming.take');
  await stepTo(program, 'channel.down', '正文格式');
  await program.press('channel.change');
  expect(message(program)).toBe('正文格式：表单');
  await stepTo(program, 'channel.down', '{"mobile"');
  await program.press('channel.change', 'to={mobile}', 'naming.take');
  expect(await program.frame()).toContain('正文里没有 {mobile} 和 {code}');
  await program.press('<end>', '&code={code}', 'naming.take');
  await stepTo(program, 'channel.down', '请求头');
  await program.press('channel.change', '{"Authorization":"Bearer {secret}"}', 'naming.take');
  await stepTo(program, 'channel.down', '受理标志');
  await program.press('channel.change', '"code":0', 'naming.take');
  await stepTo(program, 'channel.down', '网关密钥');
  await program.press('channel.change', 'geheim', 'naming.take');
  expect(await lineWith(program, '› 网关密钥')).toContain('已设置，不显示');
  expect(await program.frame()).not.toContain('geheim');

  await program.press('channel.test', '13800138000', 'naming.take');
  expect([message(program), bodies]).toEqual(['测试短信已交给短信网关', ['Bearer geheim to=13800138000&code=000000']]);
  const { leaves, secrets } = await getSetting(program.office, 'accounts');
  expect([JSON.stringify(leaves).includes('geheim'), secrets]).toEqual([false, [{ name: 'accounts.sms', set: true }]]);

  await stepTo(program, 'channel.up', '› 请求头');
  await program.press('channel.clear');
  expect(await lineWith(program, '› 请求头')).toContain('没有');
});
