import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventOf, numbersOf } from '../../src/declaration/receipt.ts';
import { makeReceipt, readReceipts, writeReceipt } from '../../src/message/receipt.ts';

const xml = (parts: Readonly<Record<string, string>>) =>
  `<?xml version="1.0" encoding="UTF-8"?><Ciqresult>${Object.entries(parts)
    .map(([name, text]) => `<${name}>${text}</${name}>`)
    .join('')}</Ciqresult>`;

const NO = 'WI15066499217354';
const TAKEN = {
  CusCiqNo: NO,
  EntDealNo: '440070117109880E',
  OperTime: '2017-09-29 09:22:19',
  RspCodes: '1000',
  RspInfo: '报检成功！',
};

describe('receipts of the manual', () => {
  test.each([
    [
      'taken by the bureau',
      TAKEN,
      { source: 'declaration', code: '1000', dealNo: '440070117109880E', time: '2017-09-29 09:22:19' },
      'received',
    ],
    [
      'released',
      {
        CusCiqNo: NO,
        EntDealNo: '117000004025958',
        ClBlNo: '1',
        OperTime: '2017-09-29 09:22:31',
        RspCodes: '1100',
        RspInfo: '报检号:[117000004025958]，为非法检报检单，系统已自动放行！',
      },
      { code: '1100', dealNo: '117000004025958', ledgerNo: '1' },
      'released',
    ],
    [
      'paperless',
      { CusCiqNo: NO, OperTime: '2017-09-29 10:54:00', RspCodes: '00', RspInfo: '【无纸化】上报成功！' },
      { source: 'paperless', code: '00', text: '【无纸化】上报成功！' },
      'reported',
    ],
    [
      'paperless by its text',
      { CusCiqNo: NO, RspCodes: '77', RspInfo: '【无纸化】退回' },
      { source: 'paperless', code: '77' },
      'returned',
    ],
    [
      'of an unknown code',
      { CusCiqNo: NO, OperTime: '2017-09-29 10:54:00', RspCodes: '9876', RspInfo: '新情况' },
      { source: 'declaration', code: '9876', text: '新情况' },
      'unknown',
    ],
    [
      'without a code',
      { CusCiqNo: NO, OperTime: '2017-09-29 10:54:00', RspInfo: '审单不通过：HS编码有误' },
      { code: '', text: '审单不通过：HS编码有误' },
      'rejected',
    ],
    [
      'without a text',
      { CusCiqNo: NO, OperTime: '2017-09-29 10:54:00', RspCodes: '1300' },
      { code: '1300', text: '' },
      'accepted',
    ],
    [
      'with lines and control characters',
      { CusCiqNo: ` ${NO}\n`, RspCodes: '1000', RspInfo: '第一行\n第二行\u202e&#x9b;31m ' },
      { entryNo: NO, text: '第一行\n第二行' },
      'received',
    ],
  ])('%s', (_name, parts, expected, event) => {
    const { receipts, problems } = readReceipts(xml(parts as unknown as Record<string, string>), '2026-01-01 00:00:00');
    expect(problems).toEqual([]);
    expect(receipts).toMatchObject([{ entryNo: NO, ...expected }]);
    expect(receipts.map(eventOf)).toEqual([event]);
  });
});

