import { describe, expect, it } from 'vitest';
import { initialsOf } from '../../src/codes/initials.ts';
import { matcherOf, type Query } from '../../src/declaration/query.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';
import { summaryOf } from '../../src/declaration/summary.ts';

const row = summaryOf(
  {
    version: 1,
    revision: 1,
    entryNo: 'WI150881040000001',
    document: {
      direction: 'in',
      entryNo: 'WI150881040000001',
      consigneeName: '深圳某某进口有限公司',
      enterpriseName: '广州报检有限公司',
      contractNo: 'HT-7',
      containers: [],
      goods: [{ name: '鲜橙' }, { name: '卷烟' }],
    },
    status: 'saved',
    created: '',
    updated: '',
    updatedBy: '',
    sending: 0,
    receipts: [],
  } as DeclarationRecord,
  initialsOf,
);

describe('a condition on one column', () => {
  // biome-ignore format: table
  it.each<[NonNullable<Query['columns']>, boolean]>([
    [{ party: '深圳' },            true],
    [{ party: 'szmm' },            true],
    [{ party: 'SZ  JK' },          true],
    [{ party: 'xc' },              false],
    [{ goods: 'xc jy' },           true],
    [{ goods: 'szmm' },            false],
    [{ enterprise: 'gzbj' },       true],
    [{ enterprise: 'szmm' },       false],
    [{ contract: 'ht-7' },         true],
    [{ contract: 'szmm' },         false],
    [{ party: 'szmm', goods: 'jy' }, true],
    [{ party: 'szmm', goods: 'hj' }, false],
    [{ party: '' },                true],
  ])('%o holds: %s', (columns, holds) => {
    expect(matcherOf({ columns })(row)).toBe(holds);
  });
});
