import { expect, test } from 'vitest';
import { joinHeads } from '../../src/workbook/join-heads.ts';
import { readGoods } from '../../src/workbook/read-goods.ts';
import { SOURCE, sheetOf, short } from './source.ts';

const LINE = ['0202300090', '牛肉', '5', '箱', '3', '15'];
const READ = {
  hsCode: '0202300090',
  name: '牛肉',
  quantity: '5',
  quantityUnit: '120',
  unitPrice: '3',
  totalValue: '15',
};
const DIVIDED = [
  ['HS编码', '品名', '数量', '', '金额', ''],
  ['', '', '数量', '单位', '单价', '总价'],
];

// biome-ignore format: table
const HEADS: readonly (readonly [what: string, rows: readonly (readonly string[])[]])[] = [
  ['groups above what is in them',    DIVIDED],
  ['below a title',                   [['货物清单'], ...DIVIDED]],
  ['one language above the other',    [['HS编码', '品名', '数量', '数量单位', '单价', '总价'], ['HS CODE', 'DESCRIPTION', 'QTY', 'UNIT', 'PRICE', 'AMOUNT']]],
];

test.each(HEADS)('headings in two lines: %s', async (_, heads) => {
  const merged = [0, 1].map(column => ({ row: heads.length - 2, column, last: heads.length - 1 }));
  const sheet = joinHeads({ ...sheetOf([...heads, LINE]), merged });
  const { rows, faults, unknown } = await readGoods(sheet, { ...SOURCE, direction: 'in' });
  expect([rows, short(faults), unknown]).toEqual([[READ], [], []]);
});

// biome-ignore format: table
test.each([
  ['one line of headings',            [['HS编码', '品名', '数量'], ['0202300090', '牛肉', '5']]],
  ['a line without its code',         [['HS编码', '品名', '数量'], ['', '牛肉', '五']]],
  ['names that are headings',         [['HS编码', '品名', '规格'], ['', '数量', '数量']]],
  ['headings far below',              [['HS编码', '品名', '数量'], ['0202300090', '牛肉', '5'], ['HS编码', '品名', '数量'], ['0202300090', '牛腱', '6']]],
])('%s stays as it is', (_, rows) => {
  const sheet = sheetOf(rows);
  expect(joinHeads(sheet)).toBe(sheet);
});
