import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import { apply } from '../../src/declaration/edit.ts';
import { get } from '../../src/declaration/path.ts';
import { editFromText, readDocument, removalOf, rowFromText } from '../../src/declaration/read.ts';
import { UserError } from '../../src/errors.ts';
import { declarations } from './random-documents.ts';

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
  return 'none';
};

describe('a declaration from JSON', () => {
  // biome-ignore format: table
  test.each([
    [null, 'document.shape'], ['{}', 'document.shape'], [[], 'document.shape'], [7, 'document.shape'],
    [{}, 'document.direction'], [{ direction: 'IN' }, 'document.direction'], [{ direction: 1 }, 'document.direction'],
  ])('%j is none: %s', (json, code) => {
    expect(codeOf(() => readDocument(json))).toBe(code);
  });

  test('the least there is', () => {
    expect(readDocument({ direction: 'pack' })).toEqual({
      document: { direction: 'pack', containers: [], goods: [] },
      faults: [],
    });
  });

  // biome-ignore format: table
  const VALUES: readonly [part: object, read: object, ...faults: string[]][] = [
    [{ consigneeName: ' 深圳\t公司 ' },              { consigneeName: '深圳 公司' }],
    [{ consigneeName: '\u001b[31m红\u0007' },        { consigneeName: '红' }],
    [{ consigneeName: null, contractNo: '' },        {}],
    [{ arrivalDate: '20170920' },                    { arrivalDate: '2017-09-20' }],
    [{ arrivalDate: '2017-02-30' },                  { arrivalDate: '2017-02-30' }],
    [{ arrivalDate: '后天' },                        { arrivalDate: '后天' }],
    [{ transportMode: 1 },                           { transportMode: '1' }],
    [{ originalContainer: true },                    { originalContainer: true }],
    [{ originalContainer: '否' },                    { originalContainer: false }],
    [{ originalContainer: 1 },                       { originalContainer: true }],
    [{ originalContainer: '也许' },                  {}, 'value.shape@originalContainer'],
    [{ consigneeName: true },                        {}, 'value.shape@consigneeName'],
    [{ consigneeName: ['甲', '乙'] },                {}, 'value.shape@consigneeName'],
    [{ consigneeName: { a: 1 } },                    {}, 'value.shape@consigneeName'],
    [{ 收货人: '甲' },                               {}, 'field.unknown@'],
    [{ consignee: '甲' },                            {}, 'field.unknown@consignee'],
    [JSON.parse('{"__proto__":{"goods":1}}'),        {}, 'field.unknown@'],
    [{ users: [] },                                  {}],
    [{ users: [{ name: '甲' }, {}] },                { users: [{ name: '甲' }, {}] }],
    [{ users: { name: '甲' } },                      {}, 'value.shape@users'],
    [{ users: ['甲'] },                              { users: [{}] }, 'value.shape@users[0]'],
    [{ users: [{ name: '甲', age: 3 }] },            { users: [{ name: '甲' }] }, 'field.unknown@users[0].age'],
    [{ goods: {} },                                  {}, 'value.shape@goods'],
    [{ goods: [{ quantity: '1,234.50' }] },          { goods: [{ quantity: '1234.5' }] }],
    [{ goods: [{ quantity: 12.5 }] },                { goods: [{ quantity: '12.5' }] }],
    [{ goods: [{ quantity: true }] },                { goods: [{}] }, 'value.shape@goods[0].quantity'],
    [{ goods: [{ quantity: '约5' }] },               { goods: [{ quantity: '约5' }] }],
    [{ goods: [{ attributes: ['11', '14'] }] },      { goods: [{ attributes: ['11', '14'] }] }],
    [{ goods: [{ attributes: '11，14' }] },          { goods: [{ attributes: ['11', '14'] }] }],
    [{ goods: [{ attributes: [11, 14] }] },          { goods: [{ attributes: ['11', '14'] }] }],
    [{ goods: [{ attributes: [{}] }] },              { goods: [{}] }, 'value.shape@goods[0].attributes'],
    [{ goods: [{ attributes: [null] }] },            { goods: [{}] }, 'value.shape@goods[0].attributes'],
    [{ goods: [{ danger: {} }] },                    { goods: [{}] }],
    [{ goods: [{ danger: 'UN1170' }] },              { goods: [{}] }, 'value.shape@goods[0].danger'],
    [{ goods: [{ danger: { unNo: 1170 } }] },        { goods: [{ danger: { unNo: '1170' } }] }],
    [{ goods: [{ packageQuantity: '5' }] },          { goods: [{}] }, 'field.unknown@goods[0].packageQuantity'],
    [{ goods: [{ containers: [{ goodsNo: '1', container: 'A' }] }] }, { goods: [{ containers: [{ container: 'A' }] }] }, 'field.unknown@goods[0].containers[0].goodsNo'],
    [{ containers: [{ numbers: 'mrku6105297 nyku8527234' }] }, { containers: [{ numbers: ['MRKU6105297', 'NYKU8527234'] }] }],
  ];

  test.each(VALUES)('%j is read as %j', (part, read, ...faults) => {
    const { document, faults: found } = readDocument({ direction: 'in', ...part });
    expect(document).toEqual({ direction: 'in', containers: [], goods: [], ...read });
    expect(found.map(({ code, path }) => `${code}@${path}`)).toEqual(faults);
  });

  test('an own property named __proto__ changes no prototype', () => {
    const { document } = readDocument(JSON.parse('{"direction":"in","__proto__":{"goods":[{}]},"goods":[]}'));
    expect(Object.getPrototypeOf(document)).toBe(Object.prototype);
    expect(document.goods).toEqual([]);
  });

  test('a name that is not known is told', () => {
    const { faults } = readDocument({ direction: 'in', goods: [{ '单 价\u0007': 1 }] });
    expect(faults).toEqual([{ code: 'field.unknown', path: 'goods[0]', level: 'warning', params: { name: '单 价' } }]);
  });

  test('what is held is read back as it is', () => {
    fc.assert(
      fc.property(declarations, document => {
        const read = readDocument(JSON.parse(JSON.stringify(document)));
        expect(read.faults).toEqual([]);
        expect(read.document).toEqual(document);
      }),
    );
  });
});

