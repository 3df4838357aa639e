import { DIALECT, type Dialect } from './dialect.ts';
import type { Direction } from './row.ts';

/** What knows which dialect is in force. */
export interface KnowsDialect {
  /** In which dialect declarations of a kind are coded; without it in that of a home that chose nothing. */
  dialect?(direction: Direction): Dialect;
}

/** The dialect in which declarations of this kind are coded: that of the form which the channel in force sends. */
export const dialectIn = ({ dialect }: KnowsDialect, direction: Direction): Dialect => dialect?.(direction) ?? DIALECT;
