import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Status } from '../../src/declaration/life-cycle.ts';
import { eventOf, numbersOf, type Receipt } from '../../src/declaration/receipt.ts';
import { rejectionFaults, withReceipts } from '../../src/declaration/receive.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';

const KEPT = '2017-10-24T02:00:00.000Z';
const DECLARATION_NO = '117000004025958';

function recordIn(status: Status, more: Partial<DeclarationRecord> = {}): DeclarationRecord {
  return {
    version: 1,
    revision: 3,
    entryNo: 'WI15088098517356',
    document: { direction: 'in', containers: [], goods: [{}, {}] },
    status,
    created: KEPT,
    updated: KEPT,
    updatedBy: '张三',
    sending: 1,
    receipts: [],
    ...more,
  };
}

let serial = 0;
function receipt(minute: number, code: string, text: string, more: Partial<Receipt> = {}): Receipt {
  serial++;
  const time = `2017-10-24 10:${String(minute).padStart(2, '0')}:00`;
  return { identity: `R${serial}`, source: 'declaration', entryNo: 'WI15088098517356', code, time, text, ...more };
}

const TEXT = {
  received: '报检成功！企业报检号[WI15088098517356]，局端已成功接收数据，待审单中心进行审单。',
  released: `报检号:[${DECLARATION_NO}]，为非法检报检单，系统已自动放行！`,
  cleared: `报检号:[${DECLARATION_NO}]已电子通关，电子通关单号：442300117001234，请到【深圳海关】办理通关事宜。`,
  sampled: `报检号:[${DECLARATION_NO}]被抽批抽中。请您与【检验科】联系检验检疫事宜，联系电话：26391234`,
  accepted: `报检号:[${DECLARATION_NO}]已正式受理通过，请与【深圳局】联系办理检验检疫事宜。法定抽批规则抽批抽中。特别提示:将由443000生成通关单号，用于报关。`,
  papers: `报检号:[${DECLARATION_NO}]请持相关单据到【深圳局】办理检疫事宜。法定抽批规则抽批抽中。`,
  rejected: '退单：第2项货物【报检数量】未填写；【收货人中文】有误',
};

const received = (minute: number) => receipt(minute, '1000', TEXT.received, { dealNo: '440070117109880E' });
const accepted = (minute: number) => receipt(minute, '1300', TEXT.accepted, { dealNo: DECLARATION_NO });
const sampled = (minute: number) => receipt(minute, '', TEXT.sampled);
const cleared = (minute: number) => receipt(minute, '', TEXT.cleared);
const rejected = (minute: number, text = TEXT.rejected) => receipt(minute, '', text);
const reported = (minute: number) => receipt(minute, '00', '【无纸化】上报成功！', { source: 'paperless' });

const having = (record: DeclarationRecord, ...receipts: Receipt[]) => withReceipts(record, receipts, KEPT);

describe('what a receipt means', () => {
  // biome-ignore format: table
  test.each([
    ['1000', TEXT.received,                          'received'],
    ['1100', TEXT.released,                          'released'],
    ['',     TEXT.released,                          'released'],
    ['',     TEXT.cleared,                           'cleared'],
    ['',     TEXT.sampled,                           'sampled'],
    ['',     TEXT.accepted,                          'accepted'],
    ['',     TEXT.papers,                            'accepted'],
    ['1300', '受理',                                 'accepted'],
    ['1300', '退回修改：合同号有误',                 'rejected'],
    ['',     TEXT.rejected,                          'rejected'],
    ['',     '审单不通过',                           'rejected'],
    ['00',   '【无纸化】上报成功！',                 'reported'],
    ['0000', '报检成功',                             'received'],
    ['0000', '报检失败：合同号有误',                 'rejected'],
    ['0000', '报检回执',                             'noted'],
    ['1001', '上传失败',                             'rejected'],
    ['1002', '上传失败',                             'rejected'],
    ['1003', '上传失败',                             'rejected'],
    ['1004', '上传失败',                             'rejected'],
    ['1100', '审单通过',                             'accepted'],
    ['1101', '报检失败',                             'rejected'],
    ['1200', '审单通过',                             'accepted'],
    ['1201', '有误',                                 'rejected'],
    ['1301', '有误',                                 'rejected'],
    ['1400', '施检分单',                             'noted'],
    ['1401', '给出报检号',                           'noted'],
    ['1500', '查验指令',                             'noted'],
    ['1500', TEXT.sampled,                           'sampled'],
    ['1901', '有误',                                 'rejected'],
    ['2000', '放行成功',                             'released'],
    ['2300', '受理通过',                             'accepted'],
    ['2500', '受理通过',                             'accepted'],
    ['3000', '已通关',                               'cleared'],
    ['2077', '请补充说明',                           'unknown'],
    ['2077', '退回修改：合同号有误',                 'rejected'],
    ['',     '请补充说明',                           'noted'],
    ['',     '',                                     'noted'],
  ])('%s %s: %s', (code, text, event) => {
    expect(eventOf({ source: 'declaration', code, text })).toBe(event);
  });

  // biome-ignore format: table
  test.each([
    ['440070117109880E', TEXT.received, { applicationNo: '440070117109880E' }],
    [DECLARATION_NO,     '受理',        { declarationNo: DECLARATION_NO }],
    [undefined,          TEXT.accepted, { declarationNo: DECLARATION_NO }],
    [undefined,          TEXT.cleared,  { declarationNo: DECLARATION_NO, clearanceNo: '442300117001234000' }],
    [undefined,          '电子通关单号: 442300117001234000，请到',         { clearanceNo: '442300117001234000' }],
    [undefined,          '电子通关单号：44230011700123400，请到',          {}],
    [undefined,          '特别提示:将由442300117001234生成通关单号，用于报关。', { clearanceNo: '442300117001234000' }],
    [undefined,          '特别提示:将由443000生成通关单号，用于报关。',     {}],
    ['31700000402595X',  '受理',        {}],
    ['226N23010013904',  '受理',        { declarationNo: '226N23010013904' }],
    [undefined,          '报检号:[126N23010013904]已正式受理通过', { declarationNo: '126N23010013904' }],
  ])('with the number %s it gives %j', (dealNo, text, numbers) => {
    expect(numbersOf(receipt(1, '', text, dealNo === undefined ? {} : { dealNo }))).toEqual(numbers);
  });
});

