import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openIdentity } from '../../../screens/dialogs/identity/effects.ts';
import { askToRegister } from '../../../src/jobs/accounts/identity.ts';
import { decideMember, registerMember } from '../../../src/jobs/accounts/members.ts';
import { testClock } from '../clock.ts';
import { frontDialog, message } from '../eyes.ts';
import type { TestProgram, TestProgramOptions } from '../program.ts';
import { openStage } from '../stage.ts';
import { askForCode, identityOf, lastCode, MOBILE, readPicture } from './hands.ts';

const { start, bureau } = openStage({ seed: 20171024 });

const PASSWORD = 'Zhi-Ma 2017';

async function begun(options: TestProgramOptions = {}): Promise<TestProgram> {
  const program = await start({ practice: true, ...options });
  await bureau(program, options.now && { now: options.now });
  program.program.run(openIdentity('register'));
  await program.program.idle();
  return program;
}

/** Through the steps up to that of the person. */
async function proved(program: TestProgram, mobile = MOBILE): Promise<void> {
  await program.press('<enter>');
  await askForCode(program, mobile);
  await program.press(await lastCode(program), '<enter>');
  while (identityOf(program).step === 'agreement') await program.press('<enter>');
}

const membersOf = async (program: TestProgram) => (await program.office.store.members.read()).members;

/** All that lies in the home, but for the practice bureau's own. */
async function writtenIn(home: string): Promise<string> {
  const names = await readdir(home, { recursive: true, withFileTypes: true });
  const files = names.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return (await Promise.all(files.map(file => readFile(file, 'latin1')))).join('\n');
}

it('the first person: type of enterprise, number, code, agreement, data; then they are the administrator and have logged in', async () => {
  const program = await start({ practice: true });
  await bureau(program);
  await program.press('home.account');
  expect(await program.frame()).toContain('注册 1/6 企业类型');
  expect(await program.frame()).toContain('›1 代理企业');
  await program.press('<enter>');
  await program.press('<enter>', '<enter>');
  expect(message(program)).toBe('这一栏还没有填写');
  expect((await program.frame()).replaceAll(' ', '')).not.toContain(readPicture(program));
  await askForCode(program);
  expect(await program.frame()).toContain('验证码已发到 138****8000，5 分钟内有效。');
  await program.press('identity.mailbox');
  expect(await program.frame()).toContain(await lastCode(program));
  const code = await lastCode(program);
  await program.press('mailbox.close', code, '<enter>');

  expect(await program.frame()).toContain('注册 4/6 使用协议');
  expect(await program.frame()).not.toContain('我已阅读并同意');
  while (!(await program.frame()).includes('我已阅读并同意')) await program.press('<enter>');
  await program.press('<enter>');

  await program.press('青岛报检代理有限公司', '<enter>', '3702600001', '<enter>', 'wang', '<enter>', '王五', '<enter>');
  await program.press(PASSWORD, '<enter>', 'something else', '<enter>');
  expect(message(program)).toBe('两次输入的密码不一样；再输一次');
  expect(await program.frame()).toContain('王五');
  await program.press(PASSWORD, '<enter>', PASSWORD);
  expect(await program.frame()).not.toContain(PASSWORD);
  await program.press('<enter>');
  expect(await program.frame()).toContain('注册成功：帐户已启用，您是管理员，已经登录。');
  expect(await program.frame()).toContain('F6：绑定手机');
  await program.press('identity.bind');
  expect(await program.frame()).toContain('没有绑定设备');
  await program.press('<escape>');
  expect(frontDialog(program)).toBeUndefined();

  const { on, enterprise, members } = await program.office.store.members.read();
  expect([on, enterprise, members.map(({ user, role, state, mobile }) => [user, role, state, mobile])]).toEqual([
    true,
    { type: '1', name: '青岛报检代理有限公司', code: '3702600001' },
    [['wang', 'administrator', 'active', MOBILE]],
  ]);
  expect(program.office.seat.actor().member?.name).toBe('王五');
  const written = await writtenIn(program.office.home);
  expect(written).toContain(MOBILE);
  for (const secret of [code, PASSWORD, 'something else']) expect(written).not.toContain(secret);
  await program.press('home.account');
  expect(frontDialog(program)).toBe('devices');
});

it('who joins an enterprise is pending, is told so, and is approved', async () => {
  const program = await start({ practice: true });
  await bureau(program);
  const boss = { user: 'boss', name: '老板', password: PASSWORD };
  await registerMember(program.office, boss, { type: '1', name: '青岛报检', code: '' });
  program.program.run(openIdentity('register'));
  await program.program.idle();
  expect(await program.frame()).toContain('加入 青岛报检。');
  expect(await program.frame()).toContain('登记以后要等管理员批准，才能登录。');
  await proved(program);
  await program.press('li', '<enter>', '李四', '<enter>', PASSWORD, '<enter>', PASSWORD, '<enter>');
  expect(await program.frame()).toContain('已登记，还不能登录：管理员批准以后');
  expect((await membersOf(program)).map(({ user, state }) => [user, state])).toEqual([
    ['boss', 'active'],
    ['li', 'pending'],
  ]);
  const [first] = await membersOf(program);
  program.office.seat.take({ id: first?.id ?? '', name: '老板' });
  await decideMember(program.office, 'li', 'approve');
  expect((await membersOf(program)).at(-1)?.state).toBe('active');
});

