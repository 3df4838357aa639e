import { describe, expect, test } from 'vitest';
import type { Declaration, Goods } from '../../src/catalogue/document.ts';
import { derivedEdits, followingEdits } from '../../src/declaration/derive.ts';
import { describe as placeOf, sentenceOf } from '../../src/declaration/describe.ts';
import { applyAll } from '../../src/declaration/edit.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';
import { summaryOf } from '../../src/declaration/summary.ts';
import { totalsOf } from '../../src/declaration/totals.ts';
import { SHIPPED } from './shipped-book.ts';

const EMPTY: Declaration = { direction: 'in', containers: [], goods: [] };

describe('totals', () => {
  const sums = (...goods: Goods[]) => totalsOf(goods).map(({ of, unit, sum }) => `${of} ${sum} ${unit ?? '-'}`);

  // biome-ignore format: table
  const CASES: readonly [goods: Goods[], ...totals: string[]][] = [
    [[]],
    [[{}]],
    [[{ totalValue: '0.1', currency: '840' }, { totalValue: '0.2', currency: '840' }], 'value 0.3 840'],
    [[{ totalValue: '1', currency: '840' }, { totalValue: '2', currency: '910' }, { totalValue: '3', currency: '840' }], 'value 4 840', 'value 2 910'],
    [[{ totalValue: '1' }, { totalValue: '2', currency: '840' }], 'value 1 -', 'value 2 840'],
    [[{ totalValue: '99999999999999.99999', currency: '840' }, { totalValue: '0.00001', currency: '840' }], 'value 100000000000000 840'],
    [[{ quantity: '10', quantityUnit: '120', weight: '7.5', weightUnit: '035' }], 'quantity 10 120', 'weight 7.5 035'],
    [[{ packages: [{ quantity: '5', type: '4C13' }, { quantity: '9', type: '190' }] }], 'packages 5 4C13'],
    [[{ quantity: '约5', quantityUnit: '120' }, { quantity: '5', quantityUnit: '120' }], 'quantity 5 120'],
  ];

  test.each(CASES)('of %j', (goods, ...totals) => {
    expect(sums(...goods)).toEqual(totals);
  });
});

describe('what was filled in follows its source', () => {
  const goods = (line: Goods): Declaration => ({ ...EMPTY, goods: [line] });
  const wine = { hsCode: '2204210000', name: '小包装的鲜葡萄酿造的酒(小包装指装入两升及以下容器的)' };
  const follow = (before: Declaration, after: Declaration, ...paths: string[]) =>
    followingEdits(before, after, paths, SHIPPED);

  test('the name of one code becomes that of the other, and goes with an unknown one', () => {
    const name = SHIPPED.find('hs', '0102210000')?.name;
    const path = 'goods[0].name';
    expect(follow(goods(wine), goods({ ...wine, hsCode: '0102210000' }), 'goods[0].hsCode')).toContainEqual({
      op: 'set',
      path,
      value: name,
    });
    expect(follow(goods(wine), goods({ ...wine, hsCode: '9999999999' }), 'goods[0].hsCode')).toEqual([
      { op: 'set', path, value: undefined },
    ]);
  });

  test.each([
    [
      'of people’s own',
      goods({ ...wine, name: '红酒' }),
      goods({ hsCode: '0102210000', name: '红酒' }),
      'goods[0].hsCode',
    ],
    ['set with its source', goods(wine), goods({ hsCode: '0102210000', name: '种牛' }), 'goods[0].hsCode'],
    ['beside which something else changed', goods(wine), goods({ ...wine, brand: 'X' }), 'goods[0].brand'],
    ['of a row that another came in place of', goods(wine), goods({ ...wine, hsCode: '0102210000' }), 'goods[0]'],
  ])('a value %s stays', (_what, before, after, path) => {
    expect(follow(before, after, path)).toEqual([]);
  });

  test('the count of containers follows their numbers', () => {
    const of = (numbers: string[]): Declaration => ({ ...EMPTY, containers: [{ numbers, quantity: '1' }] });
    expect(follow(of(['A']), of(['A', 'B']), 'containers[0].numbers')).toEqual([
      { op: 'set', path: 'containers[0].quantity', value: '2' },
    ]);
  });
});

