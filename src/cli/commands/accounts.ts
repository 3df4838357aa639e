import { EXIT } from '../../errors.ts';
import { accountsState, membersOf } from '../../jobs/accounts/members.ts';
import { openSession, resumeSession } from '../../jobs/accounts/session.ts';
import { alreadyOn, hasMembers, turnOff, turnOn, WHAT_CHANGES } from '../../jobs/accounts/turn-on.ts';
import type { Office } from '../../jobs/office.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command, Context } from '../context.ts';
import { PASSWORD_STDIN, secretsFrom } from '../secret-input.ts';

interface AccountsArguments {
  readonly action: 'status' | 'on' | 'off';
  readonly user?: string;
  readonly name?: string;
  readonly mobile?: string;
  readonly enterprise?: string;
  readonly enterpriseCode?: string;
  readonly enterpriseType: string;
  readonly passwordStdin?: boolean;
}

type Action = (context: Context, office: Office, args: AccountsArguments) => Promise<void>;

const ACTIONS = {
  async status({ report, rim, home }, office) {
    const { on, enterprise } = await accountsState(office);
    if (!on) return report.result({ on }, () => ['没有启用帐户：不用登录，人人都能做全部的事']);
    await resumeSession(office, { ...rim, home }).catch(() => undefined);
    const { member } = office.seat.actor();
    const members = member ? await membersOf(office).catch(() => []) : [];
    report.result(
      { on, enterprise: enterprise ?? null, loggedIn: member?.name ?? null, members: members.length },
      () => [
        `启用了帐户${enterprise ? `：${cleanLine(enterprise.name)}` : ''}`,
        member ? `${member.name}已登录，通讯录里 ${members.length} 人` : '没有登录；登录：baojian login 用户名',
      ],
    );
  },

  async on({ report, rim, home }, office, { user = '', name = '', mobile, enterprise, passwordStdin, ...args }) {
    const again = await hasMembers(office);
    if (user === '' || (!again && name === '')) {
      throw usage(
        again ? '没有写明管理员的用户名' : '没有写明第一个管理员的用户名和姓名',
        again ? '如 baojian accounts on --user wang' : '如 baojian accounts on --user wang --name 王芳',
      );
    }
    if ((await accountsState(office)).on) throw alreadyOn();
    for (const line of WHAT_CHANGES) report.note(line);
    const [password = ''] = await secretsFrom(rim, passwordStdin === true, [
      again ? { label: '管理员的密码' } : { label: '管理员的新密码', isNew: true },
    ]);
    const person = { user, name, password, ...(mobile !== undefined && { mobile: String(mobile) }) };
    const types = office.codes.table('enterprise-types');
    const type = (types.get(args.enterpriseType) ?? types.named(args.enterpriseType))?.code;
    if (type === undefined)
      throw usage('没有这种企业类型', 'codes search enterprise-types 词；单位自己的先 codes add enterprise-types');
    const works = { type, name: enterprise ?? '', code: args.enterpriseCode ?? '' };
    await turnOn(office, person, enterprise === undefined ? undefined : works);
    const { member } = office.seat.actor();
    if (member) await openSession(office, member, { ...rim, home });
    report.result({ on: true, administrator: member?.name ?? null }, () => [
      `已启用帐户，${member?.name ?? ''}是管理员，已登录`,
    ]);
  },

  async off({ report, rim, home }, office) {
    await resumeSession(office, { ...rim, home });
    await turnOff(office);
    report.result({ on: false }, () => ['已停用帐户：不用再登录；人员都留着，再启用时还在']);
  },
} as const satisfies Record<AccountsArguments['action'], Action>;

export const accounts: Command = {
  command: 'accounts [action]',
  right: 'anybody',
  describe: '帐户：status 是否启用，on 启用（第一个管理员），off 停用（管理员）',
  build: yargs =>
    yargs
      .positional('action', { choices: Object.keys(ACTIONS), default: 'status', describe: '做什么' })
      .option('user', { type: 'string', describe: '管理员的用户名' })
      .option('name', { type: 'string', describe: '管理员的姓名' })
      .option('mobile', { type: 'string', describe: '管理员的手机号' })
      .option('enterprise', { type: 'string', describe: '企业名称' })
      .option('enterprise-code', { type: 'string', describe: '企业代码' })
      .option('enterprise-type', { type: 'string', default: '代理企业', describe: '企业类型' })
      .option('password-stdin', PASSWORD_STDIN)
      .example('$0 accounts on --user wang --name 王芳', '启用帐户，王芳是管理员；在终端里问她的密码')
      .example('$0 accounts off', '停用帐户'),
  async run(context, args: AccountsArguments) {
    await ACTIONS[args.action](context, await context.office(), args);
    return EXIT.done;
  },
};
