import { expect, test } from 'vitest';
import { guessColumns } from '../../src/workbook/guess-columns.ts';
import { SOURCE, sheetOf } from './source.ts';

/** What each column is taken for: `0 hsCode`, by place. */
const guess = (rows: readonly (readonly string[])[]) =>
  guessColumns(sheetOf(rows), {}, { ...SOURCE, direction: 'in' }).map(
    ({ at, ids, headAt }) => `${headAt}/${at} ${ids}`,
  );

// biome-ignore format: table
const CASES: readonly (readonly [string, readonly (readonly string[])[], readonly string[]])[] = [
  ['numbers that multiply, units beside them', [
    ['货号', 'Desc.', 'Zahl', 'ME', 'Preis', 'Summe', 'Land'],
    ['0202300090', '冷冻去骨牛腱', '10', '千克', '2.5', '25', '巴西'],
    ['0207142200', '冻鸡爪', '4', '箱', '3', '12', '美国'],
    ['合计', '', '14', '', '', '37'],
  ], ['0/0 hsCode', '0/1 name', '0/2 quantity', '0/3 quantityUnit', '0/4 unitPrice', '0/5 totalValue', '0/6 originCountry']],
  ['English headings', [
    ['HS NO', 'PRODUCT', 'QTY', 'UOM', 'UNIT PRICE', 'AMOUNT(USD)', 'CURRENCY', 'N.W.', 'G.W.', 'CTNS'],
    ['0202300090', 'Beef', '10', 'PCS', '2.5', '25.00', 'USD', '100', '110', '5'],
    ['0207142200', 'Feet', '4', 'KGS', '3', '12.00', 'USD', '50', '55', '2'],
  ], ['0/0 hsCode', '0/1 name', '0/2 quantity', '0/3 quantityUnit', '0/4 unitPrice', '0/5 totalValue', '0/6 currency', '0/7 weight', '0/9 packageQuantity']],
  ['the price before the count, in Chinese that is ours alone', [
    ['编码', '中文描述', '单价（美元）', '采购数', '合计金额'],
    ['0202.3000.90', '牛腱', '1.5', '3', '4.50'],
    ['0207.1422.00', '鸡爪', '2.25', '7', '15.75'],
  ], ['0/0 hsCode', '0/1 name', '0/2 unitPrice', '0/3 quantity', '0/4 totalValue']],
  ['no headings at all', [
    ['0202300090', '冷冻去骨牛腱', '10', '2.5', '25'],
    ['0207142200', '冻鸡爪', '4', '3', '12'],
  ], ['-1/0 hsCode', '-1/1 name', '-1/2 quantity', '-1/3 unitPrice', '-1/4 totalValue']],
  ['what is left over in a table that is known', [
    ['HS编码', '品名', '数量', '单位', '货款', '单价', '产地国', '备注'],
    ['0202300090', '牛腱', '10', '千克', '25', '2.5', '巴西', '好'],
    ['0207142200', '鸡爪', '4', '箱', '12', '3', '美国', '5'],
  ], ['0/4 totalValue', '0/3 quantityUnit', '0/6 originCountry']],
  ['numbers that have nothing to do with each other', [
    ['HS编码', '品名', 'A', 'B'],
    ['0202300090', '牛腱', '10', '7'],
    ['0207142200', '鸡爪', '4', '9'],
  ], []],
  ['gross weight, volume and container numbers', [
    ['HS编码', '品名', '毛重', '体积CBM', '箱号'],
    ['0202300090', '牛腱', '10', '7', 'MSKU9208011'],
  ], ['0/0 hsCode', '0/1 name']],
  ['a letter, no goods', [
    ['尊敬的客户', '你好'],
    ['附件是资料', '请查收'],
  ], []],
  ['three digits without a heading are a code of many tables', [
    ['HS编码', '品名', 'X'],
    ['0202300090', '牛腱', '035'],
    ['0207142200', '鸡爪', '076'],
  ], []],
];

test.each(CASES)('%s', (_what, rows, expected) => {
  expect(guess(rows).sort()).toEqual([...expected].sort());
});

test('lines above the headings and one line of goods', () => {
  const rows = [['某某公司'], [], ['货号', '描述', 'Qty'], ['0202300090', '牛腱', '10']];
  expect(guess(rows)).toEqual(['2/2 quantity', '2/0 hsCode', '2/1 name']);
});
