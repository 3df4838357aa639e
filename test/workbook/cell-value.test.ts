import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELDS, type FieldId, fieldOf } from '../../src/catalogue/catalogue.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import { cleanText } from '../../src/text.ts';
import { readValue, splitUnit } from '../../src/workbook/cell-value.ts';
import { CELL_FAULT_CODES, cellWordingOf } from '../../src/workbook/wording.ts';
import { SOURCE } from './source.ts';

const read = (
  id: FieldId,
  text: string,
  direction: Direction = 'in',
  source: Parameters<typeof readValue>[3] = SOURCE,
) => {
  const { value, notes } = readValue(text, fieldOf(id), direction, source);
  return [value, notes.map(note => note.code).join()];
};

// biome-ignore format: table
const CASES: readonly (readonly [FieldId, string, unknown, string])[] = [
  ['goods.originCountry',   '076',                     '076',             ''],
  ['goods.originCountry',   '０７６',                  '076',             ''],
  ['goods.originCountry',   '巴西',                    '076',             ''],
  ['goods.originCountry',   '076 巴西',                '076',             ''],
  ['goods.originCountry',   '076-巴西',                '076',             ''],
  ['goods.originCountry',   '076-智利',                '076-智利',        'code.no-name'],
  ['goods.originCountry',   '76',                      '076',             'cell.zeros'],
  ['goods.originCountry',   '987',                     '987',             'code.unknown'],
  ['goods.originCountry',   '巴西利亚',                '巴西利亚',        'code.no-name'],
  ['originalContainer',     '1',                       true,              ''],
  ['originalContainer',     '否',                      false,             ''],
  ['originalContainer',     '也许',                    undefined,         'flag.form'],
  ['loadingPort',           '桑托斯(巴西)',            '076099',          ''],
  ['destination',           '浦东新区',                '310115',          ''],
  ['destination',           '鼓楼区',                  '鼓楼区',          'code.ambiguous'],
  ['goods.hsCode',          '0202.3000',               '02023000',        'code.short'],
  ['goods.weight',          '26，000。5',              '26000.5',         ''],
  ['goods.weight',          '3714.28571428571',        '3714.28571428571', 'cell.decimals'],
  ['goods.weight',          '1.123456',                '1.123456',        'number.scale'],
  ['arrivalDate',           '42996',                   '2017-09-18',      'cell.serial'],
  ['arrivalDate',           '20170918.0',              '2017-09-18',      ''],
  ['arrivalDate',           '2017',                    '2017',            'date.form'],
  ['arrivalDate',           '2017年9月',               '2017年9月',       'date.form'],
  ['goods.hsCode',          '204100000',               '0204100000',      'cell.zeros'],
  ['goods.hsCode',          "'0204100000",             '0204100000',      ''],
  ['goods.weight',          '’12.50',                  '12.5',            ''],
  ['goods.specification',   "'07",                     "'07",             ''],
  ['goods.hsCode',          '0204.1000.00',            '0204100000',      ''],
  ['goods.hsCode',          '2.041E+08',               '2.041E+08',       'cell.scientific'],
  ['goods.hsCode',          '9999999999',              '9999999999',      ''],
  ['goods.hsCode',          '999999999',               '0999999999',      'cell.zeros'],
  ['goods.ciqCode',         '207142200999',            '0207142200999',   'cell.zeros'],
  ['goods.weightUnit',      'kgs',                     '035',             ''],
  ['goods.weightUnit',      '公斤',                    '035',             ''],
  ['goods.currency',        'usd',                     '840',             ''],
  ['goods.currency',        '人民币',                  '156',             ''],
  ['goods.attributes',      '12，非转基因产品',        ['12', '15'],      ''],
  ['goods.attributes',      '20',                      ['17'],            'code.read-as'],
  ['goods.attributes',      '16,21 旧品',              ['16', '18'],      'code.read-as'],
  ['goods.attributes',      '17 非转基因产品',         ['15'],            'code.read-as'],
  ['goods.attributes',      '17',                      ['17'],            ''],
  ['goods.attributes',      '12,19',                   ['12', '19'],      'code.other-list'],
  ['goods.attributes',      '14-预包装',               ['14'],            'code.other-list'],
  ['goods.attributes',      '正常',                    ['19'],            'code.other-list'],
  ['goods.attributes',      '97',                      ['97'],            'code.unknown'],
  ['goods.attributes',      '12 15',                   ['12', '15'],      ''],
  ['goods.attributes',      '首次进出口',              ['16'],            ''],
  ['goods.attributes',      '12,很好',                 ['12', '很好'],    'code.no-name'],
  ['goods.quantity',        "1'200.5",                 '1200.5',          ''],
  ['goods.quantity',        '1 200 000',               '1200000',         ''],
  ['goods.quantity',        '（1,200.50）',            '-1,200.50',         'number.negative'],
  ['goods.quantity',        '50%',                     undefined,         'cell.percent'],
  ['goods.quantity',        '(五)',                    '(五)',            'number.form'],
  ['arrivalDate',           '2026.11.27',              '2026-11-27',      ''],
  ['arrivalDate',           '2026年11月27日',          '2026-11-27',      ''],
  ['arrivalDate',           '27-11-2026',              '2026-11-27', 'cell.day-behind'],
  ['goods.quantity',        '１，２００.５０',         '1200.5',          ''],
  ['goods.quantity',        '2.3235E+4',               '23235',           'cell.rounded'],
  ['goods.quantity',        '若干',                    '若干',            'number.form'],
  ['goods.quantity',        '-5',                      '-5',              'number.negative'],
  ['arrivalDate',           '20170918',                '2017-09-18',      ''],
  ['arrivalDate',           '2017-09-18 00:30:00',     '2017-09-18',      ''],
  ['arrivalDate',           '2017-02-30',              '2017-02-30',      'date.impossible'],
  ['specialBusiness',       '0100',                    '0100',            ''],
  ['specialBusiness',       '100',                     '100',             'flags.form'],
  ['contactPhone',          '８６－２１－５８６８',    '86-21-5868',      ''],
  ['contractNo',            '1.23E+15',                '1.23E+15',        'cell.scientific'],
  ['conveyanceNo',          'E+12',                    'E+12',            ''],
  ['contractNo',            'X'.repeat(33),            'X'.repeat(33),    'text.too-long'],
  ['attachedDocuments',     '12',                      [{ type: '101001', name: '合同' }, { type: '101002', name: '发票' }], ''],
  ['attachedDocuments',     '装箱单：PL-1; 101999',    [{ type: '101004', name: '装箱单', number: 'PL-1' }, { type: '101999', name: '其他单据' }], ''],
  ['attachedDocuments',     '1,1,合同',                [{ type: '101001', name: '合同' }], ''],
  ['attachedDocuments',     '护照',                    [{ type: '护照' }], 'code.no-name'],
  ['certificatesAsked',     '97、卫生证书',            [{ code: '97', originals: '1', copies: '2' }, { code: '16', originals: '1', copies: '2' }], ''],
];

