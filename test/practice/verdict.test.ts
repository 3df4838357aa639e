import { describe, expect, it } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import { isCarried } from '../../src/practice/carried.ts';
import { type VerdictRules, verdictOf } from '../../src/practice/verdict.ts';
import { BOOK, CIGARETTES, inbound, ORANGES, outbound } from './declarations.ts';

const RULES: VerdictRules = { book: BOOK, today: '2017-09-20', serial: 1, sampleEvery: 5, carried: isCarried };
const without = <T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> => {
  const { [key]: _, ...rest } = value;
  return rest;
};

const accepted = { outcome: 'accepted', sampled: false } as const;
const rejected = (...reasons: string[]) => ({ outcome: 'rejected', reasons });

// biome-ignore format: table
const CASES: readonly (readonly [name: string, document: Declaration, rules: Partial<VerdictRules>, verdict: unknown])[] = [
  ['inbound, subject to inspection',     inbound('WI1'),                                          {},                    accepted],
  ['outbound, subject to inspection',    outbound('WE1'),                                         {},                    accepted],
  ['no line subject to inspection',      inbound('WI1', [CIGARETTES, CIGARETTES]),                {},                    { outcome: 'released' }],
  ['one line of two subject',            inbound('WI1', [CIGARETTES, ORANGES]),                   {},                    accepted],
  ['an HS code outside the starter set', inbound('WI1', [{ ...CIGARETTES, hsCode: '9999999999', ciqCode: '9999999999999' }]), {}, accepted],
  ['every fifth is sampled',             inbound('WI1'),                                          { serial: 10 },        { outcome: 'accepted', sampled: true }],
  ['released ones are never sampled',    inbound('WI1', [CIGARETTES]),                            { serial: 10 },        { outcome: 'released' }],
  ['sampled on demand',                  inbound('WI1', [CIGARETTES]),                            { wanted: 'sample' },  { outcome: 'accepted', sampled: true }],
  ['rejected on demand',                 inbound('WI1'),                                          { wanted: 'reject', serial: 0 },  rejected('【合同号】与随附合同不一致（练习局设置为全部退单）')],
  ['rejected on demand, with another objection', inbound('WI1'),                                  { wanted: 'reject', serial: 1 },  rejected('第1项货物【报检数量】与装箱单不一致（练习局设置为全部退单）')],
  ['rejected on demand, with hardly anything filled in', without(without(inbound('WI1', []), 'contractNo'), 'billOfLadingNo') as Declaration, { wanted: 'reject', serial: 1 },  rejected('练习局设置为全部退单')],
  ['a head field missing',               without(inbound('WI1'), 'contractNo') as Declaration,    {},                    rejected('【合同号】未填写')],
  ['a goods field missing',              inbound('WI1', [ORANGES, without(ORANGES, 'currency')]), {},                    rejected('第2项货物【币种】未填写')],
  ['an unknown code',                    inbound('WI1', [ORANGES], { tradeMode: '99' }),          {},                    rejected('【贸易方式】代码 99 不在代码表内')],
  ['a CIQ code of another HS code',      inbound('WI1', [{ ...ORANGES, ciqCode: '2402200000999' }]), {},                 rejected('第1项货物【CIQ代码】CIQ代码不属于HS编码 0805100000')],
  ['dates in the wrong order',           inbound('WI1', [ORANGES], { dischargeDate: '2017-09-01' }), {},                 rejected('【卸毕日期】卸毕日期早于到货日期')],
  ['what the message has no element for', outbound('WE1', { goods: [{ ...outbound('').goods[0], licences: [{ type: '518', typeName: '备案', number: '1' }] }] }), {}, accepted],
  ['no goods',                           inbound('WI1', []),                                      {},                    rejected('货物信息至少要有一项货物')],
];

describe('the public rules', () => {
  it.each(CASES)('%s', (_, document, rules, verdict) => {
    expect(verdictOf(document, { ...RULES, ...rules })).toEqual(verdict);
  });

  it('reasons come in the order of the page, warnings are none', () => {
    const verdict = verdictOf(
      inbound('WI1', [without(ORANGES, 'name')], { contractNo: '', registrationNo: '12' }),
      RULES,
    );
    expect(verdict).toEqual(rejected('【合同号】未填写', '第1项货物【货物名称】未填写'));
  });
});
