import { execFile } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openChannel } from '../../src/jobs/channel.ts';
import { noticeLog, testNotice } from '../../src/jobs/notices.ts';
import { receiveReceipts } from '../../src/jobs/receive-receipts.ts';
import { runProgram } from '../../src/jobs/run-program.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { setSetting } from '../../src/jobs/settings/by-name.ts';
import { NOTICES, wordsOf } from '../../src/jobs/settings/notices.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { importGood, openTestOffice, startTestBureau, userError } from './office.ts';

// biome-ignore format: table
test.each<readonly [string, readonly string[] | undefined]>([
  ['/bin/notice',                  ['/bin/notice']],
  [' /bin/notice  a\tb ',          ['/bin/notice', 'a', 'b']],
  ['/bin/x "a b" \'c "d"\' e\\ f', ['/bin/x', 'a b', 'c "d"', 'e f']],
  ['/bin/x "" a"b"c',              ['/bin/x', '', 'abc']],
  ['/bin/x $HOME `id` $(id) ; rm | > < & * ~', ['/bin/x', '$HOME', '`id`', '$(id)', ';', 'rm', '|', '>', '<', '&', '*', '~']],
  ["/bin/x '\\'",                  ['/bin/x', '\\']],
  ['/bin/x "a',                    undefined],
  ['/bin/x a\\',                   undefined],
  ['',                             []],
])('the words of %j', (line, words) => {
  expect(wordsOf(line)).toEqual(words);
});

/** A little program of its own, which is given the place where it may write. */
function program(script: string): { readonly file: string; readonly folder: string } {
  const folder = temporaryFolder();
  const file = join(folder, 'notice');
  writeFileSync(file, `#!/bin/sh\nPATH=/usr/bin:/bin\nout='${folder}'\n${script}\n`);
  chmodSync(file, 0o755);
  return { file, folder };
}

/** Writes what it was given into a file of its own. */
const KEEPS = 'cat > "$out/$$.part" && mv "$out/$$.part" "$out/$$.json"';

const given = (folder: string) =>
  readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')));

const ENV = { PATH: '/usr/bin:/bin', HOME: '/', BAOJIAN_TOKEN: 'geheim', PGPASSWORD: 'geheim' };
const patient = 60_000;

test.each([
  ['one that is well', 'cat > /dev/null; echo fine', { ok: true, text: 'fine' }],
  [
    'one that says how it failed',
    'echo "no\tmail\x1b[31m" >&2; exit 3',
    { ok: false, text: expect.stringMatching(/^以 3 结束：no/u) },
  ],
  ['one that reads nothing', 'exit 0', { ok: true, text: '' }],
  [
    'one that writes very much',
    'yes 货物 | head -c 3000000; exit 1',
    { ok: false, text: expect.stringMatching(/^以 1 结束：….{200}$/u) },
  ],
  ['one that leaves something running', 'sleep 600 & exit 0', { ok: true, text: '' }],
])('%s', async (_, script, ended) => {
  expect(await runProgram({ env: ENV }, [program(script).file], 'x'.repeat(1 << 20), patient)).toEqual(ended);
});

test('what takes too long is ended, with what it started', async () => {
  const { file, folder } = program('sh -c \'echo $$ > "$0/child"; exec sleep 600\' "$out"; true');
  let ended = await runProgram({ env: ENV }, [file], '', 1000);
  // A machine that is very busy may not even have started it.
  while (!existsSync(join(folder, 'child'))) ended = await runProgram({ env: ENV }, [file], '', 4000);
  expect(ended).toEqual({ ok: false, text: expect.stringContaining('秒还没有结束，已中止') });
  const child = Number(readFileSync(join(folder, 'child'), 'utf8'));
  // It is told to end; when it has, the system says.
  const state = () => (existsSync(`/proc/${child}/stat`) ? readFileSync(`/proc/${child}/stat`, 'utf8') : 'Z');
  while (!/\bZ\b/u.test(state())) await new Promise(resolve => setImmediate(resolve));
});

test('of the environment it sees nothing that may be secret, and words are words', async () => {
  const { file, folder } = program('env > "$out/env"; printf "%s\\n" "$@" > "$out/words"');
  await runProgram({ env: ENV }, [file, '$HOME; rm -rf /', '`id`'], '', patient);
  expect(readFileSync(join(folder, 'env'), 'utf8')).not.toContain('geheim');
  expect(readFileSync(join(folder, 'words'), 'utf8')).toBe('$HOME; rm -rf /\n`id`\n');
});

test('a program that is not there, or none', async () => {
  expect(await runProgram({ env: ENV }, ['/no/such/program'], '', patient)).toEqual({
    ok: false,
    text: '没有这个程序',
  });
  const { office } = await openTestOffice({ inMemory: true });
  expect((await userError(testNotice(office))).code).toBe('notices.none');
  expect((await userError(setSetting(office, 'notices.line', 'mail x'))).code).toBe('notices.line');
  expect((await userError(setSetting(office, 'notices.line', '/bin/x "a'))).message).toContain('没有写完');
  expect(NOTICES.right).toBe('settings.channel');
  await setSetting(office, 'notices.line', '/no/such/program');
  expect((await userError(testNotice(office))).message).toBe('通知的程序没有办成：没有这个程序');
});

