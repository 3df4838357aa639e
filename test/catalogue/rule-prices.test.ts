import { expect, test } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import { priceAgainstFormer } from '../../src/catalogue/rules/prices.ts';
import type { Former } from '../../src/catalogue/rules/rule.ts';
import { wordingOf } from '../../src/catalogue/wording.ts';
import { CONTEXT } from '../declaration/shipped-book.ts';

type Goods = Declaration['goods'][number];

const BEEF = { hsCode: '0202300090', name: '冻牛肉', quantityUnit: '035', currency: '840' } as const;
const beef = (more: Goods): Goods => ({ ...BEEF, ...more });
const former = (entryNo: string, ...goods: Goods[]): Former => ({
  entryNo,
  document: { direction: 'in', declarationDate: '2017-09-01', containers: [], goods },
});
const LAST = former('WI1', beef({ quantity: '1000', totalValue: '4000', unitPrice: '4' }));

const PERCENT = /相差 (\d+)%/u;

/** A line, the earlier declarations of its party, and by how many hundredths it is told to have moved. */
// biome-ignore format: table
const CASES: readonly [what: string, line: Goods, formers: readonly Former[], percent?: string][] = [
  ['the same price',           beef({ quantity: '500', totalValue: '2000' }),                     [LAST]],
  ['15 % more',                beef({ quantity: '500', totalValue: '2300' }),                     [LAST]],
  ['a cent above 15 %',        beef({ quantity: '500', totalValue: '2300.01' }),                  [LAST], '15'],
  ['half',                     beef({ quantity: '500', totalValue: '1000' }),                     [LAST], '50'],
  ['ten times',                beef({ quantity: '500', totalValue: '20000' }),                    [LAST], '900'],
  ['a price of one alone',     beef({ unitPrice: '5' }),                                          [LAST], '25'],
  ['no price',                 beef({ quantity: '500' }),                                         [LAST]],
  ['what is no number',        beef({ quantity: '若干', totalValue: '9' }),                       [LAST]],
  ['a zero',                   beef({ quantity: '0', totalValue: '9', unitPrice: '0' }),          [LAST]],
  ['another unit',             beef({ quantity: '5', totalValue: '9000', quantityUnit: '070' }),  [LAST]],
  ['another currency',         beef({ quantity: '500', totalValue: '9000', currency: '142' }),    [LAST]],
  ['other goods',              beef({ quantity: '500', totalValue: '9000', name: '冻羊肉' }),     [LAST]],
  ['goods without a code',     { name: '冻牛肉', quantity: '500', totalValue: '9000' },           [former('WI1', { name: '冻牛肉', quantity: '1', totalValue: '1' })]],
  ['its own earlier state',    beef({ quantity: '500', totalValue: '9000' }),                     [{ ...LAST, entryNo: 'WI9' }]],
  ['no earlier one',           beef({ quantity: '500', totalValue: '9000' }),                     []],
  ['the newest that has it',   beef({ quantity: '500', totalValue: '2000' }),                     [former('WI3', { name: '别的' }), former('WI2', beef({ quantity: '1', totalValue: '8' })), LAST], '50'],
];

test.each(CASES)('%s', (_what, line, formers, percent) => {
  const document: Declaration = { direction: 'in', entryNo: 'WI9', containers: [], goods: [{ name: '别的' }, line] };
  const found = priceAgainstFormer(document, { ...CONTEXT, former: () => formers });
  expect(found.map(fault => PERCENT.exec(wordingOf(fault))?.[1])).toEqual(percent === undefined ? [] : [percent]);
});

test('the price, its place, and when and where it was another one are told', () => {
  const document: Declaration = { direction: 'in', containers: [], goods: [beef({ quantity: '3', totalValue: '20' })] };
  const [fault] = priceAgainstFormer(document, { ...CONTEXT, former: () => [LAST] });
  expect(fault).toMatchObject({ code: 'price.moved', level: 'warning', path: 'goods[0].totalValue' });
  expect(fault && wordingOf(fault)).toBe('单价 6.6667，与 WI1（2017-09-01）的 4 相差 67%，请核对');
  const unit = { ...document, goods: [beef({ unitPrice: '6' })] };
  expect(priceAgainstFormer(unit, { ...CONTEXT, former: () => [LAST] })).toMatchObject([
    { path: 'goods[0].unitPrice' },
  ]);
  expect(priceAgainstFormer(document, CONTEXT)).toEqual([]);
});
