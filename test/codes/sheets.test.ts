import { describe, expect, test } from 'vitest';
import { chooseSheet } from '../../src/codes/choose-sheet.ts';
import { type ImportOrder, importRows } from '../../src/codes/import-rows.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import { temporaryFolder } from '../run/temporary-folder.ts';
import { SHIPPED } from './folders.ts';
import { LAYOUTS } from './sheet-layouts.ts';

const cellsOf = (sheet: string): string[][] => sheet.split('\n').map(line => line.split('|'));

function importing(folder: string, table: string, sheet: string, more: Partial<ImportOrder> = {}) {
  const rows = cellsOf(sheet);
  return importRows({ shipped: SHIPPED, folder, table, rows, source: 'a.tsv', replace: true, now: () => 0, ...more });
}

const wordsOf = (said: string | undefined) =>
  (said ?? '')
    .split(' ')
    .filter(word => word !== '')
    .map(word => ({ column: word.split('=')[0] ?? '', at: word.split('=')[1] ?? '' }));

describe('a sheet as it is published', () => {
  test.each(LAYOUTS.map(layout => [`${layout.table}: ${layout.what}`, layout] as const))('%s', (_, layout) => {
    const folder = temporaryFolder();
    const { table, into = table, has = [], leftOut = {}, ignored = [], unclear = [], refused } = layout;
    const run = () => importing(folder, table, layout.sheet, { columns: wordsOf(layout.said) });
    if (refused) {
      const [code, message] = refused;
      expect(run).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
      return;
    }
    const result = run();
    expect({
      into: result.table,
      leftOut: Object.fromEntries(result.leftOut.map(({ why, rows }) => [why, rows])),
      ignored: result.ignored,
      unclear: result.unclear,
    }).toEqual({ into, leftOut, ignored, unclear });
    const codes = openCodes({ shipped: SHIPPED, imported: folder });
    for (const line of has) {
      const [, code = '', column, value = ''] = /^(\S+) (?:(\w+)=)?(.*)$/u.exec(line) ?? [];
      const row = codes.table(into).get(code);
      expect(column === undefined ? row?.name : row?.extra[column], line).toBe(value);
    }
    // What documents hold stays as it was where the codes are those of today.
    if (into !== table) expect(codes.list().find(({ name }) => name === table)?.origin).toBe('shipped');
  });
});

describe('what is left out', () => {
  test('is told with the first examples and their places', () => {
    const { leftOut } = importing(temporaryFolder(), 'purposes', '代码|名称\n11|甲\n11|乙\n11|丙\n11|丁\n11|戊\n|组名');
    expect(leftOut).toEqual([
      { why: '代码已有别的名称，取前一个', rows: 4, examples: ['第 3 行 11 乙', '第 4 行 11 丙', '第 5 行 11 丁'] },
      { why: '分组标题或说明', rows: 1, examples: ['第 7 行 组名'] },
    ]);
  });

  test('are rows that cannot be read, when that is asked for', () => {
    const sheet = '代码|名称\n11|甲\n1x|乙\n12|';
    expect(() => importing(temporaryFolder(), 'purposes', sheet)).toThrow(
      expect.objectContaining({
        code: 'codes.bad-rows',
        next: expect.arrayContaining([expect.stringContaining('--skip-faults')]),
      }),
    );
    expect(importing(temporaryFolder(), 'purposes', sheet, { skipFaults: true })).toMatchObject({
      rows: 1,
      leftOut: [{ why: '读不懂', rows: 2 }],
    });
  });
});

test('a piece of a table can be merged: nothing is taken away', () => {
  const folder = temporaryFolder();
  const more = { merge: true, replace: false };
  expect(importing(folder, 'purposes', '代码|名称\n11|种用\n98|新用途', more)).toMatchObject({
    rows: 25,
    added: 1,
    changed: 1,
    removed: 0,
  });
  expect(() => importing(folder, 'purposes', '代码|名称\n11|种用', { replace: false })).toThrow(
    expect.objectContaining({ next: expect.arrayContaining([expect.stringContaining('--merge')]) }),
  );
});

test('the refusal of a short file says what of it was left out', () => {
  const sheet = '代码|名称|状态\n11|种用或繁殖|\n12|食用|停用';
  expect(() => importing(temporaryFolder(), 'purposes', sheet, { replace: false })).toThrow(
    expect.objectContaining({
      code: 'codes.many-removed',
      next: expect.arrayContaining([expect.stringContaining('已停用 1 行，如 第 3 行 12 食用')]),
    }),
  );
});

test('of a table that has today’s codes elsewhere, the refusal of a short file names that', () => {
  expect(() =>
    importing(temporaryFolder(), 'units', '代码|名称\n001|台\n002|座\n035|千克', { replace: false }),
  ).toThrow(expect.objectContaining({ next: expect.arrayContaining([expect.stringContaining('customs-units')]) }));
});

describe('of a workbook the sheet', () => {
  const sheet = (name: string, text: string) => ({ name, rows: cellsOf(text) });
  const ports = sheet('口岸', '代码|名称\n110001|北京\n120001|天津');
  const countries = sheet('国别', `代码|中文名\n${['156|中国', '840|美国', '392|日本'].join('\n')}`);
  const empty = { name: '空', rows: [] };
  const choose = (table: string, sheets: Parameters<typeof chooseSheet>[1], asked?: string) =>
    chooseSheet({ shipped: SHIPPED, folder: temporaryFolder(), table }, sheets, asked).name;
  const all = openCodes({ shipped: SHIPPED }).table('currencies').rows;
  const currencies = { name: 'CURR', rows: [['CODE', 'NAME_C'], ...all.map(({ code, name }) => [code, name])] };

  test('is the only one that has anything', () => expect(choose('countries', [empty, countries])).toBe('国别'));
  test('is the one that is called as the table', () => {
    const named = { ...countries, name: '3 货物用途' };
    expect(choose('purposes', [ports, named])).toBe('3 货物用途');
  });
  test('is the one that knows the rows in force', () => {
    expect(choose('currencies', [ports, countries, currencies])).toBe('CURR');
  });
  test('is the one that was named or numbered', () => {
    expect([choose('countries', [ports, countries], '国别'), choose('countries', [ports, countries], '2')]).toEqual([
      '国别',
      '国别',
    ]);
  });
  test.each([
    ['nobody can tell', undefined, '说不清是哪一张工作表'],
    ['there is none of the name', '没有', '没有名为“没有”的工作表'],
  ])('is asked for when %s', (_, asked, message) => {
    expect(() => choose('purposes', [ports, countries], asked)).toThrow(
      expect.objectContaining({
        code: 'codes.sheet',
        message: expect.stringContaining(message),
        next: [expect.stringContaining('口岸、国别')],
      }),
    );
  });
});
