import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldOf } from '../../src/catalogue/catalogue.ts';
import { importRows } from '../../src/codes/import-rows.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import { TABLE_NAMES, TABLES } from '../../src/codes/tables.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { SHIPPED } from './folders.ts';

const codes = openCodes({ shipped: SHIPPED });
const now = () => Date.UTC(2026, 10, 23, 4, 5, 6);

describe('a table', () => {
  test('finds a code exactly, and nothing else', () => {
    const table = codes.table('package-types');
    expect(table.get('4A')?.name).toBe('钢箱');
    for (const code of ['4a', '4', '', '4A ', '９', '~']) expect(table.get(code)).toBeUndefined();
    for (const row of table.rows) expect(table.get(row.code)).toBe(row);
  });

  test('finds a name when it is clear which row is meant', () => {
    const trade = codes.table('trade-modes');
    expect(trade.named('一般贸易')?.code).toBe('11');
    expect(trade.named('其他贸易性货物')).toBeUndefined();
    expect(trade.named('其他贸易性货物', row => row.code < '20')?.code).toBe('19');
    expect(trade.named('贸易')).toBeUndefined();
    expect(codes.table('countries').named('刚果(金)')?.code).toBe('180');
    expect(codes.table('attached-documents').named('合同')).toBeUndefined();
    expect(codes.table('attached-documents').named('合同', row => row.extra.direction === 'out')?.code).toBe('102001');
  });

  test('gives the rows under a prefix', () => {
    const table = codes.table('ciq');
    fc.assert(
      fc.property(fc.constantFrom(...table.rows), fc.integer({ min: 1, max: 13 }), ({ code }, length) => {
        const prefix = code.slice(0, length);
        expect(table.under(prefix)).toEqual(table.rows.filter(row => row.code.startsWith(prefix)));
      }),
      { numRuns: 30 },
    );
    expect(table.under('9999')).toEqual([]);
    expect(codes.table('units').under('').length).toBe(195);
  });

  test('says whether an unknown code is an error', () => {
    const states = TABLE_NAMES.map(name => codes.table(name)).filter(table => !table.complete);
    expect(states.map(({ name, loaded }) => `${name} ${loaded}`)).toEqual([
      'enterprise-qualifications true',
      'hs true',
      'ciq true',
      'customs-districts false',
      'customs-offices false',
      'dangerous-goods false',
      'origin-regions false',
      'declaration-elements false',
    ]);
  });

  test('that is not loaded is empty and still knows the form of its codes', () => {
    const offices = codes.table('customs-offices');
    expect({ rows: offices.rows, found: offices.search('北京'), one: offices.get('0100') }).toEqual({
      rows: [],
      found: [],
    });
    expect(['0100', 'A100', '100', '01000'].map(code => offices.codeForm.test(code))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('the tables', () => {
  test('are known by name', () => {
    expect(codes.names()).toHaveLength(52);
    expect(['hs', 'HS', 'toString', '../hs', ''].map(codes.has)).toEqual([true, false, false, false, false]);
  });

  test('are listed with rows, source and state', () => {
    const list = codes.list();
    expect(list.map(info => info.name)).toEqual(codes.names());
    expect(list.find(info => info.name === 'units')).toEqual({
      name: 'units',
      title: '计量单位',
      origin: 'shipped',
      complete: true,
      rows: 195,
      source: '质检总局 e-CIQ 报检代码表（2015-2018）',
      note: expect.stringContaining('百万贝可'),
      date: '',
      previous: false,
    });
    expect(list.find(info => info.name === 'dangerous-goods')).toMatchObject({
      origin: 'none',
      rows: 0,
      complete: false,
    });
  });

  test('codes that only head a group are not in a table, imported or not', () => {
    const folder = temporaryFolder();
    const mine = openCodes({ shipped: SHIPPED, imported: folder });
    const rows = [
      ['code', 'name'],
      ['100', '通关司类'],
      ['101', '检疫处理单位审批'],
    ];
    const table = 'enterprise-qualifications';
    expect(mine.table(table).get('100')).toBeUndefined();
    importRows({ shipped: SHIPPED, folder, table, rows, source: '海关 2017', replace: true, now });
    mine.reload();
    expect(mine.table(table).rows.map(({ code }) => code)).toEqual(['101']);
    expect(mine.table(table).search('通关')).toEqual([]);
    expect(fieldOf('enterpriseQualifications.type').extras.groupCodes).toEqual(TABLES[table].groupCodes);
  });

  test('imported win over shipped, and a starter set becomes complete', () => {
    const folder = temporaryFolder();
    const mine = openCodes({ shipped: SHIPPED, imported: folder });
    expect(mine.table('ciq').complete).toBe(false);
    const rows = [
      ['code', 'name'],
      ['0101210010999', '马'],
    ];
    importRows({ shipped: SHIPPED, folder, table: 'ciq', rows, source: '海关 2026', replace: true, now });
    expect(mine.table('ciq').rows).toHaveLength(9862);
    mine.reload('ciq');
    expect(mine.table('ciq')).toMatchObject({ complete: true, loaded: true });
    expect(mine.table('ciq').rows).toEqual([{ code: '0101210010999', name: '马', initials: 'm', extra: {} }]);
    expect(mine.list().find(info => info.name === 'ciq')).toMatchObject({
      origin: 'imported',
      rows: 1,
      source: '海关 2026',
      date: '2026-11-23T04:05:06.000Z',
      previous: false,
    });
    mine.reload();
    expect(mine.table('ciq').rows).toHaveLength(1);
  });

  test('give the declaration elements of the longest prefix, in their order', () => {
    const folder = temporaryFolder();
    const rows = [
      ['hsPrefix', 'element', 'mayBeEmpty'],
      ['0101', '品种', '1'],
      ['0101', '品牌类型', '0'],
      ['01012', '用途', '0'],
      ['010121001', '是否野马', '0'],
    ];
    importRows({ shipped: SHIPPED, folder, table: 'declaration-elements', rows, source: 'x', now });
    const mine = openCodes({ shipped: SHIPPED, imported: folder });
    const elements = (hsCode: string) => mine.elementsOf(hsCode).map(row => `${row.name} ${row.extra.mayBeEmpty}`);
    expect(elements('0101210010')).toEqual(['是否野马 0']);
    expect(elements('0101290010')).toEqual(['用途 0']);
    expect(elements('0101300000')).toEqual(['品种 1', '品牌类型 0']);
    expect(elements('0102300000')).toEqual([]);
    expect(elements('')).toEqual([]);
    expect(codes.elementsOf('0101210010')).toEqual([]);
  });
});

describe('a file that is not as we wrote it', () => {
  const head = 'code\tname\tinitials\n';
  // biome-ignore format: table
  const cases: [what: string, text: string, message: string][] = [
    ['empty',            '',                                                  '第 1 行：表头不符'],
    ['another table',    'code\tname\tinitials\tgroup\n',                     '第 1 行：表头不符'],
    ['cut short',        `${head}11\t一般`,                                   '第 2 行：文件不完整'],
    ['a missing cell',   `${head}11\t一般\n`,                                 '第 2 行：列数不符'],
    ['out of order',     `${head}12\t来料\tll\n11\t一般\tyb\n`,               '第 3 行：编码未按顺序排列或重复'],
    ['doubled',          `${head}11\t一般\tyb\n11\t一般\tyb\n`,               '第 3 行：编码未按顺序排列或重复'],
    ['lines are missing', `#{"source":"s","date":"d","rows":2}\n${head}11\t一般\tyb\n`, '第 3 行：应有 2 行数据'],
  ];
  test.each(cases)('%s is refused with its place', (_, text, message) => {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'trade-modes.tsv'), text);
    const table = openCodes({ shipped: SHIPPED, imported: folder }).table('trade-modes');
    expect(() => table.get('11')).toThrow(
      expect.objectContaining({ code: 'codes.broken-table', exit: 'store', message: expect.stringContaining(message) }),
    );
  });

  test('a shipped table that is missing is named', () => {
    const table = openCodes({ shipped: temporaryFolder() }).table('units');
    expect(() => table.rows).toThrow(
      expect.objectContaining({ code: 'codes.unreadable', message: expect.stringContaining('units.tsv') }),
    );
  });
});
