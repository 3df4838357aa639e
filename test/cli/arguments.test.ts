import { type ExecFileException, execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { built } from '../run/built.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';

const WANG = 'geheim-Wang-1';
const LI = 'geheim-Li-22';
const CHANNEL = 'p&ssw<rd-7Q';
const SMS = 'sms-key-44X';
const WRONG = 'falsch-Wort-9';

test('no password is in the arguments or the environment of any process, nor in what it says', async () => {
  const { main } = await built();
  const place = temporaryFolder();
  const recorded = join(place, 'recorded.txt');
  const home = join(place, 'home');
  const env = {
    ...{ PATH: process.env.PATH, HOME: place, XDG_STATE_HOME: join(place, 'state'), BAOJIAN_HOME: home },
    ...{
      RECORDED_IN: recorded,
      NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, '../run/record-arguments.mjs'))}`,
    },
  };
  const said: string[] = [];
  const run = async (words: string, input = '') =>
    await new Promise<number>(resolve => {
      const child = execFile(
        process.execPath,
        [main, ...words.split(' ')],
        { env },
        (error: ExecFileException | null, out, err) => {
          said.push(out, err);
          resolve(Number(error?.code ?? 0));
        },
      );
      child.stdin?.end(input);
    });
  onTestFinished(async () => {
    await run('practice stop');
  });

  expect(await run('accounts on --user wang --name 王芳 --password-stdin', `${WANG}\n`)).toBe(0);
  expect(await run('members add li --name 李明 --password-stdin', `${LI}\n`)).toBe(0);
  expect(await run('logout')).toBe(0);
  expect(await run('login wang --password-stdin', `${WRONG}\n`)).toBe(5);
  expect(await run('login wang --password-stdin', `${WANG}\n`)).toBe(0);
  expect(await run('settings set channel.password -', `${CHANNEL}\n`)).toBe(0);
  expect(await run('settings set accounts.sms -', `${SMS}\n`)).toBe(0);
  expect(await run('practice start --pace 0')).toBe(0);
  expect(await run('import -', JSON.stringify(good()))).toBe(0);
  expect(await run('send --all --wait 20')).toBe(0);
  await run('doctor');

  const seen = readFileSync(recorded, 'utf8');
  // The record does see what is there: the words of a command, and the bureau that it starts.
  expect(seen).toContain('members');
  expect(seen).toMatch(/"starts":.*practice/u);
  for (const secret of [WANG, LI, CHANNEL, SMS, WRONG]) {
    expect(seen).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(said.filter(text => text.includes(secret))).toEqual([]);
  }
});
