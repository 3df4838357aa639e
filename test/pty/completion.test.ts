import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it, onTestFinished } from 'vitest';
import { SCRIPTS } from '../../src/cli/completion/scripts.ts';
import { lacks } from '../need.ts';
import { built } from '../run/built.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { start } from './screen.ts';

const SHELLS = {
  bash: { command: ['bash', '--norc'], before: "bind 'set show-all-if-ambiguous on'" },
  zsh: { command: ['zsh', '-f'], before: 'autoload -U compinit && compinit -u -D' },
  fish: { command: ['fish', '--no-config'], before: 'true' },
} as const;

const shells = Object.keys(SHELLS) as (keyof typeof SHELLS)[];

for (const shell of shells) {
  it.skipIf(lacks(shell))(`Tab in ${shell} offers commands, options and their values`, async () => {
    const folder = temporaryFolder();
    const program = join(folder, 'baojian');
    await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${(await built()).main}' "$@"\n`);
    await chmod(program, 0o755);
    await writeFile(join(folder, 'script'), SCRIPTS[shell]);
    const { command, before } = SHELLS[shell];
    const screen = start(command, {
      columns: 120,
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        BAOJIAN_HOME: join(folder, '没有'),
        LC_ALL: 'C.UTF-8',
        HOME: folder,
      },
    });
    onTestFinished(() => screen.kill());
    const says = async (line: string, what: RegExp) => {
      screen.type(line);
      await screen.waitFor(what);
    };
    await says(`${before}; . ${folder}/script; echo rea''dy\r`, /^ready/mu);
    await says('baojian paper', /baojian paper/u);
    await says('\t', /baojian paperless/u);
    await says('\x15baojian show X --form=', /--form=/u);
    await says('\t', /iaq[\s\S]*dec|dec[\s\S]*iaq/u);
  });
}
