import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDelimited } from '../../src/codes/delimited.ts';
import { importRows } from '../../src/codes/import-rows.ts';
import { LIMITS } from '../../src/codes/limits.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import { TABLE_NAMES, TABLES, type TableName } from '../../src/codes/tables.ts';
import { cleanLine } from '../../src/text.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { FIXTURES, SHIPPED } from './folders.ts';

const now = () => Date.UTC(2026, 10, 23, 4, 5, 6);

// Most cases are short files, which go into force only when that is meant.
function importing(folder: string, table: string, rows: string[][], source = 'test.tsv', replace = true) {
  return importRows({ shipped: SHIPPED, folder, table, rows, source, replace, now });
}

function inForce(folder: string, table: TableName) {
  return openCodes({ shipped: SHIPPED, imported: folder }).table(table);
}

function rowsOf(table: TableName): string[][] {
  const columns = TABLES[table].columns;
  const { rows } = openCodes({ shipped: SHIPPED }).table(table);
  return [
    ['code', 'name', ...columns],
    ...rows.map(row => [row.code, row.name, ...columns.map(column => row.extra[column] ?? '')]),
  ];
}

describe('an import', () => {
  test('says what was added, changed and removed, and from what', () => {
    const folder = temporaryFolder();
    const rows = rowsOf('trade-modes').filter(([code]) => code !== '43');
    rows[1] = ['11', '一般贸易（新）'];
    rows.push(['44', '新方式'], ['45', '又一方式']);
    expect(importing(folder, 'trade-modes', rows, '公告\u001b[31m 2026.csv')).toEqual({
      table: 'trade-modes',
      rows: 30,
      added: 2,
      changed: 1,
      removed: 1,
      previous: { origin: 'shipped', rows: 29, source: '' },
      kept: [],
      ignored: [],
      unclear: [],
      leftOut: [],
    });
    expect(importing(folder, 'trade-modes', rows.slice(0, 3))).toMatchObject({
      rows: 2,
      added: 0,
      changed: 0,
      removed: 28,
      previous: { origin: 'imported', rows: 30, source: '公告 2026.csv' },
    });
    expect(
      inForce(folder, 'trade-modes')
        .search('ybmyx')
        .map(row => row.code),
    ).toEqual(['11']);
    expect(readdirSync(folder).sort()).toEqual(['trade-modes.previous.tsv', 'trade-modes.tsv']);
  });

  test('sorts, cleans and reads the initials anew', () => {
    const folder = temporaryFolder();
    const rows = [[' 代 码 ', '名称'], ['１２', ' 进\u200b口\u001b[31m\t货物 '], [], ['', ''], ['11', '乐器']];
    expect(importing(folder, 'trade-modes', rows)).toMatchObject({ rows: 2, changed: 2, removed: 27 });
    expect(inForce(folder, 'trade-modes').rows).toEqual([
      { code: '11', name: '乐器', initials: 'yq', extra: {} },
      { code: '12', name: '进口 货物', initials: 'jkhw', extra: {} },
    ]);
  });

  test('of a shipped table as it is changes nothing', () => {
    for (const table of TABLE_NAMES.filter(name => !TABLES[name].loadOnly && name !== 'ciq')) {
      const folder = temporaryFolder();
      expect(importing(folder, table, rowsOf(table))).toMatchObject({
        added: 0,
        changed: 0,
        removed: 0,
        kept: [],
        ignored: [],
      });
      const shipped = readFileSync(join(SHIPPED, `${table}.tsv`), 'utf8');
      const [meta, ...lines] = readFileSync(join(folder, `${table}.tsv`), 'utf8').split('\n');
      expect(meta).toBe(`#{"source":"test.tsv","date":"2026-11-23T04:05:06.000Z","rows":${lines.length - 2}}`);
      expect(lines.join('\n')).toBe(shipped);
    }
  });

  test('keeps the values of columns that the file does not have', () => {
    const folder = temporaryFolder();
    const rows = [
      ['商品编码', '商品名称'],
      ['0101210010', '改良种用濒危野马'],
      ['9999999999', '新货'],
    ];
    expect(importing(folder, 'hs', rows)).toMatchObject({
      added: 1,
      changed: 0,
      removed: 3256,
      kept: ['inspection', 'conditions', 'unit1', 'unit2'],
    });
    const kept = { inspection: 'P/Q', conditions: 'ABEF', unit1: '035', unit2: '009' };
    expect(inForce(folder, 'hs').get('0101210010')?.extra).toEqual(kept);
    expect(inForce(folder, 'hs').get('9999999999')?.extra).toEqual({
      inspection: '',
      conditions: '',
      unit1: '',
      unit2: '',
    });
    importing(folder, 'hs', [
      ['code', 'name', 'unit2'],
      ['0101210010', '马', ''],
    ]);
    expect(inForce(folder, 'hs').get('0101210010')?.extra).toEqual({ ...kept, unit2: '' });
  });

  test('reads the headings, unit names and categories of a notice', () => {
    const folder = temporaryFolder();
    const rows = readDelimited(readFileSync(join(FIXTURES, 'hs-notice.csv')), 'hs-notice.csv');
    expect(importing(folder, 'hs', rows)).toMatchObject({ rows: 2, kept: [], ignored: [] });
    expect(inForce(folder, 'hs').rows.map(row => row.extra)).toEqual([
      { inspection: 'P/Q', conditions: 'ABEF', unit1: '035', unit2: '009' },
      { inspection: 'P/R/Q/S', conditions: 'AB', unit1: '009', unit2: '035' },
    ]);
  });

  test('reads GB18030 and says which columns it does not know', () => {
    const folder = temporaryFolder();
    const rows = readDelimited(readFileSync(join(FIXTURES, 'currencies-gb18030.csv')), 'a.csv');
    expect(importing(folder, 'currencies', rows)).toMatchObject({ rows: 3, added: 1, removed: 29, ignored: ['备注'] });
    expect(inForce(folder, 'currencies').get('978')).toEqual({
      code: '978',
      name: '欧元, 新',
      initials: 'oyx',
      extra: {},
    });
  });

  test('takes several names of one UN number, and directions in Chinese', () => {
    const folder = temporaryFolder();
    const dangerous = [
      ['UN编号', '中文名称', '英文名称', '类别'],
      ['1938', '溴乙酸溶液', 'BROMOACETIC ACID', '8'],
      ['1938', '溴乙酸固体', '', '8'],
    ];
    expect(importing(folder, 'dangerous-goods', dangerous)).toMatchObject({
      rows: 2,
      added: 2,
      previous: { origin: 'none' },
    });
    expect(importing(folder, 'dangerous-goods', dangerous)).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(
      inForce(folder, 'dangerous-goods')
        .under('1938')
        .map(row => row.name),
    ).toEqual(['溴乙酸溶液', '溴乙酸固体']);
    expect(inForce(folder, 'dangerous-goods').search('bromoacetic')).toHaveLength(1);
    importing(folder, 'declaration-categories', [
      ['代码', '名称', '进出口'],
      ['13', '甲', '入境'],
      ['24', '乙', 'out'],
    ]);
    expect(inForce(folder, 'declaration-categories').rows.map(row => row.extra.direction)).toEqual(['in', 'out']);
  });

  test('mends a broken table', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'units.tsv'), 'broken');
    expect(importing(folder, 'units', rowsOf('units'))).toMatchObject({ rows: 195, added: 195, removed: 0 });
    expect(inForce(folder, 'units').get('035')?.name).toBe('千克');
  });
});

