import { describe, expect, test } from 'vitest';
import type { Dialect, MessageName } from '../../src/catalogue/dialect.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import {
  linksAgainstLine,
  netAgainstGross,
  priceAgainstTotal,
  quantityAgainstStandard,
  vinsAgainstQuantity,
} from '../../src/catalogue/rules/amounts.ts';
import { codeAgainstArticle } from '../../src/catalogue/rules/articles.ts';
import {
  dangerContradictions,
  exclusiveAttributes,
  licencesOfAttributes,
  numbersOfLicences,
} from '../../src/catalogue/rules/attributes.ts';
import { containerCount, containerLinks, containerNumbers } from '../../src/catalogue/rules/containers.ts';
import { controlTotals } from '../../src/catalogue/rules/control.ts';
import { openSupervisionMode, roomOfCustoms } from '../../src/catalogue/rules/customs.ts';
import { dangerComplete, dangerWithNumber } from '../../src/catalogue/rules/danger.ts';
import { dateOfShipment, datesOfArrival, datesOfLicences } from '../../src/catalogue/rules/dates.ts';
import { ciqOfHs, standardUnitOfHs, vinOfVehicleLicence } from '../../src/catalogue/rules/goods.ts';
import {
  numberOfCertificates,
  numberOfGoods,
  originalContainer,
  relatedNumberWithReason,
  unusedClearanceFlag,
  writeOffLines,
} from '../../src/catalogue/rules/head.ts';
import { findingsOf, RULES } from '../../src/catalogue/rules/index.ts';
import {
  orderOfLines,
  papersOfKinds,
  vinOfCertifiedVehicle,
  woodenPacking,
} from '../../src/catalogue/rules/kinds-of-goods.ts';
import { priceAgainstFormer } from '../../src/catalogue/rules/prices.ts';
import type { Former, Rule } from '../../src/catalogue/rules/rule.ts';
import { consigneeAbroad, foreignInLatin, halfWidth, nameThereIsNone } from '../../src/catalogue/rules/texts.ts';
import { wordingOf } from '../../src/catalogue/wording.ts';
import { CONTEXT } from '../declaration/shipped-book.ts';

/** Part of a declaration, and the dialect where it is not the one in force. */
type Part = Partial<Declaration> & {
  readonly dialect?: Dialect;
  readonly message?: MessageName;
  readonly former?: readonly Former[];
  /** The code that is confirmed for each name of goods. */
  readonly articles?: Readonly<Record<string, string>>;
};
type Goods = Declaration['goods'][number];
const line = (goods: Goods): Part => ({ goods: [goods] });
const lines = (count: number): Part => ({ goods: Array.from({ length: count }, () => ({ name: '货' })) });
/** A declaration as the forms of 2018 have it. */
const later = (part: Part): Part => ({ ...part, dialect: '2018' });
/** One that goes as a customs declaration. */
const customs = (part: Part): Part => ({ ...part, dialect: '2018', message: 'dec' });
/** A line with these attributes and licences. */
const licensed = (attributes: string[], ...types: string[]): Part =>
  line({ attributes, licences: types.map(type => ({ type })) });
const inOrder = (...codes: string[]): Part => ({ goods: codes.map(hsCode => ({ hsCode })) });
const box = (...numbers: string[]): Part => ({ containers: [{ numbers }] });

