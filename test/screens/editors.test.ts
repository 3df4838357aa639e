import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../../screens/contract/world.ts';
import { toText } from '../../screens/draw/line.ts';
import { calendarPicture } from '../../screens/fields/calendar.ts';
import { meant } from '../../screens/fields/coded.ts';
import { shifted } from '../../screens/fields/date.ts';
import { type FieldContext, NO_LISTS } from '../../screens/fields/field-editor.ts';
import { editorOf } from '../../screens/fields/index.ts';
import { textState } from '../../screens/widgets/text-state.ts';
import { type FieldId, fieldOf } from '../../src/catalogue/catalogue.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import { initialsOf } from '../../src/codes/initials.ts';
import { openCodes } from '../../src/codes/open-codes.ts';
import { bookOf } from '../../src/jobs/office.ts';
import { DATA, MANUAL_DAY } from '../journeys/program.ts';

let world: World;
beforeAll(() => {
  const codes = openCodes({ shipped: `${DATA}/codes` });
  const goods = { suggest: () => [] };
  world = { codes, book: bookOf(codes), now: () => MANUAL_DAY, initialsOf, goods, rows: () => [] as never };
});
afterAll(() => world.codes.reload());

const context = (id: FieldId, row: FieldContext['row'] = {}, direction: Direction = 'in'): FieldContext => ({
  field: fieldOf(id),
  row,
  direction,
  world,
  own: NO_LISTS,
});
const taken = (id: FieldId, text: string, row: FieldContext['row'] = {}, direction: Direction = 'in') =>
  editorOf(fieldOf(id), direction).take?.(text, context(id, row, direction));
const shown = (id: FieldId, value: unknown, direction: Direction = 'in') =>
  editorOf(fieldOf(id), direction).shown(value, context(id, {}, direction));

// biome-ignore format: table
const TAKEN: readonly [what: string, id: FieldId, text: string, value: unknown][] = [
  ['a code',                             'tradeMode',         '11',            '11'],
  ['a code in full-width digits',        'tradeMode',         '１１',          '11'],
  ['a name',                             'tradeMode',         '一般贸易',      '11'],
  ['initials that fit one name only',    'tradeMode',         'ybmy',          '11'],
  ['a text that several codes fit',      'acceptingOrg',      'gz',            'GZ'],
  ['a text that no code fits',           'tradeMode',         '无此方式',      '无此方式'],
  ['nothing',                            'tradeMode',         '',              undefined],
  ['a code of the other direction',      'category',          '21',            '21'],
  ['a weight unit by name',              'goods.weightUnit',  '千克',          '035'],
  ['a list of numbers',                  'containers.numbers', 'msku9208011，BSIU9015992 msku9208011', ['MSKU9208011', 'BSIU9015992']],
  ['codes with commas and names',        'goods.attributes',  '16,旧品',       ['16', '18']],
  ['codes by initials and pinyin',       'goods.attributes',  'jp，feipin',     ['18', '17']],
  ['codes with nothing between them',    'goods.attributes',  '1618',          ['16', '18']],
  ['a text that is not made of codes',   'goods.attributes',  '1600',          ['1600']],
  ['a number with thousands',            'goods.quantity',    '1,200.50',      '1200.5'],
  ['a number that is none',              'goods.quantity',    '一千',          '一千'],
  ['a date of eight digits',             'arrivalDate',       '20171020',      '2017-10-20'],
  ['the day of a month',                 'arrivalDate',       '31',            '2017-10-31'],
  ['days from today',                    'arrivalDate',       '-1',            '2017-10-23'],
  ['a name in full pinyin',              'tradeMode',         'yibanmaoyi',    '11'],
  ['a name but for its brackets',        'loadingPort',       '伦敦',          '826375'],
  ['initials of one beside longer ones', 'goods.currency',     'my',            '840'],
  ['initials that two names have',       'tradeCountry',      'mg',            'MG'],
  ['documents by shortcuts',             'attachedDocuments', '12',            [{ type: '101001' }, { type: '101002' }]],
  ['documents by codes and names',       'attachedDocuments', '101001,发票',   [{ type: '101001' }, { type: '101002' }]],
  ['a document that there is not',       'attachedDocuments', '999999',        [{ type: '999999' }]],
  ['certificates by place, with copies', 'certificatesAsked', '1',             [{ code: '11', originals: '1', copies: '2' }]],
];

