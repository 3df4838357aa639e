import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { initialsOf } from '../../src/codes/initials.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import type { CodeRow } from '../../src/codes/row.ts';
import { formatTable } from '../../src/codes/table-file.ts';
import { COLUMNS, TABLE_NAMES, TABLES, type TableName } from '../../src/codes/tables.ts';
import { cleanLine } from '../../src/text.ts';
import { SHIPPED } from './folders.ts';

const codes = openCodes({ shipped: SHIPPED });
const shipped = TABLE_NAMES.filter(name => !TABLES[name].loadOnly);
const sources = readFileSync(join(SHIPPED, 'SOURCES.tsv'), 'utf8').trimEnd().split('\n').slice(1);

/** What is wrong with the rows of a table, in words; empty when nothing is. */
function lint(table: TableName, rows: readonly CodeRow[]): string[] {
  const faults: string[] = [];
  rows.forEach(({ code, name, initials, extra }, at) => {
    if (!TABLES[table].codeForm.test(code)) faults.push(`${code}: form`);
    if (code <= (rows[at - 1]?.code ?? '')) faults.push(`${code}: order or doubled`);
    if (name === '' || name !== cleanLine(name)) faults.push(`${code}: name`);
    if (initials === '' || initials !== initialsOf(name)) faults.push(`${code}: initials ${initials}`);
    for (const column of TABLES[table].columns) {
      const value = extra[column] ?? '';
      const { form, needed } = COLUMNS[column];
      if (value === '' ? needed : form?.test(value) === false) faults.push(`${code}: ${column} ${value}`);
    }
  });
  return faults;
}

describe.each(shipped)('%s', name => {
  const table = codes.table(name);

  test('is clean, in order, of the right form, with the initials of each name', () => {
    expect(lint(name, table.rows)).toEqual([]);
  });

  test('is counted in SOURCES.tsv with its source and whether it is a starter set', () => {
    const [line, ...more] = sources.filter(source => source.startsWith(`${name}\t`));
    const [, rows, source, starter] = line?.split('\t') ?? [];
    expect(more).toEqual([]);
    expect({ rows, starter }).toEqual({ rows: String(table.rows.length), starter: table.complete ? 'no' : 'yes' });
    expect(source).not.toBe('');
  });

  test('is written as our writer writes it', () => {
    expect(readFileSync(join(SHIPPED, `${name}.tsv`), 'utf8')).toBe(formatTable(name, table.rows));
  });
});

test('the lint sees each kind of fault', () => {
  const row = { code: '11', name: '一般贸易', initials: 'ybmy', extra: {} };
  const cases: [CodeRow[], string][] = [
    [[{ ...row, code: '1x' }], '1x: form'],
    [[row, row], '11: order or doubled'],
    [[{ ...row, name: ' 一般贸易' }], '11: name'],
    [[{ ...row, initials: 'ybm' }], '11: initials ybm'],
  ];
  for (const [rows, fault] of cases) expect(lint('trade-modes', rows)).toContain(fault);
  expect(lint('declaration-categories', [{ ...row, extra: { direction: 'up' } }])).toEqual(['11: direction up']);
  expect(lint('declaration-categories', [row])).toEqual(['11: direction ']);
});

test('the folder holds the registered tables and their sources, nothing else', () => {
  expect(readdirSync(SHIPPED).sort()).toEqual(
    ['SOURCES.tsv', 'aliases.tsv', ...shipped.map(name => `${name}.tsv`)].sort(),
  );
});

test('the tables refer to rows that exist', () => {
  const chapters = codes.table('hs-chapters');
  const hs = codes.table('hs');
  const units = codes.table('units');
  const categories = codes.table('inspection-categories');
  expect(hs.rows.filter(({ code }) => !chapters.get(code.slice(0, 2)))).toEqual([]);
  expect(hs.rows.filter(({ extra }) => ![extra.unit1, extra.unit2].every(unit => !unit || units.get(unit)))).toEqual(
    [],
  );
  expect(
    hs.rows.filter(({ extra }) => !(extra.inspection ?? '').split('/').every(one => one === '' || categories.get(one))),
  ).toEqual([]);
  expect(codes.table('ciq').rows.filter(({ code }) => !hs.get(code.slice(0, 10)))).toEqual([]);
});

test('units of weight are weights', () => {
  const weights = codes.table('units').rows.filter(row => row.extra.group === 'weight');
  expect(weights.map(row => row.name)).toEqual(
    '千克 克 公担 吨 长吨 短吨 司马担 司马斤 斤 磅 担 英担 短担 两 市担 盎司 克拉'.split(' '),
  );
});

// biome-ignore format: table
test.each([
  ['countries',             '999',    '国(地)别不详'],
  ['world-ports',           '012018', '科洛（阿尔及利亚）'],
  ['world-ports',           '012019', '塞港（阿尔及利亚）'],
  ['units',                 '170',    '人份'],
  ['goods-attributes',      '14',     '预包装'],
  ['goods-attributes-2017', '14',     '转基因产品'],
  ['goods-attributes-2017', '18',     '旧品'],
  ['goods-attributes-2017', '19',     undefined],
] as const)('%s %s is %s', (table, code, name) => {
  expect(codes.table(table).get(code)?.name).toBe(name);
});

test('special clearance has four flags in and three out', () => {
  const { rows } = codes.table('special-clearance');
  expect(rows.map(({ code, extra }) => `${code} ${extra.direction} ${extra.position} ${extra.fixed}`)).toEqual([
    'in1 in 1 ',
    'in2 in 2 0',
    'in3 in 3 ',
    'in4 in 4 ',
    'out1 out 1 ',
    'out2 out 2 ',
    'out3 out 3 ',
  ]);
});
