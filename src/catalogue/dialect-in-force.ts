import { DIALECT, type Dialect, type MessageName } from './dialect.ts';
import type { Direction } from './row.ts';

/** What knows which dialect is in force, and which form of the message. */
export interface KnowsDialect {
  /** In which dialect declarations of a kind are coded; without it in that of a home that chose nothing. */
  dialect?(direction: Direction): Dialect;
  /** The form that declarations of a kind are sent in, where it has fields of its own. */
  message?(direction: Direction): MessageName | undefined;
  /** Whether declarations that are made for the customs can be sent. */
  forCustoms?(): boolean;
}

/** The dialect in which declarations of this kind are coded: that of the form which the channel in force sends. */
export const dialectIn = ({ dialect }: KnowsDialect, direction: Direction): Dialect => dialect?.(direction) ?? DIALECT;

/** The form of the message in force that has fields of its own, if this kind of declaration is sent in one. */
export const messageIn = ({ message }: KnowsDialect, direction: Direction): MessageName | undefined =>
  message?.(direction);
