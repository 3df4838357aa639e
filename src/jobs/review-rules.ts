import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { keepIn, removeFrom } from './list-entries.ts';
import type { Office } from './office.ts';
import { REVIEW_RULES, type ReviewRule, reviewRuleFaults, tidyReviewRule } from './settings/review-rules.ts';

export const reviewRulesOf = async (office: Office): Promise<readonly ReviewRule[]> =>
  await office.store.settings.read(REVIEW_RULES);

/**
 * Keeps a rule where it stands, a new one at the end; `was` is the name that it had before, `merge` makes of the one that is held what is
 * kept in its place. Throws the first of `reviewRuleFaults`, and `review.rule-taken` when another one has the name.
 */
export async function keepReviewRule(
  office: Office,
  rule: ReviewRule,
  was?: string,
  merge: (held: ReviewRule) => ReviewRule = () => rule,
): Promise<void> {
  const tidied = tidyReviewRule(rule);
  const [fault] = reviewRuleFaults([tidied]);
  if (fault) throw fault;
  await keepIn(office, REVIEW_RULES, tidied, {
    ...{ keyOf: ({ name }) => name, was, merge: there => tidyReviewRule(merge(there)) },
    taken: ({ name }) =>
      new UserError('review.rule-taken', `已有名称相同的规则：${cleanLine(name)}`, {
        exit: 'usage',
        next: ['换一个名称，或修改原来的那一条'],
      }),
  });
}

/** Removes rules and returns those of these names that there were. */
export async function removeReviewRules(office: Office, names: readonly string[]): Promise<readonly ReviewRule[]> {
  const gone = new Set(names);
  return await removeFrom(office, REVIEW_RULES, ({ name }) => gone.has(name));
}
