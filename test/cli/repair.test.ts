import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXIT } from '../../src/errors.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

test('a home whose store.json cannot be read is told, and mended with --repair', async () => {
  const { home, run } = await openCommandRoom();
  await run('import fixtures/workbooks/inbound.xlsx');
  await writeFile(join(home, 'store.json'), '{"version": 1,');
  expect((await run('store check')).code).toBe(EXIT.store);
  expect((await run('store check --repair')).code).toBe(EXIT.done);
  expect((await run('list --json')).json.total).toBe(1);
});

test('a file that was moved away is not said to be repaired, and counts apart', async () => {
  const { home, run } = await openCommandRoom();
  const entryNo = entryNoIn(await run('import fixtures/workbooks/inbound.xlsx'));
  await run('import fixtures/workbooks/outbound.xlsx');
  const place = join('declarations', '2017-10', `${entryNo}.json`);
  await writeFile(join(home, place), '{"version":');
  await writeFile(join(home, 'declarations', '2017-10', 'WE179546740372599.json.tmp'), '', { mode: 0o600 });
  const found = await run('store check');
  expect(found.out).toMatch(/\n1 份单证，2 处问题\n {2}→ 修复能修复的：baojian store check --repair\n$/u);
  const said = await run('store check --repair');
  expect(said.code).toBe(EXIT.done);
  expect(said.out).toContain(`已移走  ${place} → ${join('damaged', place)}：`);
  expect(said.out.match(/^已修复 /gmu)).toHaveLength(1);
  expect(said.out).toContain('\n1 份单证，2 处问题，已修复 1 处，移走 1 处\n');
  expect(said.out).toMatch(/ {2}→ 移走的文件读不懂，原样留在 damaged 里/u);
  expect((await run('store check')).out).toBe('1 份单证，0 处问题\n');
});

test('what was moved is named for scripts', async () => {
  const { home, run } = await openCommandRoom();
  await run('settings set switches.sound true');
  await writeFile(join(home, 'settings', 'switches.json'), 'no', { mode: 0o600 });
  const { problems } = (await run('store check --repair --json')).json;
  expect(problems).toMatchObject([
    { file: join('settings', 'switches.json'), repaired: true, movedTo: join('damaged', 'settings', 'switches.json') },
  ]);
  await rm(join(home, 'damaged'), { recursive: true });
  expect((await run('store check --json')).json.problems).toEqual([]);
});
