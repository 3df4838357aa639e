import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codesOf, type Field } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import { isRequired } from '../../src/declaration/check.ts';
import { FORMS } from '../../src/message/forms.ts';
import { planOf, type Slot } from '../../src/message/plan.ts';
import { readDeclaration } from '../../src/message/read.ts';
import { readMessage } from '../../src/message/read-any.ts';
import { validateDeclaration } from '../../src/message/validate.ts';
import { writeDeclaration } from '../../src/message/write.ts';
import { SHIPPED, SHIPPED_MAPS } from '../declaration/shipped-book.ts';
import { declarations } from './any-declaration.ts';
import { BOOK, CONTEXT } from './samples.ts';

const { dec } = FORMS;
const book = {
  ...SHIPPED,
  find: (table: string, code: string) => BOOK.find(table, code) ?? SHIPPED.find(table, code),
  dialect: () => '2018' as const,
};
const CODES = { book, maps: SHIPPED_MAPS };
const GOLDEN = readFileSync('fixtures/message/dec/in.xml', 'utf8');
const GOLDEN_EXPORT = readFileSync('fixtures/message/dec/out.xml', 'utf8');
const utf8 = (text: string) => new TextEncoder().encode(text);

const OFFICE = {
  entryType: 'M',
  declarationMark: '1',
  agentCode: '4403180123',
  agentCreditCode: '91440300279341234A',
  enteringFirm: '深圳市某某报关有限公司',
  enteringFirmCode: '279341234',
  enteringFirmCreditCode: '91440300279341234A',
  enteringCard: '8930000012345',
  enteringPerson: '王五',
  declarantName: '王五',
  enterpriseName: '深圳市某某报关有限公司',
  registrationNo: '4403000005',
} as const;

/** What the golden message of an import says, in the codes of documents. */
const DOCUMENT: Declaration = {
  ...OFFICE,
  direction: 'in',
  entryNo: 'WI15076271585562',
  operation: 'C',
  billOfLadingNo: 'COSU6123456780',
  contractNo: 'HT-2026-001',
  customsOffice: '5316',
  arrivalDate: '2017-10-08',
  departureDate: '2017-09-18',
  departureCountry: '840',
  tradeCountry: '840',
  supervisionMode: '0110',
  levyNature: '101',
  transportMode: '1',
  loadingPort: '840432',
  transitPort: '840432',
  conveyanceName: 'COSCO SHIPPING',
  conveyanceNo: '017W',
  consigneeCode: '91440101MA5CABCDE1',
  consigneeName: '广州甲食品有限公司',
  consignorNameEn: 'SUNNY ORANGES INC',
  traderCode: '4401960456',
  traderCiqCode: '4401000009',
  ownerName: '广州甲食品有限公司',
  ownerCode: '4401960456',
  ownerCreditCode: '91440101MA5CABCDE1',
  ownerCiqCode: '4401000009',
  borderCustoms: '5316',
  manualNo: 'B12345678901',
  importLicenceNo: '26-AA-123456',
  packageCount: '100',
  packageKind: '22',
  grossWeight: '1300.25',
  netWeight: '1200.5',
  tradeTerms: '3',
  freightMark: '3',
  freight: '850',
  freightCurrency: '840',
  insuranceMark: '1',
  insurance: '0.3',
  chargesMark: '3',
  charges: '20',
  chargesCurrency: '156',
  specialRelation: '0',
  priceInfluence: '0',
  royalties: '0',
  formulaPrice: '9',
  provisionalPrice: '9',
  supervisionDocuments: [
    { type: '1', number: '26-AA-123456' },
    { type: 'A', number: '126440012345678' },
  ],
  customsRemarks: '冷藏',
  customsDeclarantNo: '4403012345',
  marks: 'N/M',
  entryPort: '470201',
  storagePlace: '盐田港',
  destination: '440307',
  originalContainer: true,
  certificatesAsked: [{ code: '16', originals: '1', copies: '2' }],
  enterpriseQualifications: [{ type: '508', number: 'Q-1' }],
  users: [{ contact: '李四', phone: '020-1' }],
  containers: [{ spec: '111', shared: false, quantity: '2', numbers: ['MSKU1234565', 'TGHU7654320'] }],
  goods: [
    {
      hsCode: '0805100000',
      ciqCode: '0805100000101',
      name: '鲜橙',
      elements: '品种：脐橙|包装规格：12 千克/箱',
      manualItem: '1',
      unitPrice: '1.25',
      currency: '840',
      totalValue: '1500.63',
      quantity: '100',
      quantityUnit: '007',
      standardQuantity: '1200.5',
      standardUnit: '035',
      secondQuantity: '100',
      secondUnit: '007',
      dutyMode: '1',
      finalCountry: '156',
      district: '44031',
      originCountry: '840',
      purpose: '12',
      attributes: ['12', '19'],
      licences: [{ type: '325', number: 'PZ-1' }],
    },
  ],
};

