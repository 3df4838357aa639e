import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read, utils } from 'xlsx';
import { good, importGood } from '../jobs/office.ts';
import { ORANGES } from '../practice/declarations.ts';
import { openCommandRoom } from './command.ts';

test('against the last of the party, another one, and a file; nothing is overwritten', async () => {
  const { run, office, home } = await openCommandRoom();
  const [first = ''] = await importGood(office, 1);
  expect((await run(`check-list ${first}`)).out).toContain('没有可对照的');
  const [second = ''] = await importGood(office, 1, { contractNo: 'HT-2', billOfLadingNo: 'BL-2' });
  const last = await run(`check-list ${second}`);
  expect(last.out).toContain(`与 ${first}（2017-09-20） 不同：2 处`);
  expect(last.out).toContain('改  【合同号】：HT-1 → HT-2');
  const json = (await run(`check-list ${first} --to ${second.toLowerCase()} --json`)).json;
  expect(json.list.differences).toMatchObject([
    { path: 'contractNo', before: 'HT-2', after: 'HT-1' },
    { path: 'billOfLadingNo' },
  ]);
  expect((await run(`check-list ${first} --to ${first}`)).code).toBe(2);

  const file = join(home, 'other.json');
  const { writeFileSync } = await import('node:fs');
  writeFileSync(file, JSON.stringify({ ...good(1), goods: [{ ...ORANGES, totalValue: '90' }] }));
  expect((await run(['check-list', first, '--to', file])).out).toContain('第1项货物【货物总值】：90 → 100');
});

test('as PDF and as workbook', async () => {
  const { run, office, home } = await openCommandRoom();
  await importGood(office, 1);
  const [second = ''] = await importGood(office, 1, { contractNo: 'HT-2', billOfLadingNo: 'BL-2' });
  const [pdf, xlsx] = ['a.pdf', 'a.xlsx'].map(name => join(home, name)) as [string, string];
  expect((await run(['check-list', second, '--pdf', pdf, '--xlsx', xlsx])).out).toContain('2 处不同');
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  const book = read(readFileSync(xlsx));
  expect(book.SheetNames).toEqual(['不同', '单证', '货物']);
  const rows = utils.sheet_to_json<string[]>(book.Sheets.不同 as never, { header: 1 });
  expect(rows[2]).toEqual(['改', '【合同号】', 'HT-1', 'HT-2']);
  expect((await run(['check-list', second, '--pdf', pdf])).err).toContain('已经存在');
  expect((await run(['check-list', second, '--pdf', 'a.txt'])).code).toBe(2);
  expect((await run(['check-list', second, '--xlsx', 'a.csv'])).code).toBe(2);
});
