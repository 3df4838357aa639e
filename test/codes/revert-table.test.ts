import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { importRows } from '../../src/codes/import-rows.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import { revertTable } from '../../src/codes/revert-table.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { SHIPPED } from './folders.ts';

function office() {
  const folder = temporaryFolder();
  const importing = (table: string, name: string) => {
    const rows = [
      ['code', 'name'],
      [table === 'customs-offices' ? '0100' : '11', name],
    ];
    importRows({ shipped: SHIPPED, folder, table, rows, source: `${name}.csv`, replace: true, now: () => 0 });
  };
  const revert = (table: string, toShipped = false) => {
    const { from, to } = revertTable({ shipped: SHIPPED, folder, table, toShipped });
    return [from.source || from.origin, to.source || to.origin];
  };
  const name = (table: 'trade-modes' | 'customs-offices') =>
    openCodes({ shipped: SHIPPED, imported: folder }).table(table).rows[0]?.name;
  return { folder, importing, revert, name };
}

test('goes back to the table before, and again forward', () => {
  const { folder, importing, revert, name } = office();
  importing('trade-modes', '甲');
  importing('trade-modes', '乙');
  expect(revert('trade-modes')).toEqual(['乙.csv', '甲.csv']);
  expect(name('trade-modes')).toBe('甲');
  expect(revert('trade-modes')).toEqual(['甲.csv', '乙.csv']);
  expect(name('trade-modes')).toBe('乙');
  expect(readdirSync(folder).sort()).toEqual(['trade-modes.previous.tsv', 'trade-modes.tsv']);
});

test('goes back to the shipped table when nothing was imported before', () => {
  const { importing, revert, name } = office();
  importing('trade-modes', '甲');
  expect(revert('trade-modes')).toEqual(['甲.csv', 'shipped']);
  expect(name('trade-modes')).toBe('一般贸易');
  expect(revert('trade-modes')).toEqual(['shipped', '甲.csv']);
  expect(name('trade-modes')).toBe('甲');
});

test('goes back to the shipped table when told to, whatever was imported', () => {
  const { importing, revert, name } = office();
  importing('trade-modes', '甲');
  importing('trade-modes', '乙');
  expect(revert('trade-modes', true)).toEqual(['乙.csv', 'shipped']);
  expect(name('trade-modes')).toBe('一般贸易');
  expect(() => revert('trade-modes', true)).toThrow(expect.objectContaining({ code: 'codes.nothing-to-revert' }));
});

test('unloads a table that is not shipped', () => {
  const { importing, revert, name } = office();
  importing('customs-offices', '北京关区');
  expect(revert('customs-offices')).toEqual(['北京关区.csv', 'none']);
  expect(name('customs-offices')).toBeUndefined();
});

test('gets rid of a broken table', () => {
  const { folder, revert, name } = office();
  writeFileSync(join(folder, 'trade-modes.tsv'), 'broken');
  expect(revert('trade-modes')).toEqual(['imported', 'shipped']);
  expect(name('trade-modes')).toBe('一般贸易');
});

test('says when there is nothing to go back to', () => {
  const { revert } = office();
  expect(() => revert('trade-modes')).toThrow(
    expect.objectContaining({
      code: 'codes.nothing-to-revert',
      exit: 'usage',
      message: '“贸易方式”表没有可退回的一份',
    }),
  );
  expect(() => revert('nonsense')).toThrow(expect.objectContaining({ code: 'codes.no-such-table' }));
});
