import type { Right } from '../../src/accounts/permissions.ts';
import type { OfficeLevels } from '../../src/declaration/check.ts';
import type { UserError } from '../../src/errors.ts';
import type { FormerPrices } from '../../src/jobs/former-prices.ts';
import type { GoodsMemory } from '../../src/jobs/goods-memory.ts';
import type { Office } from '../../src/jobs/office.ts';
import type { RejectionMemory } from '../../src/jobs/rejections.ts';
import type { UsedCodes } from '../../src/jobs/used-codes.ts';

/** What screens may read at any moment without waiting. */
export interface World {
  readonly codes: Office['codes'];
  readonly book: Office['book'];
  readonly rows: () => ReturnType<Office['store']['rows']>;
  readonly now: () => number;
  /** Who is at work, as others are told; nobody where that is not known. */
  readonly me?: () => string;
  /** How the office counts faults; without it they count as usual. */
  readonly levels?: () => OfficeLevels;
  /** Why those at work may not do something, as far as was known last. */
  readonly refusal?: (right: Right) => UserError | undefined;
  /** For whom the people work that log in here; nothing where it is not known. */
  readonly enterprise?: () => string;
  readonly initialsOf: (text: string) => string;
  /** Goods that were declared before, and articles that were confirmed. */
  readonly goods: Pick<GoodsMemory, 'suggest'>;
  /** The confirmed articles, for checks; without it nothing is known of them. */
  readonly articles?: GoodsMemory['confirmed'];
  /** The codes that a field had in the last declarations, the newest first; none where no declarations are read. */
  readonly used?: UsedCodes['of'];
  /** What the bureau has sent declarations back for. */
  readonly rejections?: RejectionMemory['of'];
  /** What the party of an open declaration had before. */
  readonly former?: FormerPrices['of'];
}
