import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';

/** Words that a command takes any number of; an unknown option among them would be taken for one of them. */
const WORDS: readonly string[] = ['inputs', 'entryNos', 'words', 'settings'];
/** Options that may be given more than once. */
const REPEATED: readonly string[] = ['set', 'add', 'remove', 'put', 'fault', 'column'];

/** Refuses what yargs lets through: options that nobody knows, given twice, without their value, or no number. */
export function refuseUnsound(args: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(args)) {
    // Of `ready-fd` yargs makes `readyFd` too.
    if (name === '_' || name === '$0' || name.includes('-')) continue;
    if (WORDS.includes(name)) refuseOptions(value as readonly string[]);
    else if (Array.isArray(value) && !REPEATED.includes(name)) throw usage(`${spelled(name)} 只能写一次`);
    // A lone `-` where one file is wanted comes as nothing.
    else if (value === '' && name === 'file') throw usage('没有写明文件名', '写文件名；这里不能用 - 代表标准输出');
    else if (value === '') throw usage(`${spelled(name)} 后面缺少值`);
    else if (typeof value === 'number' && !(Number.isInteger(value) && value >= 0))
      throw usage(`${spelled(name)} 应为不小于 0 的整数`);
  }
}

function refuseOptions(words: readonly string[] | undefined): void {
  const option = words?.find(word => word.startsWith('-') && word !== '-');
  if (option !== undefined) {
    throw usage(`没有这个选项：${cleanLine(option)}`, '以 - 开头的文件名写成 ./-文件名');
  }
}

/** A usage error. */
export function usage(message: string, ...next: readonly string[]): UserError {
  return new UserError('usage', message, {
    exit: 'usage',
    next: next.length > 0 ? next : ['baojian <命令> --help 说明用法'],
  });
}

const spelled = (name: string) =>
  name.length === 1 ? `-${name}` : `--${name.replace(/[A-Z]/gu, capital => `-${capital.toLowerCase()}`)}`;
