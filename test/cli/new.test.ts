import { expect, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

test('a line makes a draft from the last declaration of its party; what is doubtful is an error that names the choices', async () => {
  const { run } = await openCommandRoom();
  const document = good(1);
  const before = entryNoIn(await run('import -', JSON.stringify(document)));
  expect((await run(`save ${before}`)).code).toBe(0);
  const made = await run(['new', `入 ${document.consigneeName} B-9 MRKU6105297 1:7`, '--json']);
  expect([made.code, made.json.status, made.json.from]).toEqual([0, 'draft', before]);
  const { document: kept } = (await run(`show ${made.json.entryNo} --json`)).json;
  expect(kept).toMatchObject({ billOfLadingNo: 'B-9', consigneeName: document.consigneeName });
  expect(kept.goods[0].quantity).toBe('7');
  for (const name of ['珠海甲', '珠海乙']) {
    const other = entryNoIn(
      await run('import -', JSON.stringify({ ...document, entryNo: undefined, consigneeName: name })),
    );
    expect((await run(`save ${other} --sure`)).code).toBe(0);
  }
  const doubtful = await run(['new', '珠海 B-9']);
  expect([doubtful.code, doubtful.err]).toEqual([2, expect.stringContaining('珠海乙、珠海甲')]);
  expect((await run(['new', 'B-9'])).err).toContain('没有写明收发货人');
});
