import { type Enterprise, memberNamed } from '../../accounts/member.ts';
import { UserError } from '../../errors.ts';
import type { Office } from '../office.ts';
import { checkLogIn, sittingOf } from './log-in.ts';
import { type NewMember, registerMember } from './members.ts';

/** What turning accounts on changes, to be read before. */
export const WHAT_CHANGES: readonly string[] = [
  '此后每个人都要登录：界面在启动时登录，命令用 baojian login。',
  '申报通讯、共用的设置、代码表、打印模板、人员、备份只有管理员能改。',
  '登录的人离开 15 分钟后界面自动锁定；时间可在设置里改。',
  '数据仍在本目录的文件里：能读写这些文件的系统用户，不登录也能直接改文件。',
];

/** Whether there are people from before: then one of their administrators turns accounts on again. */
export async function hasMembers({ store }: Pick<Office, 'store'>): Promise<boolean> {
  return (await store.members.read()).members.length > 0;
}

export const alreadyOn = () =>
  new UserError('account.on', '已经启用了帐户', { exit: 'faults', next: ['登录：baojian login 用户名'] });

/** Turns accounts on with the first administrator, who has logged in by that. */
export async function turnOn(office: Office, person: NewMember, enterprise?: Enterprise): Promise<void> {
  const held = await office.store.members.read();
  if (held.on) throw alreadyOn();
  if (held.members.length > 0) await turnOnAgain(office, person);
  else await registerMember(office, person, enterprise);
  const member = memberNamed(await office.store.members.read(), person.user);
  if (member) office.seat.take(await sittingOf(office, member));
  office.seat.know(await office.store.members.read());
}

async function turnOnAgain(office: Office, { user, password }: NewMember): Promise<void> {
  const member = await checkLogIn(office, user, password);
  if (member.role !== 'administrator') {
    throw new UserError('account.not-allowed', '以前启用过帐户，只有当时的管理员能再启用', {
      exit: 'login',
      next: ['用管理员的用户名和密码'],
    });
  }
  await office.store.members.update(held => ({ ...held, on: true }));
}

/** Nobody has to log in any more; who the people are is kept. */
export async function turnOff(office: Office): Promise<void> {
  await office.demand('accounts');
  await office.store.members.update(held => {
    if (!held.on)
      throw new UserError('account.off', '没有启用帐户', { exit: 'faults', next: ['启用：baojian accounts on'] });
    return { ...held, on: false };
  });
  await office.store.members.updateSessions(office.now(), () => []);
  office.seat.leave();
  office.seat.know(await office.store.members.read());
}
