import { EXIT, UserError } from '../../errors.ts';
import { resumeSession } from '../../jobs/accounts/session.ts';
import { backupStore, checkStore, endRestore, type Problem, restoreStore } from '../../jobs/keep-store.ts';
import { moveStore } from '../../jobs/move-store.ts';
import { serverRoleName } from '../../jobs/server-role.ts';
import { usage } from '../arguments.ts';
import type { Command, Context } from '../context.ts';
import { chooseStore } from '../store-address.ts';

interface StoreArguments {
  readonly action: 'check' | 'backup' | 'restore' | 'migrate' | 'use';
  readonly file?: string;
  readonly to?: string;
  readonly dryRun?: boolean;
  readonly repair?: boolean;
  readonly withKey?: boolean;
  readonly replace?: boolean;
  readonly finish?: boolean;
  readonly back?: boolean;
  readonly none?: boolean;
  readonly machine?: boolean;
  readonly passwordStdin?: boolean;
}

export const store: Command = {
  command: 'store <action> [file] [to]',
  right: { check: 'anybody', backup: 'backup', restore: 'anybody', migrate: 'anybody', use: 'anybody' },
  describe:
    '数据：check 检查（--repair 修复），backup 文件 备份，restore 文件 恢复到 --home 或 --store，migrate 从 到 搬家，use 地址 设本机用的数据库',
  build: yargs =>
    yargs
      .positional('action', {
        choices: ['check', 'backup', 'restore', 'migrate', 'use'],
        demandOption: true,
        describe: '做什么',
      })
      .positional('file', {
        type: 'string',
        describe: '备份文件；搬家时是原来的目录或数据库地址；use 时是数据库地址',
      })
      .positional('to', { type: 'string', describe: '搬家时是新的目录或数据库地址，要空的' })
      .option('dry-run', { type: 'boolean', describe: '搬家时只说会搬什么' })
      .option('repair', { type: 'boolean', describe: '修复能修复的' })
      .option('with-key', { type: 'boolean', describe: '备份里也放密码的密钥' })
      .option('replace', { type: 'boolean', describe: '恢复时目录里已有数据也继续，原来的目录改名留下' })
      .option('finish', { type: 'boolean', describe: '完成在最后一步中断的恢复', conflicts: 'back' })
      .option('back', { type: 'boolean', describe: '恢复中断后，换回原来的数据' })
      .option('none', { type: 'boolean', describe: 'use 时：不用数据库，数据放在目录里' })
      .option('machine', { type: 'boolean', describe: 'use 时：设给这台机器上的所有人，写到 /etc/baojian/store' })
      .option('password-stdin', {
        type: 'boolean',
        describe: 'use 时：密码从标准输入读取，记在只有自己能读的文件里；也可以放在 ~/.pgpass',
      })
      .example('$0 store check --repair', '检查并修复数据')
      .example('$0 store backup 备份.tar.gz', '备份')
      .example('$0 store restore 备份.tar.gz --home 新目录', '恢复到新目录')
      .example('$0 store migrate 目录 postgres://baojian@主机/数据库 --dry-run', '看看搬进数据库会搬什么')
      .example('$0 store use postgres://li@主机/数据库', '从此不用 --store；密码放在 ~/.pgpass'),
  completes: () => ['files'],
  async run(context, args: StoreArguments) {
    const { action, file = '', to, repair, withKey, replace, finish, back, dryRun } = args;
    const { office, report, rim, home } = context;
    if (action === 'use') return await chooseStore(context, args);
    if (action === 'restore' && (finish === true || back === true)) {
      const from = await endRestore(home, back === true ? 'back' : 'finish');
      report.result({ home, from }, () => [`${back === true ? '已换回原来的数据' : '已完成恢复'}：${home}`]);
      return EXIT.done;
    }
    if (action !== 'check' && file === '') throw usage('没有写明备份文件', `如 baojian store ${action} 备份.tar.gz`);
    if (action === 'restore') return await restore(context, file, replace === true);
    if (action === 'migrate') return await migrate(context, file, to, dryRun === true);
    const open = await office();
    if (repair === true) await resumeSession(open, { ...rim, home });
    if (action === 'backup') {
      const backup = await backupStore(open, file, withKey === true);
      report.result(backup, () => [`已备份到 ${file}`]);
      return EXIT.done;
    }
    const { declarations, problems } = await checkStore(open, repair === true);
    const left = problems.filter(({ repaired }) => !repaired);
    const { role } = open.store;
    report.result({ declarations, problems, ...(role !== undefined && { role }) }, () => [
      ...problems.map(problemLine),
      ...(role === undefined ? [] : [`数据库 ${open.store.place}，以${serverRoleName(role)}的身份`]),
      `${declarations} 份单证，${problems.length} 处问题${repair ? countsOf(problems) : ''}`,
      ...(problems.some(({ movedTo }) => movedTo) ? [`  → ${MOVED}`] : []),
      ...(left.length > 0 && repair !== true ? ['  → 修复能修复的：baojian store check --repair'] : []),
    ]);
    return left.length > 0 ? EXIT.store : EXIT.done;
  },
};

