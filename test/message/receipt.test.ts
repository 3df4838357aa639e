import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventOf } from '../../src/declaration/receipt.ts';
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
