import { expect, test } from 'vitest';
import type { Direction } from '../../src/catalogue/row.ts';
import { readGoods } from '../../src/workbook/read-goods.ts';
import type { GoodsMapping } from '../../src/workbook/table-headings.ts';
import { SOURCE, sheetOf, short } from './source.ts';

const read = (rows: readonly (readonly string[])[], direction: Direction = 'in', mapping?: GoodsMapping) =>
  readGoods(sheetOf(rows), { ...SOURCE, direction, ...(mapping && { mapping }) });

test('value and unit in one cell, or beside each other, or both the same', async () => {
  const { rows, faults } = await read([
    ['品名', '数量', '数量单位', '重量', '重量单位', '单价', '包装件数'],
    ['甲', '1,200箱', '', '5', '公斤', 'USD 3.5', '10纸箱'],
    ['乙', '1200箱', '120', '5吨', '千克', '3', '10'],
  ]);
  expect(rows).toEqual([
    {
      name: '甲',
      quantity: '1200',
      quantityUnit: '120',
      weight: '5',
      weightUnit: '035',
      unitPrice: '3.5',
      currency: '840',
      packages: [{ quantity: '10', type: '4M' }],
    },
    {
      name: '乙',
      quantity: '1200',
      quantityUnit: '120',
      weight: '5',
      weightUnit: '070',
      unitPrice: '3',
      packages: [{ quantity: '10' }],
    },
  ]);
  expect(faults).toEqual([
    {
      code: 'cell.conflict',
      level: 'error',
      path: 'goods[1].weightUnit',
      sheet: '表1',
      cell: 'E3',
      label: '重量单位',
      params: { cell: 'D3', value: '070' },
    },
  ]);
});

test('thousands with an apostrophe are no unit, columns may stand apart, cells may hold several lines', async () => {
  const { rows, faults } = await read([
    ['品名', '', '重量', '', '规格\n型号'],
    ['甲', '', "1'035千克", '', 'A\nB'],
    ['乙', '', "1'035", '', '长'.repeat(2000)],
  ]);
  expect(rows).toEqual([
    { name: '甲', weight: '1035', weightUnit: '035', specification: 'A\nB' },
    { name: '乙', weight: '1035', specification: '长'.repeat(2000) },
  ]);
  expect(faults).toEqual([]);
});

// biome-ignore format: table
const PRICES: readonly (readonly [cell: string, unit: string, read: readonly unknown[], faults: readonly string[]])[] = [
  ['USD98.00/箱',    '',     ['98', '840', '120'],     []],
  ['98.00 USD／ 箱', '',     ['98', '840', '120'],     []],
  ['98元/千克',      '千克', ['98', '156', '035'],     []],
  ['98/箱',          '',     ['98', undefined, '120'], []],
  ['USD 98 per kg',  '',     ['98', '840', '035'],     []],
  ['98元/千克',      '箱',   ['98', '156', '120'],     ['D2 cell.per-other']],
  ['USD98/次次',     '箱',   ['98', '840', '120'],     ['D2 cell.per-unread']],
  ['¥98',            '箱',   ['98', '156', '120'],     ['D2 code.two-meanings']],
  ['￥98.50/箱',     '',     ['98.5', '156', '120'],   ['D2 code.two-meanings']],
  ['JP¥98',          '箱',   ['98', '392', '120'],     []],
];

test.each(PRICES)('a price %s beside the unit "%s"', async (cell, unit, expected, faults) => {
  const { rows, faults: said } = await read([
    ['品名', '数量', '数量单位', '单价'],
    ['甲', '5', unit, cell],
  ]);
  expect([rows[0]?.unitPrice, rows[0]?.currency, rows[0]?.quantityUnit]).toEqual(expected);
  expect(short(said)).toEqual(faults);
});