describe('what follows from other values', () => {
  const derive = (document: Partial<Declaration>) => {
    const whole = { ...EMPTY, ...document };
    return applyAll(whole, derivedEdits(whole, SHIPPED)).document;
  };
  const line = (goods: Goods, direction: Declaration['direction'] = 'in') =>
    derive({ direction, goods: [goods] }).goods[0];

  test('an HS code brings name, unit and categories', () => {
    expect(line({ hsCode: '2204210000' })).toEqual({
      hsCode: '2204210000',
      inspectionCategory: 'R/S',
      name: '小包装的鲜葡萄酿造的酒(小包装指装入两升及以下容器的)',
      standardUnit: '095',
    });
  });

  test('what someone chose stays, what nobody chooses is renewed', () => {
    const held = { hsCode: '2204210000', name: '红葡萄酒', standardUnit: '035', inspectionCategory: 'X' };
    expect(line(held)).toEqual({ ...held, inspectionCategory: 'R/S' });
  });

  test('a code without categories takes the old ones away, an unknown one nothing', () => {
    expect(line({ hsCode: '8703101900', name: '车', standardUnit: '003', inspectionCategory: 'M' })).toEqual({
      hsCode: '8703101900',
      name: '车',
      standardUnit: '003',
    });
    const unknown = { hsCode: '9999999999', inspectionCategory: 'M' };
    expect(line(unknown)).toEqual(unknown);
  });

  test('names of codes, by the table of the form', () => {
    expect(line({ licences: [{ type: '408' }] })?.licences).toEqual([{ type: '408', typeName: '汽车预审备案' }]);
    expect(line({ licences: [{ type: '518' }] }, 'out')?.licences).toEqual([
      { type: '518', typeName: '出口食品生产企业备案' },
    ]);
    expect(line({ licences: [{ type: '999' }] })?.licences).toEqual([{ type: '999' }]);
    const head = derive({ attachedDocuments: [{ type: '101001' }], enterpriseQualifications: [{ type: '101' }] });
    expect(head.attachedDocuments).toEqual([{ type: '101001', name: '合同' }]);
    expect(head.enterpriseQualifications).toEqual([{ type: '101', typeName: '检疫处理单位审批' }]);
  });

  test('containers are counted, unless someone has', () => {
    expect(
      derive({ containers: [{ numbers: ['A', 'B'] }, { numbers: ['C'], quantity: '7' }, {}] }).containers.map(
        ({ quantity }) => quantity,
      ),
    ).toEqual(['2', '7', undefined]);
  });

  test('done once, nothing is left to do', () => {
    const once = derive({ goods: [{ hsCode: '2204210000', licences: [{ type: '408' }] }] });
    expect(derivedEdits(once, SHIPPED)).toEqual([]);
  });
});

