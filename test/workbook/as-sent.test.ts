import { expect, test } from 'vitest';
import type { WorkSheet } from 'xlsx';
import { readDeclaration } from '../../src/workbook/read-declaration.ts';
import { readGoods } from '../../src/workbook/read-goods.ts';
import { readSheets } from '../../src/workbook/read-sheets.ts';
import { SOURCE, sheetOf, short } from './source.ts';

// Workbooks as senders leave them: rows hidden, cells merged, sums below, units in headings.

const read = (rows: readonly (readonly string[])[], more = {}) =>
  readGoods({ ...sheetOf(rows), ...more }, { ...SOURCE, direction: 'in' });

async function written(rows: readonly (readonly unknown[])[], change: (sheet: WorkSheet) => void, hidden = 0) {
  const xlsx = await import('xlsx');
  const sheet = xlsx.utils.aoa_to_sheet(rows as unknown[][]);
  change(sheet);
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, sheet, '货物');
  book.Workbook = { Sheets: [{ name: '货物', Hidden: hidden as 0 }] };
  return (type: 'xlsx' | 'biff8') =>
    readSheets(new Uint8Array(xlsx.write(book, { bookType: type, type: 'buffer' }) as Buffer), '货物');
}

test('hidden rows and cells merged downwards are seen', async () => {
  const sheets = await written(
    [
      ['品名', '数量', '原产国'],
      ['甲', 1, '巴西'],
      ['乙', 2],
      ['丙', 3],
    ],
    sheet => {
      sheet['!rows'] = [{}, {}, {}, { hidden: true }];
      sheet['!merges'] = [
        { s: { r: 1, c: 2 }, e: { r: 2, c: 2 } },
        { s: { r: 0, c: 0 }, e: { r: 0, c: 0 } },
      ];
    },
  );
  const merged = [{ row: 1, column: 2, last: 2 }];
  expect(await sheets('xlsx')).toMatchObject([{ hidden: [3], merged }]);
  // What writes the older format for this test leaves out which rows are hidden.
  expect(await sheets('biff8')).toMatchObject([{ merged }]);
});

test('on a hidden sheet every row is hidden', async () => {
  const sheets = await written(
    [
      ['品名', '数量'],
      ['甲', 1],
    ],
    () => {},
    1,
  );
  const [sheet] = await sheets('xlsx');
  expect(sheet?.hidden).toEqual([0, 1]);
});

test('hidden lines are left out and said, a stretch at a time; hidden headings still count', async () => {
  const rows = [
    ['品名', '数量'],
    ['甲', '1'],
    ['乙', '2'],
    ['丙', '3'],
    ['丁', '4'],
    ['戊', '5'],
  ];
  const { rows: goods, faults } = await read(rows, { hidden: [0, 2, 3, 5] });
  expect(goods.map(({ name }) => name)).toEqual(['甲', '丁']);
  expect(faults.map(({ cell, code, params }) => [cell, code, params?.lines])).toEqual([
    ['A3', 'sheet.hidden', '3-4'],
    ['A6', 'sheet.hidden', 6],
  ]);
});

test('hidden columns that hold something are seen', async () => {
  const sheets = await written(
    [
      ['品名', '数量', '单价'],
      ['甲', 1, 9],
    ],
    sheet => {
      sheet['!cols'] = [{}, {}, { hidden: true }, { hidden: true }];
    },
  );
  expect(await sheets('xlsx')).toMatchObject([{ hiddenColumns: [2] }]);
});

const PRICED = [
  ['品名', '数量', '单价', '成本'],
  ['甲', '1', '9', '7'],
];

test('hidden columns are left out and said together, with their headings', async () => {
  const { rows, faults, unknown } = await read(PRICED, { hiddenColumns: [2, 3] });
  expect(rows).toEqual([{ name: '甲', quantity: '1' }]);
  expect(faults.map(({ cell, code, params }) => [cell, code, params?.columns])).toEqual([
    ['C1', 'sheet.hidden-columns', 'C“单价”、D“成本”'],
  ]);
  expect(unknown).toEqual([]);
});

