import { expect, it } from 'vitest';
import { watchSeat } from '../../../screens/app/seat.ts';
import { registerMember } from '../../../src/jobs/accounts/members.ts';
import { frontDialog, lineWith, message, noteOf, pageKind, title } from '../eyes.ts';
import type { TestProgram } from '../program.ts';
import { openStage } from '../stage.ts';
import { LI, loggingIn, staffedHome, startAs, WANG } from './people.ts';

const stage = openStage({ seed: 16 });

const ZHAO = { user: 'zhao', name: '赵六', password: 'geheim-Zhao-3', mobile: '13900000000' };
const QIAN = { user: 'qian', name: '钱七', password: 'geheim-Qian-4', mobile: '13700000000' };

const stateOf = async (program: TestProgram, user: string) =>
  (await program.office.store.members.read()).members.find(member => member.user === user)?.state;

it('an administrator who logs in is asked about those who wait: later, approved, refused', async () => {
  const home = await staffedHome(stage);
  const other = await stage.start({ home });
  await registerMember(other.office, ZHAO);
  await registerMember(other.office, QIAN);
  const li = await startAs(stage, LI, { home });
  expect(frontDialog(li)).toBeUndefined();
  const wang = await startAs(stage, WANG, { home });
  expect(await wang.frame()).toContain('赵六（用户名 zhao，手机 13900000000）要加入');
  expect(await wang.frame()).toContain('另有 1 人');
  await wang.press('<escape>', 'app.members');
  expect(await lineWith(wang, 'zhao')).toContain('待批准');
  await wang.press('app.log-out', ...loggingIn(WANG), '<enter>');
  expect(message(wang)).toBe('赵六已批准');
  expect(await wang.frame()).toContain('钱七（用户名 qian，手机 13700000000）要加入');
  await wang.press('<right><enter>');
  expect(message(wang)).toBe('钱七已拒绝');
  expect(frontDialog(wang)).toBeUndefined();

  await other.press(...loggingIn(QIAN));
  expect(await other.frame()).toContain('帐户已拒绝，不能登录');
  await other.press('<escape>', '<up>', '<ctrl+u>', ...loggingIn(ZHAO));
  expect(await title(other)).toContain('赵六');
  expect(frontDialog(other)).toBeUndefined();
});

it('who waits is approved or refused in the list, where they come first; who was refused may be approved later', async () => {
  const home = await staffedHome(stage);
  const other = await stage.start({ home });
  await registerMember(other.office, ZHAO);
  const wang = await startAs(stage, WANG, { home });
  await wang.press('<escape>', 'app.members', 'members.choose', '2');
  expect(message(wang)).toBe('赵六已拒绝');
  expect(await lineWith(wang, '赵六')).toContain('已拒绝');
  await wang.press('赵', 'members.choose', '1');
  expect(message(wang)).toBe('赵六已批准');
  expect(await stateOf(wang, 'zhao')).toBe('active');
  await other.press(...loggingIn(ZHAO));
  expect(await title(other)).toContain('赵六');
});

it('who is disabled while logged in is out, and comes in again when enabled', async () => {
  const home = await staffedHome(stage);
  const li = await startAs(stage, LI, { home });
  const wang = await startAs(stage, WANG, { home });
  await wang.press('app.members', 'li', 'members.choose', '1');
  expect(message(wang)).toBe('李明已停用');
  li.program.run(watchSeat);
  await li.program.idle();
  expect(pageKind(li)).toBe('login');
  expect(await li.frame()).toContain('帐户已停用');
  await wang.press('members.choose', '1');
  expect(message(wang)).toBe('李明已恢复');
  await li.press(...loggingIn(LI));
  expect(await title(li)).toContain('李明');
});

it('the list is searched, and gives roles; the only administrator stays one', async () => {
  const wang = await startAs(stage, WANG, { home: await staffedHome(stage) });
  await wang.press('app.members', '李明');
  expect(await wang.frame()).toContain('1 / 2 人');
  await wang.press('members.choose', '2');
  expect(message(wang)).toBe('李明已改为管理员');
  expect(await lineWith(wang, '13800000000')).toContain('管理员');
  await wang.press('members.choose', '2');
  expect(await lineWith(wang, '13800000000')).toContain('报检员');
  await wang.press('members.close');
  expect(await lineWith(wang, '›')).toContain('李明');
  await wang.press('王芳', 'members.choose', '1');
  expect(await wang.frame()).toContain('唯一的管理员');
  await wang.press('<escape>', 'members.choose', '2');
  expect(await wang.frame()).toContain('唯一的管理员');
  expect(await stateOf(wang, 'wang')).toBe('active');
});

it('a new password from an administrator takes the place of a forgotten one', async () => {
  const home = await staffedHome(stage);
  const wang = await startAs(stage, WANG, { home });
  const given = 'given-Li-4444';
  await wang.press('app.members', '李明', 'members.choose', '3', `${given}<enter>`, `${given}<enter>`);
  expect(message(wang)).toBe('新密码已设好；用原来的登录的都要再登录');
  expect(await wang.frame()).not.toContain(given);
  const li = await startAs(stage, { ...LI, password: given }, { home });
  expect(await title(li)).toContain('李明');
});

it('a declarant sees who works here, without telephone numbers, and changes the own password alone', async () => {
  const home = await staffedHome(stage);
  const li = await startAs(stage, LI, { home });
  await li.press('app.members');
  expect(await lineWith(li, ' li ')).toContain('报检员');
  expect(await li.frame()).not.toMatch(/13800000000|手机号/u);
  await li.press('members.choose');
  expect(message(li)).toContain('报检员没有“管理人员”的权限；请管理员来做：王芳');
  const after = 'geheim-Li-333';
  await li.press('members.password', `${LI.password}<enter>`, `${after}<enter>`, `${after}x<enter>`);
  expect(await li.frame()).toContain('两次输入的密码不一样');
  await li.press('<backspace><enter>');
  expect(message(li)).toBe('密码已改');
  await li.press('app.log-out', ...loggingIn({ ...LI, password: after }));
  expect(pageKind(li)).toBe('home');
  await li.press('app.members', 'members.devices');
  expect(await li.frame()).toContain('没有绑定设备');
});

it('accounts are turned on and off from the page, and people are put in there', async () => {
  const program = await stage.start();
  await program.press('app.members');
  expect(await program.frame()).toContain('没有启用帐户');
  await program.press('王');
  expect(await program.frame()).toContain('没有启用帐户');
  const { user, name, password } = WANG;
  await program.press(
    'members.accounts',
    `${user}<enter>`,
    `${name}<enter>`,
    `${password}<enter>`,
    `${password}<enter>`,
  );
  expect(message(program)).toContain('已启用帐户，王芳是管理员');
  expect(await title(program)).toContain('王芳');
  await program.press('app.members', 'members.add', 'li<enter>', '李明<enter>', '<enter>');
  await program.press(`${LI.password}<enter>`, `${LI.password}<enter>`);
  expect(await lineWith(program, ' li ')).toContain('报检员');
  await program.press('members.accounts', '<right><enter>');
  expect(await program.frame()).toContain('没有启用帐户');
  expect(await title(program)).not.toContain('王芳');
  await program.press('members.accounts', `${user}<enter>`, `${password}<enter>`);
  expect(await title(program)).toContain('王芳');
  expect(await noteOf(program)).toContain('已启用帐户');
});