const DOCUMENT: Declaration = {
  direction: 'in',
  containers: [{ numbers: ['MRKU6105297'] }],
  goods: [{ name: '红葡萄酒', packages: [{ quantity: '20' }], licences: [{ type: '411' }] }],
};

describe('an edit from text', () => {
  // biome-ignore format: table
  test.each([
    ['consigneeName',                '深圳公司',              '深圳公司'],
    ['arrivalDate',                  '20170920',              '2017-09-20'],
    ['originalContainer',            '是',                    true],
    ['goods[0].quantity',            '1,234.5',               '1234.5'],
    ['goods[0].quantity',            '约5',                   '约5'],
    ['goods[0].attributes',          '11,14',                 ['11', '14']],
    ['goods[0].packageQuantity',     '30',                    '30'],
    ['goods[0].packages[0].type',    '4c13',                  '4C13'],
    ['goods[0].danger.unNo',         '1170',                  '1170'],
    ['goods[0].danger',              '{"unNo":"1170"}',       { unNo: '1170' }],
    ['goods[0].licences',            '[{"type":"411"}]',      [{ type: '411' }]],
    ['containers[0].numbers',        'MRKU6105297,NYKU8527234', ['MRKU6105297', 'NYKU8527234']],
    ['goods[0].name',                '',                      undefined],
    ['goods[0].licences',            '',                      undefined],
  ])('%s = %s', (path, text, value) => {
    const edit = editFromText(DOCUMENT, path, text);
    expect(edit).toEqual({ op: 'set', path, value });
    expect(get(apply(DOCUMENT, edit).document, path)).toEqual(value);
  });

  // biome-ignore format: table
  test.each([
    ['consignee',                    '甲',         'edit.no-field'],
    ['__proto__.x',                  '甲',         'edit.no-field'],
    ['goods[-1].name',               '甲',         'edit.no-field'],
    ['goods[99999].name',            '甲',         'edit.no-field'],
    ['goods.name',                   '甲',         'edit.no-field'],
    ['goods',                        '[]',         'edit.no-field'],
    ['goods[0]',                     '{}',         'edit.no-field'],
    ['direction',                    'out',        'edit.no-field'],
    ['goods[0].containers[0].goodsNo', '1',        'edit.no-field'],
    ['goods[1].name',                '甲',         'edit.no-row'],
    ['goods[0].licences[1].number',  '甲',         'edit.no-row'],
    ['users[0].name',                '甲',         'edit.no-row'],
    ['goods[0].licences[0]',         '{}',         'edit.no-row'],
    ['entryNo',                      'WI1',        'edit.system'],
    ['declarationNo',                '1',          'edit.system'],
    ['goods[0].inspectionCategory',  'M',          'edit.system'],
    ['originalContainer',            '也许',       'edit.value'],
    ['goods[0].danger',              '{"un":"1"}', 'edit.value'],
    ['goods[0].danger',              '[]',         'edit.value'],
    ['goods[0].danger',              'UN1170',     'edit.json'],
    ['goods[0].licences',            '{}',         'edit.value'],
  ])('%s = %s is refused: %s', (path, text, code) => {
    expect(codeOf(() => editFromText(DOCUMENT, path, text))).toBe(code);
  });
});

