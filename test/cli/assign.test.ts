import { expect, test } from 'vitest';
import { importGood } from '../jobs/office.ts';
import { openCommandRoom } from './command.ts';

test('declarations are placed, listed by whom and when, finished, and told by the audit', async () => {
  const { run, office } = await openCommandRoom();
  const [one = '', other = ''] = await importGood(office, 2);
  const placed = await run(['assign', one, '--to', '小王', '--word', '补箱号', '--by', '-1', '--json']);
  expect([placed.code, placed.json.results[0].task]).toMatchObject([
    0,
    { for: '小王', word: '补箱号', by: '2017-10-23' },
  ]);
  expect((await run(['assign', other, '--to', '测试', '--by', '今'])).out).toContain(
    `${other}  已交给测试，2017-10-24 以前`,
  );
  const listed = async (words: string) =>
    (await run(`list ${words} --json`)).json.rows.map(({ entryNo }: { entryNo: string }) => entryNo);
  expect(await listed('--assigned')).toEqual([other, one]);
  expect(await listed('--overdue')).toEqual([one]);
  expect(await listed('--due')).toEqual([other]);
  expect(await listed('--due --overdue')).toEqual([other, one]);
  expect(await listed('--mine')).toEqual([other]);
  expect(await listed('--mine --overdue')).toEqual([]);
  expect((await run('list')).out).toContain('小王 补箱号 10-23');
  expect((await run(`assign ${one} --done`)).out).toContain(`${one}  办完：补箱号`);
  const again = await run(`assign ${one} --done`);
  expect([again.code, again.out]).toEqual([1, expect.stringContaining('没有交办的事')]);
  expect(await listed('--assigned')).toEqual([other]);
  const { out } = await run(`audit ${one}`);
  expect(out).toContain('交办办完');
  expect(out).toContain('（无） → 小王 补箱号 2017-10-23');
});

test('what cannot be placed is refused with how it is done', async () => {
  const { run, office } = await openCommandRoom();
  const [one = ''] = await importGood(office, 1);
  expect(await run(`assign ${one}`)).toMatchObject({ code: 2 });
  expect(await run(`assign ${one} --to 小王 --by 32`)).toMatchObject({
    code: 2,
    err: expect.stringContaining('没有这一天'),
  });
  expect(await run(['assign', one, '--to', '小王', '--word', '长'.repeat(41)])).toMatchObject({
    code: 2,
    err: expect.stringContaining('最多 40 个'),
  });
  expect((await office.store.get(one)).task).toBeUndefined();
});