test('an application that is released keeps the number of its ledger, and the others that it got', () => {
  const ledgerNo = '226N23010013904001';
  const released = receipt(3, '2000', '放行成功', { dealNo: '226N23010013904', ledgerNo });
  expect(numbersOf(receipt(3, '2000', '放行成功', { ledgerNo: '226N2301' }))).toEqual({});
  expect(having(recordIn('sent'), received(1), released)).toMatchObject({
    ...{ status: 'released', applicationNo: '440070117109880E', declarationNo: '226N23010013904', ledgerNo },
  });
});

describe('receipts of one sending', () => {
  // biome-ignore format: table
  const SEQUENCES: readonly [what: string, receipts: () => Receipt[], status: Status, more: Partial<DeclarationRecord>][] = [
    ['received',                () => [received(1)],                                       'received', { applicationNo: '440070117109880E' }],
    ['released at once',        () => [received(1), receipt(2, '1100', TEXT.released)],    'released', { declarationNo: DECLARATION_NO }],
    ['all the way',             () => [received(1), sampled(2), accepted(3), cleared(4)],  'released', { sampled: true, declarationNo: DECLARATION_NO, clearanceNo: '442300117001234000' }],
    ['accepted',                () => [received(1), accepted(2)],                          'accepted', { declarationNo: DECLARATION_NO }],
    ['rejected',                () => [received(1), rejected(2)],                          'rejected', {}],
    ['rejected after accepted', () => [received(1), accepted(2), rejected(3)],             'rejected', {}],
    ['accepted after all',      () => [received(1), rejected(2), accepted(3)],             'accepted', {}],
    ['nothing but sampling',    () => [sampled(1)],                                        'sent',     { sampled: true }],
    ['paperless beside it',     () => [received(1), reported(2), accepted(3)],             'accepted', { paperless: 'reported' }],
    ['unknown ones are kept',   () => [receipt(1, '7777', '请补充说明')],                  'sent',     {}],
  ];

  test.each(SEQUENCES)('%s', (_what, receipts, status, more) => {
    const all = receipts();
    const record = having(recordIn('sent'), ...all);
    expect(record).toMatchObject({ status, ...more });
    expect(record.receipts.map(({ identity }) => identity)).toEqual(all.map(({ identity }) => identity));
    if (more.declarationNo) expect(record.document.declarationNo).toBe(more.declarationNo);
    if (!more.sampled) expect(record.sampled).toBeUndefined();
  });

  test('neither their order nor how often they come matters', () => {
    const pool = () => {
      const same = accepted(5);
      const all = SEQUENCES.flatMap(([, receipts]) => receipts());
      // Two in one second: the bureau's clock has no finer hands.
      return [...all, same, { ...cleared(5), identity: 'X' }, { ...rejected(5), identity: 'Y' }];
    };
    const some = fc.constant(null).chain(() => fc.subarray(pool()));
    fc.assert(
      fc.property(
        some.chain(all =>
          fc.record({
            all: fc.constant(all),
            batches: fc.array(
              fc.subarray([...all], { minLength: 0 }).chain(part => fc.shuffledSubarray(part)),
              {
                maxLength: 4,
              },
            ),
            rest: fc.shuffledSubarray([...all], { minLength: all.length }),
          }),
        ),
        ({ all, batches, rest }) => {
          const straight = having(recordIn('sent'), ...all);
          const jumbled = [...batches, rest, rest].reduce((at, batch) => having(at, ...batch), recordIn('sent'));
          expect(jumbled).toEqual(straight);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('nothing new changes nothing', () => {
    const record = having(recordIn('sent'), received(1));
    expect(having(record, ...record.receipts)).toBe(record);
    expect(having(record)).toBe(record);
  });

  test('the same one twice in one batch is kept once', () => {
    const one = received(1);
    expect(having(recordIn('sent'), one, one).receipts).toHaveLength(1);
  });
});

describe('receipts over several sendings', () => {
  const rejectedOnce = () => having(recordIn('sent'), received(1), rejected(2));
  const sentAgain = () => ({ ...rejectedOnce(), status: 'sent' as const, sending: 2 });

  test('a correction that is being written stays open', () => {
    for (const status of ['draft', 'saved'] as const) {
      const record = having({ ...rejectedOnce(), status }, rejected(3));
      expect(record.status).toBe(status);
      expect(record.receipts).toHaveLength(3);
    }
  });

  test('sent again and accepted', () => {
    const record = having(sentAgain(), received(11), accepted(12));
    expect(record).toMatchObject({ status: 'accepted', declarationNo: DECLARATION_NO });
    expect(record.receipts.map(({ sending }) => sending)).toEqual([1, 1, 2, 2]);
  });

  test('a late receipt of the first sending does not touch the second', () => {
    // It is earlier, by the bureau's clock, than what made the first sending end.
    const record = having(sentAgain(), rejected(1, '审单不通过：报检数量有误'));
    expect(record.status).toBe('sent');
    expect(record.receipts.map(({ sending }) => sending)).toEqual([1, 1, 1]);
    expect(having(record, received(11)).status).toBe('received');
  });

  test('the late one may also come in one batch with new ones', () => {
    const batch = [accepted(12), rejected(1, '审单不通过'), received(11)];
    expect(having(sentAgain(), ...batch).status).toBe('accepted');
  });

  test('rejected again', () => {
    expect(having(sentAgain(), received(11), rejected(12)).status).toBe('rejected');
  });
});

describe('withdrawn from view', () => {
  test('receipts go on working underneath', () => {
    const record = having(recordIn('withdrawn', { underneath: 'sent' }), received(1), accepted(2));
    expect(record).toMatchObject({ status: 'withdrawn', underneath: 'accepted', declarationNo: DECLARATION_NO });
  });
});

describe('the reasons of a rejection', () => {
  const pathsOf = (text: string) =>
    rejectionFaults(having(recordIn('sent'), rejected(1, text))).map(({ path, params }) => [path, params?.text]);

  // biome-ignore format: table
  test.each([
    [TEXT.rejected,                           ['goods[1].quantity', 'consigneeName']],
    ['退单。第 1 项货物HS编码与品名不符。',   ['goods[0].hsCode']],
    ['退单：第2项货物有误',                   ['goods[1]']],
    ['退单：第12项货物【产品资质】缺失',      ['goods[11].licences']],
    ['退单：集装箱第1行【集装箱号码】不存在', ['containers[0].numbers']],
    ['退单：【关联报检号】不存在',            ['relatedDeclarationNo']],
    ['退单：关联报检号不存在',                ['relatedDeclarationNo']],
    ['退单：提/运单号有误\n合同号有误',       ['billOfLadingNo', 'contractNo']],
    ['退单：【集装箱号码】有误',              []],
    ['退单：第0项货物【报检数量】有误',       []],
    ['退单：第99999项货物【报检数量】有误',   []],
    ['退单：请联系审单中心',                  []],
  ])('%s is about %j', (text, paths) => {
    expect(pathsOf(text).map(([path]) => path)).toEqual(paths);
  });

  test('each reason is told in the words of the bureau', () => {
    const faults = rejectionFaults(having(recordIn('sent'), rejected(1)));
    expect(faults).toEqual([
      {
        code: 'bureau.rejected',
        path: 'goods[1].quantity',
        level: 'error',
        params: { text: '第2项货物【报检数量】未填写' },
      },
      { code: 'bureau.rejected', path: 'consigneeName', level: 'error', params: { text: '【收货人中文】有误' } },
    ]);
  });

  test('fields of the customs are meant where they were filled in', () => {
    const text = '退单：【毛重】有误；第1项货物【征免方式】有误；【存放地点】有误';
    const record = recordIn('sent');
    const customs = { ...record, document: { ...record.document, tradeTerms: '1' } };
    const pathsIn = (of: typeof record) => rejectionFaults(having(of, rejected(1, text))).map(({ path }) => path);
    expect(pathsIn(customs)).toEqual(['grossWeight', 'goods[0].dutyMode', 'storagePlace']);
    expect(pathsIn(record)).toEqual(['goods[0].dutyMode', 'storagePlace']);
  });

  test('those of the last rejection count', () => {
    const record = having(recordIn('sent'), rejected(1, '退单：合同号有误'), rejected(2, '退单：存放地点有误'));
    expect(rejectionFaults(record).map(({ path }) => path)).toEqual(['storagePlace']);
    expect(rejectionFaults(recordIn('sent'))).toEqual([]);
  });
});