test('a hidden column whose meaning is said is read', async () => {
  const choices = [{ sheet: '表1', headAt: 0, at: 2, ids: ['unitPrice'] }];
  const sheet = { ...sheetOf(PRICED), hiddenColumns: [2] };
  const { rows, faults } = await readGoods(sheet, { ...SOURCE, direction: 'in', choices });
  expect(rows).toEqual([{ name: '甲', quantity: '1', unitPrice: '9' }]);
  expect(short(faults)).toEqual([]);
});

test('hidden labels of a whole declaration are left out and said', async () => {
  const sheet = {
    ...sheetOf([
      ['单证类型', '入境'],
      ['合同号', 'HT-1'],
      ['提货单号', 'D-1'],
    ]),
    hidden: [1],
  };
  const { document, faults } = await readDeclaration([sheet], SOURCE);
  expect(document?.contractNo).toBeUndefined();
  expect(document?.deliveryOrderNo).toBe('D-1');
  expect(short(faults)).toEqual(['A2 sheet.hidden']);
});

test('what is merged downwards is said of every line, but an amount is one amount', async () => {
  const rows = [['品名', '原产国', '重量'], ['甲', '巴西', '5吨'], ['乙'], ['丙', '智利', '2吨']];
  const merged = [
    { row: 1, column: 1, last: 2 },
    { row: 1, column: 2, last: 2 },
  ];
  const { rows: goods, faults } = await read(rows, { merged });
  expect(goods.map(({ originCountry, weight }) => [originCountry, weight])).toEqual([
    ['076', '5'],
    ['076', undefined],
    ['152', '2'],
  ]);
  expect(faults).toMatchObject([
    { cell: 'C3', code: 'cell.merged-amount', path: 'goods[1].weight', params: { text: '5吨', cell: 'C2' } },
  ]);
});

test.each([
  ['sums of all numbers', ['', '3', '30.5'], 2],
  ['one number that is no sum', ['', '3', '30'], 3],
  ['a line with a name', ['丙', '3', '30.5'], 3],
])('a last line with %s', async (_what, last, lines) => {
  const { rows, left } = await read([['品名', '数量', '重量'], ['甲', '1', '10'], ['乙', '2', '20.5'], last]);
  expect(rows).toHaveLength(lines);
  expect(left.map(({ cell, why, text }) => `${cell} ${why} ${text}`)).toEqual(lines === 2 ? ['B4 sum 3 30.5'] : []);
});

test('sums are only looked for where the table ends', async () => {
  const { rows } = await read([
    ['品名', '数量'],
    ['甲', '2'],
    ['', '2'],
    ['丙', '1'],
  ]);
  expect(rows).toHaveLength(3);
});

test.each([
  ['重量(KG)', '5', '035'],
  ['重量（千克）', '5', '035'],
  ['重量 / 吨', '5', '070'],
  ['重量KGS', '5', '035'],
  ['重量(KG)', '5吨', '070'],
])('the unit of the heading %s', async (heading, cell, unit) => {
  const { rows, faults } = await read([
    ['品名', heading, '重量单位'],
    ['甲', cell],
  ]);
  expect(rows).toEqual([{ name: '甲', weight: '5', weightUnit: unit }]);
  expect(faults).toEqual([]);
});

test('a column of units goes before the unit of the heading, and currencies stand in headings too', async () => {
  const { rows } = await read([
    ['品名', '重量(KG)', '重量单位', '总值USD', '单价(￥)'],
    ['甲', '5', '吨', '100', '20'],
  ]);
  expect(rows[0]).toMatchObject({ weight: '5', weightUnit: '070', totalValue: '100', currency: '840' });
});

test('a heading with a word that is no unit is named, and its column left out', async () => {
  const { rows, faults } = await read([
    ['品名', '数量', '重量(毛)'],
    ['甲', '1', '5'],
  ]);
  expect(rows).toEqual([{ name: '甲', quantity: '1' }]);
  expect(short(faults)).toEqual(['C1 cell.heading-unit']);
});

test('midnight that a program wrote 43 seconds early is the next day', async () => {
  const sheets = await written(
    [
      ['品名', '数量', '生产日期'],
      ['甲', 1, 42995.9995023],
    ],
    sheet => {
      sheet.C2.z = 'yyyy-mm-dd';
    },
  );
  expect((await sheets('xlsx'))[0]?.rows[1]?.[2]).toBe('2017-09-18');
});