describe('a file in which much of the table is missing', () => {
  /** The rows of a table of so many, but for the last ones, and one that is new. */
  const without = (count: number, missing: number): string[][] => [
    ['代码', '名称'],
    ...Array.from({ length: count - missing }, (_, at) => [`${at + 10}`, `方式${at}`]),
    ['99', '新方式'],
  ];
  const full = (count: number): string[][] => without(count, 0).slice(0, -1);

  // biome-ignore format: table
  const cases: [rows: number, missing: number, refused: boolean][] = [
    [ 4,  4, false],
    [ 5,  5, true],
    [20,  4, false],
    [49,  5, true],
    [50,  5, false],
    [50,  6, true],
    [80, 80, true],
  ];
  test.each(cases)('of %d rows %d: refused %s', (rows, missing, refused) => {
    const folder = temporaryFolder();
    importing(folder, 'trade-modes', full(rows));
    const file = join(folder, 'trade-modes.tsv');
    const before = readFileSync(file, 'utf8');
    const again = (replace: boolean) => importing(folder, 'trade-modes', without(rows, missing), 'part.tsv', replace);
    if (refused) {
      expect(() => again(false)).toThrow(
        expect.objectContaining({
          code: 'codes.many-removed',
          exit: 'faults',
          message: expect.stringMatching(new RegExp(`${rows} 行.*${missing} 行`, 'u')),
          next: expect.arrayContaining([expect.stringContaining('--replace')]),
        }),
      );
      expect(readFileSync(file, 'utf8')).toBe(before);
      expect(readdirSync(folder)).toEqual(['trade-modes.tsv']);
    }
    expect(again(refused)).toMatchObject({ rows: rows - missing + 1, added: 1, removed: missing });
  });

  test('is asked about a shipped table, too', () => {
    const folder = join(temporaryFolder(), 'codes');
    expect(() =>
      importing(
        folder,
        'currencies',
        [
          ['代码', '名称'],
          ['840', '美元'],
        ],
        'a.tsv',
        false,
      ),
    ).toThrow(expect.objectContaining({ code: 'codes.many-removed' }));
    expect(existsSync(folder)).toBe(false);
  });
});