const EARLIER: readonly Former[] = [
  { entryNo: 'WI1', document: { direction: 'in', containers: [], goods: [{ hsCode: '1', unitPrice: '100' }] } },
];

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
  [priceAgainstTotal, line({ unitPrice: '12', quantity: '1000', totalValue: '12499' }), '?price.total@goods[0].totalValue'],
  [priceAgainstTotal, line({ unitPrice: '12.5', quantity: '1000', totalValue: '12504' })],
  [priceAgainstTotal, line({ unitPrice: '12.5', quantity: '1000', totalValue: '12540' }), '?price.total@goods[0].totalValue'],
  [priceAgainstTotal, line({ unitPrice: '0.33333', quantity: '30000', totalValue: '10000' })],
  [priceAgainstTotal, line({ unitPrice: '约5元', quantity: '2', totalValue: '1' })],
  [priceAgainstTotal, line({ unitPrice: '98', quantity: '若干', weight: '26000', totalValue: '127400' })],
  [priceAgainstTotal, line({ unitPrice: '12.5', totalValue: '101' })],

  [controlTotals, line({ totalValue: '5' })],
  [controlTotals, { control: { value: '12.5', grossWeight: '1000.5', packages: '3' }, goods: [
    { totalValue: '10', currency: '840', weight: '1', weightUnit: '070', packages: [{ quantity: '1', type: '4M' }] },
    { totalValue: '2.50', currency: '840', weight: '500', weightUnit: '036', packages: [{ quantity: '2', type: '4C' }] },
  ] }],
  [controlTotals, { control: { value: '12' }, ...line({ totalValue: '12.01' }) }, '?control.value@control.value'],
  [controlTotals, { control: { grossWeight: '12' }, ...line({ weight: '11', weightUnit: '035' }) }, '?control.weight@control.grossWeight'],
  [controlTotals, { control: { packages: '1' } }, '?control.packages@control.packages'],
  [controlTotals, { control: { value: '约12' }, ...line({ totalValue: '1' }) }],
  [controlTotals, { control: { value: '12' }, goods: [{ totalValue: '1', currency: '840' }, { totalValue: '1', currency: '978' }] }],
  [controlTotals, { control: { grossWeight: '12' }, ...line({ weight: '11', weightUnit: '001' }) }],

  [priceAgainstFormer, { ...line({ hsCode: '1', unitPrice: '115' }), former: EARLIER }],
  [priceAgainstFormer, { ...line({ hsCode: '1', unitPrice: '116' }), former: EARLIER }, '?price.moved@goods[0].unitPrice'],

  [codeAgainstArticle, { ...line({ name: '鲜橙', hsCode: '1' }), articles: { 鲜橙: '1' } }],
  [codeAgainstArticle, { ...line({ name: '鲜橙', hsCode: '2' }), articles: { 鲜橙: '1' } }, '?article.code@goods[0].hsCode'],
  [codeAgainstArticle, { ...line({ name: '橙', hsCode: '2' }), articles: { 鲜橙: '1' } }],
  [codeAgainstArticle, { ...line({ name: '鲜橙' }), articles: { 鲜橙: '1' } }],

  [exclusiveAttributes, line({ attributes: ['11', '14', '16', '17'] })],
  [exclusiveAttributes, line({ attributes: ['11', '12'] }),                     '!attributes.exclusive@goods[0].attributes'],
  [exclusiveAttributes, line({ attributes: ['14', '15', '18', '17'] }),         '!attributes.exclusive@goods[0].attributes', '!attributes.exclusive@goods[0].attributes'],
  [exclusiveAttributes, line({ attributes: ['16', '17'] })],
  [exclusiveAttributes, later(line({ attributes: ['11', '14', '16', '19', '25', '31', '34', '39', '18'] }))],
  [exclusiveAttributes, later(line({ attributes: ['16', '17'] })),              '!attributes.exclusive@goods[0].attributes'],
  [exclusiveAttributes, later(line({ attributes: ['34', '38'] })),              '!attributes.exclusive@goods[0].attributes'],
  [exclusiveAttributes, later(line({ attributes: ['37', '35'] })),              '!attributes.exclusive@goods[0].attributes'],
  [exclusiveAttributes, later(line({ attributes: ['39', '40'] })),              '!attributes.exclusive@goods[0].attributes'],
  [exclusiveAttributes, later(line({ attributes: ['19', '20', '31', '32'] })),  '!attributes.exclusive@goods[0].attributes', '!attributes.exclusive@goods[0].attributes'],

  [licencesOfAttributes, licensed(['11'], '411')],
  [licencesOfAttributes, licensed(['11'], '410')],
  [licencesOfAttributes, licensed(['11'], '325'),                               '!licence.of-attribute@goods[0].licences'],
  [licencesOfAttributes, { ...licensed(['11'], '325'), direction: 'out' }],
  [licencesOfAttributes, licensed(['12'], '325')],
  [licencesOfAttributes, licensed(['12'], '325', '411'),                        '!licence.not-of-attribute@goods[0].licences[1].type'],
  [licencesOfAttributes, licensed(['13'], '410'),                               '!licence.not-of-attribute@goods[0].licences[0].type'],
  [licencesOfAttributes, licensed(['18']),                                      '!licence.of-attribute@goods[0].licences'],
  [licencesOfAttributes, licensed(['18'], '423')],
  [licencesOfAttributes, later(licensed(['18', '37']))],
  [licencesOfAttributes, later(licensed(['21'])),                               '!licence.of-attribute@goods[0].licences'],
  [licencesOfAttributes, licensed(['21'])],
  [licencesOfAttributes, later(licensed(['34'], '629'))],
  [licencesOfAttributes, later(licensed(['34'], '612')),                        '!licence.of-attribute@goods[0].licences'],
  [licencesOfAttributes, later(licensed(['35'], '612'))],
  [licencesOfAttributes, later(licensed(['35'])),                               '!licence.of-attribute@goods[0].licences'],
  [licencesOfAttributes, later(licensed(['36'], '612'))],
  [licencesOfAttributes, later(licensed(['36'])),                               '!licence.of-attribute@goods[0].licences'],
  [licencesOfAttributes, later(licensed(['37'], '612', '629'))],
  [licencesOfAttributes, later(licensed(['38']))],
  [licencesOfAttributes, later(licensed(['38'], '612', '629')),                 '!licence.not-of-attribute@goods[0].licences[0].type', '!licence.not-of-attribute@goods[0].licences[1].type'],
  [licencesOfAttributes, later(licensed(['39'], '430'))],
  [licencesOfAttributes, later(licensed(['39'])),                               '!licence.of-attribute@goods[0].licences'],
  [licencesOfAttributes, later(licensed(['40']))],
  [licencesOfAttributes, later(licensed(['40'], '429')),                        '!licence.not-of-attribute@goods[0].licences[0].type'],

  [numbersOfLicences, line({ licences: [{ type: '411', number: '2016010101123456' }, { type: '410', number: 'M201644030012' }, { type: '325', number: 'AP1' }, { type: '411' }] })],
  [numbersOfLicences, line({ licences: [{ type: '411', number: '201601010112345' }] }), '!licence.number@goods[0].licences[0].number'],
  [numbersOfLicences, line({ licences: [{ type: '411', number: 'M201644030012' }] }), '!licence.number@goods[0].licences[0].number'],
  [numbersOfLicences, line({ licences: [{ type: '410', number: '201644030012' }] }), '!licence.number@goods[0].licences[0].number'],
  [numbersOfLicences, { ...line({ licences: [{ type: '410', number: '1' }] }), direction: 'out' }],

  [dangerWithNumber, line({ danger: { unNo: '1170', name: '乙醇' } })],
  [dangerWithNumber, line({ danger: { packClass: '2' } }),                      '!danger.number-missing@goods[0].danger.unNo'],
  [dangerWithNumber, line({ danger: {} })],

  [dangerComplete, line({ danger: { unNo: '1170', name: '乙醇', packClass: '2', packSpec: '25kg/桶' } })],
  [dangerComplete, line({ danger: { name: '乙醇' } })],
  [dangerComplete, line({ danger: { unNo: '1170', packClass: '2' } }),          '!danger.incomplete@goods[0].danger.name', '!danger.incomplete@goods[0].danger.packSpec'],

  [dangerContradictions, line({ notDangerous: true })],
  [dangerContradictions, line({ notDangerous: false, danger: { unNo: '1170' }, attributes: ['31', '33'] })],
  [dangerContradictions, line({ notDangerous: true, danger: { unNo: '1170' } }), '!danger.not-dangerous@goods[0].notDangerous'],
  [dangerContradictions, later(line({ attributes: ['32'], danger: { unNo: '1170' } }))],
  [dangerContradictions, later(line({ attributes: ['33'], notDangerous: true }))],
  [dangerContradictions, later(line({ attributes: ['31'] })),                   '!danger.unknown@goods[0].danger.unNo'],
  [dangerContradictions, later(line({ attributes: ['33'], danger: { unNo: '1170' } })), '!danger.harmless@goods[0].attributes'],
  [dangerContradictions, later(line({ attributes: ['32'], danger: { unNo: '1170' }, notDangerous: true })), '!danger.not-dangerous@goods[0].notDangerous', '!danger.attribute@goods[0].attributes'],

  [papersOfKinds, { ...line({ hsCode: '2204210000', purpose: '12' }), enterpriseQualifications: [{ type: '508' }, { type: '509' }] }],
  [papersOfKinds, { ...line({ hsCode: '2204210000', purpose: '12' }), enterpriseQualifications: [{ type: '508' }] }, '?kind.qualification@enterpriseQualifications'],
  [papersOfKinds, line({ hsCode: '2204210000', purpose: '26' })],
  [papersOfKinds, { ...line({ hsCode: '2204210000', purpose: '12' }), direction: 'out' }],
  [papersOfKinds, { ...line({ hsCode: '0202300090', purpose: '12' }), enterpriseQualifications: [{ type: '508' }, { type: '509' }] }, '?kind.qualification@enterpriseQualifications'],
  [papersOfKinds, line({ hsCode: '0303120000', purpose: '12' }),              '?kind.qualification@enterpriseQualifications'],
  [papersOfKinds, { ...line({ hsCode: '0303120000', purpose: '12' }), enterpriseQualifications: [{ type: '508' }, { type: '509' }] }],
  [papersOfKinds, line({ hsCode: '3304990010', licences: [{ type: '526' }] })],
  [papersOfKinds, line({ hsCode: '3304990010' }),                               '?kind.licence@goods[0].licences'],
  [papersOfKinds, line({ hsCode: '2309109000' }),                               '?kind.qualification@enterpriseQualifications', '?kind.licence@goods[0].licences'],
  [papersOfKinds, later(line({ hsCode: '3304990010', licences: [{ type: '516' }], attributes: ['14'] })), '?kind.attribute@goods[0].attributes'],
  [papersOfKinds, later(line({ hsCode: '3304990010', licences: [{ type: '516' }], attributes: ['18'] }))],

  [woodenPacking, { ...line({ packages: [{ type: '4C13', material: '松木' }] }), attachedDocuments: [{ type: '101001' }] }],
  [woodenPacking, { ...line({ packages: [{ type: '4F', material: '再生木' }] }), attachedDocuments: [{ type: '101025' }] }],
  [woodenPacking, { ...line({ packages: [{ type: '4M' }, { type: '9C91' }] }), attachedDocuments: [{ type: '101001' }, { type: '101025' }] }, '?packing.denied@attachedDocuments[1].type'],
  [woodenPacking, line({ packages: [{ type: '4M', material: '松木' }] }),       '?packing.undeclared@goods[0].packages[0].type'],
  [woodenPacking, line({ packages: [{ type: '4M', material: '松木' }, { type: '9C91' }] })],
  [woodenPacking, { ...line({ packages: [{ type: '4M', material: '松木' }] }), direction: 'pack' }],

  [orderOfLines, inOrder('2204210000', '8703234110', '8482101000')],
  [orderOfLines, inOrder('8482101000', '2204210000'),                           '?goods.order@goods[1].hsCode'],
  [orderOfLines, inOrder('8482101000', '9999999999', '2204210000'),             '?goods.order@goods[2].hsCode'],
  [orderOfLines, inOrder('8482101000', '9999999999')],

  [halfWidth, { consigneeName: '深圳（盐田）公司 A1，B2' }],
  [halfWidth, { consigneeName: '深圳Ａ公司', specialRequirements: '１２' },      '?text.full-width@consigneeName', '?text.full-width@specialRequirements'],
  [halfWidth, line({ name: '酒', licences: [{ number: '４11' }] }),             '?text.full-width@goods[0].licences[0].number'],
  [halfWidth, { markFiles: [{ content: 'Ａ' }] }],

  [foreignInLatin, { consigneeNameEn: 'SHENZHEN CO. (1)', ...line({ nameEn: 'WINE' }) }],
  [foreignInLatin, { consigneeNameEn: '深圳 CO.', consignorNameEn: '公司' },     '?text.not-latin@consigneeNameEn', '?text.not-latin@consignorNameEn'],
  [foreignInLatin, line({ nameEn: '酒 WINE' }),                                 '?text.not-latin@goods[0].nameEn'],

  [nameThereIsNone, { consigneeName: '无锡公司', consignorName: '***' }],
  [nameThereIsNone, { consigneeName: '无', consignorNameEn: 'N/A' },            '?name.none@consigneeName', '?name.none@consignorNameEn'],
  [nameThereIsNone, { consignorName: '--' },                                    '?name.none@consignorName'],

  [consigneeAbroad, { direction: 'out', consigneeNameEn: 'X CO.' }],
  [consigneeAbroad, { direction: 'out', consigneeName: '***' }],
  [consigneeAbroad, { direction: 'out' },                                       '!consignee.missing@consigneeName'],
  [consigneeAbroad, { direction: 'pack' }],

  [originalContainer, { originalContainer: true, ...box('MRKU6105297') }],
  [originalContainer, { originalContainer: false }],
  [originalContainer, { originalContainer: true },                              '!container.original@originalContainer'],

  [quantityAgainstStandard, line({ quantity: '6000', quantityUnit: '095', standardQuantity: '6000', standardUnit: '095' })],
  [quantityAgainstStandard, line({ quantity: '6000', quantityUnit: '095', standardQuantity: '600', standardUnit: '095' }), '!quantity.standard@goods[0].quantity'],
  [quantityAgainstStandard, line({ quantity: '6000', quantityUnit: '122', standardQuantity: '600', standardUnit: '095' })],
  [quantityAgainstStandard, line({ quantity: '若干', quantityUnit: '095', standardQuantity: '600', standardUnit: '095' })],

  [netAgainstGross, line({ weight: '7800', weightUnit: '035', standardQuantity: '7800', standardUnit: '035' })],
  [netAgainstGross, line({ weight: '7.8', weightUnit: '070', standardQuantity: '7800', standardUnit: '035' })],
  [netAgainstGross, line({ weight: '7.7', weightUnit: '070', standardQuantity: '7800', standardUnit: '035' }), '?weight.net-above-gross@goods[0].standardQuantity'],
  [netAgainstGross, line({ weight: '1', weightUnit: '035', standardQuantity: '7800', standardUnit: '095' })],
  [netAgainstGross, line({ weightUnit: '035', standardQuantity: '7800', standardUnit: '035' })],

  [linksAgainstLine, line({ quantity: '10', quantityUnit: '001', containers: [{ quantity: '4', quantityUnit: '001' }, { quantity: '6', quantityUnit: '001' }] })],
  [linksAgainstLine, line({ quantity: '10', quantityUnit: '001', containers: [{ quantity: '4', quantityUnit: '001' }, { quantity: '5', quantityUnit: '001' }] }), '?link.quantity@goods[0].containers'],
  [linksAgainstLine, line({ quantity: '10', quantityUnit: '001', containers: [{ quantity: '4', quantityUnit: '001' }, {}] })],
  [linksAgainstLine, line({ quantity: '10', quantityUnit: '001', containers: [{ quantity: '4', quantityUnit: '002' }] })],
  [linksAgainstLine, line({ weight: '10', weightUnit: '035', containers: [{ weight: '9.99', weightUnit: '035' }] }), '?link.weight@goods[0].containers'],
  [linksAgainstLine, line({ standardQuantity: '10', standardUnit: '035', containers: [{ standard: '11', standardUnit: '035' }] }), '?link.standard@goods[0].containers'],
  [linksAgainstLine, line({ quantity: '10', quantityUnit: '001' })],

  [vinsAgainstQuantity, line({ quantity: '2', quantityUnit: '003', licences: [{ vins: [{}, {}] }] })],
  [vinsAgainstQuantity, line({ quantity: '2', quantityUnit: '003', licences: [{ vins: [{}, {}] }, { vins: [{}, {}] }] })],
  [vinsAgainstQuantity, line({ quantity: '2', quantityUnit: '003', licences: [{ vins: [{}] }, { vins: [{}] }] })],
  [vinsAgainstQuantity, line({ quantity: '3', quantityUnit: '003', licences: [{ vins: [{}, {}] }] }), '?vin.count@goods[0].quantity'],
  [vinsAgainstQuantity, line({ quantity: '1', quantityUnit: '003', licences: [{ vins: [{}, {}] }] }), '?vin.count@goods[0].quantity'],
  [vinsAgainstQuantity, line({ quantity: '1', quantityUnit: '035', licences: [{ vins: [{}, {}] }] })],

  [vinOfCertifiedVehicle, line({ hsCode: '8703234110', licences: [{ type: '411', vins: [{}] }, { type: '325' }] })],
  [vinOfCertifiedVehicle, line({ hsCode: '8703234110', licences: [{ type: '411' }] }), '?vin.of-vehicle@goods[0].licences[0].vins'],
  [vinOfCertifiedVehicle, line({ hsCode: '8708299000', licences: [{ type: '411' }] })],

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

  [roomOfCustoms, later(line({ unitPrice: '1.23456' }))],
  [roomOfCustoms, customs(line({ unitPrice: '1.2345', totalValue: '1' }))],
  [roomOfCustoms, customs(line({ unitPrice: '1.23456', totalValue: '1.23456' })), '!dec.decimals@goods[0].unitPrice', '!dec.decimals@goods[0].totalValue'],
  [roomOfCustoms, customs({ consigneeCode: '1'.repeat(18), consignorCode: '1'.repeat(20) })],
  [roomOfCustoms, customs({ consigneeCode: '1'.repeat(19) }),                    '!dec.too-long@consigneeCode'],
  [roomOfCustoms, customs({ direction: 'out', consignorCode: '1'.repeat(19) }),  '!dec.too-long@consignorCode'],
  [roomOfCustoms, customs({ supervisionDocuments: Array.from({ length: 8 }, () => ({ type: '1' })) }), '!dec.too-many@supervisionDocuments'],
  [roomOfCustoms, customs(box(...Array.from({ length: 501 }, (_, at) => `A${at}`))), '!dec.too-many@containers'],
  [roomOfCustoms, customs(line({ licences: [{ vins: [{ chassisNo: '1'.repeat(11) }] }] })), '!dec.too-long@goods[0].licences[0].vins[0].chassisNo'],

  [openSupervisionMode, customs({ tradeMode: '18' }),                            '?dec.choose-mode@tradeMode'],
  [openSupervisionMode, customs({ tradeMode: '18', supervisionMode: '2225' })],
  [openSupervisionMode, customs({ tradeMode: '11' })],
  [openSupervisionMode, later({ tradeMode: '18' })],
];