/** What that of an export says: the parties stand on the other sides, and so do the countries of the goods. */
const EXPORT: Declaration = {
  ...OFFICE,
  direction: 'out',
  entryNo: 'WE15076271585562',
  operation: 'A',
  exportBillNo: 'OOLU2001234567',
  contractNo: 'EX-2026-007',
  customsOffice: '5316',
  borderCustoms: '5304',
  supervisionMode: '0110',
  levyNature: '101',
  shipmentDate: '2017-10-20',
  destinationCountry: '036',
  exportTradeCountry: '036',
  arrivalPort: '036003',
  departurePort: '470001',
  transportMode: '1',
  conveyanceName: 'EVER GIVEN',
  conveyanceNo: '021E',
  consignorCode: '91440300MA5CBBBBB2',
  consignorName: '深圳乙玩具有限公司',
  consignorNameEn: 'YI TOYS CO LTD',
  consigneeNameEn: 'BUYER INC',
  traderCode: '4403960789',
  ownerName: '深圳乙玩具有限公司',
  ownerCreditCode: '91440300MA5CBBBBB2',
  packageCount: '40',
  packageKind: '22',
  grossWeight: '520',
  netWeight: '480',
  tradeTerms: '3',
  supervisionDocuments: [{ type: 'B', number: '126440012345678001' }],
  marks: 'N/M',
  storagePlace: '盐田',
  containers: [],
  goods: ['白兰地', '朗姆酒'].map(name => ({
    hsCode: '2208200000',
    name,
    unitPrice: '20',
    currency: '840',
    totalValue: '9600',
    quantity: '480',
    quantityUnit: '095',
    standardQuantity: '480',
    standardUnit: '095',
    dutyMode: '1',
    finalCountry: '036',
    exportOrigin: '156',
    district: '44031',
  })),
};

describe.each([
  ['in', DOCUMENT, GOLDEN],
  ['out', EXPORT, GOLDEN_EXPORT],
] as const)('the customs declaration, %s', (_, document, golden) => {
  const written = writeDeclaration(document, { ...CONTEXT, ...CODES }, dec);

  test('is written as the message that was written by hand, and keeps the schema', async () => {
    expect(written.xml).toBe(golden);
    expect(await validateDeclaration(written.xml, 'data', dec)).toEqual([]);
    expect([written.unsent, written.faults]).toEqual([[], []]);
  });

  test('comes back', () => {
    const read = readMessage(utf8(golden), CODES);
    expect([read.problems, read.document]).toEqual([[], document]);
  });
});

test('what no message of it may be without is told by name, once for all lines', async () => {
  const { grossWeight: _, goods, ...rest } = DOCUMENT;
  const without = goods.map(({ dutyMode: __, ...line }) => line);
  const document = { ...rest, goods: [...without, ...without] };
  const { faults, xml } = writeDeclaration(document, { ...CONTEXT, ...CODES }, dec);
  expect(faults.map(({ code, path, text }) => [code, path, text])).toEqual([
    ['message.no-value', 'grossWeight', '毛重：报关单报文必填，没有填'],
    ['message.no-value', 'goods[0].dutyMode', '征免方式：报关单报文必填，没有填'],
  ]);
  expect(await validateDeclaration(xml, 'data', dec)).toHaveLength(3);
});

test('where the message has less room than the fields of the page, a rule of the page says so', () => {
  const slots = planOf(dec).groups.flatMap(function all(each): Slot[] {
    return [...each.slots, ...each.inner.flatMap(all)];
  });
  const tight = slots.flatMap(({ hint, target, source }) =>
    (['in', 'out'] as const).flatMap(direction => {
      const { field } = target[direction] ?? {};
      if (!field || source.from !== 'field' || source.behind || field.kind === 'code') return [];
      const isShort = typeof hint === 'number' && hint < field.size.max && !['date', 'flag'].includes(field.kind);
      const isCoarse = typeof hint === 'object' && hint[1] < (field.size.scale ?? 0);
      return isShort || isCoarse ? [field.id] : [];
    }),
  );
  expect([...new Set(tight)].sort()).toEqual([
    ...['consigneeCode', 'consignorCode', 'goods.licences.vins.chassisNo', 'goods.totalValue', 'goods.unitPrice'],
  ]);
});

