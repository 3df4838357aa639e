import { describe, expect, test } from 'vitest';
import {
  answersTo,
  askedIn,
  askedOf,
  paperlessOf,
  withoutPaperless,
  withPaperless,
} from '../../src/declaration/paperless.ts';
import type { Receipt } from '../../src/declaration/receipt.ts';
import { withReceipts } from '../../src/declaration/receive.ts';
import type { DeclarationRecord } from '../../src/declaration/record.ts';

const KEPT = '2017-10-24T02:00:00.000Z';
const NO = 'WI15088098517356';

const EMPTY: DeclarationRecord = {
  ...{ version: 1, revision: 3, entryNo: NO, status: 'sent', sending: 1, receipts: [] },
  document: { direction: 'in', containers: [], goods: [{}] },
  ...{ created: KEPT, updated: KEPT, updatedBy: '张三' },
};

function receipt(minute: number, code: string, text: string): Receipt {
  const time = `2017-10-24 10:${String(minute).padStart(2, '0')}:00`;
  return { identity: `R${minute}.${code}`, source: 'declaration', entryNo: NO, code, time, text };
}

const asking = (minute: number) =>
  receipt(minute, '1300', '报检号:[117000004025958]已正式受理通过。无纸化单证上传: 合同、发票。');
const reported = (minute: number) => receipt(minute, '00', '【无纸化】上报成功！');
const returned = (minute: number) => receipt(minute, '01', '【无纸化】退回：缺少 发票。');

// biome-ignore format: table
test.each<[text: string, asked: readonly string[]]>([
  ['命中的货物编号为【1】。无纸化单证上传: 合同、发票、装箱单、提运单、卫生证书或自由销售证明。无纸化施检检验: 原产地证书。', ['合同', '发票', '装箱单', '提运单', '卫生证书或自由销售证明']],
  ['无纸化单证上传：合同，发票；厂检单',    ['合同', '发票', '厂检单']],
  ['无纸化单证上传: 合同。无纸化单证上传: 发票。', ['合同', '发票']],
  ['无纸化单证上传: 。',                    []],
  ['报检号:[117000004025958]已正式受理通过', []],
])('%s asks for %j', (text, asked) => {
  expect(askedIn(text)).toEqual(asked);
});

// biome-ignore format: table
test.each<[asked: string, names: readonly string[], answers: boolean]>([
  ['合同',                   ['发票', '合同'],   true],
  ['合同',                   ['发票'],           false],
  ['提单/运单',              ['提单/运单'],      true],
  ['提单/运单',              ['运单'],           true],
  ['运单',                   ['提单/运单'],      true],
  ['卫生证书或自由销售证明', ['自由销售证明'],   true],
  ['兽医(卫生)证书',         ['兽医(卫生)证书'], true],
  ['合同',                   [],                 false],
])('%s is answered by %j: %s', (asked, names, answers) => {
  expect(answersTo(asked, names)).toBe(answers);
});

describe('how a declaration stands', () => {
  const sent = (record: DeclarationRecord): DeclarationRecord => ({
    ...withPaperless(record, 'P1'),
    paperless: 'sent',
  });
  const got = (record: DeclarationRecord, ...arrived: Receipt[]) => withReceipts(record, arrived, KEPT);
  // biome-ignore format: table
  test.each<[what: string, record: () => DeclarationRecord, stands: string | undefined]>([
    ['nothing was asked for',                     () => got(EMPTY, receipt(1, '1000', '报检成功')),                        undefined],
    ['asked',                                     () => got(EMPTY, asking(1)),                                             'asked'],
    ['sent, and asked again late',                () => got(sent(EMPTY), asking(1)),                                       'sent'],
    ['reported',                                  () => got(sent(got(EMPTY, asking(1))), reported(2)),                     'reported'],
    ['reported before it was asked, out of order', () => got(got(EMPTY, reported(2)), asking(1)),                          'reported'],
    ['asked for more after it was reported',      () => got(got(EMPTY, asking(1), reported(2)), asking(3)),                'asked'],
    ['returned',                                  () => got(sent(EMPTY), returned(2)),                                     'returned'],
    ['sent anew after it was returned',           () => sent(got(sent(EMPTY), returned(2))),                               'sent'],
    ['sent anew, and the old answer once more',   () => got(sent(got(sent(EMPTY), returned(2))), returned(2)),             'sent'],
    ['sent anew and reported in the same second', () => got(sent(got(sent(EMPTY), returned(2))), reported(2)),             'reported'],
    ['the report never arrived',                  () => withoutPaperless(withPaperless(got(EMPTY, asking(1)), 'P1')),      'asked'],
  ])('%s', (_, record, stands) => {
    expect([record().paperless, paperlessOf(record())]).toEqual([stands, stands]);
  });

  test('what an earlier sending was asked for is of that sending', () => {
    const first = got({ ...EMPTY, status: 'sent' }, asking(1));
    expect(askedOf(first)).toEqual(['合同', '发票']);
    expect(askedOf({ ...first, sending: 2 })).toEqual([]);
  });
});
