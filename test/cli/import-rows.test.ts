import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { workbook } from '../workbooks.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

const STRANGE = `货号,Desc.,Zahl,ME,Preis,Summe,Rest
0202300090,冷冻去骨牛腱,10,千克,2.5,25,x
0207142200,冻鸡爪,4,箱,3,12,y
备注：样品
合计,,14,,,37,
`;

async function room() {
  const { run } = await openCommandRoom();
  const entryNo = entryNoIn(await run(['import', workbook('inbound.xlsx')]));
  const folder = temporaryFolder();
  const file = join(folder, '货.csv');
  await writeFile(file, STRANGE);
  return { run, entryNo, folder, file };
}

test('headings that nobody knows are guessed, and that is told with what stands there', async () => {
  const { run, entryNo, file } = await room();
  const { code, out } = await run(['import', file, '--into', entryNo, '--replace']);
  expect(code).toBe(0);
  expect(out).toContain('= F1 Summe 猜作货物总值：25 / 12');
  expect(out).toContain('– CSV!A4 备注，未采用：备注：样品');
  expect(out).toContain('– CSV!A5 合计，未采用：合计 14 37');
});

test('--json has every line with its cell, what became of it, and what each column was read as', async () => {
  const { run, entryNo, file } = await room();
  const { json } = await run(['import', file, '--into', entryNo, '--replace', '--json']);
  const [result] = json.results;
  expect(result.lines.map(({ cell, taken, why }: never) => [cell, taken, why])).toEqual([
    ['A2', true, undefined],
    ['A3', true, undefined],
    ['A4', false, 'remark'],
    ['A5', false, 'sum'],
  ]);
  expect(result.lines[0]).toMatchObject({ sheet: 'CSV', row: { hsCode: '0202300090', totalValue: '25' }, faults: [] });
  expect(result.columns[5]).toMatchObject({ cell: 'F1', label: 'Summe', columns: ['totalValue'], by: 'guess' });
  const whole = await run(['import', workbook('inbound.xlsx'), '--again', '--json']);
  const lines: { list?: string; cell?: string; taken: boolean }[] = whole.json.results[0].lines;
  expect(lines.filter(({ list }) => list === 'goods').every(({ cell, taken }) => taken && cell)).toBe(true);
});

test('a kept mapping is chosen by itself or by its name, and one that is not there is refused', async () => {
  const { run, entryNo, file } = await room();
  const mappings = [{ name: '德国', columns: { name: 'Desc.', specification: 'Rest' }, unused: 'Preis | Summe' }];
  expect((await run(['settings', 'set', 'columnMappings', JSON.stringify(mappings)])).code).toBe(0);
  expect((await run('settings get columnMappings.德国.columns.specification')).out).toBe('Rest\n');
  const { json } = await run(['import', file, '--into', entryNo, '--replace', '--json']);
  expect(json.results[0]).toMatchObject({
    mapping: '德国',
    lines: [{ row: { name: '冷冻去骨牛腱', specification: 'x' } }, {}, {}, {}],
  });
  expect((await run(['import', file, '--into', entryNo, '--mapping', '德国'])).out).toContain('= 按栏目对应“德国”读');
  expect((await run(['import', file, '--into', entryNo, '--mapping', '法国'])).out).toContain('没有栏目对应“法国”');
  const other = join(temporaryFolder(), 'b.csv');
  await writeFile(other, 'HS编码,品名\n0202300090,牛肉\n');
  expect((await run(['import', other, '--into', entryNo, '--mapping', '德国'])).out).toContain(
    '要有的表头：Desc.、Rest',
  );
  expect((await run(['import', file, '--mapping', '德国'])).code).toBe(2);
});

test('--mark writes what is wrong into a new workbook, whose values are those of the old one, and never over one that is there', async () => {
  const { run, entryNo, folder } = await room();
  const xlsx = await import('xlsx');
  const source = join(folder, '货.xlsx');
  const rows = [
    ['HS编码', '品名', '数量', '生产日期'],
    [202300090, '牛肉', '十', new Date(Date.UTC(2017, 8, 18))],
    ['0207142200', '鸡爪', 2.5, ''],
    ['合计', '', 2.5, ''],
  ];
  const sheet = xlsx.utils.aoa_to_sheet(rows, { UTC: true });
  sheet.C3 = { t: 'n', v: 2.5, f: 'C4*1' };
  await writeFile(source, xlsx.write(xlsx.utils.book_new(sheet, '货'), { bookType: 'xlsx', type: 'buffer' }) as Buffer);
  const before = await readFile(source);
  const marked = join(folder, '核对.xlsx');
  const { code, out } = await run(['import', source, '--into', entryNo, '--mark', marked]);
  expect([code, out]).toEqual([1, expect.stringContaining(`→ 标注在 ${marked}`)]);
  const [was, is] = [before, await readFile(marked)].map(bytes => xlsx.read(bytes, { cellNF: true }).Sheets.货 ?? {});
  for (const cell of ['A2', 'B2', 'C2', 'D2', 'A3', 'C3', 'A4', 'C4']) {
    const held = ({ t, v, f, z }: Record<string, unknown>) => ({ t, v, f, z });
    expect(held(is?.[cell])).toEqual(held(was?.[cell]));
  }
  expect(['E1', 'E2', 'E4'].map(cell => is?.[cell]?.v)).toEqual([
    '报检台核对',
    expect.stringMatching(/差错 C2 数量：不是数字/u),
    '没有采用：合计',
  ]);
  expect(is?.C2?.c?.[0]?.t).toContain('不是数字');
  for (const taken of [source, marked]) {
    const refused = await run(['import', source, '--into', entryNo, '--mark', taken]);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('文件已经存在，没有覆盖')]);
  }
  expect((await readFile(source)).compare(before)).toBe(0);
  // What was marked is read again: its own column says nothing of the goods, and is written anew.
  const again = join(folder, '再核对.xlsx');
  expect((await run(['import', marked, '--into', entryNo, '--mark', again])).out).not.toContain('不认识');
  expect(xlsx.read(await readFile(again)).Sheets.货?.['!ref']).toBe('A1:E4');
  expect((await run(['import', source, '--into', entryNo, '--mark', join(folder, 'a.csv')])).code).toBe(2);
  expect((await run(['import', source, marked, '--into', entryNo, '--mark', again])).code).toBe(2);
});

test('what the check finds beyond the lines that a screen shows is told, too', async () => {
  const { run, entryNo, folder } = await room();
  const file = join(folder, 'many.csv');
  const lines = Array.from(
    { length: 150 },
    (_, at) => `0202300090,牛肉${at},${at === 139 ? '0207142200999' : '0202300090999'}`,
  );
  await writeFile(file, `HS编码,货物中文名,CIQ代码\n${lines.join('\n')}\n`);
  const { json } = await run(['import', file, '--into', entryNo, '--replace', '--json']);
  const faulty = json.results[0].lines.flatMap(({ cell, faults }: { cell: string; faults: unknown[] }) =>
    faults.length > 0 ? [cell] : [],
  );
  expect(faulty).toEqual(['A141']);
});
