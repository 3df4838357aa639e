import yargs from 'yargs';
import { Bug, EXIT, UserError } from '../errors.ts';
import { resumeSession } from '../jobs/accounts/session.ts';
import { isFirstStart } from '../jobs/first-start.ts';
import { type Office, type OfficeOptions, openOffice, resolveHome, resolveStore } from '../jobs/office.ts';
import { COMMANDS, INTERNAL } from './commands.ts';
import type { Rim, Work } from './context.ts';
import { makeReport, type Report } from './report.ts';

// yargs reads its own translations from files that a bundle does not have.
// biome-ignore format: table
const WORDS = {
  'Commands:': '命令：', 'Options:': '选项：', 'Examples:': '例如：', 'Positionals:': '参数：',
  boolean: '是否', count: '次数', string: '文字', number: '数字', array: '可多个', required: '必填', default: '默认', 'default:': '默认', 'choices:': '可选', 'aliases:': '别名',
  'Show help': '显示用法', 'Show version number': '显示版本',
  'Not enough non-option arguments: got %s, need at least %s': { one: '缺少参数：有 %s 个，至少 %s 个', other: '缺少参数：有 %s 个，至少 %s 个' },
  'Too many non-option arguments: got %s, maximum of %s': { one: '参数太多：有 %s 个，最多 %s 个', other: '参数太多：有 %s 个，最多 %s 个' },
  'Missing argument value: %s': { one: '选项缺少值：%s', other: '选项缺少值：%s' },
  'Missing required argument: %s': { one: '缺少选项：%s', other: '缺少选项：%s' },
  'Unknown argument: %s': { one: '没有这个选项或参数：%s', other: '没有这些选项或参数：%s' },
  'Unknown command: %s': { one: '没有这个命令：%s', other: '没有这些命令：%s' },
  'Invalid values:': '值不对：', 'Argument: %s, Given: %s, Choices: %s': '%s 写的是 %s，可选 %s',
  'Not enough arguments following: %s': '选项后面缺少值：%s',
} as unknown as Record<string, string>;

/** Runs one command line and gives its exit code. Nothing is thrown. */
export async function runCommand(words: readonly string[], rim: Rim): Promise<number> {
  const report = makeReport({ json: words.includes('--json'), stdout: rim.stdout, stderr: rim.stderr });
  let code: number = EXIT.done;
  const parser = yargs([...words])
    .scriptName('baojian')
    .updateStrings(WORDS)
    .wrap(null)
    .usage('报检台：出入境检验检疫报检\n\n用法：$0 <命令> [选项]\n不带命令在终端里打开界面')
    .option('home', { type: 'string', describe: '数据目录（也可用环境变量 BAOJIAN_HOME）', global: true })
    .option('store', {
      type: 'string',
      describe: '办公室的数据库 postgres://…（也可用环境变量 BAOJIAN_STORE，或用 store use 设在本机；none 是不用）',
      global: true,
    })
    .option('shared', { type: 'boolean', describe: '新建数据目录时供同组用户共用', global: true })
    .option('json', { type: 'boolean', describe: '在标准输出给出一份 JSON', global: true })
    .version(rim.version)
    .help()
    .strict()
    .strictCommands()
    .demandCommand(1, '请写明命令；baojian --help 列出全部命令')
    .exitProcess(false)
    .fail((message, error) => {
      // Most words that cannot be parsed come without an error, an option without its value as one of the parser's own.
      if (error !== undefined && error !== null && error.name !== 'YError') throw error;
      throw new UserError('usage', message, {
        exit: 'usage',
        next: ['baojian --help 列出命令，baojian <命令> --help 说明用法'],
      });
    });
  for (const command of [...COMMANDS, ...INTERNAL.map(work => ({ ...work, describe: false as const }))]) {
    parser.command({
      command: command.command,
      ...(command.aliases && { aliases: command.aliases }),
      describe: command.describe,
      builder: command.build,
      handler: async args => {
        code = await withOffice(command, args, rim, report);
      },
    });
  }
  try {
    const help = { text: '' };
    await parser.parseAsync([...words], {}, (_error, _args, output) => {
      help.text = output;
    });
    if (help.text) rim.stdout.write(`${help.text}\n`);
    return code;
  } catch (error) {
    return report.error(error);
  }
}

async function withOffice(
  command: Work,
  args: Readonly<Record<string, unknown>>,
  rim: Rim,
  report: Report,
): Promise<number> {
  const home = resolveHome({
    flag: args.home as string | undefined,
    env: rim.env,
    platform: rim.platform,
    userFolder: rim.userFolder,
  });
  // Asked at first use: what sets an address anew must run where the one that is there is wrong.
  const place = () => resolveStore({ ...rim, flag: args.store as string | undefined });
  let opened: Promise<Office> | undefined;
  const opening = async () => {
    const database = place();
    return await openFor(command, args, rim, {
      home,
      ...(database !== undefined && { database }),
      ...(args.shared === true && { shared: true }),
      ...(args.repair === true && { repair: true }),
    });
  };
  const office = () => (opened ??= opening());
  const first = async () => place() === undefined && (await isFirstStart(home));
  const context = {
    ...{ rim, report, home, office, isFirstStart: first },
    get database() {
      return place();
    },
  };
  try {
    return await command.run(context, args);
  } finally {
    // An office that could not be opened has told so to the command already.
    await opened?.then(
      open => open.close(),
      () => undefined,
    );
  }
}

/** The office with whoever has logged in at work, once they may do what the command does. */
async function openFor(
  { right }: Work,
  { action }: Readonly<Record<string, unknown>>,
  rim: Rim,
  place: Pick<OfficeOptions, 'home' | 'database' | 'shared' | 'repair'>,
): Promise<Office> {
  const office = await openOffice({ ...rim, ...place });
  try {
    const needed = typeof right === 'string' ? right : right[String(action)];
    if (needed === undefined) throw new Bug(`Nothing says who may ${String(action)}`);
    if (needed !== 'anybody') {
      await resumeSession(office, { ...rim, home: place.home });
      await office.demand(needed);
    }
    return office;
  } catch (error) {
    await office.close();
    throw error;
  }
}

/** What the program says where there is no terminal for its screens. */
export function needsTerminal(rim: Rim): number {
  const report = makeReport({ json: false, stdout: rim.stdout, stderr: rim.stderr });
  return report.error(
    new UserError('usage.no-terminal', '这里不是终端，打不开界面', {
      exit: 'usage',
      next: [
        '在终端里运行，或使用命令：',
        ...COMMANDS.map(({ command, describe }) => `${command.split(' ')[0]?.padEnd(10)}${describe}`),
        '每个命令的用法：baojian <命令> --help',
      ],
    }),
  );
}
