import { describe, expect, test } from 'vitest';
import { importRows } from '../../src/codes/import-rows.ts';
import { type Codes, openCodes } from '../../src/codes/open-codes.ts';
import type { OwnRow } from '../../src/codes/own-rows.ts';
import { revertTable } from '../../src/codes/revert-table.ts';
import type { TableName } from '../../src/codes/tables.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { SHIPPED } from './folders.ts';

const own = (table: TableName, code: string, more: Partial<OwnRow> = {}): OwnRow => ({
  table,
  code,
  name: '',
  initials: '',
  extra: {},
  stopped: false,
  ...more,
});

const NEW = own('purposes', '98', { name: '宠物用', initials: 'cwy' });
const CHANGED = own('units', '163', { name: '部件', initials: 'bj' });
const STOPPED = own('trade-modes', '35', { stopped: true });

function opened(...rows: readonly OwnRow[]): Codes {
  const codes = openCodes({ shipped: SHIPPED });
  codes.takeOwnRows(rows);
  return codes;
}

describe('a row of the office', () => {
  test('that is new is found as any other', () => {
    const table = opened(NEW).table('purposes');
    expect([table.get('98')?.name, table.search('cwy')[0]?.code, table.named('宠物用')?.code]).toEqual([
      '宠物用',
      '98',
      '98',
    ]);
    expect(table.rows.map(({ code }) => code)).toEqual(table.rows.map(({ code }) => code).sort());
    expect([table.get('98')?.own, table.isShared('98'), table.isShared('11')]).toEqual([true, false, true]);
  });

  test('that reads otherwise keeps its other columns', () => {
    const table = opened(CHANGED).table('units');
    expect(table.get('163')).toEqual({
      code: '163',
      name: '部件',
      initials: 'bj',
      extra: { group: 'count' },
      own: true,
    });
    const group = opened(own('units', '163', { extra: { group: 'weight' } })).table('units');
    expect(group.get('163')).toMatchObject({ name: '部', extra: { group: 'weight' } });
  });

  test('that is switched off is not offered, and still has its name', () => {
    const table = opened(STOPPED).table('trade-modes');
    expect(table.get('35')).toMatchObject({ name: '其他贸易性货物', stopped: true });
    expect(table.search('35').map(({ code }) => code)).not.toContain('35');
    expect(table.search('').map(({ code }) => code)).not.toContain('35');
    expect([table.rows, table.under('35')].map(rows => rows.some(({ code }) => code === '35'))).toEqual([false, false]);
    // 19 has the same name, and is the one that counts now.
    expect(table.named('其他贸易性货物')?.code).toBe('19');
    expect(table.search('其他', { first: ['35'] })[0]?.code).not.toBe('35');
  });

  test('that was only switched off is no row of a table that has it no more', () => {
    expect(
      opened(own('purposes', '97', { stopped: true }))
        .table('purposes')
        .get('97'),
    ).toBeUndefined();
  });

  test('of today’s codes changes what e-CIQ’s stand for', () => {
    const changed = own('customs-packages', '29', { extra: { proposed: '4H 4B' } });
    const { mapping } = opened(changed);
    expect(mapping.toToday('package-types', '4A').codes).toEqual([]);
    expect(mapping.toToday('package-types', '4B').codes).toEqual(['29']);
  });

  test('counts at once, and no more when it is taken back', () => {
    const codes = openCodes({ shipped: SHIPPED });
    expect(codes.table('purposes').search('宠物用')).toEqual([]);
    codes.takeOwnRows([NEW]);
    expect(codes.table('purposes').search('宠物用')).toHaveLength(1);
    codes.takeOwnRows([]);
    expect(codes.table('purposes').search('宠物用')).toEqual([]);
  });
});

test('imports and reverts leave the rows of the office, and never take them into the table', () => {
  const folder = temporaryFolder();
  const codes = openCodes({ shipped: SHIPPED, imported: folder });
  codes.takeOwnRows([NEW]);
  const rows = [['代码', '名称'], ...codes.table('purposes').rows.map(({ code, name }) => [code, name])];
  const order = { shipped: SHIPPED, folder, table: 'purposes', source: 'a.tsv', now: () => 0 };
  importRows({ ...order, rows: rows.filter(([code]) => code !== '98') });
  codes.reload('purposes');
  expect(codes.table('purposes').get('98')?.name).toBe('宠物用');
  expect(codes.list().find(({ name }) => name === 'purposes')?.rows).toBe(rows.length - 2);
  revertTable({ shipped: SHIPPED, folder, table: 'purposes' });
  codes.reload('purposes');
  expect(codes.table('purposes').get('98')?.name).toBe('宠物用');
});
