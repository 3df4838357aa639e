import type { Direction } from '../../src/catalogue/row.ts';

/** What the kinds of declarations are called. */
export const DIRECTION_NAMES: Readonly<Record<Direction, string>> = { in: '入境', out: '出境', pack: '出境包装' };
