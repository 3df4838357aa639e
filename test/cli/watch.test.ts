import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { openCommandRoom } from './command.ts';

test('--once takes what is there, says what became of each file, and ends', async () => {
  const { run, startBureau, statusOf } = await openCommandRoom();
  await startBureau();
  const folder = await temporaryFolder();
  await writeFile(join(folder, '单证.json'), JSON.stringify(good()));
  await writeFile(join(folder, '坏.json'), '{');
  const taken = await run(['watch', folder, '--once', '--send']);
  expect([taken.code, taken.out]).toEqual([1, expect.stringContaining('单证.json → 完成/单证.json')]);
  expect(taken.out).toMatch(/坏\.json → 失败\/坏\.json\n +✗ 不是 JSON/u);
  const entryNo = /W\w+/u.exec(taken.out)?.[0] ?? '';
  expect(await statusOf(entryNo)).toBe('sent');
  const nothing = await run(['watch', folder, '--once', '--json']);
  expect([nothing.code, nothing.json.summary.total]).toEqual([0, 0]);
});

test('goes on until Ctrl+C, which ends it between two files with 130', async () => {
  const { run, interrupt } = await openCommandRoom();
  const folder = await temporaryFolder();
  const running = run(['watch', folder]);
  await writeFile(join(folder, '单证.json'), JSON.stringify(good()));
  while (!existsSync(join(folder, '完成', '单证.json'))) await new Promise(resolve => setImmediate(resolve));
  const second = await run(['watch', folder, '--once']);
  expect([second.code, second.err]).toEqual([2, expect.stringContaining('另一个程序正在监视这个目录')]);
  expect(interrupt()).toBe(true);
  const { code, out, err } = await running;
  expect([code, out]).toEqual([130, '完成 1 个文件，失败 0 个\n']);
  expect(err).toContain('单证.json → 完成/单证.json');
});

test('a folder that is none, and seconds that are none, are refused', async () => {
  const { run } = await openCommandRoom();
  const folder = await temporaryFolder();
  const missing = await run(['watch', join(folder, 'none'), '--once']);
  expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('没有这个目录')]);
  for (const every of ['0', '3601', 'x']) expect((await run(['watch', folder, '--every', every])).code).toBe(2);
});

test('--unit writes a service of systemd with whole paths, in which nothing is a variable', async () => {
  const { run, home } = await openCommandRoom({ self: ['/usr/bin/node', '/opt/bao jian/main.js'] });
  const folder = join(await temporaryFolder(), '收 "$单" 100%');
  await mkdir(folder);
  const { code, out } = await run(['watch', folder, '--send', '--every', '9', '--unit']);
  expect(code).toBe(0);
  const quoted = folder.replaceAll('"', '\\"').replaceAll('$', '$$$$').replaceAll('%', '%%');
  expect(out).toContain(
    `ExecStart="/usr/bin/node" "/opt/bao jian/main.js" "--home" "${home}" "watch" "${quoted}" "--send" "--every" "9"\n`,
  );
  expect(out).toContain('KillSignal=SIGINT');
  expect(existsSync(join(folder, '完成'))).toBe(false);
});
