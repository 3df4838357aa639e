import { EXIT } from '../../errors.ts';
import { logIn } from '../../jobs/accounts/log-in.ts';
import { accountsState } from '../../jobs/accounts/members.ts';
import { closeSession, openSession } from '../../jobs/accounts/session.ts';
import { timeOf } from '../../jobs/clock.ts';
import { cleanLine } from '../../text.ts';
import type { Command } from '../context.ts';
import { PASSWORD_STDIN, secretsFrom } from '../secret-input.ts';

/** Logs in once for all commands of this user of the system (A7). */
export const login: Command = {
  command: 'login <user>',
  right: 'anybody',
  describe: '登录：启用了帐户时，命令先要登录；到期或 logout 以前都有效',
  build: yargs =>
    yargs
      .positional('user', { type: 'string', describe: '用户名', demandOption: true })
      .option('password-stdin', PASSWORD_STDIN)
      .example('$0 login wang', '在终端里问密码，不显示')
      .example('$0 login wang --password-stdin < 密码文件', '密码从标准输入读取，给定时任务用'),
  async run({ office, report, rim, home }, { user, passwordStdin }: { user: string; passwordStdin?: boolean }) {
    const open = await office();
    if (!(await accountsState(open)).on) {
      report.result({ on: false }, () => ['没有启用帐户，不用登录']);
      return EXIT.done;
    }
    const [password = ''] = await secretsFrom(rim, passwordStdin === true, [{ label: '密码' }]);
    const member = await logIn(open, String(user), password);
    const until = await openSession(open, member, { ...rim, home });
    report.result(
      { user: member.user, name: member.name, role: member.role, until: new Date(until).toISOString() },
      () => [`${cleanLine(member.name)}已登录，到 ${timeOf(until)}`],
    );
    return EXIT.done;
  },
};

export const logout: Command = {
  command: 'logout',
  right: 'anybody',
  describe: '退出登录',
  build: yargs => yargs.example('$0 logout', '以后的命令要再登录'),
  async run({ office, report, rim, home }) {
    const was = await closeSession(await office(), { ...rim, home });
    report.result({ loggedOut: was }, () => [was ? '已退出登录' : '没有登录']);
    return EXIT.done;
  },
};
