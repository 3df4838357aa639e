import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import type { Office } from './office.ts';
import { keptReviewRules, REVIEW_RULES, type ReviewRule, reviewRuleFaults } from './settings/review-rules.ts';

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
  const [tidied = rule] = keptReviewRules([rule]);
  const [fault] = reviewRuleFaults([tidied]);
  if (fault) throw fault;
  await office.store.settings.update(REVIEW_RULES, held => {
    const other = tidied.name === was ? undefined : held.find(({ name }) => name === tidied.name);
    if (other) {
      throw new UserError('review.rule-taken', `已有名称相同的规则：${cleanLine(other.name)}`, {
        exit: 'usage',
        next: ['换一个名称，或修改原来的那一条'],
      });
    }
    const at = held.findIndex(({ name }) => name === was);
    const there = held[at];
    return there ? keptReviewRules(held.with(at, merge(there))) : [...held, tidied];
  });
}

/** Removes rules and returns those of these names that there were. */
export async function removeReviewRules(office: Office, names: readonly string[]): Promise<readonly ReviewRule[]> {
  const gone = new Set(names);
  let removed: readonly ReviewRule[] = [];
  await office.store.settings.update(REVIEW_RULES, held => {
    removed = held.filter(({ name }) => gone.has(name));
    return held.filter(({ name }) => !gone.has(name));
  });
  return removed;
}
