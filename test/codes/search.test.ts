import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeCodeTable } from '../../src/codes/code-table.ts';
import { initialsOf } from '../../src/codes/initials.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import { type CodeRow, compareCodes } from '../../src/codes/row.ts';
import type { TableName } from '../../src/codes/tables.ts';
import { SHIPPED } from './folders.ts';

const codes = openCodes({ shipped: SHIPPED });

function tableOf(name: TableName, rows: readonly [code: string, name: string][]) {
  const full = rows.map(([code, text]) => ({ code, name: text, initials: initialsOf(text), extra: {} }));
  return makeCodeTable(name, { complete: true, loaded: true, read: () => full });
}

describe('ranks', () => {
  const table = tableOf('package-types', [
    ['1A', '钢'],
    ['1A1', '钢 桶'],
    ['2B', '1A的'],
    ['2C', '1a'],
    ['2D', '的1A'],
    ['3A', '大豆'],
    ['3B', '大豆油'],
    ['3C', '黄大豆'],
    ['3D', '大刀'],
    ['3E', '灯罩'],
    ['3F', '大（豆）Ａ'],
  ]);
  // biome-ignore format: table
  const cases: [words: string, found: string[], why: string][] = [
    ['1A',      ['1A', '1A1', '2C', '2D', '2B'], 'code, code prefix, name, name that ends so, name prefix'],
    ['1a',      ['1A', '1A1', '2C', '2D', '2B'], 'case does not matter'],
    ['１Ａ',    ['1A', '1A1', '2C', '2D', '2B'], 'nor does width'],
    ['大豆',    ['3A', '3C', '3B'],              'name, name that ends so, name prefix'],
    ['dd',      ['3A', '3D', '3B', '3F', '3C'],  'initials, initials prefix, initials inside; in the order of the table'],
    ['dz',      ['3E'],                          'initials'],
    ['大 油',   ['3B'],                          'all words must match'],
    ['油　大',  ['3B'],                          'in any order, with a wide blank'],
    ['3 dd',    ['3A', '3D', '3B', '3F', '3C'],  'each in its own way'],
    ['大(豆)a', ['3F'],                          'brackets of either width'],
    ['豆油 zz', [],                              'one word that does not match'],
    ['无此',    [],                              'nothing'],
    ['1A\t钢',  ['1A', '1A1'],                   'a tab is a blank'],
  ];
  test.each(cases)('%s → %j (%s)', (words, found) => {
    expect(table.search(words).map(row => row.code)).toEqual(found);
  });

  test('no words: the first rows', () => {
    expect(table.search('  ', { limit: 2 }).map(row => row.code)).toEqual(['1A', '1A1']);
  });

  test('codes that come first do so where they match, behind the exact code', () => {
    const first = ['3D', '3C', '1A', 'none'];
    expect(table.search('dd', { first }).map(row => row.code)).toEqual(['3D', '3C', '3A', '3B', '3F']);
    expect(table.search('3a', { first: ['3C'] }).map(row => row.code)).toEqual(['3A']);
    expect(table.search('3', { first, limit: 3 }).map(row => row.code)).toEqual(['3D', '3C', '3A']);
    expect(table.search('', { first, limit: 4 }).map(row => row.code)).toEqual(['3D', '3C', '1A', '1A1']);
    expect(table.search('dd', { first, where: row => row.code !== '3D', limit: 1 }).map(row => row.code)).toEqual([
      '3C',
    ]);
  });

  test('where is asked before the limit counts', () => {
    const where = (row: CodeRow) => row.code > '3B';
    expect(table.search('dd', { where, limit: 2 }).map(row => row.code)).toEqual(['3D', '3F']);
    expect(table.search('', { where, limit: 1 }).map(row => row.code)).toEqual(['3C']);
    expect(table.search('dd', { limit: 0 })).toEqual([]);
  });

  test('a very long text is looked for without harm', () => {
    expect(table.search('大 '.repeat(100_000), { limit: 1 })).toHaveLength(1);
    expect(table.search('9'.repeat(100_000))).toEqual([]);
  });
});

