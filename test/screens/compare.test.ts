import { describe, expect, it } from 'vitest';
import { briefOf, placeOf, wholeOf } from '../../screens/dialogs/compare/texts.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import type { Difference } from '../../src/declaration/compare.ts';
import { bookOf } from '../../src/jobs/office.ts';
import { DATA } from '../journeys/program.ts';

const CODES = openCodes({ shipped: `${DATA}/codes` });
const READER = { direction: 'in', codes: CODES, book: bookOf(CODES) } as const;

const difference = (more: Partial<Difference>): Difference => ({
  of: 'field',
  path: 'contractNo',
  numbers: 'mine',
  by: 'both',
  base: undefined,
  mine: undefined,
  theirs: undefined,
  preset: undefined,
  ...more,
});

// biome-ignore format: table
const PLACES: readonly [of: Difference['of'], path: string, numbers: Difference['numbers'], group: string, label: string][] = [
  ['field', 'contractNo',                     'mine',   '',                              '合同号'],
  ['field', 'goods[1].quantity',              'mine',   '第2项货物',                     '报检数量'],
  ['field', 'goods[1].danger.unNo',           'mine',   '第2项货物',                     '危险货物信息 UN编码'],
  ['field', 'goods[0].licences[1].number',    'mine',   '第1项货物【产品资质】第2行',    '产品资质编号'],
  ['row',   'goods[2]',                       'mine',   '',                              '第3项货物'],
  ['row',   'goods[2]',                       'theirs', '',                              '第3项货物（对方的）'],
  ['row',   'users[0]',                       'theirs', '',                              '【使用人】第1行（对方的）'],
  ['order', 'goods',                          'mine',   '',                              '货物信息的顺序'],
  ['field', 'unknown',                        'mine',   '',                              'unknown'],
];

describe('where a difference stands', () => {
  it.each(PLACES)('%s %s %s', (of, path, numbers, group, label) => {
    expect(placeOf({ of, path, numbers })).toEqual({ group, label });
  });
});

// biome-ignore format: table
const VALUES: readonly [what: string, difference: Partial<Difference>, mine: string, theirs: string][] = [
  ['codes with their names', { path: 'tradeMode', mine: '11', theirs: '不对' },                              '11 一般贸易', '不对'],
  ['nothing',                { path: 'contractNo', mine: undefined, theirs: '' },                            '（空）', '（空）'],
  ['a check box',            { path: 'originalContainer', mine: true, theirs: false },                       '是', '否'],
  ['lists',                  { path: 'containers[0].numbers', mine: ['A', 'B'], theirs: ['A'] },             'A,B', 'A'],
  ['a row that was added',   { of: 'row', path: 'users[0]', by: 'mine', mine: { code: '1', name: '甲' } },   '1 甲', '（没有）'],
  ['a row that was removed', { of: 'row', path: 'users[0]', by: 'theirs', base: { name: '甲' }, mine: { name: '甲' } }, '甲', '（删除）'],
  ['removed and edited',     { of: 'row', path: 'users[0]', base: { name: '甲' }, mine: { name: '乙', phone: '1' } },   '改了名称、联系电话', '（删除）'],
  ['an order',               { of: 'order', path: 'users', mine: [{ name: '甲' }, { name: '乙' }], theirs: [{ name: '乙' }, { name: '甲' }] }, '甲、乙', '乙、甲'],
  ['a hostile text',         { path: 'marks', mine: 'N/M', theirs: 'A\u001b[31m红\u001b]0;X\u0007\u202eB\nC' }, 'N/M', 'A红B C'],
  ['an unknown value',       { path: 'later', mine: 'A', theirs: { B: '\u001b[2J' } },                       '"A"', '{"B":"\\u001b[2J"}'],
];

describe('what the two sides have', () => {
  it.each(VALUES)('%s', (_, more, mine, theirs) => {
    expect([briefOf(difference(more), 'mine', READER), briefOf(difference(more), 'theirs', READER)]).toEqual([
      mine,
      theirs,
    ]);
  });

  it('whole: a row field by field, with what was changed marked; a text line by line', () => {
    const row = difference({
      of: 'row',
      path: 'goods[0]',
      base: { name: '甲', brand: 'A' },
      theirs: { name: '甲', brand: 'B', licences: [{ number: '1\u001b[7m' }] },
    });
    expect(wholeOf(row, 'theirs', READER)).toEqual([
      '  货物名称：甲',
      '* 货物品牌：B',
      '* 产品资质 第1行',
      '*   产品资质编号：1',
    ]);
    expect(wholeOf(row, 'mine', READER)).toEqual(['  （删除）']);
    const text = difference({ path: 'specialRequirements', mine: '甲\n乙\u0007' });
    expect(wholeOf(text, 'mine', READER)).toEqual(['  甲', '  乙']);
  });
});
