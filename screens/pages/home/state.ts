import type { Direction } from '../../../src/catalogue/row.ts';
import type { Status } from '../../../src/declaration/life-cycle.ts';
import type { Overview } from '../../../src/jobs/overview.ts';
import type { reviewCounts } from '../../../src/jobs/review.ts';
import type { taskCounts } from '../../../src/jobs/tasks.ts';

/** How many declarations of each kind are in each status, those withdrawn apart. */
export type StatusCounts = Readonly<Record<Direction, Readonly<Record<Status, number>>>>;

export type Tasks = ReturnType<typeof taskCounts>;
export type Reviews = ReturnType<typeof reviewCounts>;

/** The first page: what there is, what waits, what came, and where to go from here. */
export interface HomePage {
  readonly kind: 'home';
  readonly id: 'home';
  /** The line with the focus, counted over those that lead somewhere. */
  readonly index: number;
  /** What that line is about, so that the focus stays with it when lines come before it. */
  readonly key: string;
  /** The count with the focus, in the lines of the kinds. */
  readonly cell: number;
  readonly counts: StatusCounts | undefined;
  /** What is placed with whoever is at work. */
  readonly tasks: Tasks | undefined;
  readonly reviews: Reviews | undefined;
  readonly overview: Overview | undefined;
  /** The store has changed, and the page will look anew in a moment. */
  readonly stale: boolean;
}

/** The page that is there when no other is. */
export function startPage(): HomePage {
  return {
    kind: 'home',
    id: 'home',
    index: 0,
    key: '',
    cell: 0,
    counts: undefined,
    tasks: undefined,
    reviews: undefined,
    overview: undefined,
    stale: false,
  };
}
