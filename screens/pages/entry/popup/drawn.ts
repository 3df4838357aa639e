import type { Line } from '../../../draw/line.ts';

/** A piece of a popup. */
export interface Drawn {
  readonly lines: readonly Line[];
  readonly cursor?: { readonly x: number; readonly y: number } | undefined;
  /** How many rows of those that scroll are to be seen. */
  readonly seen?: number;
}
