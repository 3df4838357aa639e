import { contentsOf } from './doubts.ts';
import { isEditable, type Status } from './life-cycle.ts';
import type { DeclarationRecord, Review, ReviewState } from './record.ts';

export const REVIEW_WORDS: Readonly<Record<ReviewState, string>> = {
  asked: '待复核',
  approved: '已复核',
  refused: '复核退回',
};

/** The review of the contents as they are; what was said of others is void. */
export function reviewOf({ review, document }: Pick<DeclarationRecord, 'review' | 'document'>): Review | undefined {
  return review && review.contents === contentsOf(document) ? review : undefined;
}

/** How the review stands as far as anybody has something to do with it. */
export function reviewState(record: DeclarationRecord): ReviewState | undefined {
  const review = reviewOf(record);
  return review && wantsReview(record.status) ? review.state : undefined;
}

/** What is on its way to the bureau needs nobody's word any more. */
const wantsReview = (status: Status): boolean => isEditable(status);

/** Those who cannot review it: who has changed it last, and who asks. */
export const ownersOf = ({ updatedBy, review }: DeclarationRecord): readonly string[] => [
  ...new Set([updatedBy, ...(review ? [review.by] : [])]),
];
