import { type Decision, ROLE_NAMES } from '../../../src/accounts/member.ts';
import { UserError } from '../../../src/errors.ts';
import {
  addMember,
  changeOwnPassword,
  decideMember,
  type MemberInfo,
  resetPassword,
} from '../../../src/jobs/accounts/members.ts';
import { hasMembers, turnOff, turnOn } from '../../../src/jobs/accounts/turn-on.ts';
import { cleanLine } from '../../../src/text.ts';
import type { Change, Effect, Reply } from '../../contract/change.ts';
import { good } from '../../contract/message.ts';
import { replyToApp } from '../../contract/reply.ts';
import type { AnyPage } from '../../contract/ui.ts';
import { askAll } from '../../dialogs/ask-all.ts';
import { openMenu } from '../../dialogs/menu.ts';
import { ask } from '../../dialogs/question.ts';

type Then = () => Effect;

const said = (text: string, then: Then): Change<AnyPage> => ({ ...good(text), effects: [then()] });

function same(one: string, two: string): void {
  if (one !== two)
    throw new UserError('account.not-same', '两次输入的密码不一样', { exit: 'faults', next: ['Esc 取消，再来一次'] });
}

const NEW = [
  { label: '新密码', secret: true, notes: ['至少 8 个字符'] },
  { label: '再输一次', secret: true },
] as const;

const deciding = ({ user, name }: MemberInfo, decision: Decision, done: string, then: Then): Effect => ({
  label: '正在保存',
  async run({ office }) {
    await decideMember(office, user, decision);
    return replyToApp(() => said(`${cleanLine(name)}${done}`, then));
  },
});

/** What may be done about a member as they are now. */
export function decisionsOn(member: MemberInfo, then: Then): Change<AnyPage> {
  const { state, role, user } = member;
  const other = role === 'administrator' ? 'declarant' : 'administrator';
  const item = (label: string, note: string, change: Change<AnyPage>) => ({
    label,
    note,
    answer: replyToApp(() => change),
  });
  const decide = (decision: Decision, label: string, note: string, done: string) =>
    item(label, note, { effects: [deciding(member, decision, done, then)] });
  const reset = askAll(
    `给 ${cleanLine(member.name)} 新密码`,
    [...NEW],
    async ([password = '', again = ''], { office }) => {
      same(password, again);
      await resetPassword(office, user, password);
      return replyToApp(() => said('新密码已设好；用原来的登录的都要再登录', then));
    },
  );
  const items = [
    ...(state === 'pending' || state === 'refused' ? [decide('approve', '批准', '从现在起可以登录', '已批准')] : []),
    ...(state === 'pending' ? [decide('refuse', '拒绝', '不能登录；以后还可以批准', '已拒绝')] : []),
    ...(state === 'active' ? [decide('disable', '停用', '立即退出，不能再登录', '已停用')] : []),
    ...(state === 'disabled' ? [decide('enable', '恢复', '又可以登录', '已恢复')] : []),
    decide({ role: other }, `改为${ROLE_NAMES[other]}`, '', `已改为${ROLE_NAMES[other]}`),
    item('给新密码', '忘记密码的人用它登录', { open: reset }),
  ];
  return { open: openMenu(cleanLine(member.name), items) };
}

/** Somebody whom an administrator puts in. */
export function askNewMember(then: Then): Change<AnyPage> {
  const fields = [
    { label: '用户名', notes: ['登录用，不能重复'] },
    { label: '姓名' },
    { label: '手机号', notes: ['可以不填'] },
    ...NEW,
  ] as const;
  return {
    open: askAll(
      '添加用户',
      [...fields],
      async ([user = '', name = '', mobile = '', password = '', again = ''], { office }) => {
        same(password, again);
        const added = await addMember(office, { user, name, mobile, password }, 'declarant');
        return replyToApp(() => said(`已添加 ${cleanLine(added.name)}，是报检员；回车可改`, then));
      },
    ),
  };
}

export function askOwnPassword(): Change<AnyPage> {
  return {
    open: askAll(
      '改密码',
      [{ label: '现在的密码', secret: true }, ...NEW],
      async ([before = '', after = '', again = ''], { office }) => {
        same(after, again);
        await changeOwnPassword(office, before, after);
        return replyToApp(() => good('密码已改'));
      },
    ),
  };
}

/** Turns accounts on, with the first administrator or one from before, or off. */
export const turnAccounts = (on: boolean): Effect => ({
  async run({ office }) {
    if (!on)
      return replyToApp(() => ({
        open: ask(
          '停用帐户',
          ['此后不用登录，人人都能做全部的事。人员都留着，再启用时还在。'],
          [{ label: '不停用' }, { label: '停用', reply: replyToApp(() => ({ effects: [turningOff] })) }],
        ),
      }));
    const again = await hasMembers(office);
    const known = [{ label: '管理员的用户名' }, { label: '密码', secret: true }] as const;
    const first = [{ label: '管理员的用户名', notes: ['登录用'] }, { label: '姓名' }, ...NEW] as const;
    return replyToApp(() => ({
      open: again ? askAll('启用帐户', [...known], began) : askAll('启用帐户', [...first], begun),
    }));
  },
});

const entered = (office: Parameters<typeof turnOn>[0]): Reply => {
  const name = office.seat.actor().member?.name ?? '';
  return replyToApp(() => ({ enter: { name }, ...good(`已启用帐户，${name}是管理员`) }));
};

const began: Parameters<typeof askAll>[2] = async ([user = '', password = ''], { office }) => {
  await turnOn(office, { user, name: '', password });
  return entered(office);
};

const begun: Parameters<typeof askAll>[2] = async ([user = '', name = '', password = '', again = ''], { office }) => {
  same(password, again);
  await turnOn(office, { user, name, password });
  return entered(office);
};

const turningOff: Effect = {
  async run({ office }) {
    await turnOff(office);
    return replyToApp(() => ({ session: { member: undefined }, ...good('已停用帐户'), thenRun: 'app.members' }));
  },
};