describe('headings', () => {
  // biome-ignore format: table
  const cases: [table: TableName, headings: string[], row: string[], name: string, extra: Record<string, string>][] = [
    ['hs',                   ['code', 'name'],                              ['0101210010', '马'],            '马', {}],
    ['hs',                   ['HS 编码', '货物名称'],                       ['0101210010', '马'],            '马', {}],
    ['ciq',                  ['CIQ代码', 'CIQ名称'],                        ['0101210010999', '马'],         '马', {}],
    ['ciq',                  ['序号', '检验检疫编码', '检验检疫名称'],      ['1', '0101210010999', '马'],    '马', {}],
    ['customs-offices',      ['关区代码', '关区名称'],                      ['0100', '北京关区'],            '北京关区', {}],
    ['declaration-elements', ['hsPrefix', 'element', 'mayBeEmpty'],         ['0101', 'GTIN', '0'],           'GTIN', { mayBeEmpty: '0' }],
    ['dangerous-goods',      ['code', 'name', 'nameEn', 'class'],           ['0004', '苦味酸铵', 'X', '1.1D'], '苦味酸铵', { nameEn: 'X', class: '1.1D' }],
    ['countries',            ['国家代码', '中文名称', '英文名称', '三字代码'], ['156', '中国', 'China', 'CHN'], '中国', { nameEn: 'China', iso3: 'CHN' }],
    ['units',                ['Name', 'CODE', 'Group', 'initials'],         ['千克', '035', 'weight', 'x'],  '千克', { group: 'weight' }],
  ];
  test.each(cases)('%s: %j', (table, headings, row, name, extra) => {
    const folder = temporaryFolder();
    importing(folder, table, [headings, row]);
    expect(inForce(folder, table).rows).toEqual([
      expect.objectContaining({ name, extra: expect.objectContaining(extra) }),
    ]);
  });

  // biome-ignore format: table
  const refused: [table: string, headings: string[], message: string][] = [
    ['hs',                 [],                         '没有编码列'],
    ['hs',                 ['0101210010', '马'],       '没有编码列'],
    ['hs',                 ['编码'],                   '没有名称列'],
    ['hs',                 ['编码', '代码', '名称'],   '第 1 列“编码”与第 2 列“代码”都像编码'],
    ['attached-documents', ['编码', '名称'],           '没有“方向”列'],
  ];
  test.each(refused)('%s: %j → %s', (table, headings, message) => {
    expect(() => importing(temporaryFolder(), table, [headings, ['1', '2']])).toThrow(
      expect.objectContaining({
        code: 'codes.headings',
        message: expect.stringContaining(message),
        next: expect.arrayContaining([expect.stringContaining('code（编码）')]),
      }),
    );
  });
});

