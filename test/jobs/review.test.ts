import { describe, expect, it } from 'vitest';
import type { DeclarationRecord } from '../../src/declaration/record.ts';
import { askReview, decideReview, missingReview, ruleFor } from '../../src/jobs/review.ts';
import { REVIEW_RULES, type ReviewRule, reviewRuleFault } from '../../src/jobs/settings/review-rules.ts';
import { importGood, openTestOffice } from './office.ts';

const ANY: ReviewRule = { name: '规则', party: '', clerk: '', hs: '', amount: '', currency: '', reviewers: '' };

async function ruled() {
  const { office, openAgain } = await openTestOffice();
  const [entryNo = ''] = await importGood(office, 1);
  const record = await office.store.get(entryNo);
  const other = await openAgain({ user: '小王' });
  const rules = async (...held: readonly Partial<ReviewRule>[]) => {
    await office.store.settings.update(REVIEW_RULES, () => held.map(rule => ({ ...ANY, ...rule })));
  };
  return { office, other, entryNo, record, rules };
}

const tariffOf = ({ document }: DeclarationRecord): string => document.goods[0]?.hsCode ?? '';

describe('a rule', () => {
  it('holds where all that it says does', async () => {
    const { office, record, rules } = await ruled();
    const held = async (rule: Partial<ReviewRule>) => {
      await rules(rule);
      return (await ruleFor(office, record)) !== undefined;
    };
    const party = record.document.consigneeName ?? '';
    expect(await held({})).toBe(true);
    expect(await held({ party: party.slice(1, 4) })).toBe(true);
    expect(await held({ party: '没有的公司' })).toBe(false);
    expect(await held({ clerk: '别人,测试' })).toBe(true);
    expect(await held({ clerk: '别人' })).toBe(false);
    expect(await held({ hs: `99,${tariffOf(record).slice(0, 4)}` })).toBe(true);
    expect(await held({ hs: '99' })).toBe(false);
    expect(await held({ amount: '0.01' })).toBe(true);
    expect(await held({ amount: '99999999999' })).toBe(false);
    expect(await held({ amount: '0.01', currency: '没有' })).toBe(false);
    expect(await held({ clerk: '测试', hs: '99' })).toBe(false);
  });

  it.each([
    ['name', ''],
    ['hs', '2'],
    ['hs', '酒'],
    ['amount', '很多'],
  ] as const)('cannot have the %s %s', (field, value) => {
    expect(reviewRuleFault(field, value)).toBeDefined();
  });
});

it('only those whom the rule names may review', async () => {
  const { office, other, entryNo, rules } = await ruled();
  await rules({ reviewers: '老张' });
  await askReview(office, entryNo);
  await expect(decideReview(other, entryNo, { state: 'approved', note: '' })).rejects.toMatchObject({
    code: 'review.reviewer',
  });
  await rules({ reviewers: '老张,小王' });
  await decideReview(other, entryNo, { state: 'approved', note: '' });
  expect(await missingReview(office, await office.store.get(entryNo))).toBeUndefined();
});

it('what a reviewer has not seen is not approved, and nothing is sent back without a word', async () => {
  const { office, other, entryNo, rules } = await ruled();
  await rules({});
  await askReview(office, entryNo);
  await expect(decideReview(other, entryNo, { state: 'approved', note: '', seen: 'other' })).rejects.toMatchObject({
    code: 'review.changed',
  });
  await expect(decideReview(other, entryNo, { state: 'refused', note: ' ' })).rejects.toMatchObject({
    code: 'review.note',
  });
  expect((await office.store.get(entryNo)).review?.state).toBe('asked');
});