async function sentOffice(count: number, options: Parameters<typeof startTestBureau>[1] = {}) {
  const at = await openTestOffice();
  await startTestBureau(at, options);
  const entryNos = await importGood(at.office, count);
  for (const entryNo of entryNos) await sendDeclaration(at.office, entryNo, { sure: 'pass' });
  return { ...at, entryNos };
}

test('each receipt that counts is told once, however many receive, with what people need and no secret', async () => {
  const { office, openAgain, entryNos } = await sentOffice(3);
  const { file, folder } = program(KEEPS);
  await setSetting(office, 'notices.line', file);
  await office.store.secrets.set('channel.password', 'geheim');
  const others = await Promise.all([openAgain(), openAgain()]);
  const received = await Promise.all([office, ...others].map(each => receiveReceipts(each)));
  for (let more = 1; more > 0; ) more = (await receiveReceipts(office)).arrived;
  const told = given(folder);
  expect(told.map(({ entryNo, event }) => [entryNo, event]).sort()).toEqual(
    entryNos.map(entryNo => [entryNo, 'released']).sort(),
  );
  expect(told[0]).toMatchObject({
    ...{ format: 'baojian.notice', version: 1, direction: 'in', status: 'released', missing: [] },
    declarationNo: expect.stringMatching(/^\d{15}$/u),
    receipt: { time: expect.any(String), text: expect.any(String) },
    subject: expect.stringMatching(/ 放行$/u),
  });
  expect(JSON.stringify(told)).not.toContain('geheim');
  expect(received.flatMap(({ notices }) => notices.failed)).toEqual([]);
  expect((await noticeLog(office)).map(({ text }) => text)).toEqual(entryNos.map(() => '放行：已办'));
  expect((await office.store.get(entryNos[0] ?? '')).noticesOwed).toBeUndefined();
  expect(await office.store.receipts.unapplied()).toEqual([]);
});

test('a program that fails is told of, and keeps nothing from coming', async () => {
  const { office, entryNos } = await sentOffice(2);
  await setSetting(office, 'notices.line', program('echo no mail; exit 1').file);
  const { changed, notices } = await receiveReceipts(office);
  expect(changed.map(({ to }) => to)).toEqual(['released', 'released']);
  expect([...notices.failed].sort((a, b) => (a.entryNo < b.entryNo ? -1 : 1))).toEqual(
    [...entryNos].sort().map(entryNo => ({ entryNo, text: '以 1 结束：no mail' })),
  );
  expect((await receiveReceipts(office)).notices).toEqual({ done: 0, failed: [] });
});

test('who stops between a receipt and its notice tells of it the next time, whoever that is', async () => {
  const { office, openAgain, entryNos } = await sentOffice(1);
  const { file, folder } = program(KEEPS);
  await setSetting(office, 'notices.line', file);
  const stopping = new AbortController();
  const open = await openChannel(office);
  const acknowledge: typeof open.line.acknowledge = async ids => {
    stopping.abort();
    return await open.line.acknowledge(ids);
  };
  await receiveReceipts(office, { open: { ...open, line: { ...open.line, acknowledge } }, signal: stopping.signal });
  expect(given(folder)).toEqual([]);
  expect((await office.store.get(entryNos[0] ?? '')).noticesOwed).toHaveLength(1);
  const other = await openAgain();
  await receiveReceipts(other);
  expect(given(folder)).toHaveLength(1);
  await receiveReceipts(office);
  expect(given(folder)).toHaveLength(1);
});

test('of what is switched off, and of what came before, nobody is told', async () => {
  const { office } = await sentOffice(1, { faults: { verdict: 'reject' } });
  const { file, folder } = program(KEEPS);
  await setSetting(office, 'notices.line', file);
  await setSetting(office, 'notices.rejected', 'false');
  expect((await receiveReceipts(office)).changed.map(({ to }) => to)).toEqual(['rejected']);
  await setSetting(office, 'notices.rejected', 'true');
  await receiveReceipts(office);
  expect(given(folder)).toEqual([]);
});

test('the example sends a mail by sendmail, with a head that nobody can add to', async () => {
  const { file, folder } = program('printf "%s\\n" "$@" > "$out/words"; cat > "$out/mail"');
  const notice = { subject: 'WI1 放行\nBcc: evil@example.com', text: '已放行' };
  const child = execFile(process.execPath, [resolve('docs/notices/mail.mjs'), 'a@example.com', 'b@example.com'], {
    env: { SENDMAIL: file, PATH: ENV.PATH },
  });
  const ended = new Promise(done => child.once('exit', done));
  child.stdin?.end(JSON.stringify(notice));
  expect(await ended).toBe(0);
  expect(readFileSync(join(folder, 'words'), 'utf8')).toBe('-i\n--\na@example.com\nb@example.com\n');
  const [head = '', body = ''] = readFileSync(join(folder, 'mail'), 'utf8').split('\n\n');
  expect(head).toContain('To: a@example.com, b@example.com');
  const subject = /=\?UTF-8\?B\?(.*)\?=/u.exec(head)?.[1] ?? '';
  expect(Buffer.from(subject, 'base64').toString()).toBe('WI1 放行 Bcc: evil@example.com');
  expect(head.split('\n')).toHaveLength(5);
  expect(Buffer.from(body, 'base64').toString()).toBe('已放行\n');
});