async function restore(context: Context, file: string, replace: boolean): Promise<number> {
  const { report, rim, home, database } = context;
  if (database !== undefined && replace)
    throw usage('数据库里的数据不能换掉', '请管理员另建一个空的数据库，用 --store 指定');
  if (replace) await demandReplacing(context);
  const restored = await restoreStore({ ...rim, home, ...(database !== undefined && { database }) }, file, replace);
  report.result(restored, () => [`已恢复到${database === undefined ? ` ${home}` : '数据库'}`]);
  return EXIT.done;
}

async function migrate(context: Context, from: string, to: string | undefined, dryRun: boolean): Promise<number> {
  const { report, rim, home } = context;
  if (to === undefined) throw usage('没有写明搬到哪里', '如 baojian store migrate 目录 postgres://baojian@主机/数据库');
  const { contents, done } = await moveStore({ ...rim, home }, from, to, { dryRun });
  report.result({ contents, done }, () => [
    ...MOVED_KINDS.flatMap(([kind, word]) => (contents[kind] ? [`  ${contents[kind]} ${word}`] : [])),
    done ? '已搬过去；原来的没有动，请大家从此用新的' : '这些会搬过去，现在什么也没有动',
    '留在各台机器上的：没保存的录入、打开的页面、练习局',
  ]);
  return EXIT.done;
}

/** What moves, as people call it. */
const MOVED_KINDS = [
  ['declaration', '份单证'],
  ['trash', '份回收站里的单证'],
  ['message', '份报文'],
  ['receipt', '份回执'],
  ['setting', '项设置'],
  ['member', '份人员名册'],
  ['secret', '个密码'],
  ['paperless', '份单证的无纸化单据'],
  ['attachment', '个附件'],
  ['audit', '条操作记录'],
  ['code', '张导入的代码表'],
] as const;

/** Those who may not restore put nothing in the place of a home; one that cannot be opened asks nobody. */
async function demandReplacing({ office, rim, home }: Context): Promise<void> {
  try {
    const open = await office();
    await resumeSession(open, { ...rim, home });
    await open.demand('restore');
  } catch (error) {
    if (!(error instanceof UserError) || error.exit === 'login') throw error;
  }
}

const MOVED =
  '移走的文件读不懂，原样留在 damaged 里，不再起作用；有备份时可恢复到新目录再取回：store restore 备份 --home 新目录';

function problemLine({ file, text, repaired, movedTo }: Problem): string {
  if (movedTo !== undefined) return `已移走  ${file} → ${movedTo}：${text}`;
  return `${repaired ? '已修复' : '有问题'}  ${file}：${text}`;
}

/** What became of them, leaving out what did not happen. */
function countsOf(problems: readonly Problem[]): string {
  const moved = problems.filter(({ movedTo }) => movedTo !== undefined).length;
  const repaired = problems.filter(problem => problem.repaired).length - moved;
  const left = problems.length - repaired - moved;
  const words = [
    repaired > 0 && `已修复 ${repaired} 处`,
    moved > 0 && `移走 ${moved} 处`,
    left > 0 && `还有 ${left} 处`,
  ];
  return words.map(word => (word ? `，${word}` : '')).join('');
}