describe('the time', () => {
  test.each([
    ['2017-09-29 09:22:19', '2017-09-29 09:22:19', []],
    ['2017-09-29T09:22:19', '2017-09-29 09:22:19', []],
    ['2017-09-29 09:22:19.0', '2017-09-29 09:22:19', []],
    ['2017-09-29T09:22:19+08:00', '2017-09-29 09:22:19', []],
    ['20170929092219', '2017-09-29 09:22:19', []],
    ['2017/09/29 09:22', '2017-09-29 09:22:00', []],
    ['', 'arrival', []],
    ['2017-02-30 09:22:19', 'arrival', ['message.receipt-time']],
    ['yesterday', 'arrival', ['message.receipt-time']],
  ])('%s', (given, time, problems) => {
    const read = readReceipts(xml({ ...TAKEN, OperTime: given }), 'arrival');
    expect(read.receipts[0]?.time).toBe(time);
    expect(read.problems.map(({ code }) => code)).toEqual(problems);
  });

  test('of arrival is no part of the identity', () => {
    const { OperTime: _, ...parts } = TAKEN;
    const [first] = readReceipts(xml(parts), '2026-01-01 00:00:00').receipts;
    const [second] = readReceipts(xml(parts), '2026-01-02 00:00:00').receipts;
    expect(first?.identity).toBe(second?.identity);
    expect(first?.time).not.toBe(second?.time);
  });
});

test('the same contents have the same identity, any other contents another', () => {
  const identity = (parts: Record<string, string>) => readReceipts(xml(parts)).receipts[0]?.identity;
  const same = identity(TAKEN);
  expect(same).toMatch(/^[0-9a-f]{24}$/u);
  expect(identity({ ...TAKEN, OperTime: '2017-09-29T09:22:19' })).toBe(same);
  for (const name of Object.keys(TAKEN)) {
    const other = name === 'OperTime' ? '2017-09-29 09:22:20' : '1';
    expect(identity({ ...TAKEN, [name]: other })).not.toBe(same);
  }
});

test('several receipts in one message are read in their order', () => {
  const one = xml(TAKEN).replace(/^<\?xml[^>]*\?>/u, '');
  const two = one.replace('1000', '1100');
  expect(readReceipts(`<Ciqresults>${one}${two}</Ciqresults>`).receipts.map(({ code }) => code)).toEqual([
    '1000',
    '1100',
  ]);
});

test.each([
  ['of no declaration', { RspCodes: '1000', RspInfo: '报检成功' }, 'message.receipt-number', 0],
  ['that says nothing', { CusCiqNo: NO, OperTime: '2017-09-29 09:22:19' }, 'message.receipt-empty', 0],
  ['with a stranger', { ...TAKEN, Foo: '1' }, 'message.unknown-element', 1],
])('a receipt %s is a problem', (_name, parts, code, taken) => {
  const { receipts, problems } = readReceipts(xml(parts as unknown as Record<string, string>));
  expect(problems).toMatchObject([{ code }]);
  expect(receipts).toHaveLength(taken);
});

test('a receipt that is made, written and read is the same', () => {
  const word = fc.string({ unit: 'binary', maxLength: 20 });
  fc.assert(
    fc.property(word, word, word, (text, code, dealNo) => {
      const clean = (value: string) => value.replace(/[^\p{L}\p{N}]/gu, '');
      const receipt = makeReceipt({
        entryNo: NO,
        code: clean(code) || '1',
        time: '2017-09-29 09:22:19',
        text,
        dealNo: clean(dealNo),
      });
      expect(readReceipts(writeReceipt(receipt)).receipts).toEqual([receipt]);
    }),
  );
});

const element = (root: string, parts: Readonly<Record<string, string>>): string =>
  `<${root}>${Object.entries(parts)
    .map(([name, text]) => `<${name}>${text}</${name}>`)
    .join('')}</${root}>`;
const RESPONSE = { EntUuid: 'm-1', DeclNo: '117000004025958', RspCodes: '1401', RspInfo: '已给出报检号' };
const RESULT = { CUS_CIQ_NO: 'I20260000012345678', NOTICE_DATE: '2026-09-29T09:22:19', CHANNEL: 'L', NOTE: '通过' };

