import { describe, expect, it } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import { laneOf, nextNumber } from '../../src/declaration/lane.ts';

const line = (quantity: string, more: object = {}) => ({
  hsCode: '0805100000',
  quantity,
  quantityUnit: '035',
  weight: quantity,
  weightUnit: '035',
  totalValue: '100',
  ...more,
});

const past = (more: Partial<Declaration> = {}): Declaration => ({
  direction: 'in',
  contractNo: 'HT-1',
  conveyanceNo: '018W',
  billOfLadingNo: 'BL-1',
  arrivalDate: '2017-09-18',
  storagePlace: '一号仓',
  containers: [],
  goods: [line('10')],
  ...more,
});

const OPEN: Declaration = { direction: 'in', containers: [], goods: [line('10'), line('20')] };
const brief = (open: Declaration, ...before: readonly Declaration[]) =>
  laneOf(open, before).map(
    ({ id, row, follows }) => `${id}${row === undefined ? '' : ` ${row}`}${follows ? ' follows' : ''}`,
  );

describe('the lane of change', () => {
  it('is the plain list until there is history, in the order of the page', () => {
    expect(brief(OPEN, past())).toEqual([
      'contractNo',
      'conveyanceNo',
      'billOfLadingNo',
      'arrivalDate',
      'goods.quantity 0',
      'goods.weight 0 follows',
      'goods.totalValue 0 follows',
      'goods.quantity 1',
    ]);
  });

  it('leaves out what the party does not use, and comes to the containers where it has some', () => {
    const before = past({ containers: [{ spec: '111', numbers: ['MRKU6105297'] }] });
    delete (before as { billOfLadingNo?: string }).billOfLadingNo;
    const steps = brief({ ...OPEN, containers: [{ spec: '111' }] }, before);
    expect(steps).not.toContain('billOfLadingNo');
    expect(steps).toContain('containers.numbers 0');
  });

  it('is learned from three declarations on: what half of them changed', () => {
    const steps = brief(
      OPEN,
      past({ storagePlace: '三号仓', contractNo: 'HT-3' }),
      past({ storagePlace: '二号仓', contractNo: 'HT-2' }),
      past({ storagePlace: '一号仓' }),
    );
    expect(steps).toContain('storagePlace');
    expect(steps).toContain('contractNo');
    expect(steps).not.toContain('goods.quantity 0');
    // What belongs to one shipment and is empty now is asked for, whatever was learned.
    expect(steps).toContain('billOfLadingNo');
  });

  it('comes to goods fields that change from shipment to shipment', () => {
    const goods = (batchNo: string) => ({ goods: [line('10', { batchNo })] });
    expect(brief(OPEN, past(goods('3')), past(goods('2')), past(goods('1')))).toContain('goods.batchNo 0');
  });

  it('is none without a last time', () => expect(brief(OPEN)).toEqual([]));
});

describe('the next number', () => {
  it.each([
    ['contractNo', 'HT-26', 'HT-27'],
    ['contractNo', 'HT-099', 'HT-100'],
    ['contractNo', '2017/HT9', '2017/HT10'],
    ['conveyanceNo', '018W', '019W'],
    ['contractNo', 'HT', undefined],
    ['contractNo', 'HT-26ABC', undefined],
    ['billOfLadingNo', 'COSU6200', undefined],
  ] as const)('of %s %s is %s', (id, value, next) => expect(nextNumber(id, value)).toBe(next));
});
