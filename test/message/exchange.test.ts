import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import {
  type Answer,
  type Delivery,
  type Request,
  readAnswer,
  readDeliveries,
  readIncoming,
  readProgress,
  writeAnswer,
  writeDeliveries,
  writeProgress,
  writeRequest,
} from '../../src/message/exchange.ts';
import type { PaperlessFileHead, PaperlessReport } from '../../src/message/paperless.ts';
import { makeReceipt, readReceipts } from '../../src/message/receipt.ts';
import { writeDeclaration } from '../../src/message/write.ts';
import { CONTEXT, MINIMAL } from './samples.ts';

const HEAD: PaperlessFileHead = {
  ...{ fileId: 'a'.repeat(64), declarationNo: '117000004025958', kind: '101001' },
  ...{ sum: 'b'.repeat(64), name: '合同 & 附件.pdf', size: 7 },
};
const REPORT: PaperlessReport = {
  ...{ messageId: 'P1', entryNo: 'WI1', declarationNo: '117000004025958', way: 'electronic', documents: [] },
  remark: '第一行\n第二行',
};

const REQUESTS: readonly Request[] = [
  { kind: 'inquiry', messageId: '6F9619FF' },
  { kind: 'receipts', entryNos: ['WI1', 'WE2'] },
  { kind: 'receipts', entryNos: [] },
  { kind: 'acknowledge', receiptIds: ['1', '2'] },
  { kind: 'test' },
  { kind: 'paperless-inquiry', fileIds: ['a'.repeat(64), 'b'.repeat(64)] },
  { kind: 'paperless-part', part: { ...HEAD, offset: 3, data: Buffer.from([0, 255, 60, 62]) } },
  { kind: 'paperless-part', part: { ...HEAD, offset: 0, data: Buffer.alloc(0) } },
  { kind: 'paperless-ticket', declarationNo: '117000004025958' },
  { kind: 'paperless-report', report: { ...REPORT, documents: [] } },
  {
    kind: 'paperless-report',
    report: {
      ...REPORT,
      way: 'archive',
      documents: [{ kind: '101001', number: 'HT<1>', name: '合同', note: '', fileIds: ['a'.repeat(64)] }],
    },
  },
];

test.each(REQUESTS)('request %j is read as it was written', request => {
  expect(readIncoming(writeRequest(request))).toEqual(request);
});

test('what the bureau has of files is read as it was written, and a refusal in its place', () => {
  const files = [{ fileId: 'a'.repeat(64), has: 0 }];
  expect(readProgress(writeProgress(files))).toEqual(files);
  expect(readProgress(writeAnswer({ outcome: 'refused', text: '没有这个报检号' }))).toMatchObject({
    outcome: 'refused',
  });
});

const ID = `<FileId>${'a'.repeat(64)}</FileId>`;
test.each([
  '<PaperlessParts><File><FileId>../x</FileId><Has>1</Has></File></PaperlessParts>',
  `<PaperlessParts><File>${ID}<Has>-1</Has></File></PaperlessParts>`,
  `<PaperlessParts><File>${ID}</File></PaperlessParts>`,
  '<Receipts/>',
])('%s says nothing of files', xml => {
  expect(() => readProgress(xml)).toThrow(
    expect.objectContaining({ code: 'message.not-understood', exit: 'transport' }),
  );
});

test.each([
  [
    '<Response><Code>97</Code><Text>对方系统升级中&#10;请改日</Text></Response>',
    '应答代码 97 不认识：对方系统升级中 请改日',
  ],
  ['<Response><Code>97\u202e</Code></Response>', '应答代码 97 不认识'],
  ['<Response><Text>请改日</Text></Response>', '应答没有代码：请改日'],
])('%s keeps its words', (xml, words) => {
  expect(() => readAnswer(xml)).toThrow(
    expect.objectContaining({ code: 'message.not-understood', message: `局端的回应不能理解：${words}` }),
  );
});

test.each([
  '<PaperlessPart/>',
  `<PaperlessPart>${ID}<Sha256>x</Sha256><Size>1</Size><Offset>0</Offset></PaperlessPart>`,
  `<PaperlessPart>${ID}<Sha256>${'b'.repeat(64)}</Sha256><Size>1e9</Size><Offset>0</Offset></PaperlessPart>`,
  '<PaperlessReport><MessageId>P</MessageId><PaperlessWay>3</PaperlessWay></PaperlessReport>',
  '<PaperlessInquiry><Other/></PaperlessInquiry>',
])('%s is no request', xml => {
  expect(() => readIncoming(xml)).toThrow(expect.objectContaining({ code: 'message.not-understood', exit: 'faults' }));
});