describe('a row of the list', () => {
  const record = (document: Declaration, more: Partial<DeclarationRecord> = {}): DeclarationRecord => ({
    version: 1,
    revision: 7,
    entryNo: 'WI15088098517356',
    document,
    status: 'accepted',
    created: '2017-10-24T01:00:00.000Z',
    updated: '2017-10-24T02:00:00.000Z',
    updatedBy: '张三',
    sending: 1,
    receipts: [],
    ...more,
  });
  const initials = (text: string) => `<${text}>`;

  test('by form', () => {
    const common = { consigneeName: '收', consignorName: '发', destination: '440300', destinationCountry: '840' };
    const boxes = {
      containers: [{ numbers: ['A', 'B'] }, { numbers: ['B'] }],
      goods: [{ name: '酒' }, { name: '酒' }],
    };
    const inbound = summaryOf(record({ ...EMPTY, ...common, ...boxes, billOfLadingNo: 'B1' }), initials);
    expect(inbound).toMatchObject({ party: '收', destination: '440300', bill: 'B1', containers: 'A,B,B', goods: '酒' });
    expect(inbound).toMatchObject({ goodsCount: 2, initials: '<收> <酒> <>', status: 'accepted', revision: 7 });
    const outbound = summaryOf(
      record({ ...EMPTY, ...common, ...boxes, direction: 'out', billOfLadingNo: 'B1' }),
      initials,
    );
    expect(outbound).toMatchObject({ party: '发', destination: '840', bill: '', containers: 'A,B,B' });
    const packaging = summaryOf(record({ ...EMPTY, ...common, direction: 'pack' }), initials);
    expect(packaging).toMatchObject({ party: '发', containers: '', goods: '', goodsCount: 0 });
  });

  test('long lists are cut between characters', () => {
    const goods = Array.from({ length: 50 }, (_, at) => ({ name: `𠮷𠮷𠮷𠮷${at}` }));
    const { goods: text } = summaryOf(record({ ...EMPTY, goods }), initials);
    expect([...text]).toHaveLength(121);
    expect(text).not.toMatch(/\p{Surrogate}/u);
    expect(text.endsWith('…')).toBe(true);
  });

  test('what the bureau gave', () => {
    const numbers = {
      declarationNo: '117000004025958',
      clearanceNo: '442300117001234',
      paperless: 'reported' as const,
    };
    expect(summaryOf(record(EMPTY, { ...numbers, printedAt: 'x' }), initials)).toMatchObject({
      ...numbers,
      printed: true,
    });
    expect(summaryOf(record(EMPTY), initials)).toMatchObject({ declarationNo: '', paperless: '', printed: false });
  });

  test('a wrong value of another shape is left out', () => {
    const wrong = { ...EMPTY, goods: [{ name: 7 as unknown as string }, { name: '酒' }] };
    expect(summaryOf(record(wrong), initials).goods).toBe('酒');
  });
});

describe('places as people say them', () => {
  // biome-ignore format: table
  test.each([
    ['consigneeName',                 '【收货人中文】'],
    ['goods',                         '货物信息'],
    ['goods[1]',                      '第2项货物'],
    ['goods[1].quantity',             '第2项货物【报检数量】'],
    ['goods[1].licences[0].number',   '第2项货物【产品资质】第1行【产品资质编号】'],
    ['goods[0].licences[0].vins[2].vin', '第1项货物【产品资质】第1行【VIN码】第3行【车辆识别代码(VIN)】'],
    ['goods[0].danger.unNo',          '第1项货物【危险货物信息】【UN编码】'],
    ['containers[0].numbers',         '集装箱第1行【集装箱号码】'],
    ['users[1].phone',                '【使用人】第2行【联系电话】'],
    ['goods[0].packageQuantity',      '第1项货物【包装数量】'],
    ['goods[0].nothing',              '第1项货物'],
    ['',                              ''],
    ['not a path',                    ''],
  ])('%s is %s', (path, text) => {
    expect(placeOf(path)).toBe(text);
  });

  test('a fault is one sentence', () => {
    expect(sentenceOf({ code: 'required', path: 'goods[0].name', level: 'error' })).toBe(
      '第1项货物【货物名称】：必填，尚未填写',
    );
    expect(sentenceOf({ code: 'goods.none', path: '', level: 'error' })).toBe('至少要有一项货物');
    expect(
      sentenceOf({ code: 'value.shape', path: 'goods[0].quantity', level: 'error', params: { expected: 'decimal' } }),
    ).toBe('第1项货物【报检数量】：内容的类型不对，应为数字');
    expect(sentenceOf({ code: 'field.unknown', path: 'goods[0]', level: 'warning', params: { name: '单价' } })).toBe(
      '第1项货物：没有 单价 这个栏位，内容未采用',
    );
  });
});
