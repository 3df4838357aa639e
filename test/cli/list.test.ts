import { expect, test } from 'vitest';
import { good, importGood } from '../jobs/office.ts';
import { workbook } from '../workbooks.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

test('days are given short, as on the screen, and mean the nearest to today', async () => {
  const { run } = await openCommandRoom();
  const entryNo = entryNoIn(await run(['import', workbook('inbound.xlsx')]));
  const count = async (...options: string[]) => (await run(['list', ...options, '--json'])).json.total;
  expect((await run('list --json')).json.rows).toMatchObject([{ entryNo, date: '2017-09-20' }]);
  for (const day of ['2017-09-20', '20170920', '170920', '0920', '9-20'])
    expect([day, await count('--from', day, '--until', day)]).toEqual([day, 1]);
  expect(await count('--from=-90', '--until', '+0')).toBe(1);
  expect(await count('--from', '-1')).toBe(0);
  const wrong = await run(['list', '--from', '0431']);
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('没有这一天：0431')]);
});

test('--trash lists what was deleted with who and when, and undelete takes it from there', async () => {
  const { run, office } = await openCommandRoom();
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  await run(`delete ${entryNo}`);
  const { rows, total } = (await run('list --trash --json')).json;
  expect([total, rows]).toEqual([1, [expect.objectContaining({ entryNo, removedBy: office.user })]]);
  expect(Date.parse(rows[0].removedAt)).toBe(office.now());
  expect((await run('list --trash')).out).toContain(entryNo);
  expect((await run('list --trash 没有这个')).out).toBe('');
  await run(`undelete ${entryNo}`);
  expect((await run('list --trash --json')).json.total).toBe(0);
  expect((await run(`show ${entryNo} --json`)).json).not.toHaveProperty('removed');
});

test('who has a declaration open just now is told by name, as long as they have', async () => {
  const { run, office, openAgain } = await openCommandRoom();
  const entryNos = await importGood(office, 2);
  const { local } = await openAgain({ user: '小王' });
  local.openPages.note([{ open: { id: entryNos[0] } }, { open: { id: 'list-in', list: 'in' } }]);
  const told = async () => {
    const { rows } = (await run('list --json')).json;
    return Object.fromEntries(rows.map((row: { entryNo: string; openBy: unknown }) => [row.entryNo, row.openBy]));
  };
  expect(await told()).toEqual({ [entryNos[0] ?? '']: ['小王'], [entryNos[1] ?? '']: [] });
  expect((await run('list')).out.match(/@小王/gu)).toHaveLength(1);
  local.openPages.note([{ close: entryNos[0] }]);
  expect(await told()).toEqual({ [entryNos[0] ?? '']: [], [entryNos[1] ?? '']: [] });
});
