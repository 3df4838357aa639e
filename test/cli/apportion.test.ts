import { expect, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

test('a total is dealt out, with lines that keep theirs; what cannot be changes nothing', async () => {
  const { run } = await openCommandRoom();
  const document = good(1);
  const [line] = document.goods;
  const entryNo = entryNoIn(await run('import -', JSON.stringify({ ...document, goods: [line, line, line, line] })));
  const dealt = await run(`apportion ${entryNo} --field packages --total 40 --by equal --lines 1,3-4 --keep 3 --json`);
  const kept = Number(line?.packages?.[0]?.quantity);
  const rest = 40 - kept;
  expect(dealt.code).toBe(0);
  expect(dealt.json.shares).toMatchObject([
    { line: 1, share: String(Math.ceil(rest / 2)) },
    { line: 3, share: String(kept), kept: true },
    { line: 4, share: String(Math.floor(rest / 2)) },
  ]);
  const { revision } = (await run(`show ${entryNo} --json`)).json;
  const refused = await run(`apportion ${entryNo} --field packages --total 1.5`);
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('是整数')]);
  const none = await run(`apportion ${entryNo} --field packages --total 40 --lines 9`);
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('没有第 9 项')]);
  expect((await run(`show ${entryNo} --json`)).json.revision).toBe(revision);
});
