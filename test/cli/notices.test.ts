import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importGood } from '../jobs/office.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { openCommandRoom } from './command.ts';

test('a program is set and tried; what is received runs it, and the log says how it went', async () => {
  const { run, office, startBureau } = await openCommandRoom();
  await startBureau();
  const folder = temporaryFolder();
  const file = join(folder, 'notice');
  writeFileSync(file, `#!/bin/sh\nPATH=/usr/bin:/bin\ncat >> '${folder}/told'; echo "$1"; test "$1" = ok\n`);
  chmodSync(file, 0o755);
  expect((await run('notices')).out).toContain('没有设置程序，谁也不通知');
  const none = await run('notices test');
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('没有设置通知的程序')]);
  await run(['settings', 'set', 'notices.line', `${file} ok`]);
  expect((await run('notices test rejected')).out).toBe('通知的程序办好了：ok\n');
  expect(JSON.parse(readFileSync(join(folder, 'told'), 'utf8'))).toMatchObject({ event: 'rejected', test: true });
  expect((await run('settings set notices.seconds 0')).err).toContain('1 至 60');
  await run('settings set notices.sampled off');
  expect((await run('notices --json')).json).toEqual({
    ...{ line: `${file} ok`, events: ['released', 'rejected', 'papers'], seconds: 10 },
  });
  const [first = '', second = ''] = await importGood(office, 2);
  await run(`send ${first} --sure`);
  const received = await run('receive --json');
  expect(received.json.notices).toEqual({ done: 1, failed: [] });
  expect((await run('receive --json')).json).not.toHaveProperty('notices');
  await run(['settings', 'set', 'notices.line', `${file} full`]);
  await run(`send ${second} --sure`);
  const failed = await run('receive');
  expect([failed.code, failed.err]).toEqual([
    ...[0, expect.stringContaining(`${second}  通知的程序没有办成：以 1 结束：full`)],
  ]);
  const { out } = await run('notices log');
  expect(out).toMatch(new RegExp(`${second} +放行：没有办成，以 1 结束：full`, 'u'));
  expect(out).toMatch(new RegExp(`${first} +放行：已办，ok`, 'u'));
});