describe('what is typed becomes a value', () => {
  it.each(TAKEN)('%s (%s %s)', (_, id, text, value) => {
    expect(taken(id, text)).toEqual(expect.objectContaining({ value }));
  });

  it('an impossible date is refused', () => {
    expect(taken('arrivalDate', '20170230')).toEqual({ refused: '没有这一天' });
    expect(taken('arrivalDate', '0230')).toEqual({ refused: expect.stringContaining('没有这一天') });
    expect(taken('arrivalDate', '下周')).toHaveProperty('refused');
  });

  it('rows that stay keep their details', () => {
    const attachedDocuments = [
      { type: '101001', number: 'C-1' },
      { type: '101001', number: 'C-2' },
      { type: '101002' },
    ];
    expect(taken('attachedDocuments', '101001,101005', { attachedDocuments })).toEqual({
      value: [{ type: '101001', number: 'C-1' }, { type: '101001', number: 'C-2' }, { type: '101005' }],
    });
  });

  it('shortcuts are those of the direction', () => {
    expect(taken('attachedDocuments', '1', {}, 'out')).toEqual({ value: [{ type: '102001' }] });
  });
});

// biome-ignore format: table
const SHOWN: readonly [id: FieldId, value: unknown, text: string][] = [
  ['tradeMode',         '11',                      '11 一般贸易'],
  ['tradeMode',         '99X',                     '99X'],
  ['goods.attributes',  ['16', '18'],              '首次进出口、旧品'],
  ['attachedDocuments', [{ type: '101001' }],      '合同'],
  ['goods.licences',    [{}, {}],                  '2/2'],
  ['goods.danger',      { unNo: '1263' },          '1/1'],
  ['goods.spare',       undefined,                 '0/0'],
  ['originalContainer', true,                      '[x] 是'],
  ['originalContainer', undefined,                 '[ ]'],
];

describe('a value elsewhere is shown as people read it', () => {
  it.each(SHOWN)('%s %j: %s', (id, value, text) => {
    expect(shown(id, value)).toBe(text);
  });
});

describe('matches', () => {
  const matches = (id: FieldId, text: string, row: FieldContext['row'] = {}) =>
    editorOf(fieldOf(id), 'in')
      .matches?.(text, context(id, row))
      ?.map(({ code }) => code) ?? [];

  it('an HS code is searched from five digits on, a name at once', () => {
    expect(matches('goods.hsCode', '2204')).toEqual([]);
    expect(matches('goods.hsCode', '22042')).toContain('2204210000');
    expect(matches('goods.hsCode', '野马').length).toBeGreaterThan(0);
  });

  it('CIQ codes are those under the HS code', () => {
    expect(matches('goods.ciqCode', '', { hsCode: '2204210000' })).toEqual(['2204210000999']);
    expect(matches('goods.ciqCode', '22', { hsCode: '2204210000' })).toEqual(['2204210000999']);
  });

  it('weight units are weights, categories those of the direction', () => {
    expect(matches('goods.weightUnit', '035')).toContain('035');
    expect(matches('goods.weightUnit', '001')).toEqual([]);
    expect(matches('category', '')).toEqual(['13', '14', '15']);
  });

  it('what a text means is open when several fit', () => {
    expect(meant('gz', context('acceptingOrg'))).toBeUndefined();
    expect(meant('广州局本部', context('acceptingOrg'))?.code).toBe('440100');
  });
});

describe('while typing', () => {
  const shape = (id: FieldId, text: string) => editorOf(fieldOf(id), 'in').shape?.(textState(text), context(id));

  it('an HS code with one match is completed, with several not', () => {
    expect(shape('goods.hsCode', '22042100')).toEqual({ text: '2204210000', caret: 8, suggested: 2 });
    expect(shape('goods.hsCode', '010121')).toEqual(textState('010121'));
  });

  it('eight digits of a date become one, a day that is none does not', () => {
    expect(shape('arrivalDate', '20171020')).toEqual(textState('2017-10-20'));
    expect(shape('arrivalDate', '20171320')).toEqual(textState('20171320'));
  });
});

describe('the calendar', () => {
  it.each([
    ['2017-10-31', { months: 1 }, '2017-11-30'],
    ['2016-02-29', { months: 12 }, '2017-02-28'],
    ['2017-01-01', { days: -1 }, '2016-12-31'],
    ['2017-01-31', { months: -2 }, '2016-11-30'],
    ['2199-12-31', { days: 1 }, '2199-12-31'],
  ])('%s and %j is %s', (day, by, expected) => {
    expect(shifted(day, by)).toBe(expected);
  });

  it('shows the month with the day in brackets', () => {
    expect(calendarPicture('2017-10-24').lines.map(toText)).toEqual([
      '┌─ 2017年10月 ─────────────────┐',
      '│  一  二  三  四  五  六  日  │',
      '│                           1  │',
      '│   2   3   4   5   6   7   8  │',
      '│   9  10  11  12  13  14  15  │',
      '│  16  17  18  19  20  21  22  │',
      '│  23 [24] 25  26  27  28  29  │',
      '│  30  31                      │',
      '└──────────────────────────────┘',
    ]);
  });
});
