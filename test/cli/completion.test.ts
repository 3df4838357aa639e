import { spawnSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { completionOf } from '../../src/cli/completion/complete.ts';
import { shapeOf } from '../../src/cli/completion/recorded.ts';
import { good } from '../jobs/office.ts';
import { built } from '../run/built.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { type CommandRoom, entryNoIn, openCommandRoom } from './command.ts';

const offered = (line: string) => {
  const { words, values = [], before, typed } = completionOf(line.split(' '), COMMANDS);
  return [...words.filter(({ word }) => word.startsWith(typed)).map(({ word }) => before + word), ...values];
};

describe('what may stand at the cursor', () => {
  // biome-ignore format: table
  test.each<[line: string, offered: readonly unknown[]]>([
    ['rece',                        ['receive', 'receipts']],
    ['--h',                         ['--home', '--help']],
    ['--home /x sho',               ['show']],
    ['show ',                       ['entry-numbers']],
    ['show WI1 ',                   []],
    ['show WI1 --fo',               ['--form']],
    ['show WI1 --form ',            ['eciq', 'iaq', 'dec']],
    ['show WI1 --form=i',           ['--form=iaq']],
    ['show WI1 --form = d',         ['--form=dec']],
    ['show --form iaq ',            ['entry-numbers']],
    ['show WI1 --form iaq --fo',    []],
    ['check ',                      ['entry-numbers', 'files']],
    ['send WI1 WI2 ',               ['entry-numbers']],
    ['undelete ',                   ['trashed']],
    ['import --into ',              ['entry-numbers']],
    ['import --into=W',             ['entry-numbers']],
    ['import a.xlsx --dir',         ['--direction']],
    ['import a.xlsx -d ',           ['in', 'out', 'pack']],
    ['import ',                     ['files']],
    ['codes s',                     ['status', 'search']],
    ['codes search ',               ['tables']],
    ['codes search hs ',            [{ codesOf: 'hs' }]],
    ['codes import ',               ['files']],
    ['codes import x --table ',     ['tables']],
    ['settings set ',               ['settings']],
    ['settings set a.b ',           []],
    ['settings import ',            ['files']],
    ['channel use ',                ['platforms']],
    ['template keep 甲 ',           ['entry-numbers']],
    ['template use ',               ['templates']],
    ['print --template ',           ['print-templates']],
    ['print --folder ',             ['folders']],
    ['watch ',                      ['folders']],
    ['completion ',                 ['bash', 'zsh', 'fish']],
    ['nothing-like-this ',          []],
    ['doctor ',                     []],
  ])('%s', (line, expected) => {
    expect(offered(line)).toEqual(expected);
  });

  test('the words and options of every command are known, and each says what it is', () => {
    for (const command of COMMANDS) {
      const { positionals, options } = shapeOf(command);
      const named = [...command.command.matchAll(/[<[](\w+)(?:\.\.)?[>\]]/gu)].map(([, name]) => name);
      expect([command.command, positionals.map(([name]) => name)]).toEqual([command.command, named]);
      for (const [name, { describe: about }] of options)
        expect([command.command, name, Boolean(about)]).toEqual([command.command, name, true]);
    }
  });
});

async function filled(): Promise<CommandRoom & { readonly entryNo: string }> {
  const room = await openCommandRoom();
  const entryNo = entryNoIn(await room.run('import -', JSON.stringify(good(1))));
  await room.run(['template', 'keep', '巴西 牛肉', entryNo]);
  return { ...room, entryNo };
}

describe('words of the office', () => {
  test('entry numbers with status and party, codes with names, templates, settings', async () => {
    const { run, entryNo } = await filled();
    const ask = async (...line: string[]) => (await run(['complete', '--', ...line])).out.split('\n').filter(Boolean);
    expect(await ask('show', 'W')).toEqual([expect.stringMatching(new RegExp(`^${entryNo}\t已保存 .+`, 'u'))]);
    expect(await ask('show', 'wi')).toEqual([expect.stringMatching(new RegExp(`^wi${entryNo.slice(2)}\t`, 'u'))]);
    expect(await ask('show', 'WE')).toEqual([]);
    expect(await ask('codes', 'drop', 'units', '03')).toContain('035\t千克');
    expect(await ask('template', 'use', '')).toEqual([expect.stringMatching(/^巴西 牛肉\t/u)]);
    expect(await ask('settings', 'set', 'switches.smart')).toEqual(['switches.smartMemory\ttrue']);
    expect(await ask('check', 'zz')).toEqual([':files']);
    expect(await ask('--home', '/x', 'show', 'W')).toEqual([]);
  });

  test('no home is made, and nobody who presses Tab is told of a fault', async () => {
    const { run } = await openCommandRoom();
    const home = join(temporaryFolder(), '没有');
    const ask = async () => {
      const { code, out, err } = await run(['complete', '--home', home, '--', 'show', 'W']);
      return [code, out, err];
    };
    expect(await ask()).toEqual([0, '', '']);
    await mkdir(home);
    await writeFile(join(home, 'store.json'), 'broken');
    expect(await ask()).toEqual([0, '', '']);
  });
});

test('bash offers what the program says, quoted where it must be', async () => {
  const { home, run, entryNo } = await filled();
  const folder = temporaryFolder();
  const program = join(folder, 'baojian');
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${(await built()).main}' "$@"\n`);
  await chmod(program, 0o755);
  await writeFile(join(folder, 'script'), (await run('completion bash')).out);
  const tab = (...words: readonly string[]) =>
    spawnSync(
      'bash',
      [
        '--norc',
        '-c',
        `. '${folder}/script'; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); compopt() { echo "compopt $*"; }; _baojian; printf '%s\\n' "\${COMPREPLY[@]}"`,
        'bash',
        program,
        ...words,
      ],
      { env: { ...process.env, BAOJIAN_HOME: home, LC_ALL: 'C.UTF-8' }, encoding: 'utf8' },
    ).stdout.trim();
  expect(tab('recei')).toBe('receive\nreceipts');
  expect(tab('show', entryNo.slice(0, 4))).toBe(entryNo);
  expect(tab('show', entryNo, '--form', '=', 'i')).toBe('iaq');
  expect(tab('template', 'use', '')).toBe('巴西\\ 牛肉');
  expect(tab('import', '')).toContain('compopt -o default');
});
