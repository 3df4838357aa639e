import { expect, test } from 'vitest';
import type { Direction } from '../../src/catalogue/row.ts';
import { readContainers } from '../../src/workbook/read-containers.ts';
import { readDeclaration } from '../../src/workbook/read-declaration.ts';
import { recognise } from '../../src/workbook/recognise.ts';
import { SOURCE, sheetOf, short } from './source.ts';

/** The block template as the manual prints it (3.4.5, 8.3), filled here and there. */
const PRINTED = [
  ['基本信息'],
  ['报检日期', '2017-09-20', '报检类别', '13', '用户标识', 'JC', '', '报检号', ''],
  ['报检登记号', '3100910186', '单位名称', '某公司', '', '', '', '', ''],
  ['报检员编码', '', '报检员名称', '', '联系人', '周敏', '', '联系电话', '021-58681234'],
  ['收货人代码', '', '收货人中文', '甲', '收货人英文', 'A', '', '收货人地址', '上海'],
  ['发货人代码', '', '发货人中文', '乙', '发货人英文', 'B', '', '发货人地址', ''],
  ['基本信息【其他】'],
  ['报检地', '310000', '领证地', '310000', '(出境)口岸机构', '', '', '(出境)施检地', ''],
  ['合同号', 'HT-1', '运输方式', '1', '运输工具', 'VESSEL', '', '号码', '1734N'],
  ['贸易方式', '11', '(出境)输往国家', '', '(出境)离境口岸', '', '', '(出境)到达口岸', ''],
  ['(出境)存放地点', '', '(出境)发货日期', '', '(入境)口岸机构', '311000'],
  ['(入境)提货单号', '', '(入境)提/运单号', 'BL-1', '(入境)分运单号', '', '', '(入境)原箱装载标识: 1是0不是', '0'],
  ['(入境)启运口岸', '076099', '(入境)启运国家', '076', '(入境)贸易国别', '076', '', '(入境)经停口岸', ''],
  ['(入境)入境口岸', '311002', '(入境)存放地点', '库', '(入境)目的地', '310115', '', '(入境)目的机构', '310000'],
  ['(入境)启运日期', '', '(入境)到货日期', '20170918', '(入境)卸单日期', '20170919', '', '(入境)索赔截止日期', ''],
  ['报关海关', '', '海关注册号', '', '关联报检号', '', '', '关联理由', ''],
  ['标记号码', 'N/M', '特种业务标示', '0100', '特殊通关模式', ''],
  ['所需单据', '', '特殊要求', '', '随附单据', '12'],
];

test('the template as it is printed is understood, and its direction is that of the labels filled in', async () => {
  const sheets = [sheetOf(PRINTED)];
  expect(recognise(sheets)).toBe('declaration');
  const { document, faults, unknown } = await readDeclaration(sheets, SOURCE);
  expect(document).toEqual({
    direction: 'in',
    declarationDate: '2017-09-20',
    category: '13',
    registrationNo: '3100910186',
    enterpriseName: '某公司',
    contactPerson: '周敏',
    contactPhone: '021-58681234',
    consigneeName: '甲',
    consigneeNameEn: 'A',
    consigneeAddress: '上海',
    consignorName: '乙',
    consignorNameEn: 'B',
    acceptingOrg: '310000',
    certificateOrg: '310000',
    contractNo: 'HT-1',
    transportMode: '1',
    conveyanceName: 'VESSEL',
    conveyanceNo: '1734N',
    tradeMode: '11',
    portOrg: '311000',
    billOfLadingNo: 'BL-1',
    originalContainer: false,
    loadingPort: '076099',
    departureCountry: '076',
    tradeCountry: '076',
    entryPort: '311002',
    storagePlace: '库',
    destination: '310115',
    destinationOrg: '310000',
    arrivalDate: '2017-09-18',
    dischargeDate: '2017-09-19',
    marks: 'N/M',
    specialBusiness: '0100',
    attachedDocuments: [
      { type: '101001', name: '合同' },
      { type: '101002', name: '发票' },
    ],
    containers: [],
    goods: [],
  });
  expect(short(faults)).toEqual(['F2 cell.unused']);
  expect(unknown).toEqual([]);
});

test('labels nobody knows are listed with their values, not dropped', async () => {
  const { document, unknown } = await readDeclaration(
    [
      sheetOf([
        ['某某公司报检资料'],
        ['单证类型', '出境'],
        ['合同号', 'HT-1', '内部编号', 'X-9', '运输工具', 'V'],
        ['备注'],
      ]),
    ],
    SOURCE,
  );
  expect(document).toEqual({ direction: 'out', contractNo: 'HT-1', conveyanceName: 'V', containers: [], goods: [] });
  expect(unknown.map(({ cell, label }) => `${cell} ${label}`)).toEqual([
    'A1 某某公司报检资料',
    'C3 内部编号',
    'A4 备注',
  ]);
});

const head = (...cells: string[]) => [sheetOf([cells])];

