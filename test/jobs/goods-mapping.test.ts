import { expect, test } from 'vitest';
import {
  type GoodsMapping,
  goodsMappingOf,
  headingsOf,
  keepGoodsMapping,
  MAPPED_COLUMNS,
} from '../../src/jobs/goods-mapping.ts';
import { readInput } from '../../src/jobs/import-declarations.ts';
import { importRows } from '../../src/jobs/import-rows.ts';
import { writeCsv } from '../../src/workbook/write-sheets.ts';
import { importGood, openTestOffice, userError } from './office.ts';

const csv = (rows: readonly (readonly string[])[]) => ({ name: '自己的.csv', bytes: writeCsv(rows) });

/** The workbook that the manual prints (3.3.3), with headings that the program does not know. */
const OWN = csv([
  ['我的编码', '毛净', '叫什么', 'WHAT', '几个'],
  ['0204100000', '23.235千克', '中文名称', 'test', '1个'],
  ['0204100000', '7千克', '第二项', 'again', '2个'],
]);
const MAPPING: GoodsMapping = {
  hsCode: '我的编码',
  name: '叫什么',
  nameEn: 'WHAT',
  weight: '毛净',
  weightUnit: '毛净',
  quantity: '几个',
  quantityUnit: '几个',
};

test('the columns are those of the template, in its order, with their titles', () => {
  expect(MAPPED_COLUMNS.slice(0, 2)).toEqual([
    { id: 'hsCode', title: 'HS编码' },
    { id: 'name', title: '货物中文名' },
  ]);
  expect(MAPPED_COLUMNS).toHaveLength(18);
});

test('headings are chosen from the workbook itself, each once, with an example below', async () => {
  const { office } = await openTestOffice();
  expect((await headingsOf(office, OWN)).map(({ heading, cell, example }) => [heading, cell, example])).toEqual([
    ['我的编码', 'A1', '0204100000'],
    ['毛净', 'B1', '23.235千克'],
    ['叫什么', 'C1', '中文名称'],
    ['WHAT', 'D1', 'test'],
    ['几个', 'E1', '1个'],
  ]);
  const titled = csv([['某公司装箱单'], [], ['编码', '名称', '', '编码'], ['', '', '', ''], ['1', '', '', '2']]);
  expect((await headingsOf(office, titled)).map(({ heading, cell, example }) => [heading, cell, example])).toEqual([
    ['编码', 'A3', '1'],
    ['名称', 'B3', ''],
  ]);
});

test.each([
  ['no headings', csv([['只有一格'], ['又一格']]), 'mapping.no-headings'],
  ['no workbook', { name: 'x.xlsx', bytes: new TextEncoder().encode('%PDF-1.4') }, 'workbook.pdf'],
])('a file with %s is refused', async (_what, file, code) => {
  const { office } = await openTestOffice();
  expect((await userError(headingsOf(office, file))).code).toBe(code);
});

test('goods come in by the mapping in force, value and unit from one cell', async () => {
  const { office } = await openTestOffice();
  const [entryNo = ''] = await importGood(office, 1);
  await keepGoodsMapping(office, MAPPING);
  const { rows, faults, review } = await importRows(office, OWN, { entryNo, replace: true });
  expect([rows, faults, review.unknown, review.columns.some(({ by }) => by)]).toEqual([2, [], [], false]);
  const [first] = (await office.store.get(entryNo)).document.goods;
  expect(first).toMatchObject({
    hsCode: '0204100000',
    name: '中文名称',
    nameEn: 'test',
    weight: '23.235',
    weightUnit: '035',
    quantity: '1',
    quantityUnit: '007',
  });
  expect((await userError(readInput(office, OWN))).code).toBe('import.rows-only');
  await keepGoodsMapping(office, {});
  const guessed = await importRows(office, OWN, { entryNo, replace: true });
  expect(guessed.review.columns.flatMap(({ ids, by }) => (by === 'guess' ? ids : []))).toContain('hsCode');
});

test('the own template of the program goes on being read with a mapping in force', async () => {
  const { office } = await openTestOffice();
  const [entryNo = ''] = await importGood(office, 1);
  await keepGoodsMapping(office, MAPPING);
  const template = csv([
    ['HS编码', '货物中文名', '重量', '重量单位'],
    ['0204100000', '甲', '5', '千克'],
  ]);
  const { rows, faults } = await importRows(office, template, { entryNo, replace: true });
  // The columns of the mapping that a file lacks are said, never an error.
  expect([rows, faults.filter(({ level }) => level === 'error')]).toEqual([1, []]);
  expect((await office.store.get(entryNo)).document.goods[0]).toMatchObject({
    hsCode: '0204100000',
    weight: '5',
    weightUnit: '035',
  });
});

test('empty headings are no mapping; unknown columns and endless headings are refused', async () => {
  const { office } = await openTestOffice();
  expect(await keepGoodsMapping(office, { unitPrice: '价', hsCode: ' 商品编码 ', name: '  ' })).toEqual({
    hsCode: '商品编码',
    unitPrice: '价',
  });
  const wrong = { colour: '颜色' } as unknown as GoodsMapping;
  expect(await userError(keepGoodsMapping(office, wrong))).toMatchObject({
    code: 'mapping.column',
    message: '货物导入没有这一栏：colour',
  });
  expect((await userError(keepGoodsMapping(office, { hsCode: '长'.repeat(101) }))).code).toBe('mapping.heading');
  expect(await goodsMappingOf(office)).toEqual({ hsCode: '商品编码', unitPrice: '价' });
});
