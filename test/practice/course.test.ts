import { describe, expect, it } from 'vitest';
import { eventOf, numbersOf, type Receipt, type ReceiptEvent } from '../../src/declaration/receipt.ts';
import { type CourseFacts, courseOf } from '../../src/practice/course.ts';
import type { Verdict } from '../../src/practice/verdict.ts';

const FACTS: CourseFacts = {
  messageId: 'm-1',
  entryNo: 'WI15088098517356',
  office: '440100',
  direction: 'in',
  year: 2017,
  serial: 12,
  taken: Date.UTC(2017, 8, 20, 2),
  pace: 1000,
};

const asReceipt = (planned: { identity: string; code: string; text: string; dealNo: string }): Receipt => ({
  ...planned,
  source: 'declaration',
  entryNo: FACTS.entryNo,
  time: '',
});

// biome-ignore format: table
const CASES: readonly (readonly [name: string, verdict: Verdict, events: readonly ReceiptEvent[]])[] = [
  ['released', { outcome: 'released' },                                 ['received', 'released']],
  ['accepted', { outcome: 'accepted', sampled: false },                 ['received', 'accepted', 'cleared']],
  ['sampled',  { outcome: 'accepted', sampled: true },                  ['received', 'accepted', 'sampled', 'cleared']],
  ['rejected', { outcome: 'rejected', reasons: ['【合同号】未填写'] },  ['received', 'rejected']],
];

describe('the receipts of a declaration', () => {
  it.each(CASES)('%s: every text is understood', (_, verdict, events) => {
    const receipts = courseOf(verdict, FACTS).map(asReceipt);
    expect(receipts.map(eventOf)).toEqual(events);
    // The codes of our own must not carry the meaning: the text alone does, wherever the bureau prints no code.
    const told = receipts.filter(({ code }) => !['1000', '1100', '1300'].includes(code));
    expect(told.map(receipt => eventOf({ ...receipt, code: '' }))).toEqual(told.map(eventOf));
  });

  it('carry the numbers', () => {
    const numbers = courseOf({ outcome: 'accepted', sampled: false }, FACTS).map(asReceipt).map(numbersOf);
    expect(numbers).toEqual([
      { applicationNo: '440100117000012E' },
      { declarationNo: '117000000000012', clearanceNo: '440100117000012000' },
      { declarationNo: '117000000000012', clearanceNo: '440100117000012000' },
    ]);
  });

  it('come one pace after the other, always the same', () => {
    const verdict: Verdict = { outcome: 'accepted', sampled: true };
    const receipts = courseOf(verdict, FACTS);
    expect(receipts.map(({ due }) => due - FACTS.taken)).toEqual([1000, 2000, 3000, 4000]);
    expect(new Set(receipts.map(({ identity }) => identity)).size).toBe(4);
    expect(courseOf(verdict, FACTS)).toEqual(receipts);
  });

  it('print the wording of the manual, and whose it is', () => {
    const [received, released] = courseOf({ outcome: 'released' }, FACTS);
    expect(received?.text).toBe(
      '报检成功！企业报检号[WI15088098517356]，局端已成功接收数据，待审单中心进行审单。（练习局）',
    );
    expect(released?.text).toBe('报检号:[117000000000012]，为非法检报检单，系统已自动放行！（练习局）');
  });

  it('tell at most twenty reasons', () => {
    const reasons = Array.from({ length: 50 }, (_, index) => `理由${index}`);
    const text = courseOf({ outcome: 'rejected', reasons }, FACTS)[1]?.text ?? '';
    expect(text).toContain('理由19；另有 30 处');
    expect(text).not.toContain('理由20');
  });
});
