import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { makeReport } from '../../src/cli/report.ts';
import { changeChannel } from '../../src/jobs/channel.ts';
import { NO_FAULTS } from '../../src/practice/faults.ts';
import { good } from '../jobs/office.ts';
import { openPlainDoor } from '../practice/plain-door.ts';
import { entryNoIn, openCommandRoom, type Said } from './command.ts';

const ACCOUNTS = [{ user: 'broker', password: 'right' }];
const errorOf = (said: Said) => [said.code, said.json.error.code, said.json.error.exit];

describe('2: the command line is wrong', () => {
  test.each([
    ['', 'usage'],
    ['nonsense', 'usage'],
    ['list --nonsense', 'usage'],
    ['import --nonsense file.json', 'usage'],
    ['import', 'usage'],
    ['list --queue nonsense', 'usage'],
    ['list --limit many', 'usage'],
    ['list --limit -1', 'usage'],
    ['list --from 2017', 'usage'],
    ['list --until 2017-02-30', 'usage'],
    ['send', 'usage'],
    ['send WI179546740372500 --all', 'usage'],
    ['send --all --wait soon', 'usage'],
    ['import a.xlsx --into', 'usage'],
    ['import a.xlsx --into WI1 --into WI2', 'usage'],
    ['import a.xlsx --replace', 'usage'],
    ['edit WI179546740372500', 'usage'],
    ['edit WI179546740372500 --set contractNo', 'usage'],
    ['outbox retry', 'usage'],
    ['outbox cancel', 'usage'],
    ['store backup', 'usage'],
    ['store backup -', 'usage'],
    ['workbook goods -', 'usage'],
    ['workbook goods goods.doc', 'export.ending'],
    ['store nonsense', 'usage'],
    ['practice fault', 'usage'],
    ['practice fault drop', 'usage'],
    ['codes search nonsense words', 'codes.no-such-table'],
    ['codes get --set', 'usage'],
    ['codes --limit get --into --set', 'usage'],
    ['edit WI179546740372500 --set', 'usage'],
    ['settings nonsense', 'usage'],
    ['settings get nonsense', 'settings.unknown'],
    ['settings set switches.sound', 'usage'],
    ['settings set switches.sound loud', 'settings.value'],
    ['settings set channel.password secret', 'settings.secret'],
    ['settings export', 'usage'],
    ['settings export a.json --nonsense', 'usage'],
    ['settings import', 'usage'],
    ['settings import a.json b.json', 'usage'],
    ['template use', 'usage'],
    ['template use nobody', 'template.missing'],
    ['template keep name', 'usage'],
    ['template delete', 'usage'],
    ['parties import', 'usage'],
    ['parties export', 'usage'],
    ['parties export parties.doc', 'export.ending'],
  ])('%s', async (words, code) => {
    const { run } = await openCommandRoom();
    expect(errorOf(await run(`${words} --json`))).toEqual([2, code, 2]);
    const said = await run(words);
    expect([said.code, said.out]).toEqual([2, '']);
    expect(said.err).toMatch(/^错误：\S[^→]*\n {2}→ \S/u);
  });

  test('a field that does not exist, or a value that it cannot hold', async () => {
    const { run } = await openCommandRoom();
    const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
    for (const change of ['nonsense=1', 'goods[9].name=x', 'entryNo=WI1', 'users=nonsense'])
      expect([change, (await run(['edit', entryNo, '--set', change])).code]).toEqual([change, 2]);
    expect((await run(`show ${entryNo} --json`)).json.revision).toBe(1);
  });
});

describe('1: faults, or some of many failed', () => {
  test('a file that is not there, of the wrong kind, or with faults', async () => {
    const { run } = await openCommandRoom();
    expect((await run('import /no/such/file.xlsx')).code).toBe(1);
    expect((await run('import - --json', 'neither JSON nor a workbook')).code).toBe(1);
    expect((await run('check -', JSON.stringify({ ...good(), contractNo: undefined }))).code).toBe(1);
    expect((await run('import -', JSON.stringify({ ...good(), contractNo: undefined }))).code).toBe(1);
  });

  test('a code table that would lose most of its rows, unless --replace means it', async () => {
    const { run } = await openCommandRoom();
    const file = '代码\t名称\n840\t美元\n';
    const before = (await run('codes list --json')).json;
    expect(errorOf(await run('codes import - --table currencies --json', file))).toEqual([1, 'codes.many-removed', 1]);
    expect((await run('codes list --json')).json).toEqual(before);
    const said = await run('codes import - --table currencies --json --replace', file);
    expect([said.code, said.json.rows, said.json.removed > 5]).toEqual([0, 1, true]);
  });

  test('one of two cannot be sent, for whatever reason', async () => {
    const { run, startBureau } = await openCommandRoom();
    await startBureau();
    const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
    const said = await run(`send ${entryNo} WI179546740372500 --json`);
    expect([said.code, said.json.summary]).toEqual([1, { total: 2, ok: 1, failed: 1 }]);
  });
});

