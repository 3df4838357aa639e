import { usage } from './arguments.ts';
import type { Rim } from './context.ts';

/** Where a password comes from; never from the command line, which everybody on the machine can read. */
export const PASSWORD_STDIN = {
  type: 'boolean',
  describe: '密码从标准输入读取，每个一行；不写则在终端里问，不显示',
} as const;

/** Passwords by what they are called, from standard input or asked for at the terminal; a new one is asked for twice there. */
export async function secretsFrom(
  rim: Rim,
  fromInput: boolean,
  labels: readonly { readonly label: string; readonly isNew?: true }[],
): Promise<readonly string[]> {
  if (fromInput) {
    const lines = new TextDecoder().decode(await rim.readInput()).split(/\r?\n/u);
    if (lines.at(-1) === '') lines.pop();
    if (lines.length !== labels.length) {
      throw usage(
        `标准输入应有 ${labels.length} 行，有 ${lines.length} 行`,
        `每行一个：${labels.map(({ label }) => label).join('、')}`,
      );
    }
    return lines;
  }
  if (!rim.readSecret) throw usage('这里不是终端，问不了密码', '加 --password-stdin，密码从标准输入读取');
  const secrets: string[] = [];
  for (const { label, isNew } of labels) {
    const secret = await rim.readSecret(label);
    if (isNew && (await rim.readSecret(`再输一次${label}`)) !== secret)
      throw usage('两次输入的密码不一样', '再运行一次');
    secrets.push(secret);
  }
  return secrets;
}