describe('a row from text', () => {
  // biome-ignore format: table
  test.each([
    ['goods',             '{"name":"酒"}',      'goods[1]',             { name: '酒' }],
    ['containers',        '{}',                 'containers[1]',        {}],
    ['users',             '{"name":"甲"}',      'users[0]',             { name: '甲' }],
    ['goods[0].licences', '{"type":"408"}',     'goods[0].licences[1]', { type: '408' }],
    ['goods[0].licences[0].vins', '{"vin":"1"}', 'goods[0].licences[0].vins[0]', { vin: '1' }],
  ])('to %s', (list, text, path, row) => {
    const edit = rowFromText(DOCUMENT, list, text);
    expect(edit).toEqual({ op: 'insert', path, row });
    expect(get(apply(DOCUMENT, edit).document, path)).toEqual(row);
  });

  // biome-ignore format: table
  test.each([
    ['goods',              '[]',                'edit.row'],
    ['goods',              '"酒"',              'edit.row'],
    ['goods',              '{',                 'edit.json'],
    ['goods',              '{"nombre":"酒"}',   'edit.value'],
    ['goods',              '{"danger":"UN1"}',  'edit.value'],
    ['goods[0]',           '{}',                'edit.no-field'],
    ['goods[0].danger',    '{}',                'edit.list'],
    ['consigneeName',      '{}',                'edit.list'],
    ['goods[4].licences',  '{}',                'edit.no-row'],
    ['goods.licences',     '{}',                'edit.no-field'],
    ['nothing',            '{}',                'edit.no-field'],
  ])('to %s %s is refused: %s', (list, text, code) => {
    expect(codeOf(() => rowFromText(DOCUMENT, list, text))).toBe(code);
  });
});

describe('the removal of a row', () => {
  test.each(['goods[0]', 'goods[0].licences[0]', 'goods[0].packages[0]', 'containers[0]'])('%s', path => {
    const edit = removalOf(DOCUMENT, path);
    expect(edit).toEqual({ op: 'remove', path });
    expect(get(apply(DOCUMENT, edit).document, path)).toBeUndefined();
  });

  // biome-ignore format: table
  test.each(['goods[1]', 'goods', 'goods[0].name', 'users[0]', 'consigneeName[0]', '__proto__[0]', '', 'goods[-1]', 'goods[99999]'])(
    '%j is refused',
    path => {
      expect(codeOf(() => removalOf(DOCUMENT, path))).toBe('edit.no-row');
    },
  );
});
