import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changeChannel } from '../../src/jobs/channel.ts';
import { NO_FAULTS } from '../../src/practice/faults.ts';
import { filesWith, good } from '../jobs/office.ts';
import { openPlainDoor } from '../practice/plain-door.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

const USER = 'broker-account';
const PASSWORD = 'p&ssw<rd-7Q';
const WRONG = 'wr&ng-one-9Z';
const SECRETS = [PASSWORD, WRONG].flatMap(secret => [
  secret,
  secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  Buffer.from(secret).toString('base64').replaceAll('=', ''),
  Buffer.from(secret).toString('hex'),
]);

test('no password in any output, any error or any file of the home', async () => {
  const { run, startBureau, office, home } = await openCommandRoom();
  const said: string[] = [];
  const say = async (words: string, input?: string) => {
    const { out, err, code } = await run(words, input);
    said.push(out, err);
    return code;
  };
  const bureau = await startBureau({ accounts: [{ user: USER, password: PASSWORD }], log: line => said.push(line) });
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  const settings = { platform: '02', sendUrl: (await openPlainDoor(bureau)).url, user: USER } as const;

  await changeChannel(office, settings, WRONG);
  expect(await say(`send ${entryNo}`)).toBe(5);
  await changeChannel(office, settings, PASSWORD);
  for (const fault of [{ drop: 1 }, { garbage: 1 }, { truncate: 1 }, { error: 1 }, { refuse: 1 }]) {
    bureau.setFaults({ ...NO_FAULTS, ...fault });
    expect(await say('send --all --json')).toBe(3);
    expect(await say('outbox deliver')).toBe(3);
    expect(await say('receive')).toBe(3);
  }
  bureau.setFaults(NO_FAULTS);
  expect(await say('outbox deliver')).toBe(0);
  expect(await say(`send ${entryNo} --wait 5`)).toBe(0);
  for (const words of ['list', `show ${entryNo}`, `show ${entryNo} --xml`, 'outbox list --done', 'store check'])
    expect(await say(`${words} --json`)).toBe(0);

  expect(SECRETS.filter(secret => said.join('\n').includes(secret))).toEqual([]);
  expect(filesWith(home, ...SECRETS)).toEqual([]);
  // The search does find what is there in plain text: the user's name, and nowhere but in the settings and at the bureau.
  expect(filesWith(home, USER).map(path => path.split('/')[0])).toEqual(expect.arrayContaining(['settings']));
  expect(await readFile(join(home, 'settings', 'channel.json'), 'utf8')).toContain(USER);
});