describe('shipped tables', () => {
  // biome-ignore format: table
  const cases: [table: TableName, words: string, first: string[]][] = [
    ['trade-modes',           'ybmy',      ['11']],
    ['trade-modes',           '一般贸易',  ['11']],
    ['trade-modes',           '贸易',      ['11', '14', '15', '16', '34', '19', '31', '35']],
    ['trade-modes',           '1',         ['11', '12', '13', '14', '15', '16', '17', '18', '19']],
    ['hs',                    '啤酒',      ['2203000000']],
    ['hs',                    'pijiu',     ['2203000000']],
    ['hs',                    'pi jiu',    ['2203000000']],
    ['hs',                    'pij',       ['2203000000']],
    ['hs',                    '牛肉',      ['0201100090', '0210200090']],
    ['hs',                    'putaojiu',  ['2307000000', '2208200010']],
    ['countries',             'meiguo',    ['840', '581']],
    ['countries',             'Mei Guo',   ['840', '581']],
    ['domestic-ports',        'xian',      ['610001']],
    ['world-ports',           'lundun',    ['826375', '710009']],
    ['countries',             'mg',        ['496', '840']],
    ['countries',             'China',     ['156']],
    ['countries',             'usa',       ['840']],
    ['supervision-documents', 'A',         ['A', 'a']],
    ['supervision-documents', 'a',         ['a', 'A']],
    ['hs',                    '0101210010', ['0101210010']],
    ['ciq',                   '0101210010', ['0101210010999']],
    ['domestic-ports',        '天竺 综合', ['110003']],
  ];
  test.each(cases)('%s: %s → %j', (name, words, first) => {
    const found = codes.table(name).search(words, { limit: first.length });
    expect(found.map(row => row.code)).toEqual(first);
  });

  test('directions are kept apart', () => {
    const outbound = (row: CodeRow) => row.extra.direction === 'out';
    expect(
      codes
        .table('attached-documents')
        .search('合同', { where: outbound })
        .map(row => row.code),
    ).toEqual(['102001']);
    expect(codes.table('special-clearance').search('', { where: outbound })).toHaveLength(3);
  });
});

describe('the fast search agrees with a plain one', () => {
  const alphabet = ['a', 'b', '1', '2', '大', '豆', '（', '(', 'Ａ'];
  const text = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 5 });
  const tables = fc
    .uniqueArray(fc.tuple(fc.string({ unit: fc.constantFrom('1', '2', 'A', 'a'), minLength: 1, maxLength: 4 }), text), {
      selector: ([code]) => code,
      maxLength: 40,
    })
    .map(rows => rows.sort(([a], [b]) => compareCodes(a, b)));
  const fold = (word: string) => word.normalize('NFKC').toLowerCase();

  /** Whether the word ends the name, or what stands before a bracket there where it comes first. */
  function endOf(name: string, word: string): { readonly isWord: boolean } | undefined {
    const first = name.indexOf(word);
    const places = [first, name.lastIndexOf(word)].filter(
      at => at >= 0 && (at + word.length === name.length || (at === first && name[at + word.length] === '(')),
    );
    if (places.length === 0) return undefined;
    return { isWord: places.some(at => at === 0 || /[^\p{L}\p{N}]$|的$|其他$/u.test(name.slice(0, at))) };
  }

  // How far the ways of matching stand apart counts where several words are added up; between some of these stand those by pinyin.
  const SCORES = [0, 1, 2, 3, 4, 5, 6, 7, 11, 13, 14];

  function rank(row: CodeRow, word: string): number {
    const folded = fold(word);
    const [code, name] = [fold(row.code), fold(row.name)];
    const tests = [
      row.code === word.normalize('NFKC'),
      code === folded,
      code.startsWith(folded),
      name === folded,
      endOf(name, folded)?.isWord === true,
      endOf(name, folded) !== undefined,
      name.startsWith(folded),
      row.initials === folded,
      row.initials.startsWith(folded),
      name.includes(folded),
      row.initials.includes(folded),
    ];
    return SCORES[tests.indexOf(true)] ?? Number.POSITIVE_INFINITY;
  }

  test('on any table and words', () => {
    fc.assert(
      fc.property(tables, fc.array(text, { minLength: 1, maxLength: 3 }), (rows, words) => {
        const table = tableOf('package-types', rows);
        const plain = table.rows
          .map(row => ({ row, total: words.reduce((sum, word) => sum + rank(row, word), 0) }))
          .filter(({ total }) => Number.isFinite(total))
          .sort((a, b) => a.total - b.total)
          .map(({ row }) => row.code);
        expect(table.search(words.join(' ')).map(row => row.code)).toEqual(plain);
      }),
      {
        examples: [
          [
            [
              ['1', '（a22'],
              ['2', '（a（1'],
            ],
            ['a', '1'],
          ],
        ],
      },
    );
  });
});

test('a table is made ready in parts: its rows, then what a search looks through', () => {
  let reads = 0;
  const table = makeCodeTable('ciq', {
    complete: true,
    loaded: true,
    read() {
      reads += 1;
      return [];
    },
  });
  expect(reads).toBe(0);
  expect(table.ready()).toBe(false);
  expect(reads).toBe(1);
  expect([table.ready(), table.ready(), reads]).toEqual([false, true, 1]);
});
