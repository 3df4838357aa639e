import { expect, test } from 'vitest';
import type { Container } from '../../src/catalogue/document.ts';
import { guessColumns } from '../../src/workbook/guess-columns.ts';
import { readContainers } from '../../src/workbook/read-containers.ts';
import { readGoods } from '../../src/workbook/read-goods.ts';
import { SOURCE, sheetOf } from './source.ts';

type Rows = readonly (readonly string[])[];

const GOODS: Rows = [
  ['HS编码', '货物中文名', '数量', '数量单位', '货物总值', '币种'],
  ['0202300090', '去骨牛肉', '100', '千克', '9000', '美元'],
  ['0202300090', '带骨牛肉', '50', '千克', '800', '美元'],
];
const CONTAINERS: Rows = [
  ['集装箱号', '集装箱规格'],
  ['TEMU1234565', '40尺'],
];
const FEES: Rows = [
  ['费用项目', '金额', '付款方式'],
  ['海运费', '1200', '到付'],
  ['保险费', '80', '预付'],
];
const OWN: Rows = [
  ['货号', '品名', '数量', '单位', '单价', '金额'],
  ['A1', '牛肉', '100', '千克', '9', '900'],
  ['A2', '羊肉', '50', '千克', '8', '400'],
];

const CARTONS: Rows = [
  ['箱号', '件数', '毛重', '净重', '体积'],
  ['1-10', '10', '120.5', '100', '1.2'],
];
const PRICES: Rows = [
  ['品名', '等级', '离岸价', '有效期'],
  ['牛肉', 'A', '5.2', '2026-12-31'],
];
const MORE: Rows = [['0202300090', '牛腩', '7', '千克', '70', '美元']];
const BACKWARDS: Rows = [
  ['货物中文名', 'HS编码', '货物总值', '币种'],
  ['牛腩', '0202300090', '77', '美元'],
];

async function read(rows: Rows) {
  const sheet = sheetOf(rows);
  const options = { ...SOURCE, direction: 'in' as const };
  const choices = guessColumns(sheet, {}, options);
  const found = await readGoods(sheet, { ...options, choices });
  const { faults, left } = found;
  return {
    names: found.rows.map(({ name }) => name),
    said: faults.map(({ cell, code, params }) => `${cell} ${code} ${params?.lines ?? ''}`.trim()),
    left: left.map(({ cell, why }) => `${cell} ${why}`),
  };
}

const TWO = ['去骨牛肉', '带骨牛肉'];

// biome-ignore format: table
const CASES: readonly (readonly [name: string, rows: Rows, names: readonly string[], said: readonly string[], left: readonly string[]])[] = [
  ['containers',                 [...GOODS, [], ...CONTAINERS],                      TWO,              ['A5 sheet.other-table 5-6'], []],
  ['containers with a title',    [...GOODS, [], ['装箱情况'], ...CONTAINERS],        TWO,              ['A6 sheet.other-table 6-7'], ['A5 remark']],
  ['containers above',           [...CONTAINERS, [], ...GOODS],                      TWO,              ['A1 sheet.other-table 1-2'], []],
  ['containers below own goods', [...OWN, [], ...CONTAINERS],                        ['牛肉', '羊肉'], ['A5 sheet.other-table 5-6'], []],
  ['charges',                    [...GOODS, [], ...FEES],                            TWO,              ['A5 sheet.other-table 5-7'], ['A5 other-table', 'A6 other-table', 'A7 other-table']],
  ['charges without a gap',      [...GOODS, ...FEES],                                TWO,              ['A4 sheet.other-table 4-6'], ['A4 other-table', 'A5 other-table', 'A6 other-table']],
  ['charges with a title',       [...GOODS, [], ['费用'], ...FEES],                  TWO,              ['A6 sheet.other-table 6-8'], ['A5 remark', 'A6 other-table', 'A7 other-table', 'A8 other-table']],
  ['charges below own goods',    [...OWN, [], ['费用', '币种', '合计金额'], ['运费', '美元', '100']], ['牛肉', '羊肉'], ['A5 sheet.other-table 5-6'], ['A5 other-table', 'A6 other-table']],
  ['cartons',                    [...GOODS, [], ...CARTONS],                         TWO,              ['A5 sheet.other-table 5-6'], ['A5 other-table', 'A6 other-table']],
  ['a price list',               [...GOODS, [], ...PRICES],                          TWO,              ['A5 sheet.other-table 5-6'], ['A5 other-table', 'A6 other-table']],
  ['who signed',                 [...GOODS, [], ['制单人', '张三', '日期', '2026-11-27']], TWO,        ['A5 sheet.other-table 5'],   ['A5 other-table']],
  ['an account',                 [...GOODS, [], ['开户行：中国银行'], ['账号：6222 0000 1111']], TWO,  [],                           ['A5 remark', 'A6 remark']],
  ['other goods',                [...GOODS, [], ...BACKWARDS],                       [...TWO, '牛腩'], [],                           []],
  ['goods after a gap',          [...GOODS, [], ...MORE],                            [...TWO, '牛腩'], [],                           []],
  ['goods after charges',        [...GOODS, [], ...FEES, [], ...MORE],               [...TWO, '牛腩'], ['A5 sheet.other-table 5-7'], ['A5 other-table', 'A6 other-table', 'A7 other-table']],
  ['goods with a word for a number', [...GOODS, [], ['', '样品', '若干'], ...MORE],  [...TWO, '样品', '牛腩'], ['C5 number.form'],   []],
];

test.each(CASES)('%s below goods', async (_name, rows, names, said, left) => {
  expect(await read(rows)).toEqual({ names, said, left });
});

test('goods below containers, and what is below those', () => {
  const numbers: Rows = [...CONTAINERS, ['CSQU3054383', '40尺']];
  const sheet = sheetOf([...numbers, [], ...GOODS, [], ...FEES]);
  const { rows, faults, left } = readContainers(sheet, { ...SOURCE, direction: 'in' });
  expect(rows.map(({ quantity }: Container) => quantity)).toEqual(['2']);
  expect(faults.map(({ cell, code, params }) => [cell, code, params])).toEqual([
    ['A5', 'sheet.other-table', { lines: '5-7', what: '货物的表' }],
    ['A9', 'sheet.other-table', { lines: '9-11', what: '表外的内容' }],
  ]);
  expect(left).toEqual([]);
});
