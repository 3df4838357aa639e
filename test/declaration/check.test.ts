import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CodeBook } from '../../src/catalogue/code-book.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import { type CheckContext, check, hasErrors } from '../../src/declaration/check.ts';
import { sentenceOf } from '../../src/declaration/describe.ts';
import { get } from '../../src/declaration/path.ts';
import { wrongIn } from '../../src/declaration/shape.ts';
import { declarations } from './random-documents.ts';
import { CONTEXT } from './shipped-book.ts';

const EMPTY: Declaration = { direction: 'in', containers: [], goods: [] };
const found = (document: Partial<Declaration>, path: string, context: CheckContext = CONTEXT) =>
  check({ ...EMPTY, ...document }, context)
    .filter(fault => fault.path === path)
    .map(({ code, level }) => `${level} ${code}`);

describe('codes, by the state of their table', () => {
  const book = (more: Partial<CodeBook>): typeof CONTEXT => ({
    ...CONTEXT,
    book: {
      find: () => undefined,
      named: () => undefined,
      complete: () => false,
      loaded: () => false,
      fits: (_table, code) => /^\d{4}$/u.test(code),
      ...more,
    },
  });
  const entry = (extra: Readonly<Record<string, string>>) => ({ code: '5316', name: '大鹏海关', extra });

  // biome-ignore format: table
  const CASES: readonly [what: string, code: string, book: Partial<CodeBook>, ...faults: string[]][] = [
    ['not loaded: any code of the right form',        '5316', {}],
    ['not loaded: another form is wrong all the same', '53X6', {},                                               'error code.form'],
    ['a starter set: perhaps',                        '5316', { loaded: () => true },                            'warning code.unverified'],
    ['a starter set: another form',                   '53X6', { loaded: () => true },                            'error code.form'],
    ['complete: no',                                  '5316', { loaded: () => true, complete: () => true },      'error code.unknown'],
    ['in it: yes',                                    '5316', { find: () => entry({}) }],
    ['in it, of this side',                           '5316', { find: () => entry({ direction: 'in' }) }],
    ['in it, of the other side',                      '5316', { find: () => entry({ direction: 'out' }) },       'error code.direction'],
  ];

  test.each(CASES)('%s', (_what, customsOffice, tables, ...faults) => {
    expect(found({ customsOffice }, 'customsOffice', book(tables))).toEqual(faults);
  });

  test('packaging is of the outbound side', () => {
    const tables = book({ find: () => entry({ direction: 'out' }) });
    expect(found({ direction: 'pack', customsOffice: '5316' }, 'customsOffice', tables)).toEqual([]);
  });

  test('each code of a list is looked up', () => {
    expect(found({ goods: [{ attributes: ['11', '97', '98'] }] }, 'goods[0].attributes')).toEqual([
      'error code.unknown',
      'error code.unknown',
    ]);
  });
});

test('what older declarations hold as free text is kept and told', () => {
  const document: Declaration = { ...EMPTY, goods: [{ validUntil: '见包装', shelfLife: '24个月' }] };
  expect(wrongIn(document)).toBeUndefined();
  expect(found(document, 'goods[0].validUntil')).toEqual(['error date.form']);
  expect(found(document, 'goods[0].shelfLife')).toEqual(['error number.form']);
});

test('the attributes are those of the dialect', () => {
  const attributes = (dialect?: '2018') =>
    found({ goods: [{ attributes: ['19'] }] }, 'goods[0].attributes', { ...CONTEXT, ...(dialect && { dialect }) });
  expect(attributes()).toEqual(['error code.other-list']);
  expect(attributes('2018')).toEqual([]);
});

test('a code that heads a group of qualifications is none', () => {
  const told = (type: string) => found({ enterpriseQualifications: [{ type }] }, 'enterpriseQualifications[0].type');
  for (const type of ['0', '100', '200', '300', '400']) expect(told(type)).toEqual(['error code.heading']);
  expect(told('508')).toEqual([]);
});

