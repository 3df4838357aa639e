import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import { check } from '../../src/declaration/check.ts';
import { readContainers } from '../../src/workbook/read-containers.ts';
import { readDeclaration } from '../../src/workbook/read-declaration.ts';
import { readGoods } from '../../src/workbook/read-goods.ts';
import { readSheets } from '../../src/workbook/read-sheets.ts';
import { recognise } from '../../src/workbook/recognise.ts';
import type { Sheet } from '../../src/workbook/sheet.ts';
import { sayCellFault } from '../../src/workbook/wording.ts';
import { SOURCE, short } from './source.ts';

const sheetsOf = (name: string) =>
  readSheets(readFileSync(new URL(`../../fixtures/workbooks/${name}`, import.meta.url)), name);
const CONTEXT = { book: SOURCE.book, today: '2017-10-24' };

async function declarationOf(name: string) {
  const sheets = await sheetsOf(name);
  expect(recognise(sheets)).toBe('declaration');
  return readDeclaration(sheets, SOURCE);
}

test.each(['inbound.xlsx', 'inbound-gb18030.csv', 'outbound.xlsx'])('%s is complete and right', async name => {
  const { document, faults, unknown } = await declarationOf(name);
  expect({ faults, unknown }).toEqual({ faults: [], unknown: [] });
  // What a workbook has no columns for comes later.
  const rest = check(document as Declaration, CONTEXT).filter(({ code }) => code !== 'kind.qualification');
  expect(rest).toEqual([]);
});

test('the inbound workbook says what was written, in codes', async () => {
  const { document } = await declarationOf('inbound.xlsx');
  expect(document).toMatchObject({
    direction: 'in',
    category: '13',
    portOrg: '311000',
    departureCountry: '076',
    loadingPort: '076099',
    destination: '310115',
    originalContainer: true,
    arrivalDate: '2017-09-18',
    dischargeDate: '2017-09-19',
    claimDeadline: '2017-12-17',
    marks: 'CAMPO PAULISTA\nSHANGHAI\nN/M',
    certificatesAsked: [
      { code: '16', originals: '1', copies: '2' },
      { code: '21', originals: '1', copies: '2' },
    ],
    attachedDocuments: [
      { type: '101001', name: '合同' },
      { type: '101002', name: '发票' },
      { type: '101005', name: '提单/运单' },
      { type: '101006', name: '兽医(卫生)证书', number: 'BR-VET-20917' },
      { type: '101030', name: '进境动植物检疫许可证', number: 'AP170088' },
    ],
    containers: [
      { spec: '121', numbers: ['MNBU3024170', 'MNBU3776202'], quantity: '2' },
      { spec: '211', numbers: ['TEMU9123450'], quantity: '1' },
    ],
    goods: [
      {
        hsCode: '0202300090',
        quantity: '1300',
        quantityUnit: '120',
        weight: '26000',
        weightUnit: '035',
        standardQuantity: '26000',
        standardUnit: '035',
        packages: [{ type: '4M', quantity: '1300' }],
        currency: '840',
        attributes: ['12'],
        purpose: '12',
      },
      { quantity: '1600', standardQuantity: '24000', packages: [{ type: '4M', quantity: '1600' }], currency: '840' },
      { standardQuantity: '1800', standardUnit: '095', attributes: ['12', '15'], currency: '840' },
    ],
  });
});

test('the wrong workbook: each fault with its cell, those of the check too', async () => {
  const { document, faults, unknown, cellOf } = await declarationOf('wrong-inbound.xlsx');
  expect(unknown).toEqual([]);
  expect(faults.map(sayCellFault)).toEqual([
    '报检单!B11 贸易方式：代码 99 不在代码表内',
    '报检单!D14 启运国家：代码表中没有“巴西利亚”，相近的有 076 巴西',
    '报检单!D16 到货日期：没有这一天',
    '报检单!J22 数量：不是数字',
    '报检单!O23 包装种类：代码表中没有“纸盒子”，相近的有 4M 纸箱',
  ]);
  const told = new Set(faults.map(fault => `${fault.path} ${fault.code}`));
  const more = check(document as Declaration, CONTEXT).filter(({ path, code }) => !told.has(`${path} ${code}`));
  const places = more.map(fault => [fault.path, fault.code, cellOf(fault)?.cell].join(' '));
  expect(places).toEqual(
    expect.arrayContaining([
      'contractNo required ',
      'storagePlace required ',
      'containers[0].numbers container.check-digit A27',
      'goods[1].packageType code.unknown O23',
    ]),
  );
});

test.each<[string, 'in' | 'out', number]>([
  ['goods.xlsx', 'in', 3],
  ['goods-gb18030.csv', 'in', 3],
  ['goods-old.xls', 'out', 3],
])('%s is read as goods lines', async (name, direction, count) => {
  const sheets = await sheetsOf(name);
  expect(recognise(sheets)).toBe('goods');
  const { rows, faults, unknown } = await readGoods(sheets[0] as Sheet, { ...SOURCE, direction });
  expect({ count: rows.length, faults, unknown }).toEqual({ count, faults: [], unknown: [] });
});

test('the example of the manual with its own headings (3.3.3)', async () => {
  const [sheet] = await sheetsOf('goods-own-headings.xlsx');
  const mapping = { hsCode: '商品编码' };
  const { rows, faults } = await readGoods(sheet as Sheet, { ...SOURCE, direction: 'in', mapping });
  expect(faults).toEqual([]);
  expect(rows).toEqual([
    {
      hsCode: '0204100000',
      name: '中文名称',
      nameEn: 'test',
      specification: 'guige',
      weight: '23.235',
      weightUnit: '035',
      quantity: '1',
      quantityUnit: '007',
    },
  ]);
});

test('containers: grouped by size, a number that comes twice is named with both cells', async () => {
  const sheets = await sheetsOf('containers.xlsx');
  expect(recognise(sheets)).toBe('containers');
  const { rows, faults } = readContainers(sheets[0] as Sheet, { ...SOURCE, direction: 'in' });
  expect(rows).toEqual([
    { spec: '121', numbers: ['MNBU3024170', 'MNBU3776202'], quantity: '2' },
    { spec: '211', numbers: ['TEMU9123450'], quantity: '1' },
  ]);
  expect(short(faults)).toEqual(['A5 cell.container-doubled']);
  expect(faults[0]?.params).toMatchObject({ number: 'MNBU3024170', cell: 'A2' });
});

test('a bare list of numbers needs no headings (3.4.4, 9)', async () => {
  const sheets = await sheetsOf('containers-bare.csv');
  expect(recognise(sheets)).toBe('containers');
  const { rows } = readContainers(sheets[0] as Sheet, { ...SOURCE, direction: 'in' });
  expect(rows).toEqual([{ numbers: ['MRKU4795820', 'NYKU8527234', 'DFSU4335027', 'MRKU4795280'], quantity: '4' }]);
});