// biome-ignore format: table
const DIRECTIONS: readonly (readonly [string, readonly string[], Direction | undefined, Direction | undefined, string])[] = [
  ['a cell says it',                    ['单证类型', '出境包装', '合同号', '1'],              undefined, 'pack',    ''],
  ['the caller says it',                ['合同号', '1'],                                      'out',     'out',     ''],
  ['both, alike',                       ['单证类型', '入境'],                                 'in',      'in',      ''],
  ['both, not alike',                   ['单证类型', '出境'],                                 'in',      'in',      'B1 cell.other-direction'],
  ['a cell says nonsense',              ['单证类型', '过境'],                                 undefined, undefined, 'B1 cell.direction'],
  ['nonsense, but the caller knows',    ['单证类型', '过境'],                                 'in',      'in',      'B1 cell.direction'],
  ['nobody',                            ['合同号', '1'],                                      undefined, undefined, 'A1 sheet.no-direction'],
  ['labels of both, filled',            ['(入境)提货单号', '1', '(出境)发货日期', '20171016'], undefined, undefined, 'A1 sheet.no-direction'],
  ['labels of both, one filled',        ['(入境)提货单号', '', '(出境)发货日期', '20171016'], undefined, 'out',     ''],
];

test.each(DIRECTIONS)('direction: %s', async (_, cells, given, expected, faults) => {
  const reading = await readDeclaration(head(...cells), { ...SOURCE, ...(given && { direction: given }) });
  expect(reading.document?.direction).toBe(expected);
  expect(short(reading.faults).join()).toBe(faults);
});

test('values of the other form are not taken, and said', async () => {
  const { document, faults } = await readDeclaration(
    head('单证类型', '出境', '(入境)口岸机构', '310000', '提货单号', 'D1', '(出境)口岸机构', '370300'),
    SOURCE,
  );
  expect(document).toEqual({ direction: 'out', portOrg: '370300', containers: [], goods: [] });
  expect(short(faults)).toEqual(['D1 field.not-on-form', 'F1 field.not-on-form']);
});

test('a field filled twice: alike is fine, not alike is a fault and the first counts', async () => {
  const { document, faults } = await readDeclaration(
    head('单证类型', '入境', '合同号', 'A', '合同编号', 'A', '标记及号码', 'N/M', '唛头', 'X'),
    SOURCE,
  );
  expect(document).toMatchObject({ contractNo: 'A', marks: 'N/M' });
  expect(short(faults)).toEqual(['J1 cell.conflict']);
});

test('goods and containers stand below, or on sheets of their own', async () => {
  const goods = [
    ['HS编码', '货物中文名', '数量'],
    ['0202300090', '牛肉', '5箱'],
  ];
  const containers = [
    ['集装箱号', '规格'],
    ['mrku 479582-0', '海运40尺普通'],
    ['NYKU8527234、DFSU4335027', '211'],
    ['TEMU9123450', '999999'],
  ];
  const labels = [['单证类型', '入境', '合同号', 'A', '报检类别', '13', '运输工具', 'V']];
  const one = [sheetOf([...labels, ['货物信息'], ...goods, [], ['集装箱信息'], ...containers])];
  const several = [
    sheetOf(labels, '表头'),
    sheetOf(containers, '箱'),
    sheetOf(goods, '货'),
    sheetOf([['填写说明'], ['合同号', '必填']], '说明'),
  ];
  for (const sheets of [one, several]) {
    expect(recognise(sheets)).toBe('declaration');
    const { document, faults, unknown } = await readDeclaration(sheets, SOURCE);
    expect(document).toMatchObject({
      goods: [{ hsCode: '0202300090', quantity: '5', quantityUnit: '120' }],
      containers: [
        { spec: '111', numbers: ['MRKU4795820'], quantity: '1' },
        { spec: '211', numbers: ['NYKU8527234', 'DFSU4335027'], quantity: '2' },
        { spec: '999999', numbers: ['TEMU9123450'], quantity: '1' },
      ],
    });
    expect(faults.map(({ path, code }) => [path, code])).toEqual([['containers[2].spec', 'code.unknown']]);
    expect(unknown).toEqual([]);
  }
});

test('a container in two sizes is an error, the packaging form has none', () => {
  const rows = [
    ['箱号', '箱型', '备注'],
    ['TEMU9123450', '111'],
    ['', '211'],
    ['TEMU9123450', '211'],
  ];
  const { faults, unknown, cellOf } = readContainers(sheetOf(rows), { ...SOURCE, direction: 'in' });
  expect(faults).toMatchObject([
    { code: 'cell.container-doubled', level: 'error', cell: 'A4', params: { cell: 'A2' } },
  ]);
  expect(unknown.map(({ cell, label }) => `${cell} ${label}`)).toEqual(['C1 备注', 'B3 211']);
  expect(cellOf({ path: 'containers[0].spec' })?.cell).toBe('B2');
  const packaging = readContainers(sheetOf(rows), { ...SOURCE, direction: 'pack' });
  expect([packaging.rows, short(packaging.faults)]).toEqual([[], ['A2 field.not-on-form']]);
});

test.each([
  ['an empty workbook', [[]], undefined],
  [
    'a sheet of something else',
    [
      ['姓名', '年龄'],
      ['甲', '5'],
    ],
    undefined,
  ],
  [
    'goods',
    [
      ['品名', '数量'],
      ['甲', '5'],
    ],
    'goods',
  ],
  [
    'goods under two labels',
    [
      ['合同号', '1'],
      ['运输工具', 'V'],
      ['品名', '数量'],
      ['甲', '5'],
    ],
    'goods',
  ],
  ['containers', [['柜号'], ['TEMU9123450']], 'containers'],
  ['bare numbers', [['TEMU 912345-0', '海运40尺普通']], 'containers'],
])('%s is recognised', (_, rows, expected) => {
  expect(recognise([sheetOf(rows)])).toBe(expected);
});