describe('what is required', () => {
  // biome-ignore format: table
  test.each([
    [{ goods: [{ quantity: '1' }] },               'goods[0].quantityUnit', ['error required']],
    [{ goods: [{ quantity: '1' }] },               'goods[0].weight',       []],
    [{ goods: [{ weight: '1' }] },                 'goods[0].quantity',     []],
    [{ goods: [{ weight: '1' }] },                 'goods[0].weightUnit',   ['error required']],
    [{ goods: [{ name: '酒' }] },                  'goods[0].weight',       ['error required']],
    [{ direction: 'pack', goods: [{ name: '酒' }] }, 'goods[0].weight',     []],
    [{ containers: [{ spec: '111' }] },            'containers[0].numbers', ['error required']],
    [{ containers: [{ shared: true }] },           'containers[0].numbers', []],
    [{ consigneeName: '' },                        'consigneeName',         ['error required']],
    [{ direction: 'out' },                         'consigneeName',         ['error consignee.missing']],
    [{ attachedDocuments: [] },                    'attachedDocuments',     ['error required']],
    [{ goods: [{ danger: {} }] },                  'goods[0].danger',       []],
    [{ goods: [{}] },                              'goods[0]',              ['error row.empty']],
    [{ goods: [{ packages: [{ type: '4M' }] }] },  'goods[0].packageQuantity', ['error required']],
    [{ goods: [{ packages: [{ type: '4M' }] }] },  'goods[0].packages[0].quantity', []],
    [{ goods: [{ packages: [{ type: '4M' }, { type: '4M' }] }] }, 'goods[0].packages[1].quantity', ['error required']],
  ] as const)('%j at %s: %j', (document, path, faults) => {
    expect(found(document, path)).toEqual(faults);
  });

  test('what is not on the form is a warning, and its inside is not looked at', () => {
    const faults = check({ ...EMPTY, direction: 'pack', containers: [{ spec: 'X', shared: true }] }, CONTEXT);
    const ofContainers = faults.filter(({ path }) => path.startsWith('containers'));
    expect(ofContainers.map(({ code, path }) => `${code}@${path}`)).toEqual([
      'field.not-on-form@containers[0].spec',
      'field.not-on-form@containers[0].shared',
    ]);
    expect(hasErrors(ofContainers)).toBe(false);
  });

  test('a value wrong by itself is not told to be wrong beside others too', () => {
    const goods = [{ hsCode: '2204210000', standardUnit: '0001' }];
    expect(found({ goods }, 'goods[0].standardUnit')).toEqual(['error text.too-long']);
  });

  test('a value of another shape is told', () => {
    expect(found({ consigneeName: 7 as unknown as string }, 'consigneeName')).toEqual(['error value.shape']);
  });
});

describe('any document', () => {
  test('is checked without an error of our own, in page order, each fault at a place that can be said', () => {
    fc.assert(
      fc.property(declarations, document => {
        const faults = check(document, CONTEXT);
        for (const fault of faults) expect(sentenceOf(fault)).toMatch(/：/u);
        expect(check(document, CONTEXT)).toEqual(faults);
        const goods = faults.findIndex(({ path }) => path.startsWith('goods'));
        const containers = faults.findLastIndex(({ path }) => path.startsWith('containers'));
        if (goods >= 0 && containers >= 0) expect(containers).toBeLessThan(goods);
        const rows = faults.flatMap(({ path }) => /^goods\[(\d+)\]/u.exec(path)?.[1] ?? []).map(Number);
        expect(rows).toEqual([...rows].sort((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  });

  test('warnings name what is there, required what is not', () => {
    fc.assert(
      fc.property(declarations, document => {
        for (const { code, path } of check(document, CONTEXT)) {
          if (code === 'required') expect([undefined, '']).toContainEqual(get(document, path) ?? undefined);
          if (code.startsWith('code.') || code === 'field.not-on-form') expect(get(document, path)).toBeDefined();
        }
      }),
      { numRuns: 200 },
    );
  });
});