test('standard weight and standard quantity are one field; both and different is a fault', async () => {
  const { rows, faults } = await read([
    ['货物中文名', '标准重量', '标准重量单位', '标准数量', '标准数量单位'],
    ['甲', '5', '千克', '', ''],
    ['乙', '', '', '7', '升'],
    ['丙', '5', '千克', '5.0', '035'],
    ['丁', '5', '千克', '7', '升'],
  ]);
  expect(rows.map(row => [row.standardQuantity, row.standardUnit])).toEqual([
    ['5', '035'],
    ['7', '095'],
    ['5', '035'],
    ['5', '035'],
  ]);
  expect(short(faults)).toEqual(['D5 cell.conflict', 'E5 cell.conflict']);
});

test('a column that is not on the form is said once and not taken', async () => {
  const sheet = [
    ['HS编码', '原产国', '原产地'],
    ['0204100000', '巴西', '栖霞市'],
    ['0204100000', '巴西', '栖霞市'],
  ];
  const inbound = await read(sheet);
  expect(inbound.rows).toEqual([
    { hsCode: '0204100000', originCountry: '076' },
    { hsCode: '0204100000', originCountry: '076' },
  ]);
  expect(short(inbound.faults)).toEqual(['C2 field.not-on-form']);
  expect((await read(sheet, 'out')).rows[0]).toEqual({ hsCode: '0204100000', originPlace: '370686' });
});

test('what nobody asked for is listed: headings, cells beside them, lines that add up', async () => {
  const { rows, unknown, left, faults } = await read([
    ['某公司货物清单'],
    [],
    ['序号', '商品名称', '数量', '仓位', '数量'],
    ['1', '甲', '5个', 'A-3', '6', '备注一'],
    [],
    ['2', '乙', '6个', '', '', '备注二'],
    ['', '合计', '11个'],
  ]);
  expect(rows.map(row => row.name)).toEqual(['甲', '乙']);
  expect(unknown.map(({ cell, label }) => `${cell} ${label}`)).toEqual(['D3 仓位', 'F4 备注一']);
  expect(left.map(({ cell, why, text }) => `${cell} ${why} ${text}`)).toEqual(['B7 sum 合计 11个']);
  expect(short(faults)).toEqual(['E3 cell.heading-doubled']);
});

test('a mapping takes its column from the own heading alone, and says when that is missing', async () => {
  const sheet = [
    ['商品编码', '数量', '毛重', '净重', '品名'],
    ['0204100000', '1个', '6千克', '5千克', '甲'],
  ];
  const { rows, faults, unknown } = await read(sheet, 'in', { hsCode: '商品编码', weight: ' 毛重 ', currency: '币别' });
  expect(rows).toEqual([
    { hsCode: '0204100000', name: '甲', quantity: '1', quantityUnit: '007', weight: '6', weightUnit: '035' },
  ]);
  expect(unknown).toEqual([{ sheet: '表1', cell: 'D1', label: '净重' }]);
  expect(faults).toMatchObject([
    { code: 'sheet.no-heading', level: 'warning', params: { heading: '币别' }, label: '币种' },
  ]);
});

// biome-ignore format: table
const shared: [what: string, mapping: GoodsMapping, rows: string[][], first: object][] = [
  ['a number with its unit',                         { weight: '毛净', weightUnit: '毛净' },   [['品名', '毛净'], ['甲', '23.235千克']],           { name: '甲', weight: '23.235', weightUnit: '035' }],
  ['a number that has none',                         { weight: '毛净', weightUnit: '毛净' },   [['品名', '毛净'], ['甲', '5']],                    { name: '甲', weight: '5' }],
  ['one text for two columns',                       { name: '叫法', nameEn: '叫法' },         [['叫法', 'HS编码'], ['A', '']],                    { name: 'A', nameEn: 'A' }],
  ['the own heading beside that of the template',    { name: '叫法' },                         [['货物中文名', '叫法', '规格'], ['甲', '乙', '1']], { name: '乙', specification: '1' }],
  ['only the heading of the template',               { name: '叫法' },                         [['货物中文名', '规格'], ['甲', '1']],              { name: '甲', specification: '1' }],
  ['a heading that is another column elsewhere',     { name: '规格', hsCode: '编码' },         [['编码', '规格'], ['', '甲']],                     { name: '甲' }],
];