// biome-ignore format: table
test.each<[what: string, xml: string, expected: object, event: string, numbers: object]>([
  ['of a platform of 2017',             element('DCL_RESPONSE', { ...RESPONSE, RspGenTime: '2017-09-29 09:22:19' }), { entryNo: 'm-1', code: '1401', time: '2017-09-29 09:22:19' }, 'noted', { declarationNo: '117000004025958' }],
  ['the same without an id',            element('DCL_RESPONSE', { ...RESPONSE, EntUuid: '' }),         { entryNo: '117000004025958', time: 'arrival' },      'noted',    { declarationNo: '117000004025958' }],
  ['the same with what is added',       element('DCL_RESPONSE', { ...RESPONSE, AddInfo: '请交单' }),   { text: '已给出报检号：请交单' },                     'noted',    {}],
  ['the same, refused',                 element('DCL_RESPONSE', { ...RESPONSE, DeclNo: '', RspCodes: '1101', RspInfo: '合同号有误' }), { code: '1101' },     'rejected', {}],
  ['of the customs',                    element('DEC_RESULT', RESULT),                                 { entryNo: RESULT.CUS_CIQ_NO, text: '海关已接收：通过', time: '2026-09-29 09:22:19' }, 'accepted', {}],
  ['the same with its number',          element('DEC_RESULT', { ...RESULT, ENTRY_ID: '223120260000123456' }), {},                                            'accepted', { customsNo: '223120260000123456' }],
  ['the same with a time of before',    element('DEC_RESULT', { ...RESULT, NOTICE_DATE: '20180929T09221950' }), { time: '2018-09-29 09:22:19' },             'accepted', {}],
  ['of the customs before 2018',        `<DEC_DATA>${element('DEC_RESULT', { SEQ_NO: '000000001234567890', CHANNEL: 'Z', NOTE: '' })}<RESULT_INFO>净重有误</RESULT_INFO></DEC_DATA>`, { entryNo: '000000001234567890', text: '退回修改：净重有误' }, 'rejected', {}],
  ['what may mean several things',      element('DEC_RESULT', { ...RESULT, CHANNEL: 'W' }),            { code: 'W' },                                        'noted',    {}],
  ['a channel that nobody knows',       element('DEC_RESULT', { ...RESULT, CHANNEL: 'Q' }),            { code: 'Q', text: '通过' },                          'unknown',  {}],
  ['under a prefix and in a wrapping',  `<a:b xmlns:a="x"><a:DEC_RESULT><a:CUS_CIQ_NO>1</a:CUS_CIQ_NO><a:CHANNEL>R</a:CHANNEL></a:DEC_RESULT></a:b>`, { entryNo: '1', text: '已结关' }, 'released', {}],
  ['the ledger number misspelt',        element('Ciqresult', { ...TAKEN, CIBINo: '226N23010013904001' }), { ledgerNo: '226N23010013904001' },                'received', { ledgerNo: '226N23010013904001' }],
])('a receipt %s', (_, given, expected, event, numbers) => {
  const { receipts, problems } = readReceipts(given, 'arrival');
  expect(problems).toEqual([]);
  expect(receipts).toMatchObject([expected]);
  expect(receipts.map(eventOf)).toEqual([event]);
  expect(receipts.map(numbersOf)).toMatchObject([numbers]);
});

// biome-ignore format: table
test.each<[what: string, code: string, dealNo: string, numbers: object]>([
  ['a number of 2017, 15 digits',      '1100', '117000004025958',    { declarationNo: '117000004025958' }],
  ['one since 2018, N at place 4',     '1300', '226N23010013904',    { declarationNo: '226N23010013904' }],
  ['of an application, 16 characters', '1000', '440070117109880E',   { applicationNo: '440070117109880E' }],
  ['of the single window, 18',         '1000', 'I20260000012345678', { seqNo: 'I20260000012345678' }],
  ['the same, digits alone',           '1000', '000000001234567890', { seqNo: '000000001234567890' }],
  ['of the customs, 18 digits',        'L',    '223120260000123456', { customsNo: '223120260000123456' }],
  ['another length',                   '1000', '12345678901234567',  {}],
])('a number is known by its form: %s', (_, code, dealNo, numbers) => {
  expect(numbersOf(makeReceipt({ entryNo: NO, time: '', code, text: '', dealNo }))).toEqual(numbers);
});