test('a request looks as its description says', () => {
  expect(writeRequest({ kind: 'inquiry', messageId: 'M<1' })).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<MessageInquiry>\n  <MessageId>M&lt;1</MessageId>\n</MessageInquiry>\n',
  );
});

test('a declaration is known as one', () => {
  expect(readIncoming(writeDeclaration(MINIMAL.in, CONTEXT).xml)).toEqual({ kind: 'declaration' });
});

const ANSWERS: readonly Answer[] = [
  { outcome: 'taken', messageId: 'M1' },
  { outcome: 'again', messageId: 'M1', text: '已收到过' },
  { outcome: 'refused', text: '货物第1项 HS编码：不存在\n货物第2项 数量：必填' },
  { outcome: 'login', text: '账号或密码错误' },
  { outcome: 'unknown', messageId: 'M1' },
];

test.each(ANSWERS)('answer %j is read as it was written, also where deliveries were asked for', answer => {
  expect(readAnswer(writeAnswer(answer))).toEqual(answer);
  expect(readDeliveries(writeAnswer(answer))).toEqual(answer);
});

describe('the encoding of an answer', () => {
  const answer = { outcome: 'refused', text: '品名有误' } as const;
  const GBK = Buffer.from([0xc6, 0xb7, 0xc3, 0xfb, 0xd3, 0xd0, 0xce, 0xf3]);
  const inGbk = (head: string) =>
    Buffer.concat([Buffer.from(`${head}<Response><Code>2</Code><Text>`), GBK, Buffer.from('</Text></Response>')]);
  const inUtf8 = (head = '') => Buffer.from(`${head}<Response><Code>2</Code><Text>${answer.text}</Text></Response>`);
  const declares = (name: string) => `<?xml version="1.0" encoding="${name}"?>`;
  const big5 = Buffer.from([0xab, 0x7e, 0xa6, 0x57, 0xa6, 0xb3, 0xbb, 0x7e]);

  // biome-ignore format: table
  test.each<[string, Uint8Array, string?]>([
    ['UTF-8 with a mark',                       Buffer.from(`\ufeff${inUtf8()}`)],
    ['a mark against a declaration',            Buffer.from(`\ufeff${inUtf8(declares('GBK'))}`)],
    ['UTF-16 with a mark',                      Buffer.from(`\ufeff${inUtf8(declares('UTF-16'))}`, 'utf16le')],
    ['UTF-16 without one',                      Buffer.from(inUtf8(declares('UTF-16')).toString(), 'utf16le')],
    ['UTF-16, high bytes first',                Buffer.from(`\ufeff${inUtf8()}`, 'utf16le').swap16()],
    ['a declaration of GB2312',                 inGbk(declares('gb2312'))],
    ['a declaration against the header',        inGbk(declares('GB18030')), 'utf-8'],
    ['the header alone',                        inGbk(''), 'GBK'],
    ['the header, quoted by a proxy as latin1', inGbk(''), 'iso-8859-1'],
    ['nothing that says it',                    inGbk('')],
    ['a declaration that lies',                 inGbk(declares('UTF-8'))],
    ['a header that lies',                      inGbk(''), 'utf-8'],
    ['a header that lies the other way',        inUtf8(), 'us-ascii'],
    ['an encoding that nobody knows',           inUtf8(declares('EBCDIC-CP-US'))],
  ])('%s', (_, bytes, charset) => {
    expect(readAnswer({ bytes, charset })).toEqual(answer);
  });

  test('Big5 where it is named', () => {
    const bytes = Buffer.concat([
      Buffer.from('<Response><Code>2</Code><Text>'),
      big5,
      Buffer.from('</Text></Response>'),
    ]);
    expect(readAnswer({ bytes, charset: 'big5' }).text).toBe('品名有誤');
  });

  test('what is in none of them is refused in words for an answer, not for a file', () => {
    const garbled = Buffer.concat([inUtf8(), Buffer.from([0xff, 0xff])]);
    expect(() => readAnswer(garbled)).toThrow(
      expect.objectContaining({ code: 'message.encoding', message: expect.stringMatching(/^局端的回应不能读取/u) }),
    );
    for (const xml of ['', '<a', '<!DOCTYPE a><a/>', '<Other/>', `<a>${'x'.repeat(9 << 20)}</a>`, '<a>'.repeat(99)]) {
      for (const read of [readAnswer, readDeliveries, readReceipts]) {
        let said = '';
        try {
          read(xml);
        } catch (error) {
          said = `${(error as UserError).message}${(error as UserError).next}`;
        }
        expect(said).toMatch(/^局端的回应/u);
        expect(said).not.toMatch(/文件|另存|报文/u);
      }
    }
  });
});