test.each(shared)('a mapping and %s', async (_what, mapping, rows, first) => {
  const reading = await read(rows, 'in', mapping);
  expect([reading.rows, reading.faults]).toEqual([[first], []]);
});

test('one cell under two columns does not make a line of two headings the head of a table', async () => {
  const { faults } = await read(
    [
      ['品名', '甲'],
      ['1', '2'],
    ],
    'in',
    { name: '品名', nameEn: '品名' },
  );
  expect(short(faults)).toEqual(['A1 sheet.no-goods']);
});

test('groups and flags of a line, and wrong values that are kept with their cell', async () => {
  const { rows, faults, cellOf } = await read([
    ['HS编码', '品名', 'UN编码', '危包类别', '备用信息一', '非危险化学品', '包装种类', '数量'],
    ['', '丙酮', '1090', '二类', '甲', '否', '纸盒子', '一些'],
  ]);
  expect(rows).toEqual([
    {
      name: '丙酮',
      danger: { unNo: '1090', packClass: '2' },
      spare: { one: '甲' },
      notDangerous: false,
      packages: [{ type: '纸盒子' }],
      quantity: '一些',
    },
  ]);
  expect(faults.map(({ path, code, cell }) => [path, code, cell])).toEqual([
    ['goods[0].packageType', 'code.no-name', 'G2'],
    ['goods[0].quantity', 'number.form', 'H2'],
  ]);
  const cells = ['packageType', 'packages[0].type', 'danger.unNo', 'nothing'].map(
    name => cellOf({ path: `goods[0].${name}` })?.cell,
  );
  expect(cells).toEqual(['G2', 'G2', 'C2', 'A2']);
  expect(cellOf({ path: 'goods[7].name' })).toBeUndefined();
});

test('a sheet without goods says what is missing, and faults of its cells come along', async () => {
  const sheet = {
    ...sheetOf([['姓名', '年龄']]),
    faults: [{ cell: 'B2', code: 'cell.error', level: 'error' as const }],
  };
  const { rows, faults } = await readGoods(sheet, { ...SOURCE, direction: 'in' });
  expect(rows).toEqual([]);
  expect(short(faults)).toEqual(['B2 cell.error', 'A1 sheet.no-goods']);
});

const HEAD = ['HS编码', '货物中文名', '数量', '数量单位', '重量', '原产国'];
const many = (count: number) =>
  sheetOf([
    HEAD,
    ...Array.from({ length: count }, (_, at) => ['0202300090', `货物${at}`, `${at + 1}`, '个', `${at}.5千克`, '巴西']),
  ]);

test('10,000 lines: progress rises to the end, others get their turn', async () => {
  const seen: number[] = [];
  let turns = 0;
  const ticking = setInterval(() => {
    turns += 1;
  }, 0);
  const { rows, faults } = await readGoods(many(10_000), {
    ...SOURCE,
    direction: 'in',
    onProgress: (done, total) => {
      expect(total).toBe(10_000);
      seen.push(done);
    },
  });
  clearInterval(ticking);
  expect(faults).toEqual([]);
  expect(rows.at(-1)).toMatchObject({ name: '货物9999', quantity: '10000', weight: '9999.5', weightUnit: '035' });
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe(10_000);
  expect(turns).toBeGreaterThan(0);
});

test('cancelling in the middle stops there and gives nothing', async () => {
  const controller = new AbortController();
  let last = 0;
  const reading = readGoods(many(10_000), {
    ...SOURCE,
    direction: 'in',
    signal: controller.signal,
    onProgress: done => {
      last = done;
      if (done >= 1_000) controller.abort();
    },
  });
  await expect(reading).rejects.toMatchObject({ code: 'workbook.cancelled' });
  expect(last).toBe(1_000);
});
