import { describe, expect, test } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import { containerCount, containerLinks, containerNumbers } from '../../src/catalogue/rules/containers.ts';
import { dateOfShipment, datesOfArrival, datesOfLicences } from '../../src/catalogue/rules/dates.ts';
import {
  ciqOfHs,
  dangerWithNumber,
  exclusiveAttributes,
  priceAgainstTotal,
  standardUnitOfHs,
  vinOfVehicleLicence,
} from '../../src/catalogue/rules/goods.ts';
import {
  numberOfCertificates,
  numberOfGoods,
  relatedNumberWithReason,
  unusedClearanceFlag,
  writeOffLines,
} from '../../src/catalogue/rules/head.ts';
import { RULES } from '../../src/catalogue/rules/index.ts';
import type { Rule } from '../../src/catalogue/rules/rule.ts';
import { wordingOf } from '../../src/catalogue/wording.ts';
import { CONTEXT } from '../declaration/shipped-book.ts';

type Part = Partial<Declaration>;
type Goods = Declaration['goods'][number];
const line = (goods: Goods): Part => ({ goods: [goods] });
const lines = (count: number): Part => ({ goods: Array.from({ length: count }, () => ({ name: '货' })) });
const box = (...numbers: string[]): Part => ({ containers: [{ numbers }] });

