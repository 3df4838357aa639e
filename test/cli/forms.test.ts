import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { good, jsonFile } from '../jobs/office.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

const stored = async (more: Parameters<typeof good>[1] = {}) => {
  const room = await openCommandRoom();
  const said = await room.run('import -', jsonFile(good(1, more)).bytes);
  return { ...room, entryNo: entryNoIn(said) };
};

test('show gives the message in either form', async () => {
  const { run, entryNo } = await stored();
  const eciq = await run(`show ${entryNo} --xml`);
  expect(eciq.out).toContain(`<EntDeclNo>${entryNo}</EntDeclNo>`);
  expect((await run(`show ${entryNo} --xml --form eciq`)).out).toBe(eciq.out);
  const iaq = await run(`show ${entryNo} --xml --form iaq`);
  expect([iaq.code, iaq.out]).toEqual([0, expect.stringContaining(`<CusCiqNo>${entryNo}</CusCiqNo>`)]);
  expect(iaq.out).toMatch(/^<\?xml [^\n]*\n<EEntDeclIo xmlns="http:\/\/www\.chinaport\.gov\.cn\/ciq">/u);
  expect(iaq.out).toMatch(/<CiqTradeCountryCode>[A-Z]{3}</u);
  // The form means the message.
  expect((await run(`show ${entryNo} --form iaq`)).out).toBe(iaq.out);
  expect((await run(`show ${entryNo} --form iaq --json`)).json).toMatchObject({ entryNo, xml: iaq.out });
});

test('what a form cannot hold is told by name, and no half message leaves', async () => {
  const { run, entryNo } = await stored({ tradeCountry: '000' });
  const { code, out, err } = await run(`show ${entryNo} --xml --form iaq`);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(`${entryNo} 写不成检验检疫申请报文`);
  expect(err).toContain('贸易国别：000 没有对应的代码');
  const { json } = await run(`show ${entryNo} --form iaq --json`);
  expect(json).toMatchObject({ error: { code: 'message.invalid' } });
  expect((await run(`show ${entryNo} --xml`)).code).toBe(0);
});

test('a form that there is not is told with those that there are', async () => {
  const { run, entryNo } = await stored();
  const { code, err } = await run(`show ${entryNo} --xml --form edi`);
  expect(code).toBe(2);
  expect(err).toMatch(/eciq.*iaq.*dec/su);
});

test('of a customs declaration it is told what it lacks; a file of one comes in', async () => {
  const { run, entryNo } = await stored();
  const { code, out, err } = await run(`show ${entryNo} --form dec`);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(`${entryNo} 写不成报关单报文`);
  for (const title of ['毛重', '成交方式', '征免方式']) expect(err).toContain(`${title}：报关单报文必填，没有填`);
  const said = await run('import -', readFileSync('fixtures/message/dec/in.xml', 'utf8'));
  expect(await run(`show ${entryNoIn(said)} --json`)).toMatchObject({
    json: { document: { direction: 'in', tradeMode: '11', goods: [{ ciqCode: '0805100000101', currency: '840' }] } },
  });
});

const golden = (name: string) => readFileSync(`fixtures/message/${name}.xml`, 'utf8').replace('344001', '344003');

test('what show writes in either form comes in again, and the same message is known', async () => {
  const { run, entryNo } = await stored();
  for (const form of ['eciq', 'iaq']) {
    const { out } = await run(`show ${entryNo} --xml --form ${form}`);
    const other = await openCommandRoom();
    const said = await other.run('import - --json', out);
    expect([said.code, said.json]).toMatchObject([0, { results: [{ outcome: 'saved', faults: [] }] }]);
    expect((await other.run('import -', out)).out).toContain('内容相同的已导入过');
    const copy = said.json.results[0].entryNo;
    const again = await other.run(`show ${copy} --xml --form ${form}`);
    const same = (text: string) => text.replaceAll(entryNo, copy).replace(/<DeclDate>[^<]*/gu, '');
    expect(same(again.out)).toBe(same(out));
  }
});

test('messages of a folder and of a zip are declarations; one that is broken does not stop the others', async () => {
  const { run } = await openCommandRoom();
  const folder = temporaryFolder();
  const files = {
    'a.xml': golden('in-full'),
    'b.xml': golden('iaq/out-full'),
    'c.xml': golden('in-full').slice(0, 900),
    'readme.txt': 'x',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const zip = join(temporaryFolder(), '报文.zip');
  await writeFile(zip, zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
  for (const input of [folder, zip]) {
    const { code, out } = await run(['check', input]);
    if (input === zip) expect(out).toContain('报文.zip a.xml');
    expect([code, out.match(/[abc]\.xml/gu)]).toEqual([1, ['a.xml', 'b.xml', 'c.xml']]);
    expect(out).toMatch(/c\.xml[\s\S]*第 \d+ 行第 \d+ 列起不是完整的 XML/u);
  }
});

test('what of a message cannot be taken is told with its element, and leaves a draft', async () => {
  const { run, entryNo } = await stored();
  const { out } = await run(`show ${entryNo} --xml --form iaq`);
  const changed = out
    .replace(/<GoodsAttr>[^<]*/u, '<GoodsAttr>24')
    .replace('<SpecDeclFlag>', '<Foo>1</Foo><DeclareFlag>5</DeclareFlag><SpecDeclFlag>');
  expect(changed).toContain('<GoodsAttr>24');
  const said = await run('import -', changed);
  expect(said.code).toBe(1);
  expect(said.out).toContain(
    '✗ 货物属性代码：24 不带皮木材/板材 没有对应的代码，未取用（ITF_DCL_IO_DECL_GOODS[1]/GoodsAttr）',
  );
  expect(said.out).toContain('! Foo：标准报文没有这个元素，未取用（ITF_DCL_IO_DECL/Foo）');
  expect(said.out).toContain('! 属地查检标识：本单没有此栏，未取用');
  expect(await run(`show ${entryNoIn(said)} --json`)).toMatchObject({ json: { status: 'draft' } });
});

test('a file that is no declaration message says what it is', async () => {
  const { run } = await openCommandRoom();
  const file = join(temporaryFolder(), '回执.xml');
  await writeFile(file, '<?xml version="1.0"?><DCL_RESPONSE/>');
  const { code, out } = await run(['import', file]);
  expect([code, out]).toEqual([1, expect.stringContaining('不是报检申报报文：e-CIQ 回执（DCL_RESPONSE）')]);
  const empty = join(temporaryFolder(), '空.zip');
  await writeFile(empty, zipSync({ 'a.txt': strToU8('x') }));
  expect((await run(['import', empty])).out).toContain('不是 xlsx、xls 或 csv 文件');
});
