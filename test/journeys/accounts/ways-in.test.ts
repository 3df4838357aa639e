import { expect, it } from 'vitest';
import { decideMember } from '../../../src/jobs/accounts/members.ts';
import { modulesIn, readModules } from '../../terminal/qr-reader.ts';
import { testClock } from '../clock.ts';
import { frontDialog, pageKind, title } from '../eyes.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';
import { askForCode, identityOf, lastCode } from './hands.ts';
import { LI, loggingIn, staffedHome, startAs, WANG } from './people.ts';

const stage = openStage({ seed: 15 });

async function begun() {
  const clock = testClock();
  const home = await staffedHome(stage);
  const program = await stage.start({ home, now: clock.now, practice: true });
  await stage.bureau(program, { now: clock.now });
  return { clock, program };
}

async function scanned(program: TestProgram): Promise<string> {
  const lines = (await program.frame()).split('\n');
  return readModules(modulesIn(lines.map(each => each.slice(0, 60)))) ?? '';
}

const say = (address: string, cookie = '') =>
  fetch(address, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams({ answer: 'yes', name: '小米 14' }),
  });

it('the login page names the further ways in, and leads to them and back', async () => {
  const { program } = await begun();
  expect(await program.frame()).toContain('F6 扫码登录  F7 忘记密码  F8 注册');
  for (const [way, dialog] of [
    ['login.scan', 'scan'],
    ['login.recover', 'identity'],
    ['login.register', 'identity'],
  ] as const) {
    await program.press(way);
    expect(frontDialog(program)).toBe(dialog);
    await program.press('<escape>');
    expect([frontDialog(program), pageKind(program)]).toEqual([undefined, 'login']);
  }
});

it('who has forgotten the password gets another one by SMS, and logs in with it', async () => {
  const { program, clock } = await begun();
  await program.press('login.recover');
  await askForCode(program, LI.mobile);
  await program.press(await lastCode(program), '<enter>', 'neues-Wort-3', '<enter>', 'neues-Wort-3', '<enter>');
  await clock.pass(program, 4);
  expect([frontDialog(program), pageKind(program)]).toEqual([undefined, 'login']);
  await program.press(...loggingIn({ user: 'li', password: 'neues-Wort-3' }));
  expect([pageKind(program), await title(program)]).toEqual(['home', expect.stringContaining('李明')]);
});

it('who joins waits on the login page until they are approved', async () => {
  const { program } = await begun();
  const person = { user: 'zhao', password: 'geheim-Zhao-5' };
  await program.press('login.register');
  expect(await program.frame()).toContain('加入 捷顺报关行。');
  await program.press('<enter>');
  await askForCode(program, '13900139000');
  await program.press(await lastCode(program), '<enter>');
  while (identityOf(program).step === 'agreement') await program.press('<enter>');
  await program.press(
    person.user,
    '<enter>',
    '赵六',
    '<enter>',
    person.password,
    '<enter>',
    person.password,
    '<enter>',
  );
  expect(await program.frame()).toContain('已登记，还不能登录：管理员批准以后');
  await program.press('<enter>', ...loggingIn(person));
  expect(await program.frame()).toContain('帐户待批准，不能登录');
  const { members } = await program.office.store.members.read();
  program.office.seat.take({ id: members[0]?.id ?? '', name: WANG.name });
  await decideMember(program.office, person.user, 'approve');
  program.office.seat.leave();
  await program.press(person.password, '<enter>');
  expect(pageKind(program)).toBe('home');
});

it('a device that was bound logs its owner in', async () => {
  const clock = testClock();
  const home = await staffedHome(stage);
  const program = await startAs(stage, WANG, { home, now: clock.now, practice: true });
  await stage.bureau(program, { now: clock.now });
  await program.press('home.account', 'devices.bind');
  const cookie = (await say(await scanned(program))).headers.get('set-cookie')?.split(';')[0];
  await clock.pass(program, 1);
  await program.press('devices.close', 'app.log-out');
  expect(pageKind(program)).toBe('login');
  await program.press('login.scan');
  await say(await scanned(program), cookie);
  await clock.pass(program, 1);
  expect([pageKind(program), frontDialog(program), await title(program)]).toEqual([
    'home',
    undefined,
    expect.stringContaining('王芳'),
  ]);
});
