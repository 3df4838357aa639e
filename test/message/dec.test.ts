import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codesOf, type Field } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import { FORMS } from '../../src/message/forms.ts';
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
const utf8 = (text: string) => new TextEncoder().encode(text);

/** What the golden message says, in the codes of documents. */
const DOCUMENT: Declaration = {
  direction: 'in',
  entryNo: 'WI15076271585562',
  enterpriseName: '深圳市某某报关有限公司',
  registrationNo: '4403000005',
  billOfLadingNo: 'COSU6123456780',
  contractNo: 'HT-2026-001',
  customsOffice: '5316',
  arrivalDate: '2017-10-08',
  departureDate: '2017-09-18',
  departureCountry: '840',
  tradeCountry: '840',
  tradeMode: '11',
  transportMode: '1',
  transitPort: '840432',
  conveyanceName: 'COSCO SHIPPING',
  conveyanceNo: '017W',
  consigneeCode: '4403000009',
  consigneeName: '广州甲食品有限公司',
  consignorNameEn: 'SUNNY ORANGES INC',
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
      unitPrice: '1.25',
      currency: '840',
      totalValue: '1500.63',
      quantity: '100',
      quantityUnit: '007',
      standardQuantity: '1200.5',
      standardUnit: '035',
      originCountry: '840',
      purpose: '12',
      attributes: ['12', '19'],
      licences: [{ type: '325', number: 'PZ-1' }],
    },
  ],
};

describe('the customs declaration', () => {
  const written = writeDeclaration(DOCUMENT, { ...CONTEXT, ...CODES }, dec);

  test('is written as the message that was written by hand, and keeps the schema', async () => {
    expect(written.xml).toBe(GOLDEN);
    expect(await validateDeclaration(written.xml, 'data', dec)).toEqual([]);
    expect(written.unsent).toEqual([]);
  });

  test('comes back', () => {
    const { document, problems } = readMessage(utf8(GOLDEN), CODES);
    expect([problems, document]).toEqual([[], DOCUMENT]);
  });

  test('tells by name what no message of it may be without, once for all lines', () => {
    const twice = { ...DOCUMENT, goods: [...DOCUMENT.goods, ...DOCUMENT.goods] };
    const { faults } = writeDeclaration(twice, { ...CONTEXT, ...CODES }, dec);
    expect(faults.filter(({ code }) => code !== 'message.no-field')).toEqual([]);
    const told = faults.map(({ text }) => text);
    for (const title of ['毛重', '净重', '成交方式', '征免方式', '进出境关别', '价格说明', '境内目的地/境内货源地'])
      expect(told.filter(text => text.startsWith(`${title}：`))).toEqual([`${title}：报关单报文必填，单证没有此栏`]);
  });
});

// biome-ignore format: table
const READ: readonly (readonly [what: string, from: string, to: string, read: object, told: readonly string[]])[] = [
  ['a whole CIQ code',             '<CiqCode>101<',      '<CiqCode>0805100000101<',       { goods: [{ ciqCode: '0805100000101' }] }, []],
  ['a date with lines',            '20171008',           '2017-10-08',                    { arrivalDate: '2017-10-08' },             []],
  ['figures of before 2018',       '<TradeCurr>USD<',    '<TradeCurr>840<',               { goods: [{ currency: '840' }] },          []],
  ['what there is no place for',   '<GName>',            '<DutyMode>1</DutyMode><GName>', { goods: [{ name: '鲜橙' }] },             ['征免方式：本单没有此栏，未取用']],
  ['groups there is no place for', '<DecFreeTxt>',       '<DecLicenseDocus><LicenseDocu><DocuCode>A</DocuCode></LicenseDocu></DecLicenseDocus><DecFreeTxt>', {}, ['监管证件：报检单没有这些，未取用']],
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

test('outbound: the parties stand on the other sides', () => {
  const { containers: _, ...rest } = DOCUMENT;
  const document = {
    ...rest,
    direction: 'out' as const,
    containers: [],
    consignorCode: '4403000009',
    consignorName: '广州甲食品有限公司',
    consigneeNameEn: 'BUYER INC',
    destinationCountry: '036',
    arrivalPort: '036001',
  };
  const { xml } = writeDeclaration(document, { ...CONTEXT, ...CODES }, dec);
  for (const part of [
    ...['<IEFlag>E<', '<TradeName>广州甲食品有限公司<', '<TradeCiqCode>4403000009<', '<TradeCountry>AUS<'],
    '<OverseasConsigneeEname>BUYER INC<',
  ])
    expect(xml).toContain(part);
  expect(xml).not.toContain('OverseasConsignorEname');
  expect(readMessage(utf8(xml), CODES).document).toMatchObject({
    direction: 'out',
    consignorCode: '4403000009',
    consigneeNameEn: 'BUYER INC',
    destinationCountry: '036',
  });
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
      expect(first.faults.filter(({ code }) => code !== 'message.no-field')).toEqual([]);
      const read = readDeclaration(first.xml, dec, CODES);
      expect(read.problems).toEqual([]);
      expect(written(read.document).xml).toBe(first.xml);
    }),
    { numRuns: 60 },
  );
});