describe('a code', () => {
  it('that is wrong, too late or used is refused with its reason; another one comes after a minute', async () => {
    const clock = testClock();
    const program = await begun({ now: clock.now });
    await program.press('<enter>');
    await askForCode(program);
    const code = await lastCode(program);
    const wrong = code === '111111' ? '222222' : '111111';
    await program.press(wrong, '<enter>');
    expect(message(program)).toBe('验证码不对；看清短信再输，还可以试 4 次');

    expect(await program.frame()).toContain('60 秒后可以重新发送');
    await program.press('identity.again');
    expect(message(program)).toBe('60 秒后才能重新发送');
    await clock.pass(program, 10);
    expect(await program.frame()).toContain('50 秒后可以重新发送');
    await clock.pass(program, 50);
    expect(await program.frame()).toContain('没有收到？F5 重新发送');
    await program.press('identity.again');
    expect(message(program)).toBe('已重新发送，以新的验证码为准');
    await program.press(code, '<enter>');
    expect(message(program)).toContain('验证码不对');

    await clock.pass(program, 300);
    await program.press(await lastCode(program), '<enter>');
    expect(message(program)).toBe('验证码已过期（5 分钟内有效）；重新发送，用新的验证码');
    await program.press('identity.again');
    const good = await lastCode(program);
    await program.press(good, '<enter>');
    expect(identityOf(program).step).toBe('agreement');

    // Back to the number, and there the same one again.
    await program.press('identity.back');
    expect(identityOf(program).step).toBe('mobile');
    await clock.pass(program, 60);
    await askForCode(program);
    await program.press(good, '<enter>');
    expect(message(program)).toContain('验证码不对');
  });

  it('is not sent when the picture was read wrongly; another picture is shown, and the number stays', async () => {
    const program = await begun();
    await program.press('<enter>');
    const before = identityOf(program).captcha.lines;
    await program.press(MOBILE, '<enter>', 'nein', '<enter>');
    expect(message(program)).toBe('图形验证码不对；换了一张，照着它输入，不分大小写');
    expect(identityOf(program).captcha.lines).not.toEqual(before);
    expect(identityOf(program).values.mobile).toBe(MOBILE);
    await program.press('identity.again', readPicture(program).toLowerCase(), '<enter>');
    expect(message(program)).toContain('图形验证码不对');
    await program.press(readPicture(program).toLowerCase(), '<enter>');
    expect(identityOf(program).step).toBe('code');
  });

  it('is sent for a picture once: another number needs another picture', async () => {
    const program = await begun();
    await program.press('<enter>');
    const { captcha } = identityOf(program);
    const read = readPicture(program);
    await program.press(MOBILE, '<enter>', read, '<enter>');
    expect(identityOf(program).step).toBe('code');
    const again = askToRegister(program.office, { mobile: '13900000000', captcha, read });
    await expect(again).rejects.toMatchObject({ code: 'account.captcha' });
    await program.press('identity.back');
    expect(identityOf(program).captcha).not.toBe(captcha);
  });

  it('goes to no number that is none', async () => {
    const program = await begun();
    await program.press('<enter>', '12345', '<enter>', readPicture(program), '<enter>');
    expect(message(program)).toContain('手机号应为 11 位数字');
    expect(await program.frame()).toContain('12345');
  });
});

it('Escape goes a step back, and what was typed is still there but for passwords', async () => {
  const program = await begun();
  await proved(program);
  await program.press('青岛报检', '<enter>', '<enter>', 'wang', '<enter>', '王五', '<enter>', PASSWORD);
  await program.press('identity.back');
  expect(identityOf(program).step).toBe('agreement');
  while (identityOf(program).step === 'agreement') await program.press('<enter>');
  expect(await program.frame()).toMatch(/青岛报检[\s\S]*wang[\s\S]*王五/u);
  expect(identityOf(program).values.password).toBeUndefined();
  await program.press('identity.back', 'identity.back', 'identity.back', 'identity.back');
  expect(frontDialog(program)).toBeUndefined();
});

it('each step fits a window of 60x16', async () => {
  const program = await begun({ columns: 60, rows: 16 });
  await program.press('<enter>');
  const picture = await program.frame();
  for (const line of identityOf(program).captcha.lines) expect(picture).toContain(line.trimEnd());
  expect(picture).toMatch(/手机号[\s\S]*图形验证码/u);
  await askForCode(program);
  expect(await program.frame()).toContain('F8 打开练习局信箱');
  await program.press(await lastCode(program), '<enter>');
  while (identityOf(program).step === 'agreement') await program.press('<enter>');
  expect(await program.frame()).toMatch(/企业名称[\s\S]*再输一次/u);
});
