/** How far a list goes, and what a page of it is. */
export interface ListShape {
  readonly count: number;
  /** The rows in view. */
  readonly rows: () => number;
  /** Rows side by side, as in a grid; 1 unless given. */
  readonly across?: number;
  /** Behind the last row comes the first. */
  readonly round?: boolean;
  /** Up from the first row leads out of the list, to -1. */
  readonly out?: boolean;
}

/** The row of an endless round of `count` rows; 0 of none. */
export const around = (index: number, count: number): number => (count > 0 ? ((index % count) + count) % count : 0);

/** The nearest of `count` rows; 0 of none. */
export const within = (index: number, count: number): number => Math.max(0, Math.min(count - 1, index));

function step(index: number, by: number, shape: ListShape): number {
  if (shape.round) return around(index + by, shape.count);
  return shape.out && index + by < 0 ? -1 : within(index + by, shape.count);
}

/** A line of a grid further; where there is none, nowhere. */
function line(index: number, way: -1 | 1, shape: ListShape): number {
  const { across = 1, count } = shape;
  if (across === 1) return step(index, way, shape);
  const to = index + way * across;
  return to < 0 || to >= count ? index : to;
}

// biome-ignore format: table
const MOVES = {
  up:          (index: number, shape: ListShape) => line(index, -1, shape),
  down:        (index: number, shape: ListShape) => line(index, 1, shape),
  left:        (index: number, shape: ListShape) => step(index, -1, shape),
  right:       (index: number, shape: ListShape) => step(index, 1, shape),
  previous:    (index: number, shape: ListShape) => step(index, -1, shape),
  next:        (index: number, shape: ListShape) => step(index, 1, shape),
  'page-up':   (index: number, shape: ListShape) => within(index - shape.rows(), shape.count),
  'page-down': (index: number, shape: ListShape) => within(index + shape.rows(), shape.count),
  first:       () => 0,
  last:        (_index: number, shape: ListShape) => within(shape.count - 1, shape.count),
} as const;

/** A way to move in a list, as the actions of the key table end. */
export type ListMove = keyof typeof MOVES;

export const LIST_MOVES = Object.keys(MOVES) as readonly ListMove[];

/** The row that a move leads to from the row `index`. */
export const movedIn = (move: ListMove, index: number, shape: ListShape): number => MOVES[move](index, shape);
