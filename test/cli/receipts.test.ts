import { expect, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

test('receipts without a declaration are listed until it is back', async () => {
  const { run, startBureau, office } = await openCommandRoom();
  await startBureau();
  expect((await run('receipts')).out).toBe('没有留存的回执：每条都有对应的单证\n');
  expect((await run('receipts list --json')).json).toEqual([]);
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good())));
  await run(`send ${entryNo}`);
  await office.store.remove(entryNo);
  const received = await run(`receive ${entryNo}`);
  expect(received.out).toMatch(/收到 3 条新回执\n {2}→ 再看留存的回执：receipts list\n$/u);

  const listed = await run('receipts list');
  const [head = '', ...lines] = listed.out.trimEnd().split('\n');
  expect([listed.code, head.split(/ +/u)]).toEqual([0, ['录入序号', '时间', '代码', '内容']]);
  expect(lines.filter(line => line.startsWith(`${entryNo}  2017-10-24 `))).toHaveLength(3);
  expect(lines.at(-1)).toMatch(/^ {2}→ .*undelete.*receive/u);
  const { json } = await run('receipts --json');
  expect(json).toHaveLength(3);
  expect(json[0]).toMatchObject({
    entryNo,
    time: expect.any(String),
    code: expect.any(String),
    text: expect.any(String),
  });

  await run(`undelete ${entryNo}`);
  expect((await run('receive')).out).toContain('收到 3 条新回执\n');
  expect((await run('receipts list --json')).json).toEqual([]);
});