describe('3: the line or the other side', () => {
  test('no practice bureau runs', async () => {
    const { run } = await openCommandRoom();
    await run('import -', JSON.stringify(good()));
    expect(errorOf(await run('send --all --json'))).toEqual([3, 'channel.practice-stopped', 3]);
    expect(errorOf(await run('receive --json'))).toEqual([3, 'channel.practice-stopped', 3]);
  });

  test('the line fails: what was to be sent waits and says why', async () => {
    const { run, startBureau } = await openCommandRoom();
    const bureau = await startBureau({ faults: { refuse: 1 } });
    const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
    const sent = await run('send --all --json');
    expect([sent.code, sent.json.results[0].outcome, sent.json.results[0].error.exit]).toEqual([3, 'waiting', 3]);
    expect((await run('outbox deliver')).code).toBe(3);
    const listed = await run('outbox');
    expect([listed.code, listed.out]).toEqual([0, expect.stringContaining(entryNo)]);
    bureau.setFaults(NO_FAULTS);
    expect((await run('outbox deliver --json')).json).toEqual([]);
  });

  test('an address that is not filled in', async () => {
    const { run, office } = await openCommandRoom();
    await run('import -', JSON.stringify(good()));
    await changeChannel(office, { platform: '02' });
    expect(errorOf(await run('send --all --json'))).toEqual([3, 'channel.no-address', 3]);
  });
});

describe('4: the store', () => {
  test('no such declaration', async () => {
    const { run } = await openCommandRoom();
    expect(errorOf(await run('show WI179546740372500 --json'))).toEqual([4, 'store.missing', 4]);
    expect((await run('save WI179546740372500')).code).toBe(4);
    expect((await run('show ../../etc/passwd')).code).toBe(2);
  });

  test('a folder that is not ours, and a file that is damaged', async () => {
    const { run, home } = await openCommandRoom();
    const said = await run(`list --json --home ${join(import.meta.dirname, '..')}`);
    expect(errorOf(said)).toEqual([4, 'store.not-ours', 4]);
    const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
    const [year, month] = ['2017', '10'];
    await writeFile(join(home, 'declarations', `${year}-${month}`, `${entryNo}.json`), '{"version":');
    expect(errorOf(await run(`show ${entryNo} --json`))).toEqual([4, 'store.broken', 4]);
    expect((await run('store check')).code).toBe(4);
    expect((await run('store check --repair')).code).toBe(0);
  });
});

describe('5: login', () => {
  test('a wrong password: nothing is taken, the declaration is saved again, and the right one sends it', async () => {
    const { run, startBureau, office, statusOf } = await openCommandRoom();
    const bureau = await startBureau({ accounts: ACCOUNTS });
    const channel = { platform: '02', sendUrl: (await openPlainDoor(bureau)).url, user: 'broker' } as const;
    const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
    await changeChannel(office, channel, 'wrong');
    const sent = await run(`send ${entryNo} --json`);
    expect([sent.code, sent.json.results[0].error.code]).toEqual([5, 'transport.login']);
    expect(await statusOf(entryNo)).toBe('saved');
    await changeChannel(office, channel, 'right');
    expect((await run(`send ${entryNo}`)).code).toBe(0);
    await changeChannel(office, channel, 'wrong');
    expect(errorOf(await run('receive --json'))).toEqual([5, 'transport.login', 5]);
    // Knocking on and on would lock the account.
    expect(errorOf(await run('receive --every 60 --json'))).toEqual([5, 'transport.login', 5]);
    expect((await run(`send ${entryNo} --wait 5`)).code).toBe(5);
    await changeChannel(office, channel, 'right');
    expect((await run('receive')).code).toBe(0);
    expect(await statusOf(entryNo)).toBe('released');
  });
});

test('70: our own fault is told as such, and with --json too', () => {
  const said = { out: '', err: '' };
  const report = makeReport({
    json: true,
    stdout: { write: text => (said.out += text) },
    stderr: { write: text => (said.err += text) },
  });
  expect(report.error(new TypeError('broken'))).toBe(70);
  expect(JSON.parse(said.out).error).toMatchObject({ code: 'bug', exit: 70 });
  expect(said.err).toMatch(/^程序内部错误/u);
});

test('0: help of the program and of every command, with an example each', async () => {
  const { run } = await openCommandRoom();
  const whole = await run('--help');
  expect(whole.code).toBe(0);
  for (const { command, describe: text } of COMMANDS) {
    expect(whole.out).toContain(text);
    const said = await run(`${command.split(' ')[0]} --help`);
    expect([command, said.code, said.err]).toEqual([command, 0, '']);
    expect(said.out).toMatch(/例如：\n {2}baojian \S/u);
    expect(said.out).toMatch(/\p{Script=Han}/u);
  }
});