test('deliveries are read as they were written', () => {
  const deliveries: Delivery[] = ['1000', '1100', '00'].map((code, index) => ({
    receiptId: `R${index}`,
    receipt: makeReceipt({ entryNo: 'WI1', code, time: '2017-09-29 09:22:19', text: `【${code}】<&>` }),
  }));
  expect(readDeliveries(writeDeliveries(deliveries))).toEqual({ deliveries, problems: [] });
  expect(readDeliveries(writeDeliveries([]))).toEqual({ deliveries: [], problems: [] });
});

test('a delivery that says nothing is a problem and is not taken, the others are', () => {
  const good = makeReceipt({ entryNo: 'WI1', code: '1000', time: '2017-09-29 09:22:19', text: 'x' });
  const xml = writeDeliveries([
    { receiptId: 'R1', receipt: { ...good, entryNo: '' } },
    { receiptId: 'R2', receipt: good },
  ]);
  expect(readDeliveries(xml)).toMatchObject({
    deliveries: [{ receiptId: 'R2' }],
    problems: [{ code: 'message.receipt-number', element: 'Receipt[1]' }],
  });
});

describe('what is not understood', () => {
  test.each([
    ['another request', readIncoming, '<Hello/>', 'faults'],
    ['an inquiry about nothing', readIncoming, '<MessageInquiry/>', 'faults'],
    ['an inquiry about an empty id', readIncoming, '<MessageInquiry><MessageId/></MessageInquiry>', 'faults'],
    [
      'an inquiry about two',
      readIncoming,
      '<MessageInquiry><MessageId>1</MessageId><MessageId>2</MessageId></MessageInquiry>',
      'faults',
    ],
    ['a request with a stranger', readIncoming, '<ReceiptRequest><Foo>1</Foo></ReceiptRequest>', 'faults'],
    ['a test with contents', readIncoming, '<ConnectionTest><a>1</a></ConnectionTest>', 'faults'],
    [
      'an endless id',
      readIncoming,
      `<ReceiptAcknowledge><ReceiptId>${'1'.repeat(500)}</ReceiptId></ReceiptAcknowledge>`,
      'faults',
    ],
    [
      'too many numbers',
      readIncoming,
      `<ReceiptRequest>${'<CusCiqNo>1</CusCiqNo>'.repeat(5001)}</ReceiptRequest>`,
      'faults',
    ],
    ['an answer without a code', readAnswer, '<Response><Text>x</Text></Response>', 'transport'],
    ['an answer with an unknown code', readAnswer, '<Response><Code>9</Code></Response>', 'transport'],
    ['an answer with two codes', readAnswer, '<Response><Code>0</Code><Code>2</Code></Response>', 'transport'],
    ['an answer with a stranger', readAnswer, '<Response><Code>0</Code><Foo/></Response>', 'transport'],
    ['receipts where an answer belongs', readAnswer, '<Receipts/>', 'transport'],
    ['a delivery without an id', readDeliveries, '<Receipts><Receipt><Ciqresult/></Receipt></Receipts>', 'transport'],
    [
      'a delivery with an empty id',
      readDeliveries,
      '<Receipts><Receipt><ReceiptId/><Ciqresult/></Receipt></Receipts>',
      'transport',
    ],
    ['a bare receipt', readDeliveries, '<Ciqresult/>', 'transport'],
    ['a truncated answer', readAnswer, '<Response><Code>0</Code>', 'transport'],
  ] as const)('%s', (_name, read, xml, exit) => {
    let thrown: unknown;
    try {
      read(xml);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(UserError);
    expect((thrown as UserError).exit).toBe(exit);
    expect((thrown as UserError).code).toMatch(/^message\.(?:not-understood|malformed)$/u);
  });
});
