import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeXlsx } from '../../src/workbook/write-sheets.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { openCommandRoom } from './command.ts';

const sheet = (name: string, text: string) => ({
  name,
  rows: text.split('\n').map(line => line.split('|')),
});

test('a workbook as it is published: the sheet that fits, its titles and groups left out, its codes beside those of e-CIQ', async () => {
  const { run } = await openCommandRoom();
  const file = join(temporaryFolder(), '通关参数.xlsx');
  const ports = sheet('口岸', '代码|名称\n110001|北京');
  const countries = sheet(
    '国家和地区',
    '附件|\n代码|NAME_C|NAME_E|原代码\n亚洲|||\nCHN|中国|China|142\nCHN|中国|China|142\n美洲|||\nUSA|美国|United States|502\nSSD|南苏丹|South Sudan|',
  );
  await writeFile(file, await writeXlsx([ports, countries]));
  const short = await run(['codes', 'import', file, '--table', 'countries']);
  expect([short.code, short.err]).toEqual([1, expect.stringContaining('--merge')]);
  const { code, out } = await run(['codes', 'import', file, '--table', 'countries', '--merge']);
  expect(code).toBe(0);
  expect(out).toContain('文件里是 2018 年起的代码，导入到 customs-countries；countries 没有改动');
  expect(out).toContain('没有导入 3 行');
  expect(out).toContain('分组标题或说明 2 行：第 3 行 亚洲；第 6 行 美洲');
  expect(out).toContain('与前面的行相同 1 行：第 5 行 CHN 中国');
  expect((await run('codes search customs-countries 南苏丹 --json')).json).toMatchObject([{ code: 'SSD' }]);
  expect((await run('codes search countries CHN --limit 1')).out).toMatch(/156 +中国/u);
  expect((await run('codes revert customs-countries')).code).toBe(0);
});

test('what a sheet does not say can be said', async () => {
  const { run } = await openCommandRoom();
  const text = '甲码|乙代码|丙代码|名称\nx|71|81|甲用途\ny|72|82|乙用途\n';
  const given = (more: string) => run(`codes import - --table purposes --replace ${more}`, text.replaceAll('|', '\t'));
  const refused = await given('');
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('--column code=乙代码')]);
  expect((await given('--column code=丙代码')).out).toContain('purposes：2 行');
  expect((await given('--column code=B --column name=4')).out).toContain('没有用到的列：甲码、丙代码');
  expect((await given('--column code')).code).toBe(2);
  expect((await given('--column price=2')).err).toContain('没有这样的列');
  expect((await given('--column code=戊')).err).toContain('表里没有这一列');
});

test('a file that is named after a table goes into it, and of any other the table must be told', async () => {
  const { run } = await openCommandRoom();
  const [named, other] = ['purposes.tsv', '用途.tsv'].map(name => join(temporaryFolder(), name)) as [string, string];
  for (const file of [named, other]) await writeFile(file, '代码\t名称\n71\t甲用途\n');
  expect((await run(['codes', 'import', named, '--replace'])).out).toContain('purposes：1 行');
  const { code, err } = await run(['codes', 'import', other, '--replace']);
  expect([code, err]).toEqual([2, expect.stringMatching(/没有写明 .*用途\.tsv 是哪一个代码表\n.*--table 表名/u)]);
});

test('the status says which tables are a part only, how large the whole is, and what the office has of its own', async () => {
  const { run } = await openCommandRoom();
  await run('codes add units 999 托');
  const { json, code } = await run('codes status --json');
  expect(code).toBe(0);
  const of = (table: string) => json.find((each: { readonly table: string }) => each.table === table);
  expect(of('hs')).toMatchObject({ state: 'starter', origin: 'shipped', official: 12_600 });
  expect(of('units')).toMatchObject({ state: 'full', own: 1 });
  expect(of('declaration-elements')).toMatchObject({ state: 'missing', rows: 0 });
  expect((await run('codes status')).out).toContain('装全：codes import 文件 --table hs');
  await run('codes import - --table currencies --replace', '代码\t名称\n840\t美元\n');
  expect(
    (await run('codes status --json')).json.find((each: { readonly table: string }) => each.table === 'currencies'),
  ).toMatchObject({ origin: 'imported', days: 0 });
});