/** What the rule finds, where its row has it hold at all. */
const find = (rule: Rule, { dialect, message, former, articles, ...part }: Part) => {
  const rows = RULES.filter(row => row.rule === rule);
  const book = { ...CONTEXT.book, message: () => message };
  const context = {
    ...CONTEXT,
    book,
    ...(dialect && { dialect }),
    ...(former && { former: () => former }),
    ...(articles && {
      articles: (_direction: string, _party: string, name: string) =>
        articles[name] === undefined ? [] : [{ code: articles[name], number: '' }],
    }),
  };
  return findingsOf({ direction: 'in', containers: [], goods: [], ...part }, context, rows);
};

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
    const rules = RULES.map(({ rule }) => rule);
    expect(rules.filter(rule => !seen(rule, true) || !seen(rule, false)).map(rule => rule.name)).toEqual([]);
  });

  test('what was wrong is told with its figures', () => {
    const [fault] = find(standardUnitOfHs, line({ hsCode: '2204210000', standardUnit: '001' }));
    expect(fault && wordingOf(fault)).toBe('不是HS编码 2204210000 的标准单位，应为 095 升 / 035 千克');
    const [price] = find(priceAgainstTotal, line({ unitPrice: '12.5', quantity: '8', totalValue: '101' }));
    expect(price && wordingOf(price)).toBe('单价乘数量为 100，与货物总值不符');
  });
});
