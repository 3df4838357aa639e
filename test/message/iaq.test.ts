import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codesOf, type Field } from '../../src/catalogue/catalogue.ts';
import type { Declaration } from '../../src/catalogue/document.ts';
import type { Direction } from '../../src/catalogue/row.ts';
import { get } from '../../src/declaration/path.ts';
import { FORMS } from '../../src/message/forms.ts';
import { readDeclaration } from '../../src/message/read.ts';
import { validateDeclaration } from '../../src/message/validate.ts';
import { writeDeclaration } from '../../src/message/write.ts';
import { SHIPPED, SHIPPED_MAPS } from '../declaration/shipped-book.ts';
import { declarations, leaves } from './any-declaration.ts';
import { BOOK, CONTEXT, FULL, MINIMAL } from './samples.ts';

const { iaq } = FORMS;
const book = {
  ...SHIPPED,
  find: (table: string, code: string) => BOOK.find(table, code) ?? SHIPPED.find(table, code),
};
const CODES = { book, maps: SHIPPED_MAPS };
const WITH_CODES = { ...CONTEXT, ...CODES };
const written = (document: Declaration) => writeDeclaration(document, WITH_CODES, iaq);
const back = (xml: string) => readDeclaration(xml, iaq, CODES);
const [LINE] = MINIMAL.in.goods;

const SAMPLES: readonly (readonly [name: string, document: Declaration])[] = [
  ['in-minimal', MINIMAL.in],
  ['in-full', { ...FULL.in, transitPort: '344003' }],
  ['out-full', FULL.out],
];

describe.each(SAMPLES)('%s', (name, document) => {
  test('is written as the message that was written by hand', () => {
    const { xml, faults } = written(document);
    expect(xml).toBe(readFileSync(`fixtures/message/iaq/${name}.xml`, 'utf8'));
    expect(faults).toEqual([]);
  });

  test('keeps the schema', async () => {
    expect(await validateDeclaration(written(document).xml, 'data', iaq)).toEqual([]);
  });

  test('comes back, but for what has no element', () => {
    const { xml, unsent } = written(document);
    const { document: read, problems, messageId } = back(xml);
    expect([problems, messageId]).toEqual([[], CONTEXT.messageId]);
    const without = unsent.map(({ path }) => path);
    expect(without.map(path => path.replace(/\[\d+\]/gu, '')).filter(id => !(id in iaq.without))).toEqual([]);
    for (const path of leaves(document).filter(path => !without.includes(path)))
      expect([path, get(read, path)]).toEqual([path, get(document, path)]);
  });
});

/** Codes that today's forms have a counterpart for; of other tables any word does. */
function mappedCode(direction: Direction) {
  const samples: Readonly<Record<string, readonly string[]>> = {
    countries: ['840', '276', '392', '036'],
    'world-ports': ['840432', '344003', '344000'],
    'goods-attributes-2017': ['11', '12', '14', '16', '18'],
    // Where e-CIQ's own codes are written, one that only today's tables have would be read as theirs.
    'trade-modes': ['11', '19'],
    'transport-modes': ['1', '2'],
    'container-specs': ['211', '221'],
    'package-types': ['4M', '190'],
    units: ['035', '007'],
    currencies: ['840', '156'],
  };
  return (field: Field) => {
    const codes = samples[codesOf(field, direction, '2017') ?? ''];
    return codes && fc.constantFrom(...codes);
  };
}

test.each(['in', 'out'] as const)('any %s document of valid values is written the same after reading it', direction => {
  fc.assert(
    fc.property(declarations(direction, mappedCode(direction)), document => {
      const first = written(document);
      expect(first.faults).toEqual([]);
      const read = back(first.xml);
      expect(read.problems).toEqual([]);
      expect(written(read.document).xml).toBe(first.xml);
    }),
    { numRuns: 60 },
  );
});

