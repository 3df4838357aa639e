import { EXIT } from '../../errors.ts';
import { firstSteps } from '../../jobs/first-steps.ts';
import { idleSettings } from '../../jobs/idle-settings.ts';
import type { Office } from '../../jobs/office.ts';
import { getSetting, type Setting, secretOf, setSecret, setSetting } from '../../jobs/settings/by-name.ts';
import type { SettingsChange } from '../../jobs/settings/change.ts';
import { exportSettings, importSettings, readSettingsFile, writeSettings } from '../../jobs/settings/file.ts';
import { cleanLine } from '../../text.ts';
import { usage } from '../arguments.ts';
import type { Command, Context } from '../context.ts';
import { inputsOf } from '../inputs.ts';

interface SettingsArguments {
  readonly action: keyof typeof ACTIONS;
  readonly words?: readonly string[];
  readonly followLinks?: boolean;
}

type Action = (context: Context, office: Office, words: readonly string[]) => Promise<void>;

const ACTIONS = {
  async get({ report }, office, [name = '']) {
    const setting = await getSetting(office, name);
    const { value = null, secrets } = setting;
    report.result({ name, value, secrets }, () => settingLines(setting));
  },

  async set({ report, rim }, office, [name = '', value]) {
    if (name === '' || value === undefined) {
      throw usage('没有写明设置名和值', '如 baojian settings set switches.sound true；值写 - 则从标准输入读取');
    }
    const text = value === '-' ? new TextDecoder().decode(await rim.readInput()).replace(/\r?\n$/u, '') : value;
    if (value === '-' && secretOf(name) !== undefined) {
      await setSecret(office, name, text);
      const set = text !== '';
      report.result({ name, set }, () => [`${name} ${set ? '已加密保存' : '已删去'}`]);
      await tellIdle(report, office, [name]);
      return;
    }
    await tellSettingChanges(report, office, await setSetting(office, name, text));
  },

  async status({ report }, office) {
    const steps = await firstSteps(office);
    report.result(steps, () => [
      ...steps.map(({ title, done, text }) => `${done ? '[x]' : '[ ]'} ${title}：${cleanLine(text)}`),
      steps.every(({ done }) => done)
        ? '可以办第一份单证了'
        : '打勾的已办好；其余的在设置里，或用 settings、channel、codes、parties',
    ]);
  },

  async export({ report, rim }, office, [file = '']) {
    if (file === '') throw usage('没有写明文件名', '如 baojian settings export 设置.json；- 为标准输出');
    const settings = await exportSettings(office);
    if (file !== '-') {
      await writeSettings(file, settings);
      report.result({ file }, () => [`已写出 ${file}（不含密码）`]);
    } else if (report.json) report.result(settings, () => []);
    else rim.stdout.write(`${JSON.stringify(settings, null, 2)}\n`);
  },

  async import({ report, rim }, office, words) {
    const [input, more] = await inputsOf(words, rim);
    if (!input || more) throw usage('要写明一个设置文件', '如 baojian settings import 设置.json；- 为标准输入');
    tellChanges(report, await importSettings(office, readSettingsFile(await input.read())));
  },
} as const satisfies Record<string, Action>;

export const settings: Command = {
  command: 'settings [action] [words..]',
  right: {
    status: 'declaration.read',
    get: 'declaration.read',
    set: 'settings.own',
    export: 'declaration.read',
    import: 'settings.own',
  },
  describe:
    '设置：status 第一份单证之前还要办什么，get [名] 查看，set 名 值 修改，export 文件 写出全部（不含密码），import 文件 读入',
  build: yargs =>
    yargs
      .positional('action', { choices: Object.keys(ACTIONS), default: 'get', describe: '做什么' })
      .positional('words', { type: 'string', array: true, describe: '设置名和值，或文件；- 为标准输入、标准输出' })
      .option('follow-links', {
        type: 'boolean',
        describe: '设置文件是链接时，读写它指向的文件；--no-follow-links 取消，此后拒绝链接',
      })
      .example('$0 settings status', '报检注册、收发货人、申报通讯、代码表、打印，哪些已办好')
      .example('$0 settings get switches', '看全部开关')
      .example('$0 settings set shortcuts.in.101003 x', '入境信用证的快捷键设为 X；值为空则去掉')
      .example('$0 settings set rules.price.total off', '单价和总值不符不再提醒；error 为差错，warning 为提醒')
      .example('$0 settings set channel.password - < 密码文件', '密码只从标准输入读取，加密保存')
      .example(
        '$0 settings set channel.clientCertificate 证书.p12',
        '对方要客户端证书时；口令先设 channel.clientPassphrase',
      )
      .example('$0 settings export - | ssh 另一台 baojian settings import -', '把设置搬到另一台'),
  completes: (name, [action, first]) =>
    action === 'export' || action === 'import'
      ? ['files']
      : first === undefined && name === 'words'
        ? ['settings']
        : undefined,
  async run(context, { action, words = [], followLinks }: SettingsArguments) {
    if (followLinks !== undefined) {
      await (await context.office()).store.settings.followLinks(followLinks);
      context.report.note(followLinks ? '设置文件从此可以是链接' : '设置文件从此不可以是链接');
    }
    await ACTIONS[action](context, await context.office(), words);
    return EXIT.done;
  },
};

/** A single setting is its bare value, for scripts; a group has a line for each. */
function settingLines({ name, leaves, secrets }: Setting): readonly string[] {
  const [only] = leaves;
  if (leaves.length === 1 && only?.name === name) return [shown(only.value, '')];
  return [
    ...leaves.map(leaf => `${cleanLine(leaf.name)} = ${shown(leaf.value)}`),
    ...secrets.map(secret => `${secret.name} = ${secret.set ? '（已设置，不显示）' : UNSET}`),
  ];
}

const UNSET = '（未设置）';
const shown = (value: unknown, unset = UNSET) => (value === undefined ? unset : cleanLine(String(value)));

/** So many lines are read; scripts get all with `--json`. */
const MAX_LINES = 100;

/** Tells what was changed, and what of it is not in force. */
export async function tellSettingChanges(
  report: Context['report'],
  office: Office,
  changes: readonly SettingsChange[],
): Promise<void> {
  tellChanges(report, changes);
  await tellIdle(
    report,
    office,
    changes.map(({ name }) => name),
  );
}

async function tellIdle(report: Context['report'], office: Office, names: readonly string[]): Promise<void> {
  for (const line of await idleSettings(office, names)) report.note(line);
}

function tellChanges(report: Context['report'], changes: readonly SettingsChange[]): void {
  const told = changes.map(({ name, before = null, after = null }) => ({ name, before, after }));
  report.result({ changes: told }, () => [
    ...changes
      .slice(0, MAX_LINES)
      .map(({ name, before, after }) => `${cleanLine(name)}：${shown(before)} → ${shown(after)}`),
    ...(changes.length > MAX_LINES ? [`另有 ${changes.length - MAX_LINES} 处`] : []),
    changes.length === 0 ? '没有改变' : `共改变 ${changes.length} 处`,
  ]);
}