/** A rule, a part of a declaration, and what is found there: `code@path`, with ! for an error and ? for a warning. */
// biome-ignore format: table
const CASES: readonly [rule: Rule, part: Part, ...found: string[]][] = [
  [datesOfArrival, { departureDate: '2017-09-01', arrivalDate: '2017-09-01', dischargeDate: '2017-09-01', claimDeadline: '2017-09-01' }],
  [datesOfArrival, { departureDate: '2017-09-02', arrivalDate: '2017-09-01' },  '!date.arrival-before-departure@arrivalDate'],
  [datesOfArrival, { arrivalDate: '2017-09-02', dischargeDate: '2017-09-01' },  '!date.discharge-before-arrival@dischargeDate'],
  [datesOfArrival, { arrivalDate: '2017-09-02', claimDeadline: '2017-09-01' },  '!date.claim-before-arrival@claimDeadline'],
  [datesOfArrival, { arrivalDate: '2017-02-30', dischargeDate: '2017-02-01' }],
  [datesOfArrival, { direction: 'out', arrivalDate: '2017-09-02', dischargeDate: '2017-09-01' }],

  [dateOfShipment, { direction: 'out', declarationDate: '2017-10-24', shipmentDate: '2017-10-24' }],
  [dateOfShipment, { direction: 'out', declarationDate: '2017-10-24', shipmentDate: '2017-10-23' }, '?date.shipment-before-declaration@shipmentDate'],
  [dateOfShipment, { direction: 'pack', declarationDate: '2017-10-24', shipmentDate: '2017-10-23' }, '?date.shipment-before-declaration@shipmentDate'],
  [dateOfShipment, { direction: 'in', declarationDate: '2017-10-24', shipmentDate: '2017-10-23' }],

  [relatedNumberWithReason, { relatedDeclarationNo: '117000004025958', relationReason: '1' }],
  [relatedNumberWithReason, { relatedDeclarationNo: '117000004025958' },        '!relation.reason-missing@relationReason'],
  [relatedNumberWithReason, { relationReason: '1' },                            '!relation.number-missing@relatedDeclarationNo'],

  [unusedClearanceFlag, { specialClearance: '1011' }],
  [unusedClearanceFlag, { specialClearance: '0100' },                           '!flags.unused@specialClearance'],
  [unusedClearanceFlag, { direction: 'out', specialClearance: '010' }],

  [numberOfCertificates, { certificatesAsked: Array.from({ length: 16 }, () => ({ code: '11' })) }],
  [numberOfCertificates, { certificatesAsked: Array.from({ length: 17 }, () => ({ code: '11' })) }, '!rows.too-many@certificatesAsked'],

  [writeOffLines, { ...lines(2), attachedDocuments: [{ writeOffGoodsNo: '2' }] }],
  [writeOffLines, { ...lines(2), attachedDocuments: [{}, { writeOffGoodsNo: '3' }] }, '!write-off.no-line@attachedDocuments[1].writeOffGoodsNo'],
  [writeOffLines, { ...lines(2), attachedDocuments: [{ writeOffGoodsNo: '0' }] }, '!write-off.no-line@attachedDocuments[0].writeOffGoodsNo'],
  [writeOffLines, line({ licences: [{ writeOffGoodsNo: '1' }, { writeOffGoodsNo: '2' }] }), '!write-off.no-line@goods[0].licences[1].writeOffGoodsNo'],
  [writeOffLines, { ...lines(2), attachedDocuments: [{ writeOffGoodsNo: '1.5' }] }],

  [containerNumbers, box('MRKU6105297', 'NYKU8527234')],
  [containerNumbers, box('MRKU6105298'),                                        '?container.check-digit@containers[0].numbers'],
  [containerNumbers, box('MRKU61'),                                             '?container.form@containers[0].numbers'],
  [containerNumbers, { containers: [{ numbers: ['MRKU6105297'] }, { numbers: ['MRKU6105297'] }] }, '?container.doubled@containers[1].numbers'],

  [containerCount, { containers: [{ numbers: ['MRKU6105297'], quantity: '1' }] }],
  [containerCount, { containers: [{ numbers: ['MRKU6105297'], quantity: '2' }] }, '?container.count@containers[0].quantity'],
  [containerCount, { containers: [{ quantity: '2' }] }],

  [numberOfGoods, lines(20)],
  [numberOfGoods, lines(0),                                                     '!goods.none@goods'],
  [numberOfGoods, lines(21),                                                    '?goods.many@goods'],
  [numberOfGoods, lines(50),                                                    '?goods.many@goods'],
  [numberOfGoods, lines(51),                                                    '!goods.too-many@goods'],

  [ciqOfHs, line({ hsCode: '2204210000', ciqCode: '2204210000999' })],
  [ciqOfHs, line({ hsCode: '2204210000', ciqCode: '0805100000101' }),           '!ciq.not-of-hs@goods[0].ciqCode'],
  [ciqOfHs, line({ ciqCode: '0805100000101' })],

  [standardUnitOfHs, line({ hsCode: '2204210000', standardUnit: '095' })],
  [standardUnitOfHs, line({ hsCode: '2204210000', standardUnit: '035' })],
  [standardUnitOfHs, line({ hsCode: '2204210000', standardUnit: '001' }),       '!unit.not-of-hs@goods[0].standardUnit'],
  [standardUnitOfHs, line({ hsCode: '9999999999', standardUnit: '001' })],

  [priceAgainstTotal, line({ unitPrice: '12.5', quantity: '8', totalValue: '100' })],
  [priceAgainstTotal, line({ unitPrice: '12.5', weight: '8', totalValue: '100' })],
  [priceAgainstTotal, line({ unitPrice: '12.5', standardQuantity: '8', quantity: '1', totalValue: '100' })],
  [priceAgainstTotal, line({ unitPrice: '3.33', quantity: '3', totalValue: '10' })],
  [priceAgainstTotal, line({ unitPrice: '12.5', quantity: '8', totalValue: '101' }), '?price.total@goods[0].totalValue'],
  [priceAgainstTotal, line({ unitPrice: '99999999999999.99999', quantity: '2', totalValue: '1' }), '?price.total@goods[0].totalValue'],
  [priceAgainstTotal, line({ unitPrice: '约5元', quantity: '2', totalValue: '1' })],
  [priceAgainstTotal, line({ unitPrice: '98', quantity: '若干', weight: '26000', totalValue: '127400' })],
  [priceAgainstTotal, line({ unitPrice: '12.5', totalValue: '101' })],

  [exclusiveAttributes, line({ attributes: ['11', '14', '16', '19', '25', '31', '34', '18'] })],
  [exclusiveAttributes, line({ attributes: ['11', '12'] }),                     '!attributes.exclusive@goods[0].attributes'],
  [exclusiveAttributes, line({ attributes: ['14', '15', '27', '25'] }),         '!attributes.exclusive@goods[0].attributes', '!attributes.exclusive@goods[0].attributes'],

  [dangerWithNumber, line({ danger: { unNo: '1170', name: '乙醇' } })],
  [dangerWithNumber, line({ danger: { packClass: '2' } }),                      '!danger.number-missing@goods[0].danger.unNo'],
  [dangerWithNumber, line({ danger: {} })],

  [datesOfLicences, line({ licences: [{ validFrom: '2017-01-01', validUntil: '2017-10-24' }] })],
  [datesOfLicences, line({ licences: [{ validFrom: '2017-02-01', validUntil: '2017-01-01' }] }), '!date.licence-order@goods[0].licences[0].validUntil'],
  [datesOfLicences, line({ licences: [{}, { validUntil: '2017-10-23' }] }),     '?date.licence-expired@goods[0].licences[1].validUntil'],
  [datesOfLicences, { ...line({ licences: [{ validUntil: '2017-10-23' }] }), declarationDate: '2017-10-01' }],
  [datesOfLicences, { ...line({ licences: [{ validUntil: '2017-10-24' }] }), declarationDate: '2017-10-25' }, '?date.licence-expired@goods[0].licences[0].validUntil'],

  [vinOfVehicleLicence, line({ licences: [{ type: '408', vins: [{ vin: '1HGCM82633A004352' }] }, { type: '411' }] })],
  [vinOfVehicleLicence, line({ licences: [{ type: '408' }] }),                  '!vin.missing@goods[0].licences[0].vins'],
  [vinOfVehicleLicence, line({ licences: [{ type: '409', vins: [] }] }),        '!vin.missing@goods[0].licences[0].vins'],

  [containerLinks, { ...box('MRKU6105297'), ...line({ containers: [{ container: 'MRKU6105297' }] }) }],
  [containerLinks, { ...box('MRKU6105297'), ...line({ containers: [{}, { container: 'NYKU8527234' }] }) }, '!link.no-container@goods[0].containers[1].container'],
];

