import type { Direction } from '../../../src/catalogue/row.ts';
import type { Choices, Comparison } from '../../../src/declaration/compare.ts';
import type { Reply } from '../../contract/change.ts';

/** Two versions of a declaration, field by field, and which is taken where (D2). */
export interface CompareDialog {
  readonly kind: 'compare';
  readonly comparison: Comparison;
  readonly direction: Direction;
  readonly choices: Choices;
  readonly index: number;
  /** Who saved the other version, and when: 小王, 10-24 10:01. */
  readonly who: string;
  readonly when: string;
  /** Why nothing can be put together any more, so that only their version or a new declaration is left. */
  readonly only: string | undefined;
  readonly confirm: (choices: Choices) => Reply;
  readonly accept: Reply;
  readonly asNew: Reply;
}
