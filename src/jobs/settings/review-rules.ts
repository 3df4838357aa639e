import * as v from 'valibot';
import { UserError } from '../../errors.ts';
import { isNumber } from '../../kinds/number.ts';
import { cleanLine } from '../../text.ts';
import { settingsDocument, text } from './document.ts';

/** Which declarations a colleague has to look at before they are sent: all conditions that are filled in hold together. */
export interface ReviewRule {
  readonly name: string;
  /** A piece of the name of the party. */
  readonly party: string;
  /** Who has changed it last, by name. */
  readonly clerk: string;
  /** Beginnings of tariff numbers, one of which a line has. */
  readonly hs: string;
  /** What the goods are worth at least, in a currency (a code of the table), or in any one. */
  readonly amount: string;
  readonly currency: string;
  /** Who may review; everybody who has the right unless told. */
  readonly reviewers: string;
}

export const REVIEW_RULE_FIELDS = ['name', 'party', 'clerk', 'hs', 'amount', 'currency', 'reviewers'] as const;
export type ReviewRuleField = (typeof REVIEW_RULE_FIELDS)[number];

export const REVIEW_RULES = settingsDocument<readonly ReviewRule[]>(
  'review-rules',
  v.array(
    v.object({
      name: text(),
      party: v.optional(text(), ''),
      clerk: v.optional(text(), ''),
      hs: v.optional(text(), ''),
      amount: v.optional(text(), ''),
      currency: v.optional(text(), ''),
      reviewers: v.optional(text(), ''),
    }),
  ) as v.GenericSchema<unknown, readonly ReviewRule[]>,
  [],
);

/** Several in one text. */
export const severalIn = (typed: string): readonly string[] => typed.split(/[,，、;；\s]+/u).filter(Boolean);

const MAX = 100;

/** What is wrong with a value of a rule, in Chinese. */
export function reviewRuleFault(field: ReviewRuleField, value: string): string | undefined {
  if ([...value].length > MAX) return `最多 ${MAX} 个字`;
  if (field === 'name' && value.trim() === '') return '写一个名称';
  if (field === 'hs' && severalIn(value).some(each => !/^\d{2,13}$/u.test(each)))
    return 'HS 编码的开头，2 位以上的数字，几个用逗号隔开';
  if (field === 'amount' && value !== '' && !isNumber(value)) return '应为数字，如 50000';
  return undefined;
}

/** A rule as it is kept. */
export const tidyReviewRule = (rule: ReviewRule): ReviewRule =>
  Object.fromEntries(
    REVIEW_RULE_FIELDS.map(field => [
      field,
      field === 'hs' || field === 'reviewers'
        ? severalIn(cleanLine(rule[field])).join(',')
        : cleanLine(rule[field]).trim(),
    ]),
  ) as unknown as ReviewRule;

export const keptReviewRules = (rules: readonly ReviewRule[]): readonly ReviewRule[] => [
  ...new Map(rules.map(tidyReviewRule).map(rule => [rule.name, rule])).values(),
];

/** All that is wrong with rules: `review.rule`. */
export function reviewRuleFaults(rules: readonly ReviewRule[]): readonly UserError[] {
  return rules.flatMap(rule =>
    REVIEW_RULE_FIELDS.flatMap(field => {
      const fault = reviewRuleFault(field, rule[field]);
      if (fault === undefined) return [];
      const message = `复核的规则 ${cleanLine(rule.name)} 的 ${field}：${fault}`;
      return [new UserError('review.rule', message, { exit: 'usage', next: ['改正后再保存'] })];
    }),
  );
}
