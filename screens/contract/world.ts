import type { GoodsMemory } from '../../src/jobs/goods-memory.ts';
import type { Office } from '../../src/jobs/office.ts';

/** What screens may read at any moment without waiting. */
export interface World {
  readonly codes: Office['codes'];
  readonly book: Office['book'];
  readonly rows: () => ReturnType<Office['store']['rows']>;
  readonly now: () => number;
  readonly initialsOf: (text: string) => string;
  /** Goods that were declared before. */
  readonly goods: Pick<GoodsMemory, 'suggest'>;
}