test.each(['in', 'out'] as const)('what the message may not be without, the page asks for: %s', direction => {
  const { groups } = planOf(dec);
  const slots = groups.flatMap(each => [each, ...each.inner]).flatMap(({ slots: own }) => own);
  const needed = slots.flatMap(({ source, target }) =>
    source.from === 'field' && source.must ? (target[direction] ?? []) : [],
  );
  expect(needed.length).toBeGreaterThan(40);
  const lax = needed.filter(({ field }) => !isRequired(field, {}, direction, 'dec'));
  expect(lax.map(({ field }) => field.id)).toEqual([]);
});

// biome-ignore format: table
const READ: readonly (readonly [what: string, from: string, to: string, read: object, told: readonly string[]])[] = [
  ['a whole CIQ code',             '<CiqCode>101<',      '<CiqCode>0805100000101<',       { goods: [{ ciqCode: '0805100000101' }] }, []],
  ['a date with lines',            '20171008',           '2017-10-08',                    { arrivalDate: '2017-10-08' },             []],
  ['figures of before 2018',       '<TradeCurr>USD<',    '<TradeCurr>840<',               { goods: [{ currency: '840' }] },          []],
  ['what there is no place for',   '<GName>',            '<Factor>1</Factor><GName>',     { goods: [{ name: '鲜橙' }] },             ['申报计量单位与法定单位比例因子：本单没有此栏，未取用']],
  ['a declaration in transit',     '<DeclTrnRel>0<',     '<DeclTrnRel>1<',                {},                                        ['报关/转关关系标志：本单没有此栏，未取用']],
  ['groups there is no place for', '<DecFreeTxt>',       '<DecOtherPacks><DecOtherPack><PackQty>1</PackQty></DecOtherPack></DecOtherPacks><DecFreeTxt>', {}, ['其他包装：报检单没有这些，未取用']],
  ['empty groups',                 '<DecFreeTxt>',       '<DecOtherPacks/><DecFreeTxt>',  {},                                        []],
  ['another destination',          '</DecList>',         '</DecList><DecList><GNo>2</GNo><DestCode>110000</DestCode></DecList>', { destination: '440307' }, ['目的地代码：与上级的值不一致，取上级的值']],
  ['an element nobody knows',      '<GName>',            '<Foo>1</Foo><GName>',           {},                                        ['Foo：标准报文没有这个元素，未取用']],
  ['the other spelling',           '<DestCode>',         '<UnCode>1203</UnCode><DestCode>', { goods: [{ danger: { unNo: '1203' } }] }, []],
];

test.each(READ)('of a message of other programs is read: %s', (_, from, to, expected, told) => {
  expect(GOLDEN).toContain(from);
  const { document, problems } = readMessage(utf8(GOLDEN.replace(from, to)), CODES);
  expect(document).toMatchObject(expected);
  expect(problems.map(({ text }) => text)).toEqual(told);
});

test('containers of one kind become one row, whatever lines of goods are in each', () => {
  const xml = GOLDEN.replace('<LclFlag>0</LclFlag>', '<GoodsNo>1</GoodsNo><LclFlag>0</LclFlag>').replace(
    '<ContainerMd>11</ContainerMd>\n      <LclFlag>0</LclFlag>\n    </Container>\n  </DecContainers>',
    '<ContainerMd>11</ContainerMd><GoodsNo>1,2</GoodsNo><LclFlag>0</LclFlag></Container></DecContainers>',
  );
  const { document, problems } = readDeclaration(xml, dec, CODES);
  expect(document.containers).toEqual(DOCUMENT.containers);
  expect(problems.map(({ text }) => text)).toEqual(['商品项号：本单没有此栏，未取用']);
});

/** Codes of which one of today stands for one of e-CIQ; of other tables any word does. */
function mappedCode(direction: Direction) {
  const samples: Readonly<Record<string, readonly string[]>> = {
    countries: ['840', '276', '392', '036'],
    'world-ports': ['840432', '344003', '344000'],
    'goods-attributes': ['11', '12', '17', '19'],
    'trade-modes': ['11'],
    'transport-modes': ['1', '2'],
    'container-specs': ['111', '221'],
    units: ['035', '007'],
    currencies: ['840', '156'],
  };
  return (field: Field) => {
    const codes = samples[codesOf(field, direction, '2018') ?? ''];
    return codes && fc.constantFrom(...codes);
  };
}

test.each(['in', 'out'] as const)('any %s document of valid values is written the same after reading it', direction => {
  const written = (document: Declaration) => writeDeclaration(document, { ...CONTEXT, ...CODES }, dec);
  fc.assert(
    fc.property(declarations(direction, mappedCode(direction)), document => {
      const first = written(document);
      expect(first.faults.filter(({ code }) => code !== 'message.no-value')).toEqual([]);
      const read = readDeclaration(first.xml, dec, CODES);
      expect(read.problems).toEqual([]);
      expect(written(read.document).xml).toBe(first.xml);
    }),
    { numRuns: 60 },
  );
});
