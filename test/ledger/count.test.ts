import { describe, expect, test } from 'vitest';
import type { KeptReceipt } from '../../src/declaration/record.ts';
import { beginCount, type Ledger } from '../../src/ledger/count.ts';
import type { Grouping } from '../../src/ledger/grouping.ts';
import type { LedgerQuery } from '../../src/ledger/query.ts';
import { rowOf, rowsOf } from './rows.ts';

const receipt = (text: string, time: string): KeptReceipt => ({
  identity: `${time} ${text}`,
  source: 'declaration',
  entryNo: '',
  code: '',
  text,
  time,
  sending: 1,
  keptAt: '2017-09-20T09:00:00.000Z',
});
const cleared = (time: string) => receipt('报检号:[1]已电子通关，电子通关单号：442300117001234，请办理。', time);
const SENT = { sending: 1, sentAt: '2017-09-20T02:00:00.000Z' } as const;
const line = (hsCode: string, originCountry: string, totalValue: string, currency: string) => ({
  hsCode,
  originCountry,
  totalValue,
  currency,
  inspectionCategory: 'R/S',
});

// biome-ignore format: table
const ROWS = rowsOf([
  rowOf({ declarationDate: '2017-09-20', consigneeName: '海澜食品', acceptingOrg: '470000', goods: [line('2204210000', '250', '0.1', '910'), line('8703235190', '276', '20000', '978')] }, { ...SENT, status: 'released', receipts: [cleared('2017-09-20 11:30:00')] }),
  rowOf({ declarationDate: '2017-09-30', consigneeName: '海澜食品', acceptingOrg: '470000', goods: [line('2204210000', '250', '0.2', '910')] }, { ...SENT, status: 'released', receipts: [receipt('退单：第2项货物【报检数量】未填写；合同号有误。', '2017-09-20 10:10:00'), receipt('退单：第7项货物【报检数量】未填写', '2017-09-20 10:15:00'), cleared('2017-09-20 10:30:00')] }),
  rowOf({ declarationDate: '2017-10-01', consigneeName: '衡达', goods: [{ hsCode: '2204210000', originCountry: '不对', totalValue: '99999999999999.99999', currency: '910' }] }, { status: 'draft' }),
  rowOf({ consigneeName: '衡达', goods: [] }, { status: 'withdrawn', underneath: 'rejected', ...SENT, receipts: [receipt('退单。', '2017-09-20 10:10:00')] }),
  rowOf({ consigneeName: '衡达' }, { status: 'withdrawn', underneath: 'draft' }),
  rowOf({ direction: 'out', declarationDate: '2017-09-20', consignorName: '衡达', destinationCountry: '840', goods: [line('0902101000', '', '5', '840')] }),
]);

function ledger(query: Partial<LedgerQuery>, by?: Grouping): Ledger {
  const counting = beginCount(ROWS, { direction: 'in', ...query }, by);
  while (counting.seen < counting.length) counting.advance(1);
  return counting.result();
}

// biome-ignore format: table
test.each<[string, Partial<LedgerQuery>, number]>([
  ['all of a kind, thrown away ones apart',  {},                                           4],
  ['another kind',                           { direction: 'out' },                         1],
  ['a part of the name',                     { party: '海澜' },                            2],
  ['initials of the name',                   { party: 'hlsp' },                            2],
  ['subject to inspection',                  { inspected: 'Y' },                           2],
  ['not subject to inspection',              { inspected: 'N' },                           2],
  ['from a day on, what has none too',       { from: '2017-09-30' },                       2],
  ['up to a day',                            { until: '2017-09-30' },                      2],
  ['a period',                               { from: '2017-09-20', until: '2017-09-20' },  1],
  ['nobody',                                 { declarant: '李' },                          0],
])('finds %s', (_name, query, count) => expect(ledger(query).total.count).toBe(count));

// biome-ignore format: table
test.each<[Grouping, readonly (readonly [string, number])[]]>([
  ['day',     [['2017-10-01', 1], ['2017-09-30', 1], ['2017-09-20', 1], ['', 1]]],
  ['month',   [['2017-10', 1], ['2017-09', 2], ['', 1]]],
  ['quarter', [['2017-Q4', 1], ['2017-Q3', 2], ['', 1]]],
  ['year',    [['2017', 3], ['', 1]]],
  ['party',   [['海澜食品', 2], ['衡达', 2]]],
  ['office',  [['', 2], ['470000', 2]]],
  ['country', [['', 2], ['250', 2], ['276', 1]]],
  ['chapter', [['22', 3], ['', 1], ['87', 1]]],
])('groups by %s', (by, groups) => expect(ledger({}, by).groups.map(({ key, count }) => [key, count])).toEqual(groups));

describe('figures', () => {
  test('sums are exact, and of goods in two groups each has its own', () => {
    const { total, groups } = ledger({}, 'chapter');
    expect(total.sums).toEqual([
      { of: 'value', unit: '910', sum: '100000000000000.29999' },
      { of: 'value', unit: '978', sum: '20000' },
    ]);
    expect(groups.map(({ key, sums }) => [key, sums.map(({ unit, sum }) => `${unit} ${sum}`)])).toEqual([
      ['22', ['910 100000000000000.29999']],
      ['', []],
      ['87', ['978 20000']],
    ]);
    expect(ledger({}).total.sums).toEqual(total.sums);
  });

  test('statuses, times and reasons', () => {
    const { total } = ledger({});
    expect(Object.fromEntries(total.byStatus)).toEqual({ released: 2, draft: 1, rejected: 1 });
    expect([total.sent, total.refused, total.timed, total.meanSeconds]).toEqual([3, 2, 2, 3600]);
    expect(total.reasons).toEqual([
      ['合同号有误', 1],
      ['没有写明原因', 1],
      ['货物【报检数量】未填写', 1],
    ]);
  });

  test('where goods go to is said once for all of them', () => {
    expect(ledger({ direction: 'out' }, 'country').groups.map(({ key, sums }) => [key, sums[0]?.sum])).toEqual([
      ['840', '5'],
    ]);
  });
});