test.each(CASES)('%s ← %s', (id, text, value, codes) => {
  expect(read(id, text)).toEqual([value, codes]);
});

test('names and shortcuts that both directions have are those of the form', () => {
  expect(read('attachedDocuments', '合同', 'out')).toEqual([[{ type: '102001', name: '合同' }], '']);
  expect(read('attachedDocuments', '2', 'pack')).toEqual([[{ type: '102003', name: '信用证' }], '']);
});

test('a name with a separator in it is one name', () => {
  const name = SOURCE.book.find('attached-documents', '102050')?.name ?? '';
  expect(name).toContain('、');
  expect(read('attachedDocuments', name, 'out')).toEqual([[{ type: '102050', name }], '']);
});

test('without the rows of a table codes and clear names still work', () => {
  expect(read('attachedDocuments', '101001,装箱证', 'in', { book: SOURCE.book })[1]).toBe('code.no-name');
  expect(read('goods.originCountry', '巴西', 'in', { book: SOURCE.book })).toEqual(['076', '']);
});

// biome-ignore format: table
const UNITS: readonly (readonly [string, string | undefined, string | undefined])[] = [
  ['23.235千克',     '23.235',    '千克'],
  ['1个',            '1',         '个'],
  ['1,200 箱',       '1,200',     '箱'],
  ['１２．５ＫＧ',   '12.5',      'KG'],
  ['USD 12.5',       '12.5',      'USD'],
  ['.5吨',           '.5',        '吨'],
  ['100 4M',         undefined,   undefined],
  ['12.5',           undefined,   undefined],
  ['千克',           undefined,   undefined],
  ['1.5E+3',         undefined,   undefined],
  ['1-2个',          undefined,   undefined],
  ['约5千克',        undefined,   undefined],
];

test.each(UNITS)('%s is split into %s and %s', (text, number, unit) => {
  expect(splitUnit(text)).toEqual(number === undefined ? undefined : { number, unit });
});

describe('whatever stands in a cell', () => {
  const fields = FIELDS.filter(field => field.children.length === 0);
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('1E+9', '000', '，', '1：', ':', '、、'));

  test('reading never throws, and what is not understood is said', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...fields),
        anyText,
        fc.constantFrom('in', 'out', 'pack'),
        (field, text, direction) => {
          const { value, notes } = readValue(text, field, direction as Direction, SOURCE);
          const says = /[\p{L}\p{N}]/u.test(cleanText(text)) && field.kind !== 'computed';
          expect(says && value === undefined && notes.length === 0).toBe(false);
        },
      ),
    );
  });

  test('every number with a unit that was put together comes apart again', () => {
    const number = fc.double({ min: 0, max: 1e9, noNaN: true, noDefaultInfinity: true }).map(value => value.toFixed(3));
    fc.assert(
      fc.property(number, fc.constantFrom('千克', '个', 'KG', '平方米', '吨'), (digits, unit) => {
        expect(splitUnit(`${digits}${unit}`)).toEqual({ number: digits, unit });
      }),
    );
  });
});

test('every word of a reading has a wording without a gap', () => {
  const params = {
    text: 'T',
    name: 'N',
    code: 'C',
    codes: 'CS',
    cell: 'A1',
    value: 'V',
    number: 'X',
    heading: 'H',
    unit: 'U',
  };
  for (const code of CELL_FAULT_CODES) {
    const said = cellWordingOf({ code, params });
    expect(said).toMatch(/\p{Script=Han}/u);
    expect(said).not.toMatch(/[{}]|“”/u);
  }
});
