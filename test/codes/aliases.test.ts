import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCodes } from '../../src/codes/open-codes.ts';
import { isTableName, type TableName } from '../../src/codes/tables.ts';
import { cleanLine } from '../../src/text.ts';
import { SHIPPED } from './folders.ts';

const codes = openCodes({ shipped: SHIPPED });
const named = (table: TableName, word: string) => codes.table(table).named(word)?.code;

// biome-ignore format: table
const CASES: readonly (readonly [TableName, string, string | undefined])[] = [
  ['countries',       'USA',            '840'],
  ['countries',       'U.S.A.',         '840'],
  ['countries',       'us',             '840'],
  ['countries',       'United States',  '840'],
  ['countries',       'CHINA',          '156'],
  ['countries',       'CHN',            '156'],
  ['countries',       '香港',           '344'],
  ['countries',       '台湾',           '158'],
  ['countries',       'ＫＯＲＥＡ',     '410'],
  ['countries',       '中国',           '156'],
  ['countries',       'XX',             undefined],
  ['units',           'PCS',            '011'],
  ['units',           'KGS',            '035'],
  ['units',           'CTNS',           '120'],
  ['currencies',      'US$',            '840'],
  ['currencies',      '￥',             undefined],
  ['currencies',      'RMB',            '156'],
  ['package-types',   'CARTONS',        '4M'],
  ['package-types',   '木托',           undefined],
  ['container-specs', '40HQ',           '111'],
  ['container-specs', '22G1',           '211'],
];

test('initials that people type are no words, but files mean them', () => {
  expect(named('countries', 'mg')).toBeUndefined();
  expect(codes.table('countries').spoken('MG')?.code).toBe('450');
});

test.each(CASES)('in %s %s is %s', (table, word, code) => {
  expect(named(table, word)).toBe(code);
});

describe('the shipped words', () => {
  const lines = readFileSync(join(SHIPPED, 'aliases.tsv'), 'utf8').trimEnd().split('\n');

  test('each stand for a code that exists, with a source, and never for two', () => {
    expect(lines[0]).toBe('table\tword\tcode\tsource');
    const seen = new Set<string>();
    for (const line of lines.slice(1)) {
      const [table = '', word = '', code = '', source = ''] = line.split('\t');
      const row = isTableName(table) ? codes.table(table).get(code) : undefined;
      const key = `${table} ${word.normalize('NFKC').toLowerCase()}`;
      expect([line, row?.code, cleanLine(word), source !== '', seen.has(key)]).toEqual([line, code, word, true, false]);
      seen.add(key);
    }
  });

  test('are no code and no name of another row', () => {
    for (const { table, word, code } of codes.shippedWords()) {
      const { rows } = codes.table(table);
      const others = rows.filter(row => row.code !== code && (row.code === word || row.name === word));
      expect([word, others.map(row => row.code)]).toEqual([word, []]);
    }
  });

  test('are found by the search, first where they are the whole of what was typed', () => {
    const found = (table: TableName, words: string) =>
      codes
        .table(table)
        .search(words, { limit: 3 })
        .map(row => row.code);
    expect(found('countries', 'uk')[0]).toBe('826');
    expect(found('units', 'kgs')[0]).toBe('035');
    expect(found('container-specs', '40hq')[0]).toBe('111');
    expect(found('countries', 'hong')).toContain('344');
  });
});

test("an office's own words count beside those that are shipped, and before them", () => {
  const own = openCodes({ shipped: SHIPPED });
  own.takeWords([
    { table: 'units', word: '纸箱装', code: '120' },
    { table: 'units', word: 'PCS', code: '007' },
  ]);
  expect(own.table('units').named('纸箱装')?.code).toBe('120');
  expect(own.table('units').named('pcs')?.code).toBe('007');
  expect(own.table('units').named('KGS')?.code).toBe('035');
  own.takeWords([]);
  expect(own.table('units').named('pcs')?.code).toBe('011');
});