describe('what is refused leaves everything as it was', () => {
  const head = ['编码', '名称'];
  const good = ['0101210010', '马'];
  // biome-ignore format: table
  const cases: [what: string, table: string, rows: string[][], code: string, message: string][] = [
    ['a table that is not',       '../etc/passwd', [head, good],                                  'codes.no-such-table', '没有名为“../etc/passwd”的代码表'],
    ['a lost leading zero',       'hs',    [head, good, ['101210090', '驴']],                     'codes.bad-rows', '第 3 行“编码”：“101210090”应为 10 位数字'],
    ['a number of a spreadsheet', 'hs',    [head, ['1.0121E9', '驴']],                            'codes.bad-rows', '第 2 行“编码”：“1.0121E9”应为 10 位数字'],
    ['an empty name',             'hs',    [head, ['0101210010', ' \u200b']],                     'codes.bad-rows', '第 2 行“名称”：名称不能为空'],
    ['a missing name',            'hs',    [head, ['0101210010']],                                'codes.bad-rows', '第 2 行“名称”：名称不能为空'],
    ['more cells than headings',  'hs',    [head, [...good, '', 'x']],                            'codes.bad-rows', '第 2 行“第 4 列”：表头之外还有内容'],
    ['an endless cell',           'hs',    [head, ['0101210010', 'x'.repeat(100_000)]],           'codes.bad-rows', '第 2 行“名称”：超过 1000 个字符'],
    ['a cell of controls',        'hs',    [head, ['0101210010', `马${'\u0000'.repeat(5000)}`]],  'codes.bad-rows', '第 2 行“名称”：超过 1000 个字符'],
    ['a unit that is not',        'hs',    [[...head, 'unit1'], [...good, '斛']],                 'codes.bad-rows', '第 2 行“unit1”：“斛”应为 3 位数字的计量单位代码或单位名称'],
    ['a direction that is not',   'attached-documents', [[...head, '方向'], ['101001', '合同', '上']], 'codes.bad-rows', '第 2 行“方向”：“上”应为 in（入境）或 out（出境）'],
    ['no direction',              'attached-documents', [[...head, '方向'], ['101001', '合同', '']],   'codes.bad-rows', '第 2 行“方向”：不能为空'],
    ['many faults',               'hs',    [head, ...Array.from({ length: 9 }, () => ['x', '名'])], 'codes.bad-rows', '共 9 处，先列 5 处'],
    ['headings only',             'hs',    [head, ['', '']],                                      'codes.empty', '表头之下没有数据'],
    ['too many rows',             'hs',    Array.from({ length: LIMITS.rows + 2 }, () => good),   'codes.too-big', '最多 200000 行'],
    ['too many columns',          'hs',    [head, Array.from({ length: 65 }, () => '')],          'codes.too-big', '第 2 行有 65 列，最多 64 列'],
  ];
  test.each(cases)('%s', (_, table, rows, code, message) => {
    const folder = temporaryFolder();
    importing(folder, 'hs', [head, good]);
    const before = readFileSync(join(folder, 'hs.tsv'), 'utf8');
    expect(() => importing(folder, table, rows)).toThrow(
      expect.objectContaining({
        name: 'UserError',
        code,
        message: expect.stringContaining(message),
        next: expect.arrayContaining([expect.any(String)]),
      }),
    );
    expect(readdirSync(folder)).toEqual(['hs.tsv']);
    expect(readFileSync(join(folder, 'hs.tsv'), 'utf8')).toBe(before);
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a folder that cannot be written', () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    expect(() => importing(folder, 'hs', [head, good])).toThrow(
      expect.objectContaining({ code: 'codes.write', exit: 'store' }),
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a folder that is a file', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => importing(file, 'hs', [head, good])).toThrow(
      expect.objectContaining({ code: 'codes.write', exit: 'store' }),
    );
    expect(existsSync(join(file, 'hs.tsv'))).toBe(false);
  });

  test('any cells are taken clean or refused by a user error', () => {
    const folder = temporaryFolder();
    const cell = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('11', '12', '一般贸易', ''));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 6 }), rows => {
        try {
          const { rows: count } = importing(folder, 'trade-modes', [['代码', '名称'], ...rows]);
          const taken = inForce(folder, 'trade-modes').rows;
          return taken.length === count && taken.every(row => row.name !== '' && row.name === cleanLine(row.name));
        } catch (error) {
          return (error as Error).name === 'UserError';
        }
      }),
    );
  });
});

test('districts may have a letter at the end, as bonded centres do, and nowhere else', () => {
  const folder = temporaryFolder();
  const rows = (code: string) => [
    ['code', 'name'],
    ['11013', '北京经济技术开发区'],
    [code, '北京亦庄保税物流中心'],
  ];
  expect(importing(folder, 'customs-districts', rows('1113W'))).toMatchObject({ rows: 2 });
  expect(() => importing(folder, 'customs-districts', rows('W1113'))).toThrow('应为 5 位数字，末位可为大写字母');
});
