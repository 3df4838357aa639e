import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { watchSeat } from '../../../screens/app/seat.ts';
import { offerRecovery } from '../../../screens/pages/entry/recovery/offer.ts';
import { decideMember, registerMember } from '../../../src/jobs/accounts/members.ts';
import { turnOff, turnOn } from '../../../src/jobs/accounts/turn-on.ts';
import { frontDialog, message, pageKind, rowsOf, textInHand, title } from '../eyes.ts';
import { typeInto } from '../hands.ts';
import { MANUAL_DAY } from '../program.ts';
import { openStage } from '../stage.ts';
import { LI, loggingIn, staffedHome, startAs, WANG } from './people.ts';

const stage = openStage({ seed: 14 });

it.each([
  [80, 24],
  [60, 16],
])('before anybody has logged in nothing else is there, at %ix%i', async (columns, rows) => {
  const program = await stage.start({ home: await staffedHome(stage), columns, rows });
  const frame = await program.frame();
  expect(frame).toContain('捷顺报关行');
  expect(frame).toContain('用户名');
  expect(frame).toContain('Enter 登录');
  for (const word of ['入境', '查找', '王芳', '李明']) expect(frame).not.toContain(word);
  await program.press('<f2><ctrl+g><alt+1><f12>');
  expect([pageKind(program), program.state().dialogs]).toEqual(['login', []]);
});

it('a wrong name and a wrong password are told alike, five of them lock, and the time for it is said', async () => {
  let now = MANUAL_DAY;
  const program = await stage.start({ home: await staffedHome(stage), now: () => now });
  const wrongAs = async (user: string) => {
    await program.press('<up>', ...loggingIn({ user, password: 'falsch-Wort-9' }));
    return (await rowsOf(program)).slice(9).join('\n');
  };
  await program.press('<tab>');
  const told = await wrongAs('wang');
  expect(told).toContain('用户名或密码不对');
  expect(await wrongAs('nobody')).toBe(told);
  for (let time = 0; time < 4; time += 1) await wrongAs('wang');
  expect(await program.frame()).toContain('已锁定到 2017-10-24 10:01:00');
  await program.press(`${WANG.password}<enter>`);
  expect(await program.frame()).toContain('已锁定到 2017-10-24 10:01:00');
  now += 60_000;
  await program.press(`${WANG.password}<enter>`);
  expect(pageKind(program)).toBe('home');
  expect(await title(program)).toContain('王芳');
});

it('a password is dots on the screen, and in no frame, journal or file', async () => {
  const home = await staffedHome(stage);
  const program = await stage.start({ home });
  const texts: string[] = [];
  await program.press('wang<enter>');
  for (const letter of WANG.password) {
    await program.press(letter);
    texts.push(await program.frame());
  }
  expect(texts.at(-1)).toContain('•'.repeat(WANG.password.length));
  await program.press('<enter>', 'n', '1');
  await typeInto(program, 'contractNo', 'HT-1');
  texts.push(await program.frame());
  for (const file of readdirSync(home, { recursive: true, withFileTypes: true }))
    if (file.isFile()) texts.push(readFileSync(join(file.parentPath, file.name), 'latin1'));
  expect(texts.filter(text => text.includes(WANG.password.slice(0, 8)))).toEqual([]);
});

it('logging out keeps what was typed for the same person, and shows nothing of it to the next', async () => {
  const program = await startAs(stage, WANG, { home: await staffedHome(stage), begin: [offerRecovery] });
  await program.press('n', '1');
  await typeInto(program, 'contractNo', 'HT-77');
  await program.press('app.log-out');
  expect(await program.frame()).not.toContain('HT-77');
  expect([pageKind(program), program.state().pages.length]).toEqual(['login', 1]);

  await program.press(...loggingIn(LI));
  expect([pageKind(program), frontDialog(program)]).toEqual(['home', undefined]);
  expect(await title(program)).toContain('李明');
  await program.press('app.log-out', ...loggingIn(WANG));
  expect(frontDialog(program)).toBe('question');
  expect(await program.frame()).toContain('接着做');
  await program.press('<enter>');
  expect(pageKind(program)).toBe('entry');
  expect(textInHand(program)).toBe('HT-77');
});

it('what a declarant may not is refused where the key is pressed, and says who may', async () => {
  const program = await startAs(stage, LI, { home: await staffedHome(stage) });
  await program.press('app.settings', '<9><enter>', 'channel.change');
  expect(message(program)).toBe('报检员没有“修改申报通讯”的权限；请管理员来做：王芳');
  await program.press('app.home', 'home.sound');
  expect(message(program)).toBe('有新回执时响铃');
});

it('who is disabled is out at once, and does not come in again', async () => {
  const home = await staffedHome(stage);
  const li = await startAs(stage, LI, { home });
  const wang = await startAs(stage, WANG, { home });
  await decideMember(wang.office, 'li', 'disable');
  // Even before it is noticed nothing can be kept.
  await expect(li.office.demand('declaration.write')).rejects.toMatchObject({ code: 'account.not-active' });
  li.program.run(watchSeat);
  await li.program.idle();
  expect(pageKind(li)).toBe('login');
  expect(await li.frame()).toContain('帐户已停用');
  await li.press(...loggingIn(LI));
  expect(await li.frame()).toContain('帐户已停用，不能登录');
});

it('who has registered waits until an administrator approves', async () => {
  const home = await staffedHome(stage);
  const wang = await startAs(stage, WANG, { home });
  const zhao = { user: 'zhao', name: '赵六', password: 'geheim-Zhao-3' };
  await registerMember(wang.office, zhao);
  const other = await stage.start({ home });
  await other.press(...loggingIn(zhao));
  expect(await other.frame()).toContain('帐户待批准，不能登录');
  await decideMember(wang.office, 'zhao', 'approve');
  await other.press(`${zhao.password}<enter>`);
  expect(await title(other)).toContain('赵六');
});

it('a program that is open follows when accounts are turned on and off', async () => {
  const home = await stage.folder();
  const mine = await stage.start({ home });
  const other = await stage.start({ home });
  await turnOn(other.office, WANG);
  mine.program.run(watchSeat);
  await mine.program.idle();
  expect(await mine.frame()).toContain('这里启用了帐户，请登录');
  await mine.press(...loggingIn(WANG));
  expect(pageKind(mine)).toBe('home');
  await turnOff(other.office);
  mine.program.run(watchSeat);
  await mine.program.idle();
  expect(await title(mine)).not.toContain('王芳');
  await mine.press('<alt+.>');
  expect(message(mine)).toContain('没有启用帐户');
});
