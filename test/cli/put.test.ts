import { expect, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

test('a number finds its field; what it cannot tell, or may be several, is an error that names them', async () => {
  const { run } = await openCommandRoom();
  const entryNo = entryNoIn(await run('import -', JSON.stringify(good(1))));
  const put = (text: string) => run(['edit', entryNo, '--put', text]);
  expect((await run(['edit', entryNo, '--put', 'MRKU6105297', '--put', 'NYKU8527234'])).code).toBe(0);
  const { containers } = (await run(`show ${entryNo} --json`)).json.document;
  expect(containers.at(-1).numbers.slice(-2)).toEqual(['MRKU6105297', 'NYKU8527234']);
  const several = await put('91350100M000100Y43');
  expect([several.code, several.err]).toEqual([
    2,
    expect.stringContaining('收货人代码（consigneeCode）、发货人代码（consignorCode）'),
  ]);
  const nothing = await put('MRKU6105298');
  expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('看不出是哪一栏的内容')]);
  const inRow = await put('1M8GDM9AXKP042788');
  expect([inRow.code, inRow.err]).toEqual([2, expect.stringContaining('要写明在哪一行')]);
  expect((await put('UN1263')).code).toBe(0);
  const { goods } = (await run(`show ${entryNo} --json`)).json.document;
  expect(goods[0].danger.unNo).toBe('1263');
  await run(['edit', entryNo, '--add', `goods=${JSON.stringify(goods[0])}`]);
  expect((await put('UN1263')).err).toContain('用 --set goods[行].danger.unNo=1263');
});
