import { COMMANDS } from '../src/cli/commands.ts';
import { type Shape, type Spec, shapeOf, takesValue } from '../src/cli/completion/recorded.ts';

/** What every command has, in the words of its help. */
const EVERYWHERE: readonly (readonly [string, Spec])[] = [
  ['home', { type: 'string', describe: '数据目录（也可用环境变量 BAOJIAN_HOME）' }],
  ['shared', { type: 'boolean', describe: '新建数据目录时供同组用户共用' }],
  ['json', { type: 'boolean', describe: '在标准输出给出一份 JSON' }],
  ['version', { type: 'boolean', describe: '显示版本' }],
  ['help', { type: 'boolean', describe: '显示用法' }],
];

// biome-ignore format: table
const EXITS: readonly (readonly [number, string])[] = [
  [0,   '做完了'],
  [1,   '有差错，或几个输入里有的没有做成'],
  [2,   '命令写得不对'],
  [3,   '通讯不通，或对方不收'],
  [4,   '数据读不了、写不了'],
  [5,   '账号或登录'],
  [70,  '程序自己的错'],
  [130, '用 Ctrl+C 停下'],
];

const ENVIRONMENT: readonly (readonly [string, string])[] = [
  ['BAOJIAN_HOME', '数据目录，没有写 --home 时'],
  ['XDG_DATA_HOME', '没有写明数据目录时，它在这个目录的 baojian 里；没有设就在 ~/.local/share/baojian'],
  ['NO_COLOR', '不用颜色'],
  ['LANG、LC_ALL、LC_CTYPE', '要是 UTF-8 的，如 zh_CN.UTF-8、C.UTF-8'],
];

/** The manual page docs/baojian.1 in the language of man(7): what the commands say of themselves. */
export function manPage(): string {
  return `${[
    '.\\" Written by npm run generate from src/cli/commands.',
    '.TH BAOJIAN 1 "" "" "报检台"',
    // Chinese has no blanks to be stretched, and no word to be broken.
    '.ad l',
    '.nh',
    '.SH 名称',
    'baojian \\- 报检台：出入境检验检疫报检',
    '.SH 用法',
    '.B baojian',
    '[\\fB\\-\\-home\\fR \\fI目录\\fR]',
    '.br',
    '.B baojian',
    '\\fI命令\\fR [\\fI选项\\fR]',
    '.SH 说明',
    '不带命令时在终端里打开界面：录入、检查、发送、接收回执、打印，全用键盘；F1 列出每一页的按键。',
    '带命令时做一件事就结束，供脚本使用；每个命令都可以加 \\fB\\-\\-json\\fR。',
    '.SH 选项',
    ...EVERYWHERE.flatMap(optionLines),
    '.SH 命令',
    ...COMMANDS.flatMap(({ command, describe, ...rest }) => commandLines(command, describe, shapeOf(rest))),
    '.SH 退出码',
    ...EXITS.flatMap(([code, meaning]) => item(`\\fB${code}\\fR`, meaning)),
    '.SH 环境变量',
    ...ENVIRONMENT.flatMap(([name, meaning]) => item(`\\fB${quoted(name)}\\fR`, meaning)),
    '.SH 参见',
    '\\fBbaojian doctor\\fR 检查这里用得了用不了，\\fBbaojian completion\\fR 给出命令行补全的脚本。',
  ].join('\n')}\n`;
}

function commandLines(command: string, describe: string, { positionals, options }: Shape): readonly string[] {
  return [
    `.SS ${quoted(command)}`,
    quoted(describe),
    ...positionals.flatMap(([name, spec]) => item(`\\fI${quoted(name)}\\fR`, said(spec))),
    ...[...options].filter(([, { hidden }]) => hidden !== true).flatMap(optionLines),
  ];
}

function optionLines([name, spec]: readonly [string, Spec]): readonly string[] {
  const short = spec.alias === undefined ? '' : `\\fB\\-${spec.alias}\\fR, `;
  const value = takesValue(spec) ? ` \\fI${spec.type === 'number' ? '数字' : '值'}\\fR` : '';
  return item(`${short}\\fB\\-\\-${quoted(name)}\\fR${value}`, said(spec));
}

const said = ({ describe = '', choices }: Spec): string =>
  choices === undefined ? describe : `${describe}：${choices.join('、')}`;

const item = (tag: string, text: string): readonly string[] => ['.TP', tag, quoted(text)];

/** Text as roff prints it: no line begins with a control character, hyphens stay hyphens. */
function quoted(text: string): string {
  const safe = text.replaceAll('\\', '\\e').replaceAll('-', '\\-');
  return /^[.']/u.test(safe) ? `\\&${safe}` : safe;
}
