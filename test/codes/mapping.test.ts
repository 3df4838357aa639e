import { describe, expect, test } from 'vitest';
import { makeMapping } from '../../src/codes/mapping.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import { TABLE_NAMES, type TableName, TODAYS } from '../../src/codes/tables.ts';
import { SHIPPED } from './folders.ts';

const codes = openCodes({ shipped: SHIPPED });
const { mapping } = codes;
const row = (code: string, extra: Record<string, string>): CodeRow => ({ code, name: code, initials: code, extra });

describe('a code of e-CIQ is written today', () => {
  // biome-ignore format: table
  test.each<[table: TableName, code: string, preferred: string | undefined, how: 'one' | 'several' | 'none']>([
    ['countries',       '840',    'USA',    'one'],
    ['countries',       '999',    'ZZZ',    'several'],
    ['currencies',      '840',    'USD',    'one'],
    ['currencies',      '040',    undefined, 'none'],
    ['trade-modes',     '11',     '0110',   'several'],
    ['trade-modes',     '13',     undefined, 'several'],
    ['trade-modes',     '30',     '2700',   'one'],
    ['transport-modes', '1',      '2',      'one'],
    ['transport-modes', '9',      '9',      'several'],
    ['world-ports',     '004001', 'AFG001', 'one'],
    ['world-ports',     '548008', undefined, 'none'],
    ['domestic-ports',  '310001', '310001', 'one'],
    ['container-specs', '211',    '21',     'one'],
    ['container-specs', '112',    undefined, 'none'],
    ['units',           '035',    '035',    'one'],
    ['package-types',   '4M',     '22',     'one'],
    ['package-types',   '4G',     '22',     'one'],
    ['countries',       'XYZ',    undefined, 'none'],
  ])('%s %s: %s (%s)', (table, code, preferred, how) => {
    const { codes: all, preferred: chosen } = mapping.toToday(table, code);
    expect({ chosen, how: ['none', 'one'][all.length] ?? 'several' }).toEqual({ chosen: preferred, how });
  });
});

describe('a code of today is read as', () => {
  // biome-ignore format: table
  test.each<[table: TableName, today: string, preferred: string | undefined, how: 'one' | 'several' | 'none']>([
    ['countries',       'USA',    '840',    'one'],
    ['countries',       'SOC',    '999',    'one'],
    ['countries',       'HRA',    undefined, 'none'],
    ['currencies',      'CNY',    '156',    'one'],
    ['trade-modes',     '0110',   '11',     'one'],
    ['trade-modes',     '5014',   '12',     'one'],
    ['transport-modes', 'Y',      '9',      'one'],
    ['transport-modes', 'P',      undefined, 'none'],
    ['world-ports',     'DZA018', '012019', 'one'],
    ['world-ports',     'NZL008', '554008', 'one'],
    ['container-specs', '32',     '999',    'one'],
    ['container-specs', 'N',      undefined, 'none'],
    ['package-types',   '22',     '4M',     'several'],
    ['package-types',   '92',     '9F91',   'one'],
    ['units',           '170',    '170',    'one'],
    ['purposes',        '11',     '11',     'one'],
  ])('%s %s: %s (%s)', (table, today, preferred, how) => {
    const { codes: all, preferred: chosen } = mapping.fromToday(table, today);
    expect({ chosen, how: ['none', 'one'][all.length] ?? 'several' }).toEqual({ chosen: preferred, how });
  });
});

test('what is proposed is told from what is official', () => {
  expect([mapping.toToday('package-types', '4M').proposed, mapping.toToday('package-types', '4G').proposed]).toEqual([
    false,
    true,
  ]);
});

test('of several that are all proposed none is preferred', () => {
  const made = makeMapping(table => (table === 'customs-packages' ? [row('22', { proposed: '4G 4H' })] : []));
  expect(made.fromToday('package-types', '22')).toEqual({
    codes: ['4G', '4H'],
    preferred: undefined,
    proposed: false,
  });
});

test('the shipped pairs lead to codes that exist, and back', () => {
  const astray: string[] = [];
  for (const table of TABLE_NAMES) {
    const todays = TODAYS[table];
    if (todays === undefined) continue;
    for (const { code } of codes.table(table).rows) {
      for (const today of mapping.toToday(table, code).codes) {
        const known = 'column' in todays || codes.table(todays.table).get(today) !== undefined;
        if (!known || !mapping.fromToday(table, today).codes.includes(code)) astray.push(`${table} ${code} ${today}`);
      }
    }
    if ('column' in todays) continue;
    for (const { code, extra } of codes.table(todays.table).rows) {
      const pairs = `${extra.eciq} ${extra.proposed}`.split(' ').filter(each => each !== '');
      const preferred = (extra.preferred ?? '').split(' ').filter(each => each !== '');
      for (const eciq of pairs) if (!codes.table(table).get(eciq)) astray.push(`${todays.table} ${code} ${eciq}`);
      for (const eciq of preferred) if (!pairs.includes(eciq)) astray.push(`${todays.table} ${code} prefers ${eciq}`);
    }
  }
  expect(astray).toEqual([]);
});

test('no port of today is read in two ways', () => {
  const ports = codes.table('world-ports').rows.flatMap(({ extra }) => extra.code2018 || []);
  expect(ports.filter(today => mapping.fromToday('world-ports', today).codes.length !== 1)).toEqual([]);
});

describe('a row is found by what is written for it today, exactly that first', () => {
  // biome-ignore format: table
  test.each<[table: TableName, words: string, code: string]>([
    ['countries',       'USA',    '840'],
    ['countries',       'usa',    '840'],
    ['countries',       '502',    '840'],
    ['currencies',      'USD',    '840'],
    ['currencies',      '502',    '840'],
    ['trade-modes',     '0110',   '11'],
    ['transport-modes', 'L',      '5'],
    ['package-types',   '22',     '4M'],
    ['package-types',   '92',     '9F91'],
    ['container-specs', '21',     '211'],
    ['world-ports',     'AFG001', '004001'],
    // Its own code goes first.
    ['transport-modes', '2',      '2'],
    ['countries',       '004',    '004'],
  ])('%s %s: %s', (table, words, code) => {
    expect(codes.table(table).search(words)[0]?.code).toBe(code);
  });

  test('initials stay what people type', () => {
    // BEL is Belgium, and no initials; the initials mg are 美国 and 蒙古.
    expect(
      codes
        .table('countries')
        .search('mg', { limit: 2 })
        .map(found => found.name),
    ).toEqual(expect.arrayContaining(['美国']));
  });
});
