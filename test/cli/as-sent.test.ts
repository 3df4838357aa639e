import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { good } from '../jobs/office.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { workbook } from '../workbooks.ts';
import { entryNoIn, openCommandRoom } from './command.ts';

test('an office gives a code a word of its own, and imports know it', async () => {
  const { run } = await openCommandRoom();
  const entryNo = entryNoIn(await run(['import', workbook('inbound.xlsx')]));
  const file = join(temporaryFolder(), '货物.csv');
  await writeFile(file, '品名,数量,数量单位,原产国\n牛肉,5,外箱,USA\n');
  const refused = await run(['import', file, '--into', entryNo]);
  expect([refused.code, refused.out]).toEqual([1, expect.stringContaining('代码表中没有“外箱”')]);
  expect((await run('codes alias units 999x 外箱')).err).toContain('计量单位里没有代码 999X');
  expect((await run('codes alias units 120 千克')).err).toContain('“千克”已经是 035 千克');
  expect((await run('codes alias units 120 外箱')).out).toBe('“外箱”从现在起就是 120 箱\n');
  expect((await run(['import', file, '--into', entryNo, '--replace'])).code).toBe(0);
  const { goods } = (await run(`show ${entryNo} --json`)).json.document;
  expect(goods).toMatchObject([{ quantityUnit: '120', originCountry: '840' }]);
  expect((await run('codes search units 外箱 --json')).json).toMatchObject([{ code: '120' }]);
  const [first] = (await run('codes alias units --json')).json;
  expect(first).toEqual({ table: 'units', word: '外箱', code: '120', name: '箱', own: true });
  expect((await run('codes alias units 外箱 --drop')).code).toBe(0);
  expect((await run('codes alias units KGS --drop')).code).toBe(2);
  expect((await run(['import', file, '--into', entryNo])).code).toBe(1);
});

test('of a folder the workbooks are read; what is open elsewhere is said, the rest passed over', async () => {
  const { run } = await openCommandRoom();
  const folder = temporaryFolder();
  await copyFile(workbook('inbound.xlsx'), join(folder, 'inbound.xlsx'));
  await writeFile(join(folder, '~$inbound.xlsx'), Buffer.alloc(165, 0x20));
  await writeFile(join(folder, 'Thumbs.db'), 'x');
  await mkdir(join(folder, '__MACOSX'));
  const { code, out, err } = await run(['check', folder]);
  expect([code, out.match(/inbound\.xlsx/gu)]).toEqual([0, ['inbound.xlsx']]);
  expect(err).toContain('~$inbound.xlsx：是锁文件，没有读；inbound.xlsx 正在别处打开，可能还没有保存');
  const named = await run(['check', join(folder, '~$inbound.xlsx')]);
  expect([named.code, named.out]).toEqual([1, expect.stringContaining('是打开着的工作簿的锁文件')]);
});

test('a code is found by what is written for it today, which stands beside it', async () => {
  const { run } = await openCommandRoom();
  expect((await run('codes search countries USA --limit 1')).out).toMatch(/840 +美国 +mg +USA/u);
  expect((await run('codes search countries 502 --limit 1 --json')).json).toMatchObject([
    { code: '840', today: { codes: ['USA'], preferred: 'USA', proposed: false } },
  ]);
  expect((await run('codes search package-types 4G --limit 1')).out).toContain('22（推定）');
  expect((await run('codes search trade-modes 一般贸易 --limit 1')).out).toContain('0110 3010 5010 9710 9810');
  expect((await run('codes search purposes 11')).out).not.toContain('2018年起');
});

test('codes of today are read as those of e-CIQ, from JSON and from workbooks', async () => {
  const { run } = await openCommandRoom();
  const document = { ...good(1), tradeMode: '0110', tradeCountry: 'BRA' };
  const entryNo = entryNoIn(await run('import -', JSON.stringify(document)));
  expect((await run(`show ${entryNo} --json`)).json.document).toMatchObject({ tradeMode: '11', tradeCountry: '076' });
  const file = join(temporaryFolder(), '货物.csv');
  await writeFile(file, '品名,数量,数量单位,原产国,币种,包装种类\n牛肉,5,011,USA,USD,92\n');
  await run(['import', file, '--into', entryNo]);
  const { goods } = (await run(`show ${entryNo} --json`)).json.document;
  expect(goods.at(-1)).toMatchObject({ originCountry: '840', currency: '840', packages: [{ type: '9F91' }] });
});

test('a code of today for which the office has several is told with all of them', async () => {
  const { run } = await openCommandRoom();
  await run('codes add customs-trade-modes 0139 --set eciq=11 --set proposed=');
  const several = await run(['codes', 'add', 'customs-trade-modes', '0139', '--set', 'eciq=11 12']);
  expect(several.code).toBe(0);
  const refused = await run('check -', JSON.stringify({ ...good(1), tradeMode: '0139' }));
  expect([refused.code, refused.out]).toEqual([
    1,
    expect.stringContaining('0139 是 2018 年起的代码，应为 11 一般贸易、12 来料加工'),
  ]);
});

test('goods attributes of the later list are read by their names, and those that only it has are named', async () => {
  const { run } = await openCommandRoom();
  const [goods] = good(1).goods;
  const withAttributes = (...attributes: string[]) => JSON.stringify({ ...good(1), goods: [{ ...goods, attributes }] });
  const taken = await run('import -', withAttributes('16', '21'));
  expect(taken.out + taken.err).toContain('第1项货物【货物属性】：21 旧品 → 18 旧品');
  const { document } = (await run(`show ${entryNoIn(taken)} --json`)).json;
  expect(document.goods[0].attributes).toEqual(['16', '18']);
  const wrong = await run('check -', withAttributes('19'));
  expect([wrong.code, wrong.out]).toEqual([1, expect.stringContaining('19 正常 是 2018 年起的，2017 年没有')]);
  const file = join(temporaryFolder(), '货物.csv');
  await writeFile(file, '品名,货物属性\n牛肉,21\n牛腱,19 正常\n');
  const rows = await run(['import', file, '--into', entryNoIn(taken)]);
  expect(rows.out).toContain('B2 货物属性：21 旧品 → 18 旧品');
  expect([rows.code, rows.out]).toEqual([1, expect.stringContaining('B3 货物属性：19 正常 是 2018 年起的')]);
});

test('goods with headings in two lines are taken in', async () => {
  const { run } = await openCommandRoom();
  const entryNo = entryNoIn(await run(['import', workbook('inbound.xlsx')]));
  const file = join(temporaryFolder(), '货物.csv');
  await writeFile(file, "HS编码,品名,数量,,金额,\n,,数量,单位,单价,总价\n'0202300090,牛肉,1'200,箱,USD3.5/箱,4200\n");
  const { code } = await run(['import', file, '--into', entryNo, '--replace']);
  const { goods } = (await run(`show ${entryNo} --json`)).json.document;
  expect([code, goods]).toMatchObject([
    0,
    [
      {
        hsCode: '0202300090',
        quantity: '1200',
        quantityUnit: '120',
        unitPrice: '3.5',
        currency: '840',
        totalValue: '4200',
      },
    ],
  ]);
});
