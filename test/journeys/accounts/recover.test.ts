import { expect, it } from 'vitest';
import { openIdentity } from '../../../screens/dialogs/identity/effects.ts';
import { checkLogIn } from '../../../src/jobs/accounts/log-in.ts';
import { registerMember } from '../../../src/jobs/accounts/members.ts';
import { readMailbox } from '../../../src/jobs/practice.ts';
import { testClock } from '../clock.ts';
import { frontDialog, message } from '../eyes.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';
import { askForCode, identityOf, lastCode, MOBILE } from './hands.ts';

const { start, bureau } = openStage({ seed: 20171024 });

const OLD = 'Zhi-Ma 2017';
const NEW = 'Kai-Men 2018';

/** Somebody of the office who has forgotten the password, and a clock. */
async function begun() {
  const clock = testClock();
  const program = await start({ practice: true, now: clock.now });
  await bureau(program, { now: clock.now });
  await registerMember(program.office, { user: 'wang', name: '王五', mobile: MOBILE, password: OLD });
  await opened(program);
  return { program, clock };
}

async function opened(program: TestProgram): Promise<void> {
  program.program.run(openIdentity('recover'));
  await program.program.idle();
}

async function recovered(program: TestProgram): Promise<void> {
  await askForCode(program);
  await program.press(await lastCode(program), '<enter>');
  await program.press(NEW, '<enter>', NEW, '<enter>');
}

it('a password is recovered by number, picture, code and the new one twice; the old one opens nothing any more', async () => {
  const { program, clock } = await begun();
  expect(await program.frame()).toContain('找回密码 1/4 手机号');
  await askForCode(program);
  expect(await program.frame()).toContain('138****8000 是本单位成员的号码时，验证码已发到那里');
  await program.press(await lastCode(program), '<enter>', 'short', '<enter>', 'short', '<enter>');
  expect(message(program)).toContain('密码太短');
  await program.press(NEW, '<enter>', OLD, '<enter>');
  expect(message(program)).toContain('两次输入的密码不一样');
  await program.press(NEW, '<enter>', NEW);
  expect(await program.frame()).not.toContain(NEW);
  await program.press('<enter>');
  expect(await program.frame()).toMatch(/密码已改。用户名是 wang。[\s\S]*4 秒后返回登录页面；回车：立即登录/u);
  await clock.pass(program, 2);
  expect(await program.frame()).toContain('2 秒后返回登录页面');
  await clock.pass(program, 2);
  expect(frontDialog(program)).toBeUndefined();
  await expect(checkLogIn(program.office, 'wang', OLD)).rejects.toMatchObject({ code: 'account.wrong' });
  expect((await checkLogIn(program.office, 'wang', NEW)).name).toBe('王五');
});

it('Enter returns at once', async () => {
  const { program } = await begun();
  await recovered(program);
  await program.press('<enter>');
  expect(frontDialog(program)).toBeUndefined();
});

it('a number of nobody goes the same way in the same words, but no SMS leaves and no code opens it', async () => {
  const { program, clock } = await begun();
  const walk = async (mobile: string) => {
    const seen: string[] = [];
    const look = async () =>
      seen.push((await program.frame()).replaceAll(/1\d\d\*{4}\d{4}/gu, 'NUMBER'), message(program) ?? '');
    await askForCode(program, mobile);
    await look();
    for (const code of ['111111', '222222', '333333', '444444', '555555', '666666']) {
      await program.press(code, '<enter>');
      await look();
    }
    await program.press('identity.again');
    await look();
    await clock.pass(program, 60);
    await program.press('identity.again');
    await look();
    await program.press('identity.back', 'identity.back');
    await clock.pass(program, 60);
    await opened(program);
    return seen;
  };
  const known = await walk(MOBILE);
  const sms = (await readMailbox(program.office)).length;
  const unknown = await walk('13900139000');
  expect(unknown).toEqual(known);
  expect(known.join('\n')).toContain('输错了 5 次，这个验证码作废');
  expect([sms, (await readMailbox(program.office)).length]).toEqual([2, 2]);
});

it('that the SMS cannot be sent is not told either: it would say that there was one to send', async () => {
  const { program } = await begun();
  const { setSetting } = await import('../../../src/jobs/settings/by-name.ts');
  await program.office.seat.take({ id: (await program.office.store.members.read()).members[0]?.id ?? '', name: '' });
  await setSetting(program.office, 'channel.platform', '01');
  await setSetting(program.office, 'accounts.smsGateway', 'http://127.0.0.1:1/');
  program.office.seat.leave();
  await askForCode(program);
  expect([identityOf(program).step, frontDialog(program)]).toEqual(['code', 'identity']);
  expect(message(program)).toBeUndefined();
});

it('a member who is disabled meanwhile is not let in by it', async () => {
  const { program } = await begun();
  await askForCode(program);
  await program.press(await lastCode(program), '<enter>');
  await program.office.store.members.update(held => ({
    ...held,
    members: held.members.map(member => ({ ...member, state: 'disabled' as const })),
  }));
  await program.press(NEW, '<enter>', NEW, '<enter>');
  expect(message(program)).toBe('帐户已停用，不能改密码；请管理员恢复');
});