const find = (rule: Rule, part: Part) => rule({ direction: 'in', containers: [], goods: [], ...part }, CONTEXT);

describe('rules across fields', () => {
  test.each(CASES.map(([rule, part, ...found]) => [rule.name, JSON.stringify(part), found, rule, part] as const))(
    '%s of %s finds %j',
    (_name, _part, found, rule, part) => {
      const faults = find(rule, part);
      expect(faults.map(({ code, path, level }) => `${level === 'error' ? '!' : '?'}${code}@${path}`)).toEqual(found);
      for (const fault of faults) expect(wordingOf(fault)).not.toMatch(/[{}]|undefined|[a-z]+\.[a-z]/u);
    },
  );

  test('each is seen to find something, and to find nothing', () => {
    const seen = (rule: Rule, finds: boolean) =>
      CASES.some(([other, part]) => other === rule && find(rule, part).length > 0 === finds);
    expect(RULES.filter(rule => !seen(rule, true) || !seen(rule, false)).map(rule => rule.name)).toEqual([]);
  });

  test('what was wrong is told with its figures', () => {
    const [fault] = find(standardUnitOfHs, line({ hsCode: '2204210000', standardUnit: '001' }));
    expect(fault && wordingOf(fault)).toBe('不是HS编码 2204210000 的标准单位，应为 095 升 / 035 千克');
    const [price] = find(priceAgainstTotal, line({ unitPrice: '12.5', quantity: '8', totalValue: '101' }));
    expect(price && wordingOf(price)).toBe('单价乘数量为 100，与货物总值不符');
  });
});
