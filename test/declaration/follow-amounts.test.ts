import { describe, expect, it } from 'vitest';
import type { FieldId } from '../../src/catalogue/catalogue.ts';
import { followingAmount } from '../../src/declaration/follow-amounts.ts';
import type { Row } from '../../src/declaration/path.ts';

const LAST: Row = {
  hsCode: '0805100000',
  quantity: '8000',
  quantityUnit: '035',
  weight: '8000',
  weightUnit: '035',
  standardQuantity: '8000',
  standardUnit: '035',
  packages: [{ type: '4C11', quantity: '400' }],
  totalValue: '6400',
};

const pieces = {
  ...LAST,
  quantity: '100',
  quantityUnit: '011',
  weight: '250',
  packages: [{ quantity: '10' }],
  totalValue: '99.99',
};

describe('an amount follows from the quantity', () => {
  it.each<[string, FieldId, Row, Row | undefined, string | undefined]>([
    [
      'in the same unit',
      'goods.weight',
      { quantity: '9500', quantityUnit: '035', weightUnit: '035' },
      undefined,
      '9500',
    ],
    [
      'in another unit without a last time',
      'goods.weight',
      { quantity: '9500', quantityUnit: '011', weightUnit: '035' },
      undefined,
      undefined,
    ],
    ['in the same ratio', 'goods.weight', { ...pieces, quantity: '120' }, pieces, '300'],
    ['in whole packages', 'goods.packageQuantity', { ...LAST, quantity: '9500' }, LAST, '475'],
    ['not in pieces of packages', 'goods.packageQuantity', { ...LAST, quantity: '9501' }, LAST, undefined],
    ['at the price of last time', 'goods.totalValue', { ...LAST, quantity: '9500' }, LAST, '7600'],
    ['at the price typed', 'goods.totalValue', { ...LAST, quantity: '9500', unitPrice: '0.333' }, LAST, '3163.5'],
    ['at a price rounded to cents', 'goods.totalValue', { quantity: '3', unitPrice: '0.335' }, undefined, '1.01'],
    ['not as a ratio that leaves cents', 'goods.totalValue', { ...pieces, quantity: '7' }, pieces, undefined],
    ['as the price that the total gives', 'goods.unitPrice', { quantity: '4', totalValue: '10' }, undefined, '2.5'],
    [
      'not in place of a price that is there',
      'goods.unitPrice',
      { ...LAST, unitPrice: '0.8', quantity: '9500' },
      { ...LAST, unitPrice: '0.8' },
      undefined,
    ],
    [
      'at the price that is there',
      'goods.totalValue',
      { ...LAST, unitPrice: '0.8', quantity: '9000' },
      { ...LAST, unitPrice: '0.8' },
      '7200',
    ],
    ['not as a price without end', 'goods.unitPrice', { quantity: '3', totalValue: '10' }, undefined, undefined],
    [
      'not of other goods',
      'goods.packageQuantity',
      { ...LAST, hsCode: '2203000000', quantity: '9500' },
      LAST,
      undefined,
    ],
    [
      'not from another unit',
      'goods.packageQuantity',
      { ...LAST, quantityUnit: '011', quantity: '9500' },
      LAST,
      undefined,
    ],
    [
      'not over a value of their own',
      'goods.totalValue',
      { ...LAST, quantity: '9500', totalValue: '1' },
      LAST,
      undefined,
    ],
    ['not where nothing has changed', 'goods.totalValue', LAST, LAST, undefined],
    ['not from a quantity that is no number', 'goods.weight', { ...LAST, quantity: '95x' }, LAST, undefined],
    ['not from nothing', 'goods.weight', { ...LAST, quantity: '0' }, LAST, undefined],
    ['exactly, however long', 'goods.weight', { ...pieces, quantity: '12345678901234' }, pieces, '30864197253085'],
    ['not another field', 'goods.name', { ...LAST, quantity: '9500' }, LAST, undefined],
  ])('%s', (_what, id, row, last, amount) => {
    expect(followingAmount(id, row, last ? { was: last } : { before: undefined })).toBe(amount);
  });
});

describe('of a new line', () => {
  const fresh = { hsCode: '0805100000', quantity: '9500', quantityUnit: '035' };
  it.each<[string, FieldId, Row, string | undefined]>([
    ['as it did in the line before', 'goods.totalValue', fresh, '7600'],
    ['not where a value is given already', 'goods.totalValue', { ...fresh, totalValue: '1' }, undefined],
    ['not of other goods', 'goods.totalValue', { ...fresh, hsCode: '2203000000' }, undefined],
  ])('an amount follows %s', (_what, id, row, amount) => {
    expect(followingAmount(id, row, { before: LAST })).toBe(amount);
  });
});

it('nothing is offered for a line in which nothing that an amount follows from has changed', () => {
  const odd = { ...pieces, weight: '3', weightUnit: '011', unitPrice: '7', packages: [] };
  for (const id of [
    'goods.weight',
    'goods.standardQuantity',
    'goods.packageQuantity',
    'goods.unitPrice',
    'goods.totalValue',
  ] as const)
    expect([id, followingAmount(id, { ...odd, brand: '甲' }, { was: odd })]).toEqual([id, undefined]);
});