test.each(['in', 'out'] as const)(
  'any %s document keeps the schema, once it is known who it is about',
  async direction => {
    const short = { originals: '1', copies: '2' };
    await fc.assert(
      fc.asyncProperty(declarations(direction, mappedCode(direction)), async document => {
        const goods = document.goods.length > 0 ? document.goods : [{}];
        const certificatesAsked = document.certificatesAsked?.map(row => ({ ...row, ...short, code: '11' })) ?? [];
        const { xml } = written({ ...document, goods, certificatesAsked, entryNo: 'WI1507627158556' });
        expect(await validateDeclaration(xml, 'data', iaq)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  },
);

test.each<readonly [string, Partial<Declaration>, string, string]>([
  ['a country without a counterpart', { tradeCountry: '000' }, 'tradeCountry', '贸易国别：000 没有对应的代码'],
  ['a port without one', { transitPort: '000000' }, 'transitPort', '经停口岸：000000 没有对应的代码'],
  [
    'a goods attribute that no list has',
    { goods: [LINE ?? {}, { ...LINE, attributes: ['11', '99'] }] },
    'goods[1].attributes',
    '货物属性：99 没有对应的代码',
  ],
])('%s is a fault that names it, and is left out', (_name, part, path, text) => {
  const { xml, faults } = written({ ...MINIMAL.in, ...part });
  expect(faults).toMatchObject([{ code: 'message.no-code', path, text }]);
  expect(xml).not.toMatch(/<(?:CiqTradeCountryCode|PortStopCode)>0|99/u);
});

test('without the tables of today there is no message with codes of today', () => {
  const { faults } = writeDeclaration(MINIMAL.in, CONTEXT, iaq);
  expect(faults.map(({ path }) => path)).toEqual(['tradeCountry']);
});

test('packaging has no application', () => {
  expect(() => written(MINIMAL.pack)).toThrow(/没有这种报检单的检验检疫申请报文/u);
});

describe('reading takes', () => {
  const { xml } = written(FULL.in.transitPort ? { ...FULL.in, transitPort: '344003' } : FULL.in);
  const of = (from: string | RegExp, to: string) => {
    const changed = xml.replace(from, to);
    expect(changed).not.toBe(xml);
    return back(changed);
  };

  test.each<readonly [string, string | RegExp, string, string, unknown, readonly string[]]>([
    ["the code of e-CIQ in the place of today's", 'USA<', '840<', 'tradeCountry', '840', []],
    ["today's code where e-CIQ's is written", '<CiqCurr>840', '<CiqCurr>USD', 'goods[0].currency', '840', []],
    ['a code that no table knows, as it is', 'USA<', 'XXX<', 'tradeCountry', 'XXX', []],
    ['a date without blanks', /<GdsArvlDate>[^<]*/u, '<GdsArvlDate>20171001T00:00:00', 'arrivalDate', '2017-10-01', []],
    ['eight digits for a date', /<GdsArvlDate>[^<]*/u, '<GdsArvlDate>20171001', 'arrivalDate', '2017-10-01', []],
    [
      'the office of certificates in the root',
      /<VsaOrgCode>470000<\/VsaOrgCode>([\s\S]*)<\/EEnt/u,
      '$1<vsaOrgCode>470000</vsaOrgCode></EEnt',
      'certificateOrg',
      '470000',
      [],
    ],
    ['the total under its old name', /TotalValUsD/gu, 'TotalValUs', 'contractNo', 'HT-2017/001', []],
    [
      'no promise for no promise',
      '</ITF_DCL_IO_DECL>',
      '<IsCopPromise>0</IsCopPromise></ITF_DCL_IO_DECL>',
      'category',
      '13',
      [],
    ],
    [
      'a promise not at all',
      '</ITF_DCL_IO_DECL>',
      '<IsCopPromise>1</IsCopPromise></ITF_DCL_IO_DECL>',
      'category',
      '13',
      ['message.not-kept'],
    ],
    [
      'no attribute that the list of e-CIQ lacks',
      '<GoodsAttr>11,21',
      '<GoodsAttr>11,24',
      'goods[0].attributes',
      ['11'],
      ['message.no-code'],
    ],
  ])('%s', (_name, from, to, path, value, problems) => {
    const read = of(from, to);
    expect(get(read.document, path)).toEqual(value);
    expect(read.problems.map(({ code }) => code)).toEqual(problems);
  });

  test('containers of one kind as one row, and counts them', () => {
    expect(back(xml).document.containers).toEqual(FULL.in.containers);
  });

  test('the region of an outbound line where the region abroad belongs', () => {
    const out = written(FULL.out).xml.replace(/CiqDomeOriginCode/gu, 'OrigPlaceCode');
    expect(back(out).document.goods[0]?.originPlace).toBe('440300');
  });
});

test('a breach names group and element in a namespace, too', async () => {
  const broken = written(FULL.out).xml.replace(/(<\/ITF_DCL_IO_DECL_GOODS>[\s\S]*<PackQty>)[^<]*/u, '$1many');
  expect(await validateDeclaration(broken, 'data', iaq)).toEqual([
    { line: expect.any(Number), text: '货物第2项 包装第1项 包装件数（PackQty）：应为数字' },
  ]);
});
