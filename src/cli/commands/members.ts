import { ROLE_NAMES, ROLES, type Role, STATE_NAMES } from '../../accounts/member.ts';
import { EXIT } from '../../errors.ts';
import {
  addMember,
  changeOwnPassword,
  decideMember,
  type MemberInfo,
  membersOf,
  resetPassword,
} from '../../jobs/accounts/members.ts';
import { timeOf } from '../../jobs/clock.ts';
import type { Office } from '../../jobs/office.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command, Context } from '../context.ts';
import { tableOf } from '../report.ts';
import { PASSWORD_STDIN, secretsFrom } from '../secret-input.ts';

interface MembersArguments {
  readonly action: 'list' | 'add' | 'approve' | 'refuse' | 'disable' | 'enable' | 'role' | 'password';
  readonly words?: readonly string[];
  readonly name?: string;
  readonly mobile?: string;
  readonly role?: Role;
  readonly passwordStdin?: boolean;
}

type Action = (context: Context, office: Office, args: MembersArguments) => Promise<void>;

const deciding =
  (decision: 'approve' | 'refuse' | 'disable' | 'enable', done: string): Action =>
  async ({ report }, office, { words = [] }) => {
    if (words.length === 0) throw nameless();
    for (const user of words) await decideMember(office, String(user), decision);
    report.result({ users: words, decision }, () => words.map(user => `${cleanLine(String(user))}  ${done}`));
  };

const ACTIONS = {
  async list({ report }, office) {
    const members = await membersOf(office);
    report.result(members, () =>
      members.length === 0 ? [] : tableOf(['用户名', '姓名', '角色', '状态', '手机号', '加入'], members.map(rowOf)),
    );
    report.note(`共 ${members.length} 人`);
  },

  async add({ report, rim }, office, { words: [user] = [], name = '', mobile, role = 'declarant', passwordStdin }) {
    if (user === undefined) throw nameless();
    const [password = ''] = await secretsFrom(rim, passwordStdin === true, [{ label: '新密码', isNew: true }]);
    const person = { user: String(user), name, password, ...(mobile !== undefined && { mobile: String(mobile) }) };
    const member = await addMember(office, person, role);
    report.result(member, () => [`已添加 ${member.user}：${cleanLine(member.name)}，${ROLE_NAMES[member.role]}`]);
  },

  approve: deciding('approve', '已批准，可以登录'),
  refuse: deciding('refuse', '已拒绝'),
  disable: deciding('disable', '已停用，登录都已失效'),
  enable: deciding('enable', '已恢复'),

  async role({ report }, office, { words: [user, word] = [] }) {
    const role = ROLES.find(each => each === word || ROLE_NAMES[each] === word);
    if (user === undefined || !role) throw usage('没有写明用户名和角色', '如 baojian members role wang administrator');
    await decideMember(office, String(user), { role });
    report.result({ user, role }, () => [`${cleanLine(String(user))}  是${ROLE_NAMES[role]}`]);
  },

  async password({ report, rim }, office, { words: [user] = [], passwordStdin }) {
    const isNew = { label: '新密码', isNew: true } as const;
    if (user !== undefined) {
      const [password = ''] = await secretsFrom(rim, passwordStdin === true, [isNew]);
      await resetPassword(office, String(user), password);
    } else {
      const [before = '', after = ''] = await secretsFrom(rim, passwordStdin === true, [
        { label: '现在的密码' },
        isNew,
      ]);
      await changeOwnPassword(office, before, after);
    }
    report.result({ changed: true }, () => ['密码已改；用原来的密码登录的都要再登录']);
  },
} as const satisfies Record<MembersArguments['action'], Action>;

export const members: Command = {
  command: 'members <action> [words..]',
  right: {
    list: 'members.read',
    add: 'members',
    approve: 'members',
    refuse: 'members',
    disable: 'members',
    enable: 'members',
    role: 'members',
    password: 'members.own',
  },
  describe:
    '人员：list 列出，approve 用户名 批准，refuse 拒绝，disable 停用，enable 恢复，role 用户名 角色，add 用户名 添加，password [用户名] 改密码',
  build: yargs =>
    yargs
      .positional('action', { choices: Object.keys(ACTIONS), demandOption: true, describe: '做什么' })
      .positional('words', { type: 'string', array: true, describe: '用户名；role 时后面写角色' })
      .option('name', { type: 'string', describe: 'add：姓名' })
      .option('mobile', { type: 'string', describe: 'add：手机号' })
      .option('role', { choices: ROLES, describe: 'add：角色，不写是报检员' })
      .option('password-stdin', PASSWORD_STDIN)
      .example('$0 members list', '列出全部的人')
      .example('$0 members approve li', '批准小李加入')
      .example('$0 members role li administrator', '小李也是管理员')
      .example('$0 members password', '改自己的密码'),
  async run(context, args: MembersArguments) {
    await ACTIONS[args.action](context, await context.office(), args);
    return EXIT.done;
  },
};

const rowOf = ({ user, name, role, state, mobile, created }: MemberInfo): readonly string[] => [
  user,
  cleanLine(name),
  ROLE_NAMES[role],
  STATE_NAMES[state],
  mobile,
  timeOf(Date.parse(created)).slice(0, 10),
];

const nameless = () => usage('没有写明用户名', 'baojian members list 列出全部的人');
