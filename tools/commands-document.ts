import { tmpdir } from 'node:os';
import { COMMANDS } from '../src/cli/commands.ts';
import type { Rim } from '../src/cli/context.ts';
import { runCommand } from '../src/cli/run.ts';

/** The page docs/COMMANDS.md: what each command says of itself. */
export async function commandsDocument(): Promise<string> {
  const rows: string[] = [];
  const sections: string[] = [];
  for (const { command, describe } of COMMANDS) {
    const name = command.split(' ')[0] ?? '';
    rows.push(`| [\`${name}\`](#${name}) | ${describe} |`);
    sections.push('', `## ${name}`, '', '```text', await helpOf(name), '```');
  }
  return [
    '# 批处理命令',
    '',
    'Written by `npm run generate` from `src/cli/commands`: what `baojian <命令> --help` says.',
    '',
    '| 命令 | 用来 |',
    '|---|---|',
    ...rows,
    ...sections,
    '',
  ].join('\n');
}

/** Help is asked of nothing but the words: no office is opened for it. */
async function helpOf(name: string): Promise<string> {
  let text = '';
  const rim: Rim = {
    stdout: { write: part => (text += part) },
    stderr: { write: part => (text += part) },
    readInput: async () => new Uint8Array(),
    env: {},
    platform: 'linux',
    userFolder: tmpdir(),
    user: '',
    dataFolder: 'data',
    version: '',
    runtime: '20.19.0',
    self: [],
    now: () => 0,
    random: () => 0,
    newId: () => '',
    wait: async () => {},
    onInterrupt: () => () => {},
  };
  await runCommand([name, '--help'], rim);
  return text.trimEnd();
}
