import { expect, it } from 'vitest';
import { PAPERLESS_PASSWORD, paperlessSettings } from '../../../src/jobs/paperless/settings.ts';
import { frontDialog, lineWith, message } from '../eyes.ts';
import { stepTo } from '../hands.ts';
import type { TestProgram } from '../program.ts';
import { openSettings, settingsOf } from '../settings-hands.ts';
import { openStage } from '../stage.ts';

const { start } = openStage({ seed: 20171025 });
const KNOWN = 'http://219.136.187.254:8000/';

/** The settings of paperless documents, on one of their lines. */
async function opened(title: string, program?: TestProgram): Promise<TestProgram> {
  const open = program ?? (await openSettings(await start(), 'channel'));
  await open.press('channel.last');
  await stepTo(open, 'channel.up', title);
  return open;
}

it('the known address is offered for a number that begins with 44, and taken once plain http is allowed', async () => {
  const program = await opened('报检登记号');
  await program.press('channel.change', '4403000005', 'naming.take');
  expect(message(program)).toBe('报检登记号：4403000005（广东局(44)）');
  await program.press('channel.down');
  expect(await lineWith(program, '› 无纸化URL')).toContain(`${KNOWN}（已知的，不加密，先允许）`);
  await program.press('channel.change', 'naming.take');
  expect(frontDialog(program)).toBe('naming');
  expect(await program.frame()).toContain('不加密，账号会泄露');
  await program.press('naming.cancel');
  expect((await paperlessSettings(program.office)).url).toBeUndefined();

  await opened('允许不加密', program);
  await program.press('channel.change');
  expect(message(program)).toBe('web 服务 还没有填写通讯账号');
  await opened('无纸化URL', program);
  await program.press('channel.change', 'naming.take');
  expect(message(program)).toBe(`无纸化URL：${KNOWN}`);
  expect(await paperlessSettings(program.office)).toEqual({
    ...{ way: 'service', registration: '4403000005', url: KNOWN, allowPlain: true },
  });
});

it('the account, the password and the other way are kept, and the password is not shown', async () => {
  const program = await opened('通讯账号');
  await program.press('channel.change', 'papers', 'naming.take', 'channel.down', 'channel.change', 'hunter2');
  expect(await program.frame()).toContain('密码  •••••••');
  await program.press('naming.take');
  expect(message(program)).toBe('密码：已设置，不显示');
  expect(await program.office.store.secrets.get(PAPERLESS_PASSWORD)).toBe('hunter2');
  expect(JSON.stringify(await paperlessSettings(program.office))).not.toContain('hunter2');
  await program.press('channel.clear');
  expect(await program.office.store.secrets.has(PAPERLESS_PASSWORD)).toBe(false);

  await opened('通讯方式', program);
  await program.press('channel.change');
  expect(message(program)).toBe('web 嵌入 还没有填写无纸化URL');
  await opened('嵌入登记号', program);
  await program.press('channel.change', '3100000001', 'naming.take');
  expect(message(program)).toBe('嵌入登记号：3100000001（上海局(31)）');
  await program.press('channel.down', 'channel.change', '网址', 'naming.take');
  expect(await program.frame()).toContain('不是完整的网址');
  await program.press('<ctrl+u>', 'https://bureau.example/docs', 'naming.take');
  expect(await paperlessSettings(program.office)).toEqual({
    ...{ way: 'embed', user: 'papers', embedRegistration: '3100000001', embedUrl: 'https://bureau.example/docs' },
  });
  await program.press('channel.clear');
  expect((await paperlessSettings(program.office)).embedUrl).toBeUndefined();
});

it('its lines are found by their names, beside those of the channel', async () => {
  const program = await start();
  await program.press('app.palette', '>无纸化URL', 'palette.run');
  expect(settingsOf(program)).toMatchObject({ tab: 'channel', inMenu: false });
  expect(await lineWith(program, '› 无纸化URL')).toContain('没有');
});
