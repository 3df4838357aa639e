import { expect, test } from 'vitest';
import { readGoods } from '../../src/workbook/read-goods.ts';
import type { Sheet } from '../../src/workbook/sheet.ts';
import { SOURCE } from './source.ts';

const HEAD = ['序号', 'HS编码', '品名', '数量', '总值'];
const LINE = ['1', '0202300090', '牛肉', '2', '20'];

const read = async (line: readonly string[], more: Partial<Sheet> = {}) =>
  await readGoods({ name: '货', rows: [HEAD, LINE, line, LINE], faults: [], ...more }, { ...SOURCE, direction: 'in' });

// biome-ignore format: table
test.each([
  ['合计：',                          ['合计：', '', '', '4', '40'],                   'sum'],
  ['共计(USD)',                       ['', '', '共计(USD)', '', '40'],                 'sum'],
  ['a remark with its word',          ['备注：样品，不作价'],                            'remark'],
  ['a remark in the name',            ['', '', '说明', '见合同'],                       'remark'],
  ['who made it',                     ['', '制表人：张三', '', '审核：李四'],            'remark'],
  ['NOTES',                           ['Notes: samples'],                              'remark'],
  ['a sentence alone',                ['', '', '以上货物均已检验合格。'],                'remark'],
  ['words where codes stand',         ['', '以上三项'],                                 'remark'],
  ['words where lines are numbered',  ['续上页'],                                       'remark'],
] as const)('%s is left out', async (_what, line, why) => {
  const { rows, left } = await read(line);
  expect([rows.length, left.map(each => [each.cell.slice(1), each.why])]).toEqual([2, [['3', why]]]);
});

// biome-ignore format: table
test.each([
  ['a name alone',                    ['', '', '牛肉']],
  ['a name that begins so',           ['3', '0202300090', '注射器', '1']],
  ['a code alone',                    ['', '0202300090']],
  ['a code with a letter too many',   ['', '02023000X0']],
  ['a name that is a total of sorts', ['4', '', '总计数器', '1']],
] as const)('%s is a row', async (_what, line) => {
  const { rows, left } = await read(line);
  expect([rows.length, left]).toEqual([3, []]);
});

test('hidden lines are read aside, with what is wrong in them', async () => {
  const line = ['2', '0202300090', '牛腱', '十', ''];
  const fault = { cell: 'E3', code: 'cell.formula', level: 'error' } as const;
  const { rows, left, faults } = await read(line, { hidden: [2], faults: [fault] });
  expect(rows).toHaveLength(2);
  expect(left).toMatchObject([{ why: 'hidden', cell: 'A3', row: { name: '牛腱' }, text: '2 0202300090 牛腱 十' }]);
  expect(left[0]?.faults.map(({ code, cell, path }) => [code, cell, path])).toEqual([
    ['cell.formula', 'E3', ''],
    ['number.form', 'D3', 'goods[0].quantity'],
  ]);
  // Nobody has asked for that line: it blocks nothing.
  expect(faults.map(({ code }) => code)).toEqual(['sheet.hidden']);
});

test('all lines of a hidden sheet are left out as that', async () => {
  const { rows, left } = await read(LINE, { hidden: [0, 1, 2, 3] });
  expect([rows.length, left.map(({ why }) => why)]).toEqual([0, ['hidden-sheet', 'hidden-sheet', 'hidden-sheet']]);
});
